"""Open questions: what a text says is not known.

Each frame finds a cue (the words that leave it open) and a content (what is left open) inside one sentence.
The frames are grammatical, not topical.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.text.sentences import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.model.span import Span

_WH = (
    r"(?:whether|if|who|whom|whose|what|which|when|where|why|how|by\ whom|"
    r"(?:on|in|at|under)\ whose|to\ what\ extent)"
)
_BE = r"(?:is|are|was|were|remain(?:s|ed)?|stay(?:s|ed)?)"
_STILL = r"(?:\s+(?:still|as\ yet|so\ far|currently|at\ present|also|however|therefore|thus|now|yet))?"
_DARK = r"""(?:
    unclear | unknown | uncertain | unresolved | unanswered | undetermined | unexplained | unconfirmed
  | disputed
  | an\ open\ question | a\ mystery | anybody[’']s\ guess
  | not (?:\s+(?:yet|immediately|entirely|at\ all|fully|so\ far|publicly|at\ once|altogether))*
    \s+(?:clear|known|certain|established|determined|confirmed|disclosed|explained|settled|decided)
)"""
_SETTLED = (
    r"(?:respond\w*|answer\w*|explain\w*|address\w*|clarif\w*|disclos\w*|establish\w*|determin\w*|settled|"
    r"made\ (?:public|clear))"
)
_CONTENT = rf"(?P<content>(?:exactly\s+|precisely\s+)?{_WH}\b[^?]*)"
_ASKED = rf"""(?P<content>
    {_WH}\b.{{4,300}}?
  | (?:was|were|is|are|did|does|do|had|has|have|could|would|will)\b.{{10,300}}?
)"""


def _frame(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


_IS_UNCLEAR = _frame(
    rf"(?P<cue>\b(?:it\s+)?{_BE}{_STILL}\s+{_DARK}(?:\s+(?:as\ to|about|to\ (?:\w+\s+)?\w+))?)\s+{_CONTENT}"
)
"""It is not yet clear whether …"""
_NOBODY_KNOWS = _frame(
    rf"""(?P<cue>\b(?:no\ ?one|nobody|neither\ (?:side|party)|none\ of\ them)
    (?:\ (?:yet|really|else|can|could|has))?\s+
    (?:know[sn]?|knew|say|said|tell|told|explain\w*|establish\w*))\s+{_CONTENT}"""
)
"""Nobody can say who …"""
_DOES_NOT_KNOW = _frame(
    rf"""(?P<cue>\b(?:
    (?:does|do|did)(?:\ not|n[’']t)(?:\ yet)?\ know | (?:has|have|had)\ no\ (?:idea|way\ of\ knowing)
    | (?:is|are|was|were)(?:\ not|n[’']t)\ (?:sure|certain)
    | (?:cannot|can[’']t|could\ not|couldn[’']t)\ (?:say|tell|confirm)
    ))\s+{_CONTENT}"""
)
"""She did not know whether …"""
_TO_BE_SEEN = _frame(
    rf"""(?P<cue>\b(?:it\s+)?(?:remains|remained|is|was|has\ yet|is\ yet|was\ yet)\s+to\ be\s+
    (?:seen|established|determined|clarified|explained|confirmed|shown|proved|proven|decided|found\ out))
    \s*,?\s+{_CONTENT}"""
)
"""It remains to be seen whether …"""
_IS_SOMETHING = _frame(
    rf"""^{_ASKED}\s*,?\s+
    (?P<cue>{_BE}\s+(?:something|a\ question|a\ matter|questions|one\ question)\s+
    (?:that\s+|which\s+)?.{{0,20}}?
    (?:not\b.{{0,30}}\b{_SETTLED}(?:\s+to)?
      | (?:may|might|remains?)\b[^.;,]{{0,50}}\b
      | (?:still|yet|nobody|no\ one)\b[^.;,]{{0,50}}\b))"""
)
"""How … is something which has not been responded to; Was it …, is something that may be revealed."""
_NOT_ANSWERED = _frame(
    rf"""^(?P<content>{_WH}\b.{{4,300}}?)\s+
    (?P<cue>(?:has|have|had|{_BE})\s+(?:still\ |so\ far\ )?(?:not|never)
    (?:\s+yet)?(?:\s+been)?\s+{_SETTLED}(?:\s+to)?)"""
)
"""Why … has not been explained."""
_REMAINS_UNKNOWN = _frame(
    rf"""^(?P<content>.{{4,400}}?)\s+
    (?P<cue>{_BE}{_STILL}\s+
      (?:unclear|unknown|unanswered|unresolved|undetermined|unexplained|an\ open\ question|a\ mystery
        | anybody[’']s\ guess | not(?:\s+yet)?\s+(?:known|clear) | yet\ to\ be\s+\w+(?:ed|wn|en|ood))
      (?:\s+(?:so\ far|at\ present|for\ now))?)\b
    (?!\s+{_WH})"""
)
"""The motive is as yet unknown."""
_IS_YET_TO = _frame(
    r"""^(?P<content>.{4,300}?\b(?P<cue>(?:is|are|was|were|has|have|had)\s+(?:yet|still)\s+to\s+
    (?:reach|establish|determine|identify|conclude|explain|name|confirm|find|say|decide|produce|publish|release
      | comment|respond|answer)\b)[^.]*)"""
)
"""The inquiry is yet to reach a conclusion."""
_FRAMES = (
    _IS_UNCLEAR, _NOBODY_KNOWS, _DOES_NOT_KNOW, _TO_BE_SEEN, _IS_SOMETHING, _NOT_ANSWERED, _REMAINS_UNKNOWN,
    _IS_YET_TO,
)  # fmt: skip

_LEAD = re.compile(r"(?i)^(?:but|and|yet|while|although|though|however|still|meanwhile|also|so)\b,?\s+")
_CLAUSE_END = re.compile(
    r",\s+(?:but|and|although|though|while|yet|however|given|said|says|say|according|officials|sources|as|he|she|they|it)\b"
    r"|;|\s+[—–]\s+|—",
    re.IGNORECASE,
)
_SHORTEST = 8
"""Characters: less cannot say what is open."""
_FIRST_CLAUSE = 5
"""Characters of a content before which no clause can end."""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What is left open, and the words that leave it open."""

    cue: Span
    content: Span


def open_questions(text: str, sentences: list[Span]) -> Iterator[OpenQuestion]:
    """Yield the open questions of a text, in order of sentences; contents do not overlap."""
    for sentence in sentences:
        taken: list[Span] = []
        for frame in _FRAMES:
            match = frame.search(sentence.of(text))
            found = _question(text, sentence, match) if match else None
            if found and not any(found.content.overlaps(span) for span in taken):
                taken.append(found.content)
                yield found


def _question(text: str, sentence: Span, match: re.Match[str]) -> OpenQuestion | None:
    """Cut the content to its clause: "but" before it, ", officials said" after it do not belong to it."""
    cue = trimmed(text, *(sentence.start + edge for edge in match.span("cue")))
    start, end = (sentence.start + edge for edge in match.span("content"))
    lead = _LEAD.match(text[start:end])
    start += lead.end() if lead else 0
    if cue is None:
        return None
    if start > cue.start:
        stop = _CLAUSE_END.search(text, min(start + _FIRST_CLAUSE, end), end)
        end = stop.start() if stop else end
    while end > start and text[end - 1] in '.,;:!?”"’ \n':
        end -= 1
    content = trimmed(text, start, end)
    return OpenQuestion(cue, content) if content and len(content) >= _SHORTEST else None
