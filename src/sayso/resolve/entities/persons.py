"""Which names of persons in one document are one person's: fuller forms, initials, surnames alone."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sayso.model.reference import Reason
from sayso.resolve.entities.sorts import PERSON, PLACE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.resolve.entities.units import Forest, Unit

_CROWD = 40
"""Names that share a surname and a first letter; more are a list of a family and stay apart."""
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


def join_persons(units: Sequence[Unit], forest: Forest, offices: Mapping[int, frozenset[str]]) -> None:
    """Join what is one person's. Two persons with one surname are never joined by it.

    ``offices`` tells, for a unit, the words of the titles that stand beside it.
    """
    full = [number for number, unit in enumerate(units) if unit.sort == PERSON and len(unit.words) > 1]
    _preceded(units, forest, full)
    _fuller(units, forest, full)
    _shorter(units, forest, full, offices)


def _bare(unit: Unit) -> tuple[str, ...]:
    return tuple(word for word in unit.words if word not in _SUFFIXES) or unit.words


def _preceded(units: Sequence[Unit], forest: Forest, full: Sequence[int]) -> None:
    """Join "Goalkeeper Ada Velt" with "Ada Velt": the whole name stands behind other words."""
    by_words = {units[number].words: number for number in full}
    for number in full:
        words = units[number].words
        for cut in range(1, min(len(words) - 1, 5)):
            other = by_words.get(words[cut:])
            if other is not None:
                reason = f"“{units[number].surface}” is “{units[other].surface}” with words before the name"
                forest.join(number, other, Reason(reason))
                break


def _fuller(units: Sequence[Unit], forest: Forest, full: Sequence[int]) -> None:
    """Join full names that differ by middle names, initials or a second surname, if with one person only."""
    by_first: dict[str, list[int]] = defaultdict(list)
    for number in full:
        for word in {_bare(units[number])[0][0], _bare(units[number])[-1]}:
            by_first[word].append(number)
    for number in sorted(full, key=lambda one: (-len(units[one].words), one)):
        mine = _bare(units[number])
        near = {*by_first[mine[-1]], *by_first[mine[0][0]]}
        if len(near) > _CROWD:
            continue
        fitting = [
            other
            for other in sorted(near)
            if other != number and len(_bare(units[other])) >= len(mine) and _fits(mine, _bare(units[other]))
        ]
        if len(forest.roots(fitting)) == 1:
            forest.join(number, fitting[0], Reason(_why(units[number], units[fitting[0]])))


def _fits(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Tell whether the words of one name stand, in order, in the other, the first word first; initials do."""
    if len(short) <= 1 or not _word_fits(short[0], long[0]) or (len(short) == len(long) and short == long):
        return len(short) > 1 and short == long
    if len(short[-1]) == len(long[-1]) == 1:
        return False
    at = 1
    for word in short[1:]:
        while at < len(long) and not _word_fits(word, long[at]):
            at += 1
        if at == len(long):
            return False
        at += 1
    return any(len(word) > 1 and word in long for word in short[1:])


def _word_fits(short: str, long: str) -> bool:
    return short == long or (min(len(short), len(long)) == 1 and short[0] == long[0])


def _why(left: Unit, right: Unit) -> str:
    if any(len(word) == 1 for word in (*left.words, *right.words)):
        return f"“{left.surface}” and “{right.surface}” differ in initials only"
    return f"“{left.surface}” is “{right.surface}” without some of the names"


def _shorter(
    units: Sequence[Unit], forest: Forest, full: Sequence[int], offices: Mapping[int, frozenset[str]]
) -> None:
    surnames: dict[str, list[int]] = defaultdict(list)
    others: dict[str, list[int]] = defaultdict(list)
    for number in full:
        words = _bare(units[number])
        surnames[words[-1]].append(number)
        for word in words[:-1]:
            others[word].append(number)
    by_key = {units[number].key: number for number in full}
    for number, unit in enumerate(units):
        if len(unit.words) != 1 or unit.sort == PLACE or unit.acronym or unit.sex:
            continue
        word = unit.words[0]
        holders = surnames.get(word) or (others.get(word, []) if unit.sort == PERSON else [])
        what = "surname" if word in surnames else "one of the names"
        holder = _only(forest, holders)
        if holder is not None:
            reason = f"“{unit.surface}” is the {what} of “{units[holder].surface}”, and nobody else’s here"
            forest.join(number, holder, Reason(reason))
        elif unit.holder in by_key and any(
            one.start > units[by_key[unit.holder]].found[0].start for one in unit.found
        ):
            reason = f"only “{units[by_key[unit.holder]].surface}” of this surname is named before"
            forest.join(number, by_key[unit.holder], Reason(reason))
        elif holders and offices.get(number):
            titled = [one for one in holders if offices[number] & offices.get(one, frozenset())]
            holder = _only(forest, titled)
            if holder is not None:
                reason = f"same office and surname as “{units[holder].surface}”, nobody else’s here"
                forest.join(number, holder, Reason(reason))


def _only(forest: Forest, holders: Sequence[int]) -> int | None:
    return holders[0] if len(forest.roots(holders)) == 1 else None
