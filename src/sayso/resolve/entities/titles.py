"""Titles and offices: what stands before or behind a person's name and is no part of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.model.span import Span
from sayso.text.bodies import TITLES
from sayso.text.titles import HONORIFICS, MODIFIERS, OFFICES
from sayso.text.words import words as listed

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"\S+")
_BEFORE = re.compile(r"(?:[\w’'.-]+[^\S\n]+){1,6}$")
_REACH = 80
"""Characters beside a name in which its office can stand."""
_BEHIND = re.compile(
    r",\s+(?:(?:the|an?|who\s+is\s+(?:the|an?)|its|their|his|her)\s+)?"
    r"(?P<title>(?:[\w’'-]+\s+){0,4}?(?P<head>[\w-]+)(?:\s+(?:of|for|to|at)\s+(?:the\s+)?[\w’'-]+(?:\s+[A-Z][\w’'-]*){0,4})?)"
    r"(?=\s*[,.;:)—–]|\s+who\b|$)"
)


def title_of(words: Sequence[str]) -> str | None:
    """Return the words as an office, or None if they are only a form of address ("Mr", "Dr")."""
    bare = [word for word in words if word.casefold().rstrip(".,") not in HONORIFICS]
    return " ".join(bare) or None


def office_before(text: str, at: int) -> Span | None:
    """Return the title that ends where a person's name begins ("foreign minister " before "Ada Velt")."""
    found = _BEFORE.search(text, max(0, at - _REACH), at)
    if found is None:
        return None
    words = [(match.start(), match.end()) for match in _WORD.finditer(text, found.start(), at)]
    first = len(words)
    for number in range(len(words) - 1, -1, -1):
        word = text[slice(*words[number])].casefold().rstrip(".")
        if text[words[number][1] - 1] == "." and word not in TITLES:
            break
        if word in OFFICES or word in TITLES:
            first = number
        elif first == len(words) or word not in MODIFIERS | listed("demonyms"):
            break
        else:
            first = number
    return Span(words[first][0], words[-1][1]) if first < len(words) else None


def office_behind(text: str, at: int) -> Span | None:
    """Return the office that stands behind a name, between commas (", the mayor of Osk,")."""
    found = _BEHIND.match(text, at, at + _REACH)
    if found is None or found["head"].casefold() not in OFFICES:
        return None
    return Span(*found.span("title"))
