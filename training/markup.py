"""Read annotated fiction (see ``training/fiction/README.md``): text with marks to articles with offsets.

python training/markup.py training/fiction/*.txt        # checks files, prints counts
python training/markup.py training/fiction/*.txt --jsonl fiction.jsonl
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path

ROLES = {"s": "source", "q": "cue", "c": "content"}
MENTIONS = ("PER", "ORG", "GPE", "LOC", "FAC", "MIL", "EVT", "WPN")
SOURCES = ("person", "organisation", "document", "unnamed", "author")
CERTAINTIES = ("certain", "probable", "possible", "unknown")
POLARITIES = ("positive", "negative")
KINDS = ("claim", "inference", "question")
_MARK = re.compile(r"\{(?:([sqc])(\d+)|([A-Z]{3}))\||\}")
_LINE = re.compile(r"(\d+) (\w+) (\w+) (\w+) (\w+)(?: in (\d+))?")


class MarkupError(ValueError):
    """A record is not well formed."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name}: {why}")


def read(path: Path) -> list[dict]:
    """Return the records of a file as articles.

    Each has ``id``, ``text``, ``attributions`` (``source``, ``cue``, ``content`` as [start, end) code points,
    ``source_kind``, ``certainty``, ``polarity``, ``kind``, ``nested_in``: index or None) and ``mentions``
    ([start, end, type]).

    Raises:
        MarkupError: a record breaks the format.
    """
    records = [part for part in path.read_text(encoding="utf-8").split("\n===") if part.strip(" =\n")]
    return [record(f"{path.stem}-{number:03}", part.strip("=\n ")) for number, part in enumerate(records, 1)]


def record(name: str, source: str) -> dict:
    """Return one record as an article."""
    body, _, lines = source.partition("\n---")
    text, roles, mentions = _unmark(name, body.strip("\n"))
    facts: dict[int, tuple[str, ...]] = {}
    for line in filter(None, map(str.strip, lines.splitlines())):
        match = _LINE.fullmatch(line)
        if not match:
            raise MarkupError(name, f"«{line}» is not: number kind-of-source certainty polarity kind [in M]")
        number, *values, parent = match.groups()
        allowed = (SOURCES, CERTAINTIES, POLARITIES, KINDS)
        for value, choices in zip(values, allowed, strict=True):
            if value not in choices:
                raise MarkupError(name, f"«{value}» in «{line}» is none of {', '.join(choices)}")
        facts[int(number)] = (*values, parent or "")
    if set(facts) != set(roles):
        raise MarkupError(name, f"marks {sorted(roles)} but lines {sorted(facts)}")
    order = sorted(facts)
    found = []
    for number in order:
        spans = roles[number]
        if not spans.get("content"):
            raise MarkupError(name, f"attribution {number} has no content")
        kind, certainty, polarity, sort, parent = facts[number]
        if parent and int(parent) not in facts:
            raise MarkupError(name, f"attribution {number} stands in {parent}, which does not exist")
        found.append({
            **{role: sorted(spans.get(role, [])) for role in ROLES.values()},
            "source_kind": kind, "certainty": certainty, "polarity": polarity, "kind": sort,
            "nested_in": order.index(int(parent)) if parent else None,
        })  # fmt: skip
    return {"id": name, "text": text, "attributions": found, "mentions": sorted(mentions)}


def _unmark(name: str, body: str) -> tuple[str, dict[int, dict[str, list]], list[list]]:
    """Take the marks out; return the text, spans by number and role, and mentions."""
    text: list[str] = []
    roles: dict[int, dict[str, list]] = {}
    mentions: list[list] = []
    open_marks: list[tuple[tuple[str | None, ...], int]] = []
    length = at = 0
    for mark in _MARK.finditer(body):
        text.append(body[at : mark.start()])
        length += mark.start() - at
        at = mark.end()
        if mark.group() != "}":
            open_marks.append((mark.groups(), length))
            continue
        if not open_marks:
            raise MarkupError(name, f"a }} closes nothing near «{body[max(0, at - 40) : at]}»")
        (role, number, kind), start = open_marks.pop()
        if start == length:
            raise MarkupError(name, f"an empty mark near «{body[max(0, at - 40) : at]}»")
        if kind is None:
            roles.setdefault(int(number or 0), {}).setdefault(ROLES[role or ""], []).append([start, length])
        elif kind in MENTIONS:
            mentions.append([start, length, kind])
        else:
            raise MarkupError(name, f"{kind} is none of {', '.join(MENTIONS)}")
    if open_marks:
        raise MarkupError(name, f"{len(open_marks)} marks are not closed")
    text.append(body[at:])
    plain = "".join(text)
    for char in "{|}":
        if char in plain:
            raise MarkupError(name, f"a stray {char} near «{plain[max(0, plain.index(char) - 30) :][:60]}»")
    return plain, roles, mentions


def main() -> int:
    """Check files, or write them as JSONL."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--jsonl", type=Path)
    options = parser.parse_args()
    articles, wrong, counts = [], 0, Counter()
    for path in options.files:
        for number, part in enumerate(filter(lambda p: p.strip(" =\n"), path.read_text().split("\n===")), 1):
            try:
                articles.append(record(f"{path.stem}-{number:03}", part.strip("=\n ")))
            except MarkupError as error:
                print(error, file=sys.stderr)
                wrong += 1
    for article in articles:
        counts["words"] += len(article["text"].split())
        for item in article["attributions"]:
            counts.update([item["source_kind"], item["certainty"], item["polarity"], item["kind"]])
            counts["nested"] += item["nested_in"] is not None
            counts["attributions"] += 1
        counts.update(kind for *_, kind in article["mentions"])
    print(f"{len(articles)} records, {wrong} wrong", dict(counts))
    if options.jsonl:
        rows = (json.dumps(article, ensure_ascii=False) for article in articles)
        options.jsonl.write_text("".join(row + "\n" for row in rows), encoding="utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
