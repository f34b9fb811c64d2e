"""Titles and offices: what stands before or behind a person's name and is no part of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.model.span import Span
from sayso.resolve.entities.spelling import listed
from sayso.text.bodies import STATES, TITLES

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
_MODIFIERS = listed("modifiers")
_BETWEEN = frozenset({"of", "the", "and"})
_HEADS = listed("heads")
"""Offices that are nobody's name: capitalised words before them are part of the title ("Home Secretary")."""
_FAR = 5
_HONORIFICS = listed("address")


def untitled(words: Sequence[str]) -> int:
    """Return how many words at the beginning of a person's name are titles ("Foreign Minister Ada Velt": 2).

    At least one word is left.
    """
    count = 0
    for number, word in enumerate(words[:_FAR][:-1]):
        if word.casefold().rstrip(".,") in _HEADS:
            count = number + 1
    for number, word in enumerate(words[:-1]):
        small = word.casefold().rstrip(".,")
        small = small.removesuffix("’s").removesuffix("'s")
        if (
            number < count
            or small in TITLES | _HONORIFICS
            or small in listed("offices")
            or small in _MODIFIERS
        ):
            count = max(count, number + 1)
        elif small not in listed("demonyms") | STATES | _BETWEEN:
            break
    return count


def title_of(words: Sequence[str]) -> str | None:
    """Return the words as an office, or None if they are only a form of address ("Mr", "Dr")."""
    bare = [word for word in words if word.casefold().rstrip(".,") not in _HONORIFICS]
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
        if word in listed("offices") or word in TITLES:
            first = number
        elif first == len(words) or word not in _MODIFIERS | listed("demonyms"):
            break
        else:
            first = number
    return Span(words[first][0], words[-1][1]) if first < len(words) else None


def office_behind(text: str, at: int) -> Span | None:
    """Return the office that stands behind a name, between commas (", the mayor of Osk,")."""
    found = _BEHIND.match(text, at, at + _REACH)
    if found is None or found["head"].casefold() not in listed("offices"):
        return None
    return Span(*found.span("title"))
