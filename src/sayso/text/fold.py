"""Folding: one plain spelling for comparing and searching, whatever case, accents or width a text uses.

A folded text has other offsets than the text it came from; never point a span into it.
"""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        # Letters that Unicode does not decompose, though readers type them without the stroke.
        "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
        "ɫ": "l", "ƀ": "b", "ɨ": "i", "ʉ": "u", "ǝ": "e", "ə": "e",
        # Arabic and Persian spellings of one letter.
        "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": None,
        # Apostrophes and hyphens.
        "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "‐": "-", "–": "-", "—": "-",
        # Characters without a shape: soft hyphen, joiners, marks of direction, byte order mark.
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"),
        **dict.fromkeys("\u2066\u2067\u2068\u2069"),
    }
)  # fmt: skip

_PART_OF_THE_LETTER = frozenset({0, 7, 8, 9, 84, 91, 103, 107, 118, 122, 129, 130, 132})
"""Combining classes that are no accents: nukta, kana voicing, virama, Thai, Lao and Tibetan vowels."""

_UNSPACED = re.compile(
    "["
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"  # radicals, kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    "]"
)


def fold(text: str) -> str:
    """Return the text without case, accents, width and invisible characters.

    ``fold("Łódź")`` is ``"lodz"``; two spellings of one name that differ in nothing else fold to the
    same characters. Folding twice changes nothing more.
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    while (folded := _once(text)) != text:
        text = folded
    return folded


def searchable(text: str) -> str:
    """Return the folded text with spaces around each sign of scripts that put none between words.

    An index over it finds single signs and, as phrases, words in Chinese, Japanese or Thai.
    """
    return _UNSPACED.sub(r" \g<0> ", fold(text))


def _once(text: str) -> str:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).casefold()
    accents = {
        ord(sign): None for sign in set(plain) if unicodedata.combining(sign) not in _PART_OF_THE_LETTER
    }
    return unicodedata.normalize("NFC", plain.translate(accents).translate(_LETTERS))
