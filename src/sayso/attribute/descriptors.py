"""What a text tells of a source that it does not name: how many, whose, how they would know, on what terms.

Rules on words, whatever their case; each field is a span of the document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.model.descriptor import Descriptor
from sayso.model.span import Span
from sayso.text.bodies import PEOPLE, PRONOUNS, singular
from sayso.text.sentences import trimmed
from sayso.text.words import words as word_list

if TYPE_CHECKING:
    from sayso.model.span import Spans

_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "another": 1, "two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "a dozen": 12, "a single": 1,
    "the two": 2, "the three": 3,
}  # fmt: skip
_NUMBER = re.compile(
    r"(?:(?:at\ least|more\ than|over|some|about|around|nearly|up\ to)\s+)?"
    r"(?P<number>a\ dozen|a\ single|the\ two|the\ three|\d{1,4}|"
    + "|".join(sorted((word for word in _NUMBERS if " " not in word), key=len, reverse=True))
    + r")\b(?!\s+(?:few|number|group|handful|of\s+the\b))\s*",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:(?:the|these|those|this|that|some|several|many|most|other|others|various|a\ few|few"
    r"|a\ number\ of|a\ group\ of"
    r"|a\ handful\ of|multiple|numerous|dozens\ of)\b\s*){1,2}",
    re.IGNORECASE,
)
_STOP = re.compile(
    r",|;|\(|—|–|\b(?:who|whom|whose|that|which|of|at|in|from|for|with|inside|within|near|on|to|close|familiar|briefed"
    r"|speaking|privy|involved|authori[sz]ed|not|requesting|asking|declining)\b",
    re.IGNORECASE,
)
_ACCESS = re.compile(
    r"""\b(?:
    (?:who\s+(?:is|was|are|were)\s+)?(?:(?:directly|closely)\s+)?
      (?:familiar\ with|briefed\ on|close\ to|privy\ to|involved\ in|knowledgeable\ about|aware\ of
        |near\ to|present\ at)
  | with\s+(?:(?:direct|first-?hand|detailed|inside|close|intimate)\s+)?
      (?:knowledge\ of|access\ to|experience\ (?:in|of|with)|insight\ into|ties\ to|links\ to)
  | who\s+(?:(?:has|have|had|was|were|is|are)\s+)?(?:(?:been|also|personally|directly)\s+)?
      (?:seen|saw|read|reviewed|heard|attended|took\ part\ in|witnessed|briefed\ on|involved\ in
        |worked\ (?:on|at|for|with)
        |knowledge\ of|access\ to|direct\ knowledge\ of|direct\ access\ to|close\ to|familiar\ with)
    )\b\s*[^,;.“”"(—–\n]{1,120}""",
    re.IGNORECASE | re.VERBOSE,
)
_CONDITION = re.compile(
    r"""\b(?:
    (?:(?:who|and|he|she|they)\s+)?(?:has\s+|have\s+|had\s+|also\s+)?
      (?:(?:ask(?:ed|ing|s)|insist(?:ed|ing|s)\ on|request(?:ed|ing|s)|demand(?:ed|ing|s))\s+
          (?:not\s+to\s+be\s+(?:named|identified|quoted)|for\s+anonymity|anonymity|to\s+remain\s+anonymous
            |that\s+(?:his|her|their)\s+names?\s+(?:not\s+be|be\s+withheld)(?:\s+\w+)?
            |not\ being\ (?:named|identified))
        |(?:declin(?:ed|ing|es)|refus(?:ed|ing|es))\s+to\s+be\s+(?:named|identified|quoted)(?:\ by\ name)?
        |(?:did|do|does)\s*(?:not|n[’']t)\s+want\s+to\s+be\s+(?:named|identified|quoted)
        |(?:would|could|can|may|must|should)\ not\ be\ (?:named|identified)
        |(?:spoke|speaks?|speaking|talk(?:ed|ing)|comment(?:ed|ing))\s+
            (?:on\s+(?:the\s+)?condition\s+(?:of\s+anonymity|that\s+[^,;.“”"\n]{1,80})|anonymously
              |off\ the\ record
              |on\s+background)
        |on\ condition\ of\ anonymity
        |(?:was|were|is|are)\s+(?:not|n[’']t)\s+(?:authori[sz]ed|allowed|permitted|cleared)\s+to\s+(?:speak|talk|comment|discuss|brief)
            [^,;.“”"\n]{0,80}
        |not\s+(?:being\s+)?(?:authori[sz]ed|allowed|permitted)\s+to\s+(?:speak|talk|comment|discuss|brief)[^,;.“”"\n]{0,80}
        |(?:whose\s+)?names?\s+(?:is|are|was|were)\s+withheld)
    )(?:\s*,?\s*(?:because|since|as|for\ fear\ of|citing|fearing|given|due\ to)
      \s+[^;.“”"\n]{3,120}?(?=[,;.“”"\n]|$))?""",
    re.IGNORECASE | re.VERBOSE,
)
_NAMELESS = re.compile(r"\b(?:anonymous|unnamed|unidentified)\b", re.IGNORECASE)
_AFFILIATION = re.compile(
    r"\s*\b(?:of|at|in|from|for|with|inside|within|on)\s+(?P<name>[^,;(“”\"\n—–]{2,80}?)(?=\s*(?:,|;|\(|—|–|$|\b(?:who|that|which"
    r"|whose|familiar|briefed|speaking|with|close|not|on\ condition|asking|requesting|declining|involved"
    r"|privy)\b))",
    re.IGNORECASE,
)
_OWNER = re.compile(r"(?:the\s+)?(?P<owner>[\w’' -]{2,60}?)[’']s?\s+(?=\w)", re.IGNORECASE)
_CAPITALS = re.compile(r"[A-ZÀ-Þ][\w’-]*(?:\s+(?:of|and|for|the)\s+[A-ZÀ-Þ][\w’-]*|\s+[A-ZÀ-Þ][\w’-]*)*")
_NEXT = re.compile(r"\s*(?:He|She|They|The\s+[\w -]{2,40}?|Both|All)\s+", re.IGNORECASE)
_FAR = 400
"""Characters behind a source in which its sentence may tell on what terms it spoke."""
_WHO = re.compile(r"(?:who|and|he|she|they)\s+", re.IGNORECASE)
_WHOSE = re.compile(
    r"\s*(?:the\s+|an?\s+|its\s+|his\s+|her\s+)?(?P<name>[^\W_][\w&’' -]{1,60}?)(?:[’']s)?\s+", re.IGNORECASE
)
_SPOKES = re.compile(r"\bspokes(?:man|woman|person|men|women|people)\b", re.IGNORECASE)
_BEHIND = 240
"""Characters after a sentence in which the next one may tell on what terms the source spoke."""
_PEOPLE = frozenset(map(singular, PEOPLE)) | {"source", "people", "person"}


