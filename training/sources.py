"""The corpora that the reading model learns from, each read into articles with the layers it has.

What may be used, and under which licence, is in the model card (``docs/model.md``).
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from corpus import ANYTHING, Article, article, in_tokens, of_text
from markup import read as read_markup

from sayso.annotate.decode import BACKINGS, MENTION_TAGS
from sayso.annotate.reread import piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sayso.annotate.tokens import Ints, Tokens
    from sayso.text.wordpiece import WordPiece

PACK = 900
"""Characters of single sentences that are joined into one text."""
INNER_LEAST = 8
PLACES = ("geopolitical", "place", "facility")
BODIES = ("organisation", "armed_group")
FICTION = {
    "PER": "person", "ORG": "organisation", "GPE": "geopolitical", "LOC": "place", "FAC": "facility",
    "MIL": "armed_group", "EVT": "event", "WPN": "weapon",
}  # fmt: skip
KINDS = {
    "uner": {"PER": ("person",), "ORG": BODIES, "LOC": PLACES},
    "wikigold": {"PER": ("person",), "ORG": BODIES, "LOC": PLACES},
    "crossner": {
        "politician": ("person",), "person": ("person",), "politicalparty": ("organisation",),
        "organisation": BODIES, "election": ("event",), "event": ("event",), "country": ("geopolitical",),
        "location": PLACES,
    },
    "re3d": {
        "Person": ("person",), "Organisation": BODIES, "Location": PLACES, "Weapon": ("weapon",),
        "MilitaryPlatform": ("weapon",),
    },
}  # fmt: skip
"""What a corpus's types can be in ours. A type that is not here is left open."""
CONFIRMED = 0.5
"""Confidence from which a mark of re3d is more than a machine's proposal."""
RE3D_CLOSED = "BBC Online"
"""Not licensed for this use."""


def left_out(name: str) -> bool:
    """Tell whether a document is kept out of training, to be measured: about a third."""
    return hashlib.sha256(name.encode()).digest()[0] < 85  # noqa: PLR2004 - a third of 256


def polnear(path: Path, vocabulary: WordPiece, *, silver: bool = False) -> list[Article]:
    """Read attributions. With ``silver``, sayso's rules add what the corpus does not tell of them."""
    rows = list(_rows(path))
    if silver:
        rows = [row | {"attributions": with_facets(row)} for row in rows]
    return [of_text(row["id"], row["text"], vocabulary, row["attributions"]) for row in rows]


def with_facets(row: dict) -> list[dict]:
    """Return a row's attributions with kind of source, certainty, polarity and kind as the rules see them."""
    from sayso.attribute.stage import AttributeConfig, AttributeStage
    from sayso.model.annotation import Annotation, Frame
    from sayso.model.document import Document
    from sayso.model.span import Span
    from sayso.text.sentences import sentences

    def spans(pairs: list[list[int]]) -> tuple[Span, ...]:
        return tuple(Span(*pair) for pair in pairs)

    document = Document("doc", "", row["text"], "", "text/plain", "-")
    usable = [item for item in row["attributions"] if item["cue"] and item["content"]]
    frames = tuple(Frame(spans(a["cue"])[0], spans(a["source"]), spans(a["content"]), 1.0) for a in usable)
    annotation = Annotation("doc", "en", tuple(sentences(row["text"])), frames)
    stage = AttributeStage(AttributeConfig(questions=False, inferences=False))
    ((found, _),) = stage([(document, annotation)])
    known = {(one.cue[0].start, one.content): one for one in found}
    out = []
    for item in row["attributions"]:
        match = known.get((item["cue"][0][0], spans(item["content"]))) if item["cue"] else None
        facts = {"sure": False}
        if match:
            facts |= {
                "source_kind": match.source_kind.value if item["source"] else None,
                "certainty": match.certainty.value, "polarity": match.polarity.value, "kind":
                match.kind.value,
            }  # fmt: skip
        out.append(item | facts)
    return out


