"""Cutting a text into the subwords of an uncased BERT vocabulary, with exact offsets.

The cuts of BERT’s own tokenizer (clean, split off punctuation and ideographs, strip accents, lower-case,
then the longest known piece first; Wu et al. 2016, Devlin et al. 2019), without the forty megabytes that its
library brings.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_CHUNK = re.compile("[^ \t\n\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_LONGEST_WORD = 100
"""Letters; a longer word is one unknown piece."""
_MOST_REMEMBERED = 50_000
_IDEOGRAPHS = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F), (0x2B920, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip
_ASCII_MARKS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")

Piece = tuple[int, int, int]
"""Id, start, end."""


class WordPiece:
    """A vocabulary and what was cut with it lately: most words of a text come again."""

    def __init__(self, vocabulary: dict[str, int], unknown: str = "[UNK]", prefix: str = "##") -> None:
        self._first = {piece: number for piece, number in vocabulary.items() if not piece.startswith(prefix)}
        self._later = {
            piece[len(prefix) :]: number for piece, number in vocabulary.items() if piece.startswith(prefix)
        }
        self._unknown = vocabulary[unknown]
        self._remembered: dict[str, tuple[Piece, ...]] = {}

    @classmethod
    def load(cls, file: Path) -> WordPiece:
        """Read a vocabulary: one piece a line, its id is the line's number from 0."""
        return cls({piece: number for number, piece in enumerate(file.read_text("utf-8").splitlines())})

    def encode(self, text: str) -> list[Piece]:
        """Return (id, start, end) of each subword in order; code points in ``text``, end-exclusive."""
        pieces: list[Piece] = []
        for match in _CHUNK.finditer(text):
            chunk, at = match.group(), match.start()
            found = self._remembered.get(chunk)
            if found is None:
                if len(self._remembered) >= _MOST_REMEMBERED:
                    self._remembered.clear()
                found = self._remembered[chunk] = tuple(self._cut(chunk))
            pieces.extend((number, at + start, at + end) for number, start, end in found)
        return pieces

    def _cut(self, chunk: str) -> list[Piece]:
        pieces: list[Piece] = []
        letters: list[str] = []
        places: list[int] = []
        for place, character in enumerate(chunk):
            for letter in _normal(character):
                if _stands_alone(letter):
                    pieces += self._word("".join(letters), places)
                    pieces += self._word(letter, [place])
                    letters, places = [], []
                else:
                    letters.append(letter)
                    places.append(place)
        return pieces + self._word("".join(letters), places)

    def _word(self, word: str, places: list[int]) -> list[Piece]:
        """Cut one word; ``places`` says for each letter where in the chunk it comes from."""
        if not word:
            return []
        unknown = [(self._unknown, places[0], places[-1] + 1)]
        if len(word) > _LONGEST_WORD:
            return unknown
        pieces: list[Piece] = []
        start, known = 0, self._first
        while start < len(word):
            for end in range(len(word), start, -1):
                number = known.get(word[start:end])
                if number is not None:
                    break
            else:
                return unknown
            pieces.append((number, places[start], places[end - 1] + 1))
            start, known = end, self._later
        return pieces


def _normal(character: str) -> str:
    """Return the character without accents and in lower case; nothing for one that is not to be seen."""
    if character.isascii():
        return character.lower() if character.isprintable() else ""
    if character == "\ufffd" or unicodedata.category(character) in {"Cc", "Cf", "Co"}:
        return ""
    parts = unicodedata.normalize("NFD", character)
    return "".join(part.lower() for part in parts if unicodedata.category(part) != "Mn")


def _stands_alone(letter: str) -> bool:
    if letter.isascii():
        return letter in _ASCII_MARKS
    code = ord(letter)
    return any(first <= code <= last for first, last in _IDEOGRAPHS) or unicodedata.category(
        letter
    ).startswith("P")