def descriptor(text: str, source: Spans, cue: Spans, sentence: Span) -> Descriptor | None:
    """Return what the text tells of an unnamed source; None if it tells nothing.

    Args:
        text: the document's.
        source: the source's words; fields but the condition are looked for in the first piece.
        cue: the reporting words; a condition may stand behind them ("said, speaking on condition of …").
        sentence: the one in which source and cue stand.
    """
    if not source or source[0].of(text).strip().casefold() in PRONOUNS:
        return None
    span = source[0]
    number, at = _count(text, span)
    found = _fields(text, source, _head(text, at, span))
    if "condition" not in found:
        behind = _condition_behind(text, source, cue, sentence)
        nameless = _NAMELESS.search(text, span.start, span.end)
        if behind is not None:
            found["condition"] = behind
        elif nameless:
            _note(text, found, "condition", nameless.span())
    if not found and number is None:
        return None
    if "access" in found and "affiliation" in found and found["access"].overlaps(found["affiliation"]):
        del found["affiliation"]
    values = {field: " ".join(place.of(text).split()) for field, place in found.items()}
    return Descriptor(
        number=number,
        kind=values.get("kind"),
        affiliation=values.get("affiliation"),
        access=values.get("access"),
        condition=values.get("condition"),
        spans=tuple(sorted(found.items(), key=lambda item: (item[1], item[0]))),
    )


def _fields(text: str, source: Spans, head: Span | None) -> dict[str, Span]:
    """Return what the source's own words tell, fields apart."""
    found: dict[str, Span] = {}
    if head is not None:
        _kind(text, head, found)
        affiliation = _AFFILIATION.match(text, head.end, source[0].end)
        if affiliation and "affiliation" not in found:
            _note(text, found, "affiliation", affiliation.span("name"))
    for field, pattern in (("access", _ACCESS), ("condition", _CONDITION)):
        match = next((one for piece in source if (one := pattern.search(text, piece.start, piece.end))), None)
        if match:
            _note(text, found, field, match.span())
    access = found.get("access")
    if access and "condition" in found and access.overlaps(found["condition"]):
        del found["access"]
        _note(text, found, "access", (access.start, max(access.start, found["condition"].start)))
    if access and "affiliation" in found and access.overlaps(found["affiliation"]):
        del found["affiliation"]
    return found


