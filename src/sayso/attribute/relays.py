"""Who passed on what somebody else said: "X reported, citing Y", "Y was quoted by X as saying".

The reading model gives such sentences to X alone. Here Y becomes the speaker, and X a relay on the way.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.attribute.roles import is_body, is_document, is_person, role_of
from sayso.attribute.source_kind import Surroundings, source_kind
from sayso.model.attribution import SourceKind
from sayso.model.span import Span, spans_of
from sayso.text.bodies import NAME, PRONOUNS
from sayso.text.cues import reports
from sayso.text.sentences import around, trimmed

if TYPE_CHECKING:
    from sayso.attribute.draft import Draft

_CITING = re.compile(
    r"""\b(?P<cue>citing|quoting|on\ the\ (?:word|authority|say-so)\ of)\s+
    (?P<source>[^,;:.“”"()\n]{2,100}(?:,\s+(?:who|whom|which)\s+[^,;:.“”"\n]{3,100})?)""",
    re.IGNORECASE | re.VERBOSE,
)
_END = re.compile(r"\s+(?:as\ saying|saying|that|who\ said|for)\b.*", re.IGNORECASE | re.DOTALL)
_QUOTED_BY = re.compile(
    rf"""(?P<cue>(?:was|were|is|are|has\ been|have\ been)\s+(?:also\s+)?(?:quoted|cited))\s+
    (?:by|in)\s+(?:[Tt]he\s+)?(?P<relay>{NAME.pattern})\s+as\s+(?:saying|telling\ \w+)\s+""",
    re.VERBOSE,
)
_ACCORDING = re.compile(
    rf"""(?P<cue>[Aa]ccording\ to)\s+(?P<source>[^,;:.“”"()\n]{{2,100}}),?\s+
    (?:as\s+)?(?:reported|quoted|cited|carried|relayed)\s+(?:by|in)\s+(?:[Tt]he\s+)?(?P<relay>{NAME.pattern})""",
    re.VERBOSE,
)
_REACH = 300
"""Characters from a cue in which it is told whom it cites, or who passed it on."""
_LONGEST = 120
"""Characters of a source before "was quoted by"."""
_NEAR = 8
"""Places from a draft in the list in which the model's own reading of "citing" stands."""
_NO_SOURCE = frozenset({"evidence", "data", "case", "work", "need", "lack", "law", "research", "opinion"})
"""What is cited as a ground and not as a speaker."""


def relayed(text: str, found: list[Draft], sentences: list[Span], known: Surroundings) -> list[Draft]:
    """Return the drafts, those that relay somebody else's words given to that somebody.

    Their number may grow at the end; the places of those that were there stay.
    """
    made = list(found)
    for number, draft in enumerate(found):
        if draft.source_kind is SourceKind.AUTHOR or not draft.source:
            continue
        sentence = around(sentences, draft.cue[0])
        cited = _cited(text, draft, sentence)
        if cited is not None:
            _give(text, made, number, cited, known)
            continue
        if made[number] is draft:
            made[number] = _turned(text, draft, sentence, known)
    return made


def _cited(text: str, draft: Draft, sentence: Span) -> tuple[Span, Span] | None:
    """Return (cue, source) of whom a reporting draft cites in its sentence, outside of what is said."""
    if not reports(spans_of(draft.cue, text)) or _CITING.match(text, draft.cue[0].start):
        return None
    for match in _CITING.finditer(text, draft.cue[-1].end, min(sentence.end, draft.cue[-1].end + _REACH)):
        cue = Span(*match.span("cue"))
        if any(piece.overlaps(cue) for piece in draft.content):
            continue
        words = _END.sub("", match.group("source"))
        source = trimmed(text, match.start("source"), match.start("source") + len(words))
        if source is not None and _is_speaker(source.of(text)):
            return cue, source
    return None


def _is_speaker(words: str) -> bool:
    """Tell whether words that are cited mean somebody who can say something, and no ground."""
    role = role_of(words)
    if role is None or role.noun in _NO_SOURCE or words.casefold() in PRONOUNS:
        return False
    name = NAME.match(re.sub(r"(?i)^(?:the|an?)\s+", "", words))
    return bool(
        is_person(role.noun) or is_body(role.noun) or is_document(role.noun) or (name and name.end() > 1)
    )


def _give(text: str, made: list[Draft], number: int, cited: tuple[Span, Span], known: Surroundings) -> None:
    """Add the cited one's own draft, in the place of what the model made of "citing Y" where it did."""
    cue, source = cited
    relaying = made[number]
    if any(source.overlaps(piece) for piece in (*relaying.source, *relaying.content)):
        return
    kind = source_kind(source.of(text), known) or SourceKind.UNNAMED
    mine = replace(relaying, source=(source,), cue=(cue,), source_kind=kind, relays=(relaying.source[0],))
    for other in range(max(0, number - _NEAR), min(len(made), number + _NEAR)):
        draft = made[other]
        if draft.cue[0].overlaps(cue) and draft.parent == relaying.parent:
            made[other] = replace(mine, score=draft.score)
            return
    made.append(mine)


def _turned(text: str, draft: Draft, sentence: Span, known: Surroundings) -> Draft:
    """Return a relay's draft as the quoted one's: "Y was quoted by X", "according to Y, as told by X"."""
    first = max(sentence.start, draft.cue[0].start - _REACH)
    last = min(sentence.end, draft.cue[0].end + _REACH)
    for pattern in (_QUOTED_BY, _ACCORDING):
        for match in pattern.finditer(text, first, last):
            relay = trimmed(text, *match.span("relay"))
            if relay is None or not draft.cue[0].overlaps(Span(*match.span("cue"))):
                continue
            if not any(piece.overlaps(relay) for piece in draft.source):
                return replace(draft, relays=(relay,))
            begin = (
                max(first, match.start("cue") - _LONGEST) if pattern is _QUOTED_BY else match.start("source")
            )
            end = match.start("cue") if pattern is _QUOTED_BY else match.end("source")
            source = trimmed(text, max(begin, text.rfind(", ", begin, end) + 1), end)
            content = _outside(text, draft, source, match.end() if pattern is _QUOTED_BY else 0)
            if source is None or not content:
                return draft
            kind = source_kind(source.of(text), known) or SourceKind.UNNAMED
            return replace(draft, source=(source,), content=content, source_kind=kind, relays=(relay,))
    return draft


def _outside(text: str, draft: Draft, source: Span | None, begin: int) -> tuple[Span, ...]:
    """Return the content's pieces from ``begin`` on that do not overlap a source."""
    pieces = [
        trimmed(text, max(piece.start, begin), piece.end) for piece in draft.content if piece.end > begin
    ]
    return tuple(piece for piece in pieces if piece and not (source and piece.overlaps(source)))
