"""Through whom it came: relays between the outlet and the speaker, outermost first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.attribute.source_kind import source_kind
from sayso.model.attribution import Hop, SourceKind
from sayso.text.bodies import NAME, PRONOUNS
from sayso.text.sentences import trimmed

if TYPE_CHECKING:
    from sayso.model.span import Span, Spans

_TOLD = re.compile(
    r"""\b(?:told|tells|telling|informed
    |(?:in\ an\ interview|speaking|in\ a\ (?:call|message|letter|note|statement|briefing))\ (?:with|to)
    |said\ in\ (?:an\ interview\ with|a\ statement\ to))\s+(?:the\s+)?""",
    re.IGNORECASE | re.VERBOSE,
)
_AUDIENCE = re.compile(
    r"""(?:the\s+)?(?:reporters?|journalists?|parliament|lawmakers|a\ news|the\ news\ conference|court|police
    |him|her|them|us|me|supporters)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_REACH = 90
"""Characters after a cue in which its hearer can stand."""


def told_hop(text: str, cue: Spans, content: Spans, sentence: Span) -> Hop | None:
    """Return the outlet or agency that was told, if the sentence names one ("told the Osk Courier").

    Audiences that pass nothing on as themselves (reporters, parliament, the court) are no relays.
    """
    for match in _TOLD.finditer(
        text, max(sentence.start, cue[0].start), min(sentence.end, cue[-1].end + _REACH)
    ):
        name = NAME.match(text, match.end())
        if any(span.start <= match.start() < span.end for span in content):
            continue  # somebody is told something in what is said
        if name is None or _AUDIENCE.match(text, match.end()) or name.group().casefold() in PRONOUNS:
            continue
        span = trimmed(text, name.start(), name.end())
        if span is not None:
            words = span.of(text).removesuffix("’s").removesuffix("'s")
            kind = source_kind(words)
            named = kind is SourceKind.PERSON and " " in words
            return Hop(words, SourceKind.PERSON if named else SourceKind.ORGANISATION, (span,))
    return None
