"""From a text to subwords with what their spelling loses: case, quotation marks, line breaks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sayso.model.span import Span
from sayso.text.quotes import quotations

if TYPE_CHECKING:
    from sayso.text.wordpiece import WordPiece

Ints = NDArray[np.int64]

CASES = 4
"""0 no letters or lower case, 1 First Letter, 2 ALL CAPITALS, 3 miXed."""
QUOTES = 4
"""0 outside, 1 inside, 2 opening mark, 3 closing mark."""
BREAKS = 3
"""0 none, 1 a line break before, 2 a blank line or the text's beginning before."""

_WORD = re.compile(r"[^\W_]+")
_PLAIN = str.maketrans("“”„‟«»‘’‚‛\u00a0\u202f\u2009", '""""""\'\'\'\'   ')  # one for one: offsets stay


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's subwords, in order; arrays of one length.

    ``starts`` and ``ends`` are code points in the text, end-exclusive.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    case: Ints
    quote: Ints
    breaks: Ints
    inner: Ints
    """1 for a subword that goes on with the word before it, else 0."""

    def __len__(self) -> int:
        return len(self.ids)

    def span(self, first: int, last: int) -> Span:
        """Return the characters from token ``first`` to token ``last``, both included."""
        return Span(int(self.starts[first]), int(self.ends[last]))


def tokenise(vocabulary: WordPiece, text: str) -> Tokens:
    """Cut ``text`` into subwords. Quotation marks are made alike first, one for one."""
    pieces = np.array(vocabulary.encode(text.translate(_PLAIN)), dtype=np.int64).reshape(-1, 3)
    ids, starts, ends = pieces[:, 0], pieces[:, 1], pieces[:, 2]
    return Tokens(
        ids,
        starts,
        ends,
        _case(text)[starts],
        _quote(text)[starts],
        _breaks(text, starts, ends),
        _inner(text, starts),
    )


def _case(text: str) -> Ints:
    marks = np.zeros(len(text) + 1, dtype=np.int64)
    for word in _WORD.finditer(text):
        letters = word.group()
        if letters.islower() or letters.isdigit():
            continue
        if letters.isupper():
            value = 2 if len(letters) > 1 else 1
        elif letters.istitle():
            value = 1
        else:
            value = 3 if any(char.isupper() for char in letters) else 0
        marks[word.start() : word.end()] = value
    return marks


def _quote(text: str) -> Ints:
    marks = np.zeros(len(text) + 1, dtype=np.int64)
    for quotation in quotations(text):
        start, end = quotation.span.start, quotation.span.end
        marks[start:end] = 1
        marks[start] = 2
        if not quotation.open_end:
            marks[end - 1] = 3
    return marks


def _breaks(text: str, starts: Ints, ends: Ints) -> Ints:
    marks = np.zeros(len(starts), dtype=np.int64)
    previous = 0
    for index, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        if index == 0:
            marks[index] = 2
        elif start > previous:
            gap = text.count("\n", previous, start)
            marks[index] = min(gap, 2)
        previous = end
    return marks


def _inner(text: str, starts: Ints) -> Ints:
    return np.array(
        [int(at > 0 and text[at].isalnum() and text[at - 1].isalnum()) for at in starts.tolist()],
        dtype=np.int64,
    )
