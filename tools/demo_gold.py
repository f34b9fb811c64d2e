"""Makes the gold of the demonstration case out of its marked sources.

Spans are told as exact quotes with the number of their occurrence inside a *passage* (the paragraphs
in which the attribution stands), so that they can be found again in whatever text a reader extracts
from the shipped file. Runs of white space count as one blank.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from demo_markup import CONTENT, CUE, SOURCE, Line, Source, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

KINDS = {"p": "person", "o": "organisation", "d": "document", "u": "unnamed", "a": "author"}
CERTAINTIES = {"c": "certain", "p": "probable", "s": "possible", "u": "unknown"}
STANCES = {"a": "asserts", "d": "denies", "q": "questions", "l": "leaves_open"}
RECORD_KINDS = {"c": "claim", "q": "question", "i": "inference"}
COMPARISONS = {
    "": "exactly", "about": "about", "roughly": "about", "over": "more than", "at_least": "at least",
    "nearly": "just under", "almost": "just under", "under": "less than",
}  # fmt: skip
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|(?<!\w)‘[^’]*’(?!\w)")
_WORD = re.compile(r"\w+")
_JOIN = "\n\n"

Span = tuple[int, int]


def gold(sources: Sequence[Source], case: Path) -> dict[str, Any]:
    """Return the whole gold, ready to be written as JSON.

    Raises:
        SourceError: a mark, a claim or an origin that does not fit together.
    """
    facts = tomllib.loads(case.read_text("utf-8"))
    reports = [_Report(number, source) for number, source in enumerate(sources, 1)]
    told = [report.attribution(line) for report in reports for line in report.lines()]
    claims: dict[str, list[str]] = defaultdict(list)
    origins: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entry in told:
        label = entry.pop("_origin")
        for claim in entry["claims"]:
            if claim not in facts["claims"] or (label and label not in facts["origins"]):
                message = f"{entry['id']}: no such claim or origin: {claim}, {label}"
                raise SourceError(message)
            claims[claim].append(entry["id"])
            if label:
                origins[claim, label].append(entry["id"])
    return {
        "about": "Gold of the sayso demonstration case. Countries, people, outlets and events are invented. "
        "Marked by one reader, who wrote the texts, and completed after a look at what a reading model found "
        "(two attributions were added): good for telling a regression, not for claiming accuracy.",
        "conventions": CONVENTIONS,
        "reports": [
            report.told([e for e in told if e["id"].startswith(report.prefix)]) for report in reports
        ],
        "claims": [
            {"id": name, "proposition": facts["claims"][name], "assertions": ids}
            for name, ids in sorted(claims.items())
        ],
        "origins": [
            {"claim": claim, "origin": label, "assertions": ids, "reason": facts["origins"][label]}
            for (claim, label), ids in sorted(origins.items())
        ],
        "independent": facts["independent"],
        "contradictions": [_contradiction(entry, told) for entry in facts["contradictions"]],
        "dates": [entry for report in reports for entry in report.values("@d:")],
        "amounts": [entry for report in reports for entry in report.values("@a:")],
        "wallets": [entry for report in reports for entry in report.values("@w:")],
        "places": [_place(place, told) for place in facts["places"]],
        "entities": facts["entities"],
    }


CONVENTIONS = {
    "source": "The whole noun phrase with descriptors and relative clauses; null where the text names none.",
    "cue": "The reporting words with their auxiliaries and negation.",
    "content": "With the word 'that' or 'whether', with quotation marks and the comma inside them; without "
    "a full stop outside of quotation marks. A quotation that its cue splits is one content in two pieces.",
    "passage": "Numbers of the first and last paragraph of the report's 'passages' in which the spans stand; "
    "'at' numbers the occurrence of each quote in them, from 1. Runs of white space count as one blank.",
    "hops": "Relays from the outlet inwards, the speaker not included; empty where the outlet itself speaks.",
    "nested_in": "The smallest attribution in whose content this one's cue stands.",
    "mode": "Direct: nine words in ten or more stand in quotation marks, or the report is a transcript. "
    "Up to two quoted words in an unquoted content are no quotation.",
    "polarity": "Negative where the source holds that it is not so: by the cue or by the main clause.",
    "stance": "Towards the claim; a speaker who puts another account in a claim's place denies it.",
    "certainty": "The source's own; 'did not rule out' is possible, a question is unknown.",
    "dates": "TIMEX3 values, as precise as the text and the report's date make them.",
}


def _contradiction(entry: Mapping[str, Any], told: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    involved = [one for one in told if set(one["claims"]) & set(entry["claims"])]
    if entry["type"] != "denial":
        return dict(entry)
    return {
        **entry,
        "asserted_by": [one["id"] for one in involved if one["stance"] == "asserts"],
        "denied_by": [one["id"] for one in involved if one["stance"] == "denies"],
    }


def _place(place: Mapping[str, Any], told: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    name = place["name"]
    as_speaker = [one["id"] for one in told if one["source"] == name]
    return {**place, **({"speaks_in": as_speaker} if "stands_for" in place else {})}


class _Report:
    """One source, and where its attributions' marks stand."""

    def __init__(self, number: int, source: Source) -> None:
        self.prefix = f"g{number:02d}-"
        self.source = source
        self.blocks = [block for block in source.blocks if block.style != "table"]
        self.starts: list[int] = []
        at = 0
        for block in self.blocks:
            self.starts.append(at)
            at += len(block.text) + len(_JOIN)
        self.text = _JOIN.join(block.text for block in self.blocks)
        self.spans: dict[str, list[Span]] = defaultdict(list)
        for start, block in zip(self.starts, self.blocks, strict=True):
            for mark in block.marks:
                self.spans[mark.tag].append((start + mark.start, start + mark.end))
        unknown = {int(tag[:-1]) for tag in self.spans if tag[:-1].isdigit()} ^ set(source.lines)
        if unknown:
            message = f"{source.key}: marks and lines do not match: {sorted(unknown)}"
            raise SourceError(message)
        in_order = sorted(source.lines, key=lambda number: min(self._all(number)))
        self.places = {number: place for place, number in enumerate(in_order, 1)}

    def lines(self) -> Iterable[Line]:
        """Yield attribution lines in order of the text."""
        return [self.source.lines[number] for number in self.places]

    def told(self, attributions: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        header = self.source.header
        return {
            "file": header["file"], "key": header["key"], "title": header["title"],
            "outlet": header["outlet"],
            "agency": header.get("agency"), "author": header.get("author"), "published": header["published"],
            "passages": [_squeezed(block.text) for block in self.blocks], "attributions": list(attributions),
        }  # fmt: skip

    def attribution(self, line: Line) -> dict[str, Any]:
        """Return the gold record of one attribution line."""
        source, cue, content = (self._role(line, role) for role in (SOURCE, CUE, CONTENT))
        if not cue or not content:
            message = f"{self.source.key} {line.number}: cue or content is not marked"
            raise SourceError(message)
        first, last = self._passage([*source, *cue, *content])
        kind = RECORD_KINDS[line.options.get("k", "c")]
        question = kind == "question"
        stance = STANCES[line.options.get("st", "l" if question else "a")]
        negative = line.options.get("pol", "-" if stance == "denies" else "+") == "-"
        outer = self._outer(line)
        at = {
            role: self._occurrence(first, last, spans)
            for role, spans in (("source", source), ("cue", cue), ("content", content))
        }
        return {
            "id": self._id(line.number), "passage": [first, last],
            "source": self._quote(source), "cue": self._quote(cue),
            "content": [_squeezed(self.text[s:e]) for s, e in content],
            "at": at, "speaker": line.speaker, "source_kind": KINDS[line.kind], "mode": self._mode(content),
            "certainty": CERTAINTIES[line.options.get("ce", "u" if question else "c")],
            "polarity": "negative" if negative else "positive", "kind": kind, "hops": self._hops(line),
            "nested_in": self._id(outer.number) if outer else None, "stance": stance,
            "claims": [name for name in line.options.get("c", "").split(",") if name],
            "_origin": line.options.get("o"),
        }  # fmt: skip

    def values(self, prefix: str) -> Iterable[dict[str, Any]]:
        """Yield the dates (``@d:``), amounts (``@a:``) or wallets (``@w:``) that are marked."""
        for tag, spans in self.spans.items():
            if not tag.startswith(prefix):
                continue
            for span in spans:
                first, last = self._passage([span])
                common = {
                    "file": self.source.header["file"], "quote": self._quote([span]),
                    "passage": [first, last], "at": self._occurrence(first, last, [span])[0],
                }  # fmt: skip
                yield {**common, **_value(prefix, tag.removeprefix(prefix))}

    def _id(self, number: int) -> str:
        return f"{self.prefix}{self.places[number]:02d}"

    def _all(self, number: int) -> list[Span]:
        return [span for role in (SOURCE, CUE, CONTENT) for span in self.spans.get(f"{number}{role}", [])]

    def _role(self, line: Line, role: str) -> list[Span]:
        if role == SOURCE and "src" in line.options:
            return self.spans[f"{line.options['src']}{role}"]
        return self.spans.get(f"{line.number}{role}", [])

    def _outer(self, line: Line) -> Line | None:
        cue = self._role(line, CUE)[0]
        around = []
        for other in self.source.lines.values():
            content = self._role(other, CONTENT)
            if other.number != line.number and any(s <= cue[0] and cue[1] <= e for s, e in content):
                around.append((sum(end - start for start, end in content), other.number))
        return self.source.lines[min(around)[1]] if around else None

    def _hops(self, line: Line) -> list[dict[str, str]]:
        hops = [{"name": self.source.header["outlet"], "source_kind": "organisation"}]
        via = line.options.get("via")
        outer = self._outer(line)
        if via:
            names = (part.rsplit(":", 1) for part in via.split(","))
            hops += [{"name": name, "source_kind": KINDS[kind]} for name, kind in names]
        if outer and outer.kind != "a":
            name = outer.speaker or self._quote(self._role(outer, SOURCE)) or "unnamed"
            hops = [*self._hops(outer), {"name": name, "source_kind": KINDS[outer.kind]}]
        return [
            hop for place, hop in enumerate(hops) if hop["name"] != line.speaker and hop not in hops[:place]
        ]

    def _passage(self, spans: Sequence[Span]) -> tuple[int, int]:
        places = [max(n for n, start in enumerate(self.starts) if start <= span[0]) for span in spans]
        return min(places), max(places)

    def _occurrence(self, first: int, last: int, spans: Sequence[Span]) -> list[int]:
        begin = self.starts[first]
        passage = _JOIN.join(block.text for block in self.blocks[first : last + 1])
        squeezed = _squeezed(passage)
        found = []
        for start, end in spans:
            quote = _squeezed(self.text[start:end])
            place = len(_squeezed(passage[: start - begin] + "|")) - 1
            at = [n for n in range(len(squeezed)) if squeezed.startswith(quote, n)]
            found.append(at.index(place) + 1)
        return found

    def _quote(self, spans: Sequence[Span]) -> str | None:
        if len(spans) > 1:
            message = f"{self.source.key}: source or cue in pieces: {[self.text[s:e] for s, e in spans]}"
            raise SourceError(message)
        return _squeezed(self.text[slice(*spans[0])]) if spans else None

    def _mode(self, content: Sequence[Span]) -> str:
        if self.source.header.get("transcript"):
            return "direct"
        inside = [
            (start + found.start(), start + found.end())
            for start, block in zip(self.starts, self.blocks, strict=True)
            for found in _QUOTED.finditer(block.text)
        ]
        words = [found.start() for start, end in content for found in _WORD.finditer(self.text, start, end)]
        quoted = sum(any(start <= word < end for start, end in inside) for word in words)
        if quoted <= min(2, len(words) - 1):
            return "indirect"
        return "direct" if quoted >= 0.9 * len(words) else "mixed"


def _value(prefix: str, written: str) -> dict[str, Any]:
    if prefix == "@d:":
        return {"value": written}
    if prefix == "@w:":
        return {"chain": written}
    number, unit, comparison = written.split(":")
    return {"value": int(number), "unit": unit, "comparison": COMPARISONS[comparison]}


def _squeezed(text: str) -> str:
    return " ".join(text.split())