def spokesperson(text: str, source: Spans) -> Descriptor | None:
    """Return for whom a spokesperson with a name speaks: "X, spokeswoman for the ministry"."""
    found = next(((piece, match) for piece in source
                  if (match := _SPOKES.search(text, piece.start, piece.end))), None)  # fmt: skip
    if found is None:
        return None
    piece, match = found
    fields = {"kind": Span(*match.span())}
    begin = max(piece.start, text.rfind(",", piece.start, match.start()) + 1)
    behind = _AFFILIATION.match(text, match.end(), piece.end)
    before = _WHOSE.fullmatch(text[begin : match.start()])
    if behind:
        _note(text, fields, "affiliation", behind.span("name"))
    elif before:
        _note(text, fields, "affiliation", (begin + before.start("name"), begin + before.end("name")))
    values = {field: " ".join(span.of(text).split()) for field, span in fields.items()}
    spans = tuple(sorted(fields.items(), key=lambda item: (item[1], item[0])))
    return Descriptor(None, values["kind"], values.get("affiliation"), spans=spans)


def _note(text: str, found: dict[str, Span], field: str, place: tuple[int, int]) -> None:
    lead = _WHO.match(text, *place)
    span = trimmed(text, lead.end() if lead else place[0], place[1])
    if span is not None:
        found[field] = span


def _count(text: str, span: Span) -> tuple[int | None, int]:
    """Return the least number that the source's first words tell, and where the rest begins."""
    number = None
    match = _NUMBER.match(text, span.start, span.end)
    at = span.start
    if match:
        word = " ".join(match.group("number").casefold().split())
        number, at = int(word) if word.isdigit() else _NUMBERS[word], match.end()
    lead = _LEAD.match(text, at, span.end)
    return number, lead.end() if lead else at


def _head(text: str, at: int, span: Span) -> Span | None:
    """Return the noun with what stands before it, up to the first preposition, comma or clause."""
    stop = _STOP.search(text, at, span.end)
    return trimmed(text, at, stop.start() if stop else span.end)


def _kind(text: str, head: Span, found: dict[str, Span]) -> None:
    """Split "Harbour Guard officials" into whose they are and what."""
    words = head.of(text)
    owner = _OWNER.match(words)
    start = head.start
    if owner and owner.end() < len(words):
        _note(
            text, found, "affiliation", (head.start + owner.start("owner"), head.start + owner.end("owner"))
        )
        start = head.start + owner.end()
    elif words != words.upper():
        capitals = next((one for one in _CAPITALS.finditer(words) if one.end() < len(words)), None)
        if capitals and not (
            capitals.start() == 0 and singular(capitals.group().casefold()) in _PEOPLE | _LEVELS
        ):
            first = capitals.group().split()
            if not (capitals.start() == 0 and first[0].casefold() in _LEVELS):
                _note(
                    text, found, "affiliation", (head.start + capitals.start(), head.start + capitals.end())
                )
                start = head.start + capitals.end() if capitals.start() == 0 else head.start
    kind = trimmed(text, start, head.end)
    if kind is not None and re.search(r"\w", kind.of(text)):
        found["kind"] = kind


_LEVELS = word_list("levels")
"""Words that begin a sentence in capitals, and are no name of a body."""


def _condition_behind(text: str, source: Spans, cue: Spans, sentence: Span) -> Span | None:
    """Return the terms that the rest of the sentence tells outside of quotations, or the next sentence."""
    end = min(sentence.end, len(text), source[-1].end + _FAR)
    begin = max([source[-1].end, *(span.end for span in cue if span.start >= source[-1].start)])
    for match in _CONDITION.finditer(text, min(begin, end), end):
        between = text[begin : match.start()]
        if between.count("“") == between.count("”") and between.count('"') % 2 == 0:
            return trimmed(text, *match.span())
    follows = _NEXT.match(text, end, min(len(text), end + _BEHIND))
    if follows:
        terms = _CONDITION.match(text, follows.end(), min(len(text), end + _BEHIND))
        if terms is not None:
            return trimmed(text, *terms.span())
    return None
