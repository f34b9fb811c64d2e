"""The demonstration case's gold, and how its quotes are found again in the texts that sayso reads."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from sayso.model.document import Document
from sayso.model.item import Item
from sayso.model.span import Span
from sayso.read.config import ReadConfig
from sayso.read.gather import gather
from sayso.read.options import GatherOptions
from sayso.read.stage import ReadStage

FOLDER = Path(__file__).resolve().parents[1] / "src" / "sayso" / "actions" / "demo_case"


@cache
def gold() -> dict[str, Any]:
    """The shipped gold."""
    loaded: dict[str, Any] = json.loads((FOLDER / "gold.json").read_text("utf-8"))
    return loaded


def reports() -> list[dict[str, Any]]:
    """The gold's reports, in order."""
    return list(gold()["reports"])


def attributions() -> list[dict[str, Any]]:
    """All attributions of all reports, in order."""
    return [one for report in reports() for one in report["attributions"]]


@cache
def documents() -> dict[str, Document]:
    """Every shipped report as sayso reads it, by the gold's key.

    Raises:
        AssertionError: sayso cannot read one of them.
    """
    found = {}
    for report in reports():
        items = [
            one for one in gather([str(FOLDER / report["file"])], GatherOptions()) if isinstance(one, Item)
        ]
        mine = [item for item in items if item.key == report["key"]] or items
        (document,) = ReadStage(ReadConfig())(mine[:1])
        assert isinstance(document, Document), document
        found[report["key"]] = document
    return found


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A text with each run of white space as one blank, and where its characters stand in the original."""

    text: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, original: str) -> Squeezed:
        """Squeeze a text."""
        kept = [
            (" " if after.isspace() else after, place)
            for place, (before, after) in enumerate(pairwise(" " + original))
            if not (before.isspace() and after.isspace())
        ]
        return cls("".join(character for character, _ in kept), tuple(place for _, place in kept))

    def span(self, start: int, end: int) -> Span:
        """The original's span of a range of the squeezed text."""
        return Span(self.places[start], self.places[end - 1] + 1)


def passage(report: dict[str, Any], entry: dict[str, Any]) -> str:
    """The paragraphs in which an attribution, date or amount stands."""
    first, last = entry["passage"]
    return " ".join(report["passages"][first : last + 1])


def find(text: Squeezed, within: str, quote: str, occurrence: int) -> Span:
    """Return the span of the nth occurrence of a quote in a passage.

    Raises:
        ValueError: the passage, or the quote in it, is not there.
    """
    begin = text.text.index(within)
    at = -1
    for _ in range(occurrence):
        at = within.index(quote, at + 1)
    return text.span(begin + at, begin + at + len(quote))


def spans(report: dict[str, Any], entry: dict[str, Any], text: Squeezed) -> dict[str, list[Span]]:
    """Return source, cue and content of a gold attribution as spans of the text that sayso extracted."""
    within = passage(report, entry)
    found = {}
    for role in ("source", "cue", "content"):
        told = entry[role]
        quotes = told if isinstance(told, list) else [] if told is None else [told]
        found[role] = [find(text, within, *pair) for pair in zip(quotes, entry["at"][role], strict=True)]
    return found