def fiction(paths: Iterable[Path], vocabulary: WordPiece) -> list[Article]:
    """Read annotated fiction: each text, and each content in it as a text of its own, as sayso rereads it."""
    found = []
    for path in paths:
        for row in map(_with_nesting, read_markup(path)):
            outer = [a for a in row["attributions"] if a["nested_in"] is None]
            whole = of_text(row["id"], row["text"], vocabulary, outer)
            whole = replace(whole, mentions=_mentions(whole.tokens, row["mentions"]))
            found += [whole, *_inner(row, whole)]
    return found


def _with_nesting(row: dict) -> dict:
    """Tell of each attribution whether there is another one in it."""
    holders = {item["nested_in"] for item in row["attributions"]}
    told = [
        item | {"nesting": "nested" if number in holders else "flat"}
        for number, item in enumerate(row["attributions"])
    ]
    return row | {"attributions": told}


def _inner(row: dict, whole: Article) -> Iterator[Article]:
    """Yield long contents of a record with the attributions inside them."""
    for number, outer in enumerate(row["attributions"]):
        inside = [a for a in row["attributions"] if a["nested_in"] == number]
        for start, end in outer["content"]:
            place = in_tokens(whole.tokens, start, end)
            if place is None or place[1] - place[0] + 1 < INNER_LEAST:
                continue
            mine = [a for a in inside if all(start <= s and e <= end for s, e in a["cue"] + a["content"])]
            part = piece(whole.tokens, *place)
            inner = article(f"{row['id']}/{number}", row["text"], part, mine)
            yield replace(inner, mentions=whole.mentions[place[0] : place[1] + 1])


def _mentions(tokens: Tokens, marks: list[list]) -> Ints:
    """Return the mention layer of a text in which every name is marked."""
    layer = np.ones(len(tokens), dtype=np.int64)
    for start, end, kind in marks:
        _mark(layer, in_tokens(tokens, start, end), (FICTION[kind],))
    return layer


def _mark(layer: Ints, place: tuple[int, int] | None, kinds: tuple[str, ...]) -> None:
    if place is None:
        return
    first, last = place
    layer[first] = sum(1 << MENTION_TAGS.index(f"B-{kind}") for kind in kinds)
    layer[first + 1 : last + 1] = sum(1 << MENTION_TAGS.index(f"I-{kind}") for kind in kinds)


def _open(kinds: dict[str, tuple[str, ...]]) -> int:
    """Return the tags that an unmarked token of a corpus may have: none, or a kind it does not mark."""
    told = {kind for some in kinds.values() for kind in some}
    return 1 | sum(
        1 << place for place, tag in enumerate(MENTION_TAGS) if place and tag[2:] not in told
    )  # "O" is tag 0


def names(paths: Iterable[Path], corpus: str, vocabulary: WordPiece) -> list[Article]:
    """Read sentences with ``tokens`` and ``spans``, joined into texts of some length."""
    kinds = KINDS[corpus]
    rows = [row for path in paths for row in _rows(path)]
    found = []
    for number, group in enumerate(_packed(rows, lambda row: sum(map(len, row["tokens"])))):
        text, places = _joined([row["tokens"] for row in group])
        made = of_text(f"{corpus}-{number}", text, vocabulary, None)
        layer = np.full(len(made.tokens), _open(kinds), dtype=np.int64)
        for row, words in zip(group, places, strict=True):
            for first, last, kind in row["spans"]:
                place = in_tokens(made.tokens, words[first][0], words[last - 1][1])
                if kind in kinds:
                    _mark(layer, place, kinds[kind])
                elif place:
                    layer[place[0] : place[1] + 1] = ANYTHING
        found.append(replace(made, mentions=layer))
    return found


