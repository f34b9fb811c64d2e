"""Where a text itself says that it has something from somebody else.

Datelines (``PORT VARO (Northline) —``), bylines and credit lines of agencies, sign-offs, copyright lines,
contributors, hat tips and links; and in running text, the words by which an outlet passes on what another has
found ("first reported by", "citing", "told"). Each is one piece of evidence with its place; what follows from
it is for others to say. A person or body quoted for what it knows itself is an attribution, not a credit:
"according to" and "told" are taken only with a name that is an outlet's or an agency's.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.model.span import Span
from sayso.text.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator


class CreditKind(StrEnum):
    """In what way a text credits another."""

    DATELINE = "dateline"
    BYLINE = "byline"
    CREDIT_LINE = "credit_line"
    SIGN_OFF = "sign_off"
    """"(Reporting by …; editing by …)": how an agency closes its own stories."""
    COPYRIGHT = "copyright"
    CONTRIBUTION = "contribution"
    """Only part is somebody else's: "with files from", "contributed to this report"."""
    HAT_TIP = "hat_tip"
    FIRST_REPORTED = "first_reported"
    CITATION = "citation"
    """"citing", "according to", "as … reported"."""
    TOLD = "told"
    """Somebody spoke to another outlet: its interview is the origin."""
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Credit:
    """One piece of evidence of dependence."""

    kind: CreditKind
    span: Span
    """All that makes the credit, its words and the name."""
    name: str | None
    """Whom it names, an agency by its usual name; None if it names nobody."""
    agency: bool
    """Whether that is a news agency, or stands in a dateline as an agency does."""


WHOLE = (
    CreditKind.DATELINE,
    CreditKind.BYLINE,
    CreditKind.CREDIT_LINE,
    CreditKind.SIGN_OFF,
    CreditKind.COPYRIGHT,
)
"""Kinds that are about the whole text, the surest first."""
_HEAD, _TAIL = 600, 500
"""Characters of a text in which what is about the whole of it is looked for."""
_LONGEST = 5000
"""Longer lines are no credit lines; and no credit reaches further than this."""

_NAME = r"[A-Z][\w&.'’-]{0,40}(?: (?:(?:of|and|the|de) )?[A-Z0-9][\w&.'’-]{0,40}){0,5}|dpa"
_DASH = r"\s{0,3}(?:[-–—:]|\.{2,3})"
_DATELINE = re.compile(
    rf"^(?P<place>[^\n()]{{0,80}}?) ?\((?P<name>{_NAME})(?:/[\w .'’-]{{1,30}})?\){_DASH}", re.MULTILINE
)
_BYLINE = re.compile(
    rf"^(?:By|BY)[: ]\s{{0,3}}(?:[\w.'’ -]{{2,60}}[,|]\s{{0,3}})?(?:[Tt]he )?(?P<name>{_NAME})"
    r"(?P<desk> (?:staff|desk|newsroom|correspondents?|reporters?|writers?)(?: (?:writers?|reporters?))?)?"
    r"\.?$",
    re.MULTILINE,
)
_CREDIT_LINE = re.compile(
    r"^[\s\[(*_]{0,6}(?:Sources?|Credit|Agency|Agencies|Wire|Via|From|Originally published (?:by|in|at|on)"
    r"|(?:This (?:story|article|report) )?(?:was )?(?:first |originally )?(?:published|provided)"
    r" (?:by|in|on))"
    rf"(?: ?:)? (?:[Tt]he )?(?P<name>{_NAME})[\s\])*_.]{{0,6}}$",
    re.MULTILINE,
)
_SIGN_OFF = re.compile(
    r"\(?(?:Additional\s)?[Rr]eporting by [^\n()]{2,400}?;\s?(?:[Ww]riting by [^\n();]{2,200};\s?)?"
    r"[Ee]diting by [^\n()]{2,200}\)?"
)
_COPYRIGHT = re.compile(
    rf"(?:©|\([cC]\)|Copyright)[ ©]{{0,3}}(?:\(?[cC]?\)? ?)?(?:\d{{4}}(?:[-–]\d{{2,4}})?[ ,]{{0,2}})?(?:by )?"
    rf"(?:[Tt]he )?(?P<name>{_NAME})"
)
_CONTRIBUTION = re.compile(
    r"(?:[Ww]ith (?:files|inputs?|material|(?:additional )?reporting) (?:from|by)|[Aa]dditional reporting"
    rf"(?: by| from)) (?:the )?(?P<name>{_NAME})"
    rf"|\b(?:[Tt]he )?(?P<name2>{_NAME}) contributed (?:to this (?:report|story|article)|reporting)"
)
_HAT_TIP = re.compile(rf"\b(?:[Hh]/[Tt]|[Hh]at[ -]tip)\b:?\s{{0,3}}(?:to )?(?:[Tt]he )?(?P<name>{_NAME})")
_FIRST = re.compile(
    r"\b(?:first|originally|earlier|initially) (?:reported|published|revealed|disclosed|obtained)"
    rf" (?:by|in) (?:the )?(?P<name>{_NAME})"
    rf"|\b(?P<name2>{_NAME}) (?:was the )?first (?:to report|reported|broke)\b"
)
_CITATION = re.compile(
    rf"\b(?:citing|quoting|quoted by|[Aa]ccording to|as (?:reported|quoted) (?:by|in)|reported (?:by|in)"
    rf"|(?:seen|obtained|reviewed) by|a report (?:by|in|from)) (?:a report (?:by|in|from) )?(?:the )?"
    rf"(?:(?:[a-z]+ ){{0,2}}(?:newspaper|agency|magazine|daily|broadcaster|website|site) )?(?P<name>{_NAME})"
    rf"|\b(?P<name2>{_NAME}) (?:has |had |also )?(?:reports?|reported)\b"
)
_TOLD = re.compile(
    rf"\b(?:told|tells|telling|said in (?:comments|remarks) to|spoke(?:n)? to|speaking to"
    rf"|in an interview with) (?:the )?"
    rf"(?:(?:[a-z]+ ){{0,2}}(?:newspaper|agency|magazine|daily|broadcaster|website|site) )?(?P<name>{_NAME})"
)
_LINK = re.compile(r"https?://(?:www\.)?(?P<name>[A-Za-z0-9.-]{3,100})(?:/[^\s<>\"'()\[\]]{0,500})?")
_INSIDE = (
    (CreditKind.CONTRIBUTION, _CONTRIBUTION, False),
    (CreditKind.HAT_TIP, _HAT_TIP, False),
    (CreditKind.FIRST_REPORTED, _FIRST, True),
    (CreditKind.CITATION, _CITATION, True),
    (CreditKind.TOLD, _TOLD, True),
)
"""Kinds in running text, their patterns, and whether the name must be an outlet's."""
_SENTENCE_END = re.compile(r"(?<=[a-z]{3})\. ")
_INITIALS = 5
"""Letters: longer names of agencies are also known in small letters ("reuters"), "tass" and "ap" are not."""
_PLACE_WORDS = 9
"""Words before the agency of a dateline: a place, a state, a date."""


