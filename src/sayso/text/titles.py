"""Titles: words for an office or an address that stand before a person's name and are no part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.text.bodies import STATES, TITLES
from sayso.text.words import words as listed

if TYPE_CHECKING:
    from collections.abc import Sequence

OFFICES = listed("offices")
MODIFIERS = listed("office_modifiers")
HONORIFICS = listed("address")
_HEADS = listed("office_heads")
"""Offices that are nobody's name: capitalised words before them are part of the title ("Home Secretary")."""
_ADDRESS = frozenset({"mr", "mrs", "ms", "miss", "dr"})
"""Whatever stands before these is no name either ("Wednesday Mr. Orre")."""
_BETWEEN = frozenset({"of", "the", "and"})
_FOR = frozenset({"of", "for"})
_WITHIN = frozenset({"of", "the", "and", "&"})
_FAR = 5


def untitled(words: Sequence[str]) -> int:
    """Return how many words at the beginning of a person's name are titles.

    "Foreign Minister Ada Velt" has two, "Minister of Defence Ada Velt" three. At least one word is left.
    """
    plain = [word.casefold().rstrip(".,").removesuffix("’s").removesuffix("'s") for word in words]
    count = 0
    for number, word in enumerate(plain[:_FAR][:-1]):
        if word in _HEADS | _ADDRESS:
            count = number + 1
    number = 0
    while number < len(plain) - 1:
        word = plain[number]
        if number < count or word in TITLES | HONORIFICS | OFFICES | MODIFIERS:
            number += 1
            count = max(count, number)
        elif word in _FOR and number == count and (behind := _portfolio(plain, number + 1)):
            number = count = behind
        elif word in listed("demonyms") | STATES | _BETWEEN:
            number += 1
        else:
            break
    return count


def _portfolio(plain: Sequence[str], start: int) -> int:
    """Return where what an office is for ends, and a name can begin; 0 if there is none."""
    end, named = start, False
    while end < len(plain) - 1 and plain[end] in listed("portfolios") | _WITHIN:
        named = named or plain[end] not in _WITHIN
        end += 1
    return end if named else 0