def re3d(folder: Path, vocabulary: WordPiece, *, measured: bool = False) -> list[Article]:
    """Read the documents of re3d that are free to use; ``measured`` gives those left out of training."""
    kinds = KINDS["re3d"]
    marks: dict[str, list[dict]] = {}
    for row in _rows(folder / "entities.jsonl"):
        if row["confidence"] >= CONFIRMED:
            marks.setdefault(row["doc"], []).append(row)
    found = []
    for row in _rows(folder / "docs.jsonl"):
        if row["collection"] == RE3D_CLOSED or left_out(row["id"]) is not measured:
            continue
        made = of_text(row["id"], row["text"], vocabulary, None)
        layer = np.full(len(made.tokens), _open(kinds), dtype=np.int64)
        for mark in marks.get(row["id"], ()):
            place = in_tokens(made.tokens, mark["begin"], mark["end"])
            if mark["type"] in kinds:
                _mark(layer, place, kinds[mark["type"]])
            elif place:
                layer[place[0] : place[1] + 1] = ANYTHING
        found.append(replace(made, mentions=layer))
    return found


def events(paths: Iterable[Path], vocabulary: WordPiece) -> list[Article]:
    """Read sentences with events and how surely they happened, joined into texts of some length."""
    sentences: dict[str, list[dict]] = {}
    for path in paths:
        for row in _rows(path):
            sentences.setdefault(row["text"], []).append(row)
    found = []
    for number, group in enumerate(_packed(list(sentences.items()), lambda item: len(item[0]))):
        text, places = _joined([words.split(" ") for words, _ in group])
        made = of_text(f"events-{number}", text, vocabulary, None)
        layer = made.factuality
        for (_, rows), words in zip(group, places, strict=True):
            for row in rows:
                place = in_tokens(made.tokens, *words[row["start_token"]])
                if place:
                    layer[place[0]] = row["factuality"] / 3
        found.append(made)
    return found


def blames(folder: Path, vocabulary: WordPiece, split: str = "dev") -> list[Article]:
    """Read reports of attacks: which organisations are blamed, with what backing."""
    claims: dict[str, list[dict]] = {}
    for row in _rows(folder / "perp_claims.jsonl"):
        claims.setdefault(row["doc"], []).append(row)
    lexicon = {name for rows in claims.values() for row in rows for name in row["organization"]}
    anyone = _names(lexicon)
    found = []
    for row in _rows(folder / "docs.jsonl"):
        if row["split"] != split:
            continue
        text = "\n\n".join(row["paragraphs"])
        made = of_text(row["id"], text, vocabulary, None)
        for match in anyone.finditer(text):
            place = in_tokens(made.tokens, *match.span())
            _set(made.blame, place, 0)
            _mark(made.mentions, place, BODIES)
        for claim in claims.get(row["id"], ()):
            for match in _names(claim["organization"]).finditer(text):
                backing = BACKINGS.index(claim["confidence"].lower()) + 1
                _set(made.blame, in_tokens(made.tokens, *match.span()), backing)
        if (made.blame >= 0).any():
            found.append(made)
    return found


def _set(layer: Ints, place: tuple[int, int] | None, value: int) -> None:
    if place:
        layer[place[0] : place[1] + 1] = value


def _names(names: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(map(re.escape, names), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(ordered)})\b" if ordered else r"(?!)")


def _rows(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _packed(rows: list, size) -> Iterator[list]:  # noqa: ANN001 - a function of a row
    """Yield runs of rows of about :data:`PACK` characters."""
    group, total = [], 0
    for row in rows:
        group.append(row)
        total += size(row)
        if total >= PACK:
            yield group
            group, total = [], 0
    if group:
        yield group


def _joined(sentences: list[list[str]]) -> tuple[str, list[list[tuple[int, int]]]]:
    """Return sentences of words as one text, a line each, and where each word stands."""
    text, places = "", []
    for words in sentences:
        places.append([])
        for word in words:
            places[-1].append((len(text), len(text) + len(word)))
            text += word + " "
        text = text[:-1] + "\n"
    return text[:-1], places
