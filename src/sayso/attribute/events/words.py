"""The words of one sentence, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(
    r"""(?:[^\W\d_]\.){2,}                                   # U.S.
    | [^\W_]+(?:[’'-](?!s\b|S\b)[^\W_]+)*                    # car-bomb, d'Or, M-19
    | [’'][sS]\b
    | [^\w\s]""",
    re.VERBOSE,
)
QUOTES = frozenset("\"“”‘’'`\\")


@dataclass(frozen=True, slots=True)
class Words:
    """Parallel lists: each word in lower case, and where it stands in the document's text."""

    low: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.low)

    def span(self, first: int, last: int) -> Span:
        """Return the characters from one word to another, both included."""
        return Span(self.starts[first], self.ends[last])

    def has(self, at: int, any_of: Iterable[str]) -> bool:
        """Tell whether there is a word at ``at``, and it is one of these."""
        return 0 <= at < len(self.low) and self.low[at] in any_of


def words_of(text: str, sentence: Span) -> Words:
    """Return the words of a sentence; punctuation marks are words too, white space is none."""
    found = [
        (match.group().lower(), match.start(), match.end())
        for match in _WORD.finditer(text, sentence.start, min(sentence.end, len(text)))
    ]
    low, starts, ends = zip(*found, strict=True) if found else ((), (), ())
    return Words(low, starts, ends)
