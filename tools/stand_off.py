"""Turns a draft of labels, which quotes, into stand-off labels, which hold offsets and no text.

    python tools/stand_off.py DRAFT.json TEXTS.jsonl ANNOTATOR [-o FILE]

DRAFT is what an annotator writes (docs/labelling.md); TEXTS has a line ``{"id", "text", …}`` a report. The
labels go to FILE, or to ``benchmarks/labels/<case>.<annotator>.json``. If FILE is there already, the texts
must still be those that it was made on: remove it first if they are meant to have changed.

A quote is exact and stands once in its text. A long one may be told by its beginning and its end, with
" … " between: the beginning stands once, the end is the first one after it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FOLDER = Path(__file__).resolve().parents[1] / "benchmarks" / "labels"
STANCES = ("asserts", "denies", "questions", "leaves_open")
TYPES = ("denial", "value", "scope", "supersession")
GAP = " … "
LONGEST = 1500
"""Characters from which a quote with a gap has surely found the wrong end."""


class DraftError(Exception):
    """The draft cannot become labels: one line for each fault."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class Range(NamedTuple):
    """Code points, end-exclusive."""

    start: int
    end: int


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, as 64 figures and letters."""
    return hashlib.sha256(text.encode()).hexdigest()


def place(text: str, quote: str) -> Range:
    """Return where a quote stands.

    Raises:
        ValueError: it does not stand there, or not once, or is longer than a quote can be.
    """
    if not quote:
        message = "the quote is empty"
        raise ValueError(message)
    if GAP not in quote or quote in text:
        start = _once(text, quote)
        return Range(start, start + len(quote))
    first, last = quote.split(GAP, 1)
    start = _once(text, first)
    found = text.find(last, start + len(first))
    if found < 0:
        message = f"the end of the quote is not found after its beginning: {last!r}"
        raise ValueError(message)
    end = found + len(last)
    if end - start > LONGEST:
        message = f"{end - start} characters lie between {first!r} and {last!r}: quote more of the end"
        raise ValueError(message)
    return Range(start, end)


def _once(text: str, quote: str) -> int:
    start = text.find(quote)
    if start < 0:
        message = f"the quote is not found: {quote!r}"
        raise ValueError(message)
    if text.find(quote, start + 1) >= 0:
        message = f"the quote is found twice, so quote more: {quote!r}"
        raise ValueError(message)
    return start


def stand_off(
    draft: Mapping[str, Any],
    texts: Mapping[str, str],
    annotator: str,
    before: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return the labels of a draft.

    Args:
        draft: as docs/labelling.md has it.
        texts: the reports' texts by their ids.
        annotator: who made the draft, by letter.
        before: SHA-256 of texts by id, as earlier labels have them.

    Raises:
        DraftError: with every fault of the draft.
    """
    claims = draft.get("claims", [])
    said = [entry["doc"] for claim in claims for entry in claim["assertions"]]
    documents = sorted({*draft.get("documents", []), *said})
    faults = [f"{key}: no such document among the texts" for key in documents if key not in texts]
    hashes = {key: digest(texts[key]) for key in documents if key in texts}
    faults += [
        f"{key}: the text has changed since the earlier labels were made (SHA-256 is {hashes[key][:12]}…, "
        f"was {was[:12]}…)"
        for key, was in (before or {}).items()
        if key in hashes and hashes[key] != was
    ]
    made = [_claim(claim, texts, faults) for claim in claims]
    faults += _doubles("claim", [claim["id"] for claim in claims])
    known = {claim["id"] for claim in claims}
    for entry in draft.get("contradictions", []):
        name = f"contradiction {entry['a']}–{entry['b']}"
        faults += [f"{name}: no claim {side}" for side in (entry["a"], entry["b"]) if side not in known]
        if entry["type"] not in TYPES:
            faults.append(f"{name}: the type is {entry['type']!r}, not one of {', '.join(TYPES)}")
    if faults:
        raise DraftError(faults)
    return {
        "case": draft["case"],
        "annotator": annotator,
        "documents_sha": hashes,
        "claims": made,
        "contradictions": [
            {key: entry[key] for key in ("a", "b", "type")} for entry in draft.get("contradictions", [])
        ],
    }


