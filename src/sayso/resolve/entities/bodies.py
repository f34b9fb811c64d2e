"""Which names of bodies and places in one document are one body's or place's."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sayso.model.reference import Reason
from sayso.resolve.entities.sorts import BODY, PERSON, PLACE
from sayso.resolve.entities.spelling import initials, known_line, letters_of, listed, sounds
from sayso.text.plain import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.resolve.entities.units import Forest, Unit

_LEAST_LETTERS = 3
"""Letters of an acronym that is taken for the initials of a name without a definition."""


def join_known(units: Sequence[Unit], forest: Forest) -> None:
    """Join the names that one line of the list of well-known names has."""
    first: dict[int, int] = {}
    for number, unit in enumerate(units):
        line = known_line(unit.surface)
        if line is not None and (unit.sort != PERSON or unit.acronym):
            other = first.setdefault(line[0], number)
            forest.join(other, number, Reason(f"both are well-known names of “{line[1]}”", definite=True))


def join_sounds(units: Sequence[Unit], forest: Forest) -> None:
    """Join spellings of one name: hyphens, blanks, and vowels that transliterations write in several ways."""
    first: dict[tuple[str, bool], int] = {}
    for number, unit in enumerate(units):
        key = None if unit.acronym else sounds(unit.surface)
        if key is not None:
            other = first.setdefault((key, unit.sort == PERSON), number)
            forest.join(
                other, number, Reason(f"“{unit.surface}” and “{units[other].surface}” are spelling variants")
            )


def join_bodies(units: Sequence[Unit], forest: Forest) -> None:
    """Join acronyms with the names they spell, short names with full ones, each if there is only one."""
    bodies = [number for number, unit in enumerate(units) if unit.sort == BODY]
    _acronyms(units, forest, bodies)
    _shorter(units, forest, bodies)
    _places(units, forest)


def _acronyms(units: Sequence[Unit], forest: Forest, bodies: Sequence[int]) -> None:
    spelt: dict[str, list[int]] = defaultdict(list)
    for number in bodies:
        for letters in initials(units[number].surface):
            spelt[letters].append(number)
    for number in range(len(units)):
        letters = letters_of(units[number].surface) if units[number].acronym else ""
        holders = [one for one in spelt.get(letters, []) if one != number]
        if len(letters) >= _LEAST_LETTERS and len(forest.roots(holders)) == 1:
            reason = f"“{units[number].surface}” spells the initials of “{units[holders[0]].surface}”"
            forest.join(number, holders[0], Reason(reason))


def _shorter(units: Sequence[Unit], forest: Forest, bodies: Sequence[int]) -> None:
    """Join "Harbour Authority" with "Osk Harbour Authority", "Velt" with "Velt Holdings"."""
    tails: dict[tuple[str, ...], list[int]] = defaultdict(list)
    heads: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number in bodies:
        words = units[number].words
        for cut in range(1, min(len(words), 8)):
            if words[cut] not in {"of", "for", "and", "in", "the"} and words[cut - 1] not in {
                "of",
                "for",
                "and",
                "in",
            }:
                tails[words[cut:]].append(number)
        end = len(words)
        while end > 1 and words[end - 1] in listed("forms"):
            end -= 1
            heads[words[:end]].append(number)
    for number in bodies:
        words = units[number].words
        _join_one(units, forest, number, tails.get(words, []), "the end")
        _join_one(units, forest, number, heads.get(words, []), "the beginning")


def _join_one(units: Sequence[Unit], forest: Forest, number: int, holders: list[int], which: str) -> None:
    if units[number].acronym:
        return
    if len(forest.roots(holders)) == 1 and forest.root(holders[0]) != forest.root(number):
        short, full = units[number].surface, units[holders[0]].surface
        reason = Reason(f"“{short}” is {which} of “{full}”, and of no other name here")
        forest.join(number, holders[0], reason)


def _places(units: Sequence[Unit], forest: Forest) -> None:
    """Join "Pellin" with "Pellin, Osk"; "Pellin City" may be the capital of a country Pellin."""
    by_key = {unit.key: number for number, unit in enumerate(units) if unit.sort == PLACE}
    for number, unit in enumerate(units):
        if unit.sort != PLACE or "," not in unit.surface:
            continue
        other = by_key.get(plain(unit.surface.split(",")[0].strip()))
        if other is not None and other != number:
            reason = f"“{unit.surface}” tells where “{units[other].surface}” is"
            forest.join(number, other, Reason(reason))
