"""Transcripts: turns of talk, each a speaker's own words ("NAME: …")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.model.span import Span
from sayso.text.sentences import trimmed

_TURN = re.compile(
    r"""^[ \t]*(?:\[[\d:. ]+\]\s*)?
    (?P<source>(?P<name>[A-ZÀ-ÖØ-Þ][^\W\d_]*(?:[ .'’-]{1,2}[A-ZÀ-ÖØ-Þ][^\W\d_]*){0,4})(?:,[^:\n]{1,60}
    |\s\([^:\n)]{1,60}\))?)
    (?P<cue>:)[ \t]*(?=\S)""",
    re.MULTILINE | re.VERBOSE,
)
_FEWEST = 4
"""Turns below which lines with a colon are taken for headings or labels."""
_REPEATED = 2
"""Times that some speaker must speak: labels of a form stand once each."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Who speaks, the colon, and what is said until the next turn begins."""

    source: Span
    cue: Span
    content: Span


def turns(text: str) -> list[Turn]:
    """Return the turns of a transcript in order; nothing if the text is none.

    A text is a transcript if at least four lines begin with a capitalised name and a colon, and some
    name comes back.
    """
    found = list(_TURN.finditer(text))
    names = [match.group("name").casefold() for match in found]
    if len(found) < _FEWEST or max(map(names.count, names), default=0) < _REPEATED:
        return []
    result = []
    for match, following in zip(found, [*found[1:], None], strict=True):
        end = following.start() if following else len(text)
        content = trimmed(text, match.end(), end)
        if content is not None:
            result.append(Turn(Span(*match.span("source")), Span(*match.span("cue")), content))
    return result
