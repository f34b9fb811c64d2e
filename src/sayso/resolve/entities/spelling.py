"""The plain forms of a name by which it is compared: letters, initials, sounds."""

from __future__ import annotations

import functools
import re
from pathlib import Path

from sayso.text.plain import plain

_LISTS = Path(__file__).parent / "lists"
_ACRONYM = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Z][A-Za-z0-9&]{0,6}(?:[.-][A-Za-z0-9]{1,4}){0,6}\.?")
_MOSTLY = 0.6
"""Share of capitals among an acronym's letters: "ISWAP", "OCHAs", "AfDB", not "McVelt"."""
_SOUNDS = (
    (re.compile(r"a[ei]y?|e[iy]|ay"), "e"),
    (re.compile(r"ee|i[iy]|y$"), "i"),
    (re.compile(r"oo|ou|uw"), "u"),
    (re.compile(r"q|ck|kh"), "k"),
    (re.compile(r"(\w)\1+"), r"\1"),
)
_LEAST = 5
"""Letters of a name whose spelling variants are told by sound; shorter ones are told apart by one letter."""


@functools.cache
def listed(name: str) -> frozenset[str]:
    """Return the words of one of this folder's lists."""
    lines = (_LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@functools.cache
def known() -> dict[str, tuple[int, str]]:
    """Return the line (and its first name) of the list of well-known names, by plain form."""
    lines = (_LISTS / "known.txt").read_text(encoding="utf-8").splitlines()
    found: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(lines):
        names = [name.strip() for name in line.split(" = ")]
        if line.strip() and not line.startswith("#"):
            found |= {plain(name): (number, names[0]) for name in names}
    return found


def known_line(name: str) -> tuple[int, str] | None:
    """Return the line of the list of well-known names that has this one; words in small letters have none."""
    if name.islower() or (len(name) < _LEAST and name.isalpha() and name.istitle()):
        return None  # "us" and "Who" are no states and bodies
    return known().get(plain(name))


@functools.lru_cache(maxsize=65536)
def sounds(name: str) -> str | None:
    """Return a spelling that transliterations of one name share (Qaeda, Qaida), or None for short names."""
    letters = plain(name).replace(" ", "").replace("&", "")
    if len(letters) < _LEAST:
        return None
    for pattern, letter in _SOUNDS:
        letters = pattern.sub(letter, letters)
    return letters


def is_acronym(name: str) -> bool:
    """Tell whether a name is written as an acronym: one word, at least two capitals, few other letters."""
    if _ACRONYM.fullmatch(name) is None:
        return False
    letters = [letter for letter in name if letter.isalpha()]
    return sum(map(str.isupper, letters)) >= _MOSTLY * len(letters)


def initials(name: str) -> frozenset[str]:
    """Return what the name's first letters spell, with and without its small words; none of single words."""
    words = [word for word in plain(name).split() if word]
    if not words[1:]:
        return frozenset()
    great = [word for word in words if word not in listed("small")]
    return frozenset("".join(word[0] for word in some) for some in (words, great) if len(some) > 1)


def letters_of(acronym: str) -> str:
    """Return an acronym's letters, in lower case."""
    return "".join(filter(str.isalnum, acronym)).casefold()
