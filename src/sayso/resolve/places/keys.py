"""Keys: one plain spelling under which the gazetteer keeps a name, and a text's words are looked up."""

from __future__ import annotations

import functools
import re

from sayso.text.fold import fold

LONGEST = 6
"""Words of the longest name that is looked up."""
SHORT = 5
"""Letters of the longest name that counts as an acronym."""

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’ʼʻ‘`](?!s\b|S\b)[^\W_]+)*")
"""A word: letters and digits with inner apostrophes, no possessive; or an abbreviation with dots."""
_DROP = re.compile(r"['’ʼʻ‘`.]")
_SPELT_OUT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft", "&": "and"}


@functools.lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """Return one word without case, accents, dots and apostrophes; saint, mount and fort shortened."""
    plain = _DROP.sub("", fold(word))
    return _SPELT_OUT.get(plain, plain)


def name_key(name: str) -> str:
    """Return a whole name's key: its words' keys, a space between."""
    return " ".join(filter(None, (word_key(word) for word in WORD.findall(name))))


def acronym_key(name: str) -> str | None:
    """Return the key of a name in capitals (``UAE``, ``U.S.``), which keeps its case; else None."""
    bare = name.replace(".", "")
    return f"={bare}" if 1 < len(bare) <= SHORT and bare.isalpha() and bare.isupper() else None
