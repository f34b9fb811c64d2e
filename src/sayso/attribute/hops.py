"""Through whom it came: relays between the outlet and the speaker, outermost first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.model.attribution import Hop, SourceKind
from sayso.text.bodies import NAME
from sayso.text.sentences import trimmed
from sayso.text.words import words

if TYPE_CHECKING:
    from sayso.model.span import Span, Spans

_TOLD = re.compile(
    r"""\b(?:told|tells|telling|informed
    |(?:in\ an\ interview|speaking|in\ a\ (?:call|message|letter|note|statement|briefing))\ (?:with|to)
    |said\ in\ (?:an\ interview\ with|a\ statement\ to))\s+(?:the\s+)?""",
    re.IGNORECASE | re.VERBOSE,
)
_MEDIA = words("media")
_REACH = 90
"""Characters after a cue in which its hearer can stand."""


def told_hop(text: str, cue: Spans, content: Spans, sentence: Span) -> Hop | None:
    """Return the outlet or agency that was told, if the sentence names one ("told the Osk Courier").

    Others who are told something (reporters, parliament, a commission) pass nothing on here.
    """
    reach = min(sentence.end, cue[-1].end + _REACH)
    for match in _TOLD.finditer(text, max(sentence.start, cue[0].start), reach):
        name = NAME.match(text, match.end())
        if name is None or any(span.start <= match.start() < span.end for span in content):
            continue  # nobody, or somebody is told something in what is said
        span = trimmed(text, name.start(), name.end())
        if span is not None and any(_plain(word) in _MEDIA for word in span.of(text).split()):
            return Hop(span.of(text).removesuffix("’s").removesuffix("'s"), SourceKind.ORGANISATION, (span,))
    return None


def _plain(word: str) -> str:
    return word.casefold().removesuffix("’s").removesuffix("'s").strip(".,")
