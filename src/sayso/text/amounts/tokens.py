"""Words, figures and signs of a text, with what the rules of this package ask about them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_TOKEN = re.compile(
    r"""
    (?P<figure>\d+(?:,\d{2,3}(?!\d))*(?:\.\d+)?)
  | (?P<word>[^\W\d_]+(?:[’'][^\W\d_]+)*(?:(?<=\b[^\W\d_])(?:\.[^\W\d_](?![^\W\d_]))+\.?)?)
  | (?P<sign>\S)
    """,
    re.VERBOSE,
)
_LINE = re.compile(r"[^\n]+")
_ENDS = frozenset(".!?;:")
_CASED_SHARE = 0.3
"""Share of words that must begin with a small letter for capitals to mean a name."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a figure ("1,400.5") or a sign, and where it stands."""

    start: int
    end: int
    text: str
    lower: str
    kind: str
    """figure, word or sign."""
    glued: bool
    """Nothing stands between it and the token before it."""

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters."""
        return self.kind == "word"

    @property
    def is_figure(self) -> bool:
        """Whether it is written in digits."""
        return self.kind == "figure"

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


class Line:
    """The tokens of one line of a text; no amount runs over a line's end."""

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        self.tokens: list[Token] = []
        self._lowers: list[str] = []
        last = -1
        for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
            found = match.group()
            glued = match.start() == last
            kind = match.lastgroup or "sign"
            lower = _folded(found)
            self.tokens.append(Token(match.start(), match.end(), found, lower, kind, glued))
            self._lowers.append(lower)
            last = match.end()

    def __len__(self) -> int:
        return len(self.tokens)

    def at(self, index: int) -> Token | None:
        """Return a token, or None beyond either end of the line."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else None

    def lower(self, index: int) -> str:
        """Return a token in lower case; the empty string beyond either end."""
        return self._lowers[index] if 0 <= index < len(self._lowers) else ""

    def glued(self, index: int) -> bool:
        """Tell whether a token follows the one before it without a space."""
        token = self.at(index)
        return token is not None and token.glued

    @cached_property
    def cased(self) -> bool:
        """Whether capital letters tell names: not in a headline, nor in text all in capitals."""
        words = [token for token in self.tokens if token.is_word]
        small = sum(not token.capital for token in words)
        return small > 0 and small >= _CASED_SHARE * len(words)

    def named(self, index: int) -> bool:
        """Tell whether a token is written as a name: with a capital that begins no sentence."""
        token = self.at(index)
        if token is None or not token.capital or not self.cased:
            return False
        before = self.at(index - 1)
        return before is not None and before.lower not in _ENDS and before.text not in "“\"‘'(—–-•*"


def lines(text: str) -> list[Line]:
    """Return the lines of a text that hold anything."""
    return [Line(text, line.start(), line.end()) for line in _LINE.finditer(text)]


def _folded(word: str) -> str:
    return word.lower().replace("’", "'")