def _claim(claim: Mapping[str, Any], texts: Mapping[str, str], faults: list[str]) -> dict[str, Any]:
    """Return a claim with offsets; what is wrong with it goes to ``faults``."""
    name = claim["id"]
    assertions = []
    for number, entry in enumerate(claim["assertions"]):
        found = Range(0, 0)
        if entry["doc"] in texts:
            try:
                found = place(texts[entry["doc"]], entry["quote"])
            except ValueError as problem:
                faults.append(f"{name}, assertion {number}, {entry['doc']}: {problem}")
        if entry["stance"] not in STANCES:
            faults.append(
                f"{name}, assertion {number}: the stance is {entry['stance']!r}, "
                f"not one of {', '.join(STANCES)}"
            )
        made = {"doc": entry["doc"], "start": found.start, "end": found.end, "stance": entry["stance"]}
        made |= {"source": entry["source"]} | ({"via": entry["via"]} if entry.get("via") else {})
        assertions.append(made)
    origins = [{"id": one["id"], "assertions": sorted(one["assertions"])} for one in claim["origins"]]
    if sorted(number for one in origins for number in one["assertions"]) != list(range(len(assertions))):
        faults.append(f"{name}: each of its {len(assertions)} assertions must be in exactly one origin")
    faults += _doubles(f"{name}: origin", [one["id"] for one in origins])
    known = {one["id"] for one in origins}
    pairs = sorted({tuple(sorted(entry[:2])) for entry in claim.get("independent", [])})
    faults += [
        f"{name}: no two origins {left} and {right} to be independent"
        for left, right in pairs
        if left == right or not {left, right} <= known
    ]
    return {
        "id": name,
        "proposition": claim["proposition"],
        "assertions": assertions,
        "origins": origins,
        "independent": [list(pair) for pair in pairs],
    }


def _doubles(what: str, names: list[str]) -> list[str]:
    twice = sorted({one for one in names if names.count(one) > 1})
    return [f"{what} {name} is there twice" for name in twice]


def written(labels: Mapping[str, Any]) -> str:
    """Return labels as JSON, a claim a line, so that a change of one claim changes one line."""

    def short(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    parts = []
    for key, value in labels.items():
        listed = isinstance(value, list) and value
        inside = "[\n" + ",\n".join(map(short, value)) + "\n]" if listed else short(value)
        parts.append(f"{short(key)}:{inside}")
    return "{" + ",\n".join(parts) + "}\n"


def texts_of(path: Path) -> dict[str, str]:
    """Return the texts of a JSONL file by their ids."""
    lines = path.read_text("utf-8").split("\n")  # not splitlines: texts may hold U+2028
    rows = [json.loads(line) for line in lines if line.strip()]
    return {row["id"]: row["text"] for row in rows}


def main() -> int:
    """Run from the command line; 1 if the draft has faults."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("draft", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("annotator")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE")
    options = parser.parse_args()
    draft = json.loads(options.draft.read_text("utf-8"))
    output = options.output or FOLDER / f"{draft['case']}.{options.annotator}.json"
    before = json.loads(output.read_text("utf-8"))["documents_sha"] if output.is_file() else None
    try:
        labels = stand_off(draft, texts_of(options.texts), options.annotator, before)
    except DraftError as problem:
        print(f"{options.draft}: nothing written.", *problem.faults, sep="\n", file=sys.stderr)
        return 1
    output.write_text(written(labels), "utf-8")
    assertions = sum(len(claim["assertions"]) for claim in labels["claims"])
    print(f"{output}: {len(labels['documents_sha'])} documents, {len(labels['claims'])} claims, "
          f"{assertions} assertions")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
