"""The one-line statement of a ledger line, as parts: who, verb, quotation, hedges.

Rules that every face of sayso keeps, because they all build on this module:

* the content is given verbatim and between quotation marks, never paraphrased, never bent to fit a grammar;
  hence a colon after the verb, and no "that";
* a speaker without a canonical name is given in the text's own words, between quotation marks;
* the verb tells the stance and nothing more; how surely the source speaks stands in a chip of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.model.assertion import Stance
from sayso.model.attribution import Certainty, Kind, Mode, Polarity, SourceKind
from sayso.text.cues import denies

if TYPE_CHECKING:
    from sayso.model.ledger import LedgerLine

_PAIRS = {'"': '"', "“": "”", "”": "”", "„": "“", "«": "»", "»": "«", "‹": "›", "「": "」", "‘": "’"}
_MIN_ENCLOSED = 2

KIND_WORDS = {
    SourceKind.PERSON: "person",
    SourceKind.ORGANISATION: "organisation",
    SourceKind.DOCUMENT: "document",
    SourceKind.UNNAMED: "unnamed source",
    SourceKind.AUTHOR: "author of the report",
}
"""What each kind of source is called on a page."""

_NOBODY = {
    SourceKind.PERSON: "a person whom the passage does not name",
    SourceKind.ORGANISATION: "an organisation that the passage does not name",
    SourceKind.DOCUMENT: "a document that the passage does not name",
    SourceKind.UNNAMED: "somebody (no source found)",
    SourceKind.AUTHOR: "the author",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A label beside a statement: ``tone`` is a stable word for styling, ``meaning`` explains it."""

    tone: str
    label: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One ledger line in words, still in parts."""

    who: str
    """Canonical name, the text's own words (then ``who_verbatim``), or a description."""
    who_verbatim: bool
    """True if ``who`` is copied from the text and must stand between quotation marks."""
    note: str
    """What must be known about who speaks: "unnamed source", "name not established"; may be empty."""
    relays: tuple[str, ...]
    """Names of those who passed it on inside the report, outermost first; the outlet is not among them."""
    verb: str
    """``asserts``, ``denies``, ``leaves open`` …; a colon follows."""
    quote: str
    """The content's very characters."""
    marks: tuple[str, str]
    """Quotation marks to set around ``quote``; empty strings where it brings its own."""
    hedges: tuple[Chip, ...]


def statement(line: LedgerLine) -> Statement:
    """Return the parts of the one-line statement of a ledger line."""
    who, verbatim, note = speaker_of(line)
    return Statement(
        who=who,
        who_verbatim=verbatim,
        note=note,
        relays=relays_of(line),
        verb=verb_of(line),
        quote=line.quote,
        marks=quotation_marks(line.quote),
        hedges=hedges_of(line),
    )


def speaker_of(line: LedgerLine) -> tuple[str, bool, str]:
    """Return who speaks, whether these are the text's own words, and what must be known about it."""
    kind, name, words = line.assertion.source_kind, line.assertion.speaker, line.source_text.strip()
    if kind is SourceKind.AUTHOR:
        return name or line.report.author or "the author", False, KIND_WORDS[kind]
    note = KIND_WORDS[kind] if kind is SourceKind.UNNAMED else ""
    if kind is SourceKind.UNNAMED and words:
        return words, True, note
    if name:
        return name, False, note
    if words:
        return words, True, note or "name not established"
    return _NOBODY[kind], False, ""


def relays_of(line: LedgerLine) -> tuple[str, ...]:
    """Return who passed it on to the outlet, the agency included, outermost first, without the speaker."""
    skip = {line.report.outlet, line.assertion.speaker}
    return tuple(
        hop.name
        for hop in line.attribution.hops
        if hop.name not in skip and (hop.span or hop.name == line.report.agency)
    )


def verb_of(line: LedgerLine) -> str:
    """Return the verb phrase that the stance calls for; it is followed by a colon and the quotation.

    “Denies” stands only where the text's own cue denies what follows. Else the words themselves carry the
    "no" (said that it “had nothing to do with it”), and to deny those would turn them round: "says, in
    denial".
    """
    assertion, spoken = line.assertion, line.attribution.mode is not Mode.INDIRECT
    match assertion.stance:
        case Stance.DENIES:
            return "denies" if not spoken and denies(line.cue_text) else "says, in denial"
        case Stance.QUESTIONS:
            return "asks" if spoken else "questions"
        case Stance.LEAVES_OPEN:
            return "leaves open"
        case Stance.ASSERTS:
            if assertion.kind is Kind.QUESTION:
                return "leaves open"
            return "infers" if assertion.kind is Kind.INFERENCE else "asserts"


CERTAINTY = {
    Certainty.CERTAIN: Chip("certain", "no hedge (certain)", "The source’s words carry no hedge."),
    Certainty.PROBABLE: Chip(
        "probable", "put as probable", "The source’s own words: likely, probably, believed."
    ),
    Certainty.POSSIBLE: Chip("possible", "put as possible", "The source’s own words: may, might, possibly."),
    Certainty.UNKNOWN: Chip(
        "unknown", "certainty unknown", "The words do not tell how surely the source speaks."
    ),
}
"""The chip for each certainty: the source's own hedge, never anybody's grade."""
_NEGATIVE = Chip(
    "negative", "says what is not so", "The quoted words themselves say that something is not so."
)
"""Of an assertion with negative polarity; its words carry the "no", so the label must not deny them again."""


def hedges_of(line: LedgerLine) -> tuple[Chip, ...]:
    """Return how surely the source speaks, and whether its words are negative."""
    assertion = line.assertion
    against = assertion.polarity is Polarity.NEGATIVE and assertion.stance is not Stance.DENIES
    return (CERTAINTY[assertion.certainty], *((_NEGATIVE,) if against else ()))


def quotation_marks(quote: str) -> tuple[str, str]:
    """Return the marks to set around a quotation: none if marks of its own enclose each of its pieces."""
    return ("", "") if all(map(_enclosed, quote.split(" … "))) else ("“", "”")


def _enclosed(piece: str) -> bool:
    """Tell whether one pair of marks encloses the piece; paragraphs in it may open anew, as printers do."""
    text = piece.strip()
    closing = _PAIRS.get(text[:1])
    if not closing or len(text) <= _MIN_ENCLOSED or not text.endswith(closing):
        return False
    return closing not in text[1:-1]


def who_in_words(told: Statement) -> str:
    """Return who speaks, with marks, note and relays: ``“two officials” (unnamed source)``."""
    words = f"“{told.who}”" if told.who_verbatim else told.who
    if told.note:
        words += f" ({told.note})"
    if told.relays:
        words += f", as relayed by {' → '.join(told.relays)}"
    return words


def in_words(told: Statement) -> str:
    """Return the whole statement as one string, for lists and terminals.

    White space in the quotation is kept; before a terminal gets it, it must be made inert
    (:func:`sayso.present.visible.one_line`).
    """
    opening, closing = told.marks
    chips = "".join(f" [{chip.label}]" for chip in told.hedges)
    return f"{who_in_words(told)} {told.verb}: {opening}{told.quote}{closing}{chips}"
