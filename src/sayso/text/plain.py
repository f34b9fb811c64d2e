"""The plain form of a name, by which a case knows it: folded, without article, dots and signs."""

from __future__ import annotations

import functools
import re

from sayso.text.fold import fold

_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_DOTS = re.compile(r"(?<=\b\w)\.")
_APART = re.compile(r"[^\w&']+|_")
_LONGEST = 200


@functools.lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """Return the name folded, without a leading article, with one blank between its words."""
    name = _ARTICLE.sub("", fold(_DOTS.sub("", name[:_LONGEST])), count=1)
    words = _APART.sub(" ", name.replace("'s ", "' ")).replace("'", "").split()
    return " ".join(words)