def credits_in(text: str) -> list[Credit]:
    """Return all credits, in order of place. Time is in proportion to the text's length."""
    found = [*_at_the_head(text), *_at_the_tail(text)]
    for kind, pattern, outlets in _INSIDE:
        for match in pattern.finditer(text):
            made = _credit(kind, match)
            if not outlets or made.agency or is_outlet(made.name or ""):
                found.append(made)
    found.extend(
        Credit(CreditKind.LINK, Span(*match.span()), match["name"].lower().rstrip("."), agency=False)
        for match in _LINK.finditer(text)
    )
    return sorted(dict.fromkeys(found), key=lambda one: (one.span, one.kind))


def wire(text: str) -> Credit | None:
    """Return the credit by which a text gives itself as an agency's, the surest of several; or None.

    A sign-off counts, though it names only people: outlets close no stories of their own with "editing by".
    """
    found = [one for one in (*_at_the_head(text), *_at_the_tail(text)) if one.agency]
    return min(found, key=lambda one: WHOLE.index(one.kind), default=None)


def agency(name: str) -> str | None:
    """Return the usual name of a news agency, or None if it is none that is known."""
    plain = name.strip().rstrip(".").removesuffix("'s").removesuffix("’s")
    exact = _agencies()
    return exact.get(plain) or exact.get(plain.removeprefix("The ").removeprefix("the "))


def is_outlet(name: str) -> bool:
    """Tell whether a name is an outlet's: an agency, an address, or one of its words is a media word."""
    parts = re.split(r"[ -]", name.casefold())
    address = re.search(r"\.(?:com|org|net|info)$", name) is not None
    return address or agency(name) is not None or not words("media").isdisjoint(parts)


@functools.cache
def _agencies() -> dict[str, str]:
    lines = (Path(__file__).parent / "agencies.txt").read_text(encoding="utf-8").splitlines()
    known: dict[str, str] = {}
    for line in lines:
        if line.strip() and not line.startswith("#"):
            usual, _, others = line.partition(":")
            for name in (usual, *others.split(",")):
                if name.strip():
                    known[name.strip()] = known[name.strip().upper()] = usual.strip()
                if len(name.strip()) > _INITIALS:
                    known[name.strip().lower()] = usual.strip()
    return known


def _at_the_head(text: str) -> Iterator[Credit]:
    head = text[:_HEAD]
    for match in _DATELINE.finditer(head):
        made = _credit(CreditKind.DATELINE, match, unknown_agency=_may_be_agency(match))
        if made.agency and _is_place(match["place"]):
            yield made
    for match in _BYLINE.finditer(head):
        made = _credit(CreditKind.BYLINE, match)
        if made.agency or match["desk"]:
            yield made
    yield from _lines(text, 0, len(head))


def _at_the_tail(text: str) -> Iterator[Credit]:
    start = max(len(text) - _TAIL, 0)
    yield from _lines(text, max(start, _HEAD), len(text))
    for match in _SIGN_OFF.finditer(text, start):
        yield Credit(CreditKind.SIGN_OFF, Span(*match.span()), "Reuters", agency=True)
    for match in _COPYRIGHT.finditer(text, start):
        yield _credit(CreditKind.COPYRIGHT, match)


def _lines(text: str, start: int, end: int) -> Iterator[Credit]:
    for match in _CREDIT_LINE.finditer(text, start, end):
        yield _credit(CreditKind.CREDIT_LINE, match)


def _credit(kind: CreditKind, match: re.Match[str], *, unknown_agency: bool = False) -> Credit:
    groups = match.groupdict()
    name = _SENTENCE_END.split(groups.get("name") or groups.get("name2") or "")[0].strip().rstrip(".,")
    known = agency(name)
    return Credit(
        kind, Span(*match.span()), known or name or None, agency=known is not None or unknown_agency
    )


def _may_be_agency(match: re.Match[str]) -> bool:
    """Tell a dateline's unknown agency from a number or an aside: it has no figures, and a dash follows."""
    return not match.group().endswith(":") and not any(char.isdigit() for char in match["name"])


def _is_place(place: str) -> bool:
    """Tell a dateline's place and date from a sentence that merely has something in brackets."""
    found = re.findall(r"[^\W\d_]+", place)
    capital = sum(not word[:1].islower() for word in found)
    return len(found) <= _PLACE_WORDS and capital >= len(found) * 0.7
