"""Inference: what the author concludes, in the author's own hedged words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.model.attribution import Certainty
from sayso.model.span import Span
from sayso.text.sentences import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

_FRAME = re.compile(
    r"""\b(?P<cue>
    it\s+(?:is|was|will|would|may|might|seems?|appears?)(?:\s+(?:be|not|hardly|only|also|therefore|thus|then))*\s+
      (?:far-?fetched|unreasonable|reasonable|safe|fair|logical|plausible|tempting|natural|wrong|hard|difficult|easy
        |unfair|implausible|possible|premature)\s+to\s+
      (?:assume|conclude|infer|suppose|believe|suspect|imagine|think|deduce|surmise|see|argue)
  | (?:this|that|all\ of\ this|which|the\ pattern|the\ timing|everything)\s+(?:strongly\s+|clearly\s+|all\s+)?
      (?:suggests?|points?\s+to|implies|indicates?)
  | (?:one|we)\s+(?:can|could|may|might|must|has\ to|have\ to)\s+
      (?:only\s+|safely\s+|reasonably\s+|therefore\s+)?
      (?:assume|conclude|infer|suppose|surmise|suspect)
  | it\s+follows
  | the\s+(?:most\s+)?(?:obvious|likely|likeliest|natural|only\ possible)\s+
      (?:conclusion|explanation|inference)\s+is
  | there\ is\ (?:every\ |good\ |little\ )?reason\ to\ (?:believe|think|suspect|assume|doubt)
    )\s*,?\s+(?P<content>(?:that\s+)?\S.*)""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_HEDGED = re.compile(
    r"""\b(?P<cue>
    (?:had|has|have|was|were)\s+
      (?:(?:most\ |very\ |quite\ )?likely|probably|presumably|possibly|almost\ certainly|in\ all\ likelihood)
  | (?:(?:most\ |very\ )?likely|probably|presumably|possibly|almost\ certainly)\s+(?:had|has|have|was|were)
  | (?:must|may|might|could)\s+(?:well\s+|also\s+)?have
    )\s+\w+""",
    re.IGNORECASE | re.VERBOSE,
)
_WEAK = re.compile(r"(?i)possibl|may|might|could|point|suggest|impl")


@dataclass(frozen=True, slots=True)
class Inference:
    """The author's conclusion and the words that mark it as one."""

    cue: Span
    content: Span
    certainty: Certainty


def inferences(text: str, sentences: list[Span]) -> Iterator[Inference]:
    """Yield marked conclusions, at most one a sentence, in order.

    ``it would not be far-fetched to assume that X`` gives X; ``had likely done`` gives the sentence.
    """
    for sentence in sentences:
        words = sentence.of(text)
        frame = _FRAME.search(words)
        match = frame or _HEDGED.search(words)
        if match is None or words.rstrip('”"’').endswith("?"):
            continue
        cue = Span(sentence.start + match.start("cue"), sentence.start + match.end("cue"))
        start = sentence.start + match.start("content") if frame else sentence.start
        content = trimmed(text, start, sentence.end - (1 if words[-1] in ".!" else 0))
        if content:
            weak = _WEAK.search(match.group("cue"))
            yield Inference(cue, content, Certainty.POSSIBLE if weak else Certainty.PROBABLE)
