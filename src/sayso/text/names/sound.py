"""How a word may sound: spellings that different ways of writing one name lead to, made one.

Three levels, each coarser than the one before:

``sound``   vowels and digraphs folded: Mohammed, Muhamed; Gorbatchev, Gorbachov
``bones``   the consonants of that, which vowels and their absence (Arabic, Hebrew) cannot change
``codes``   seven classes of consonants, each a letter: P T S K L M N; for finding, not for telling apart.
            Letters that languages read differently ("ch", "j", "th") give several codes.

The idea of classes is Soundex's (Russell 1918); which letters fall together follows what scripts without the
letter write instead: Arabic b for p, Japanese r for l, Chinese s for th.
"""

from __future__ import annotations

import functools
import itertools
import re

_FOLDED = (
    (re.compile("tzsch|tsch|tch|tsh|tj|tx|ch|cs|cz|č"), "c"),
    (re.compile("shch|sch|sh|sz|sj"), "s"),
    (re.compile("zh|dzh|dj|gy(?=[aeiou])"), "j"),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("kh|ck|gh|q|c(?=[aourlktn])|c$"), "k"),
    (re.compile("ph"), "f"),
    (re.compile("th"), "t"),
    (re.compile("ts|tz"), "z"),
    (re.compile("x"), "ks"),
    (re.compile("w"), "v"),
    (re.compile("(?<=[eo])ff$"), "v"),
    (re.compile("ou|oo|oe|u"), "o"),
    (re.compile("ee|ei|ey|iy|ij|ai|ay|ae|e|y"), "i"),
    (re.compile("(?<=.)h"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
_VOWELS = re.compile("[aeiouy]")
_REPEATED = re.compile(r"(.)\1+")

_GRAPHEMES = re.compile(
    "tzsch|tsch|dsch|shch|tsh|tch|dzh|sch|ch|sh|zh|kh|gh|ph|th|ts|tz|cz|dz|dj|ck|ng|qu|"
    "[bpfvw]|[dt]|[szxj]|c(?=[eiy])|[ckqg]|[lr]|m|n|h|[aeiouy]|."
)
_PLAIN = {
    "S": "tzsch tsch dsch shch tsh tch dzh sch sh zh ts tz cz dz dj s z",
    "P": "b p f v ph",
    "T": "t d",
    "K": "k q ck qu",
    "L": "l r",
    "M": "m",
    "N": "n ng",
    "": "a e i o u y h",
}
_CLASSES: dict[str, tuple[str, ...]] = {
    **{part: (letter,) for letter, parts in _PLAIN.items() for part in parts.split()},
    "ch": ("S", "K"),
    "kh": ("K", ""),
    "gh": ("K", ""),
    "th": ("T", "S"),
    "x": ("KS", "S"),
    "j": ("S", ""),
}
_AT_START = {
    "u": ("", "P"),
    "q": ("K", "S"),
    "h": ("", "K"),
    "w": ("P", ""),
    "j": ("S", "", "K"),
    "x": ("S", "KS"),
    "kh": ("K",),
}
_MOST = 6
LONGEST = 40
"""Letters of a word that count."""


@functools.lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """Return a word of a to z in folded spelling; digits stay."""
    word = word[:LONGEST]
    for pattern, letters in _FOLDED:
        word = pattern.sub(letters, word)
    return word


def bones(folded: str) -> str:
    """Return the consonants of a folded word, its first letter kept whatever it is."""
    return folded[:1] + _VOWELS.sub("", folded[1:])


@functools.lru_cache(maxsize=200_000)
def codes(word: str) -> tuple[str, ...]:
    """Return the classes of a word's consonants; several if letters are ambiguous, the likeliest first.

    Neighbours of one class count once. A word without consonants has the code "A".
    """
    parts = _GRAPHEMES.findall(word[:LONGEST])
    choices = [_choices(part, parts, place) for place, part in enumerate(parts)]
    found: dict[str, None] = {}
    for some in itertools.islice(itertools.product(*choices), _MOST * 4):
        found[squeezed("".join(some)) or "A"] = None
    return tuple(itertools.islice(found, _MOST))


def _choices(part: str, parts: list[str], place: int) -> tuple[str, ...]:
    after = parts[place + 1] if place + 1 < len(parts) else ""
    if not place and part in _AT_START:
        return _AT_START[part]
    if part == "w":
        return ("",) if place and parts[place - 1] in "aeiou" and after not in tuple("aeiouy") else ("P", "")
    if after == "i" and part in {"ch", "j"}:  # Japanese has no ti, di; Chinese no gi
        return ("S", "T", "K")
    if part == "c":
        return ("S", "K") if after in tuple("eiy") else ("K",)
    if part == "g":
        return ("K", "S") if after in tuple("eiy") else ("K",)
    return _CLASSES.get(part) or (part if part.isdigit() else "",)


def squeezed(code: str) -> str:
    """Return a code in which neighbours of one class count once."""
    return _REPEATED.sub(r"\1", code)
