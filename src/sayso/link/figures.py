"""Figures: what statements count, and which of them give one thing two values or bring a value up to date.

"14 people died" and "19 have died" are never one claim, however alike they are. A figure that its source
corrects, or a toll that grows, is no contradiction either: the later one supersedes the earlier one.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sayso.link.contradiction import Thing, bounds, conflict, same_thing, same_words, thing_of
from sayso.link.keys import word_keys
from sayso.link.proposition import proposition, totals
from sayso.model.amount import Amount, AmountKind, Comparison
from sayso.model.claim import Conflict, ContradictionKind, ContradictionStatus
from sayso.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from sayso.model.statement import Excerpt, Statement

_NOWHERE = Span(0, 1)
_LEAD = 160
"""Characters before a figure that tell whether it is taken back."""
_BEFORE, _NEAR = 400, 80
"""Characters before a content in which a figure may stand that it corrects, and a verb of change."""
_ABOUT = r"(?:(?:about|some|around|nearly|at\s+least|more\s+than|over|up\s+to|the)\s+)?$"
_FROM = re.compile(rf"\bfrom\s+{_ABOUT}", re.IGNORECASE)
_GAP = r"(?:(?!\b(?:and|who|which|that)\b)[^.;,]){0,40}"
_TO = re.compile(
    r"\b(?:r[io]se[ns]?|rising|climb\w*|gr[eo]wn?|fell|fallen|dropp\w*)\s+(?:\w+\s+){0,2}to\s+"
    + _ABOUT
    + r"|\b(?:br(?:ings?|inging|ought)|rais(?:es?|ed|ing)|lower\w*|revis\w*|correct\w*|updat\w*|"
    + r"increas\w*|reduc\w*)\b"
    + rf"{_GAP}\b(?:figures?|toll|number|count|total|tally|estimate|dead|deaths)\b{_GAP}\bto\s+{_ABOUT}",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    rf"\b(?:correct|right|true|actual)\s+(?:figure|number|total|count|toll)\s+(?:is|was)\s+{_ABOUT}",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:earlier|previous|initial|preliminary|former|original|old|wrong)\s+(?:\w+\s+)?"
    r"(?:figure|toll|count|number|estimate|total|tally)s?\b[^.;,]{0,30}$",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:rais|lower|revis|correct|cut|updat|reduc|increas|adjust|amend|br(?:ing|ought)|drop|fell|fall|"
    r"ris(?:e|ing)|rose|climb|gr[eo]w|chang|up\b|down\b)",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"several|many|few|some|\D*[^\d\W]s$", re.IGNORECASE)
_OPEN = frozenset({Comparison.AT_LEAST, Comparison.MORE_THAN})
_OF_TOLLS = frozenset(
    "peopl person kill die dead death toll wound injur victim least number bring rais rise more".split()  # noqa: SIM905
)
"""Stems of words that stand in any toll."""
_TOLD_BACK = 0.9
"""Score of a supersession that a text tells of; less where only the figures and the days do."""
_GREW = 0.7
_MANIFOLD = 10
"""From so many times as many victims on, a toll is one of another thing: of a war, and not of one attack."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a statement gives, without its place."""

    amount: Amount
    words: str
    """The number as it is written."""


class Figures(NamedTuple):
    """What a content counts."""

    told: tuple[Figure, ...] = ()
    """Totals: not the "three" of "he and three others"."""
    withdrawn: tuple[Figure, ...] = ()
    """Figures that it brings up to date: the "23" of "corrected the toll from 23 to 17"."""
    updates: bool = False
    """Whether it says that something came to what is told: "raised the toll to 19"."""


def figures(excerpt: Excerpt) -> Figures:
    """Return what a content in its surroundings counts."""
    if not any(key.startswith("n:") for key in word_keys(excerpt.content)):
        return Figures()
    return _figures(excerpt.content, excerpt.before[-_BEFORE:])


@functools.lru_cache(maxsize=8192)
def _figures(content: str, before: str) -> Figures:
    told: list[Figure] = []
    withdrawn: list[Figure] = []
    updates = False
    near = before[-_NEAR:]
    for one in totals(content):
        figure = _figure(one, content)
        lead = content[max(0, one.number.start - _LEAD) : one.number.start]
        if _EARLIER.search(lead) or (_FROM.search(lead) and _CHANGE.search(near + lead)):
            withdrawn.append(figure)
        elif _RIGHT.search(lead) and (wrong := totals(before)):
            withdrawn.append(_figure(wrong[-1], before))
            told.append(_like(figure, withdrawn[-1]))
        else:
            told.append(figure)
            updates = updates or bool(_TO.search(near + lead))
    # "19 were killed, down from 23": what is taken back counts the same thing.
    counted = (_like(one, told[0]) if told and _bare(one.amount) else one for one in withdrawn)
    return Figures(tuple(told), tuple(counted), updates)


def _figure(amount: Amount, text: str) -> Figure:
    return Figure(replace(amount, span=_NOWHERE, number=_NOWHERE), amount.number.of(text))


def clashing(some: Iterable[Statement]) -> Iterator[tuple[str, str]]:
    """Yield the ids of each two statements that count one thing and have no number for it in common."""
    alike: dict[Figures, list[str]] = defaultdict(list)
    for one in some:
        found = figures(one.compared)
        if found.told or found.withdrawn:
            alike[found].append(one.id)
    every = list(alike)
    for mine, theirs in np.argwhere(np.triu(_clashes(every))):
        yield from product(alike[every[mine]], alike[every[theirs]])


def clash(mine: Figures, theirs: Figures) -> bool:
    """Tell whether two contents count one thing, and no number of the one answers to one of the other."""
    return bool(_clashes([mine, theirs])[0, 1])


def _clashes(some: Sequence[Figures]) -> NDArray[np.bool_]:
    """Tell of each two of some contents, as a square, what :func:`clash` tells of two."""
    one_thing, answered = _told_of_one_thing(some)
    table: NDArray[np.bool_] = one_thing & ~answered
    for place, one in enumerate(some):
        for other, earlier in enumerate(some) if one.withdrawn else ():
            if place != other and not one_thing[place, other] and _corrected(one, earlier):
                table[place, other] = table[other, place] = True
    return table


def _told_of_one_thing(some: Sequence[Figures]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Tell of each two contents whether both count some thing, and whether two of their numbers fit."""
    both = np.zeros((2, len(some), len(some)), dtype=bool)
    every = [one for content in some for one in content.told]
    if not every:
        return both[0], both[1]
    # Of many contents most count the same few things, each with numbers of its own.
    of = [thing_of(one.amount) for one in every]
    at = {thing: place for place, thing in enumerate(dict.fromkeys(of))}
    alike = _same_things(at)
    thing = np.array([at[one] for one in of])
    low, high = np.array([bounds(one.amount) for one in every]).T
    least = np.array([_least(one) for one in every])
    said = np.array([float(one.amount.low) for one in every])
    same = alike[np.ix_(thing, thing)]
    grew = np.logical_and.outer(least, least) & np.not_equal.outer(said, said)
    fits = same & np.less_equal.outer(low, high) & np.less_equal.outer(low, high).T & ~grew
    telling = [place for place, content in enumerate(some) if content.told]
    starts = np.cumsum([0, *(len(some[place].told) for place in telling)])[:-1]
    for table, told in zip(both, (same, fits), strict=True):
        of_contents = np.logical_or.reduceat(np.logical_or.reduceat(told, starts, axis=0), starts, axis=1)
        table[np.ix_(telling, telling)] = of_contents
    return both[0], both[1]


def _same_things(at: Mapping[Thing, int]) -> NDArray[np.bool_]:
    """Tell of each two things, by place, whether they are the same."""
    table = np.zeros((len(at), len(at)), dtype=bool)
    of_kind: dict[tuple[object, ...], list[Thing]] = defaultdict(list)
    for one in at:
        of_kind[one[:3]].append(one)
    for some in of_kind.values():
        for one, other in product(some, repeat=2):
            table[at[one], at[other]] = same_words(one, other)
    return table


def opposed(left: Statement, right: Statement) -> Conflict | None:
    """Return what keeps two statements from both holding, or only seems to; None where nothing does."""
    mine, theirs = figures(left.compared), figures(right.compared)
    if clash(mine, theirs):
        days = left.published[:10], right.published[:10]
        for one, other, day, before in ((mine, theirs, *days), (theirs, mine, *days[::-1])):
            # What is said first takes back nothing that is said later.
            gone = _corrected(one, other) if not day or not before or day >= before else None
            if gone and one.told:
                return _superseded(_TOLD_BACK, f"“{gone.words}” gave way to “{one.told[0].words}”")
            if gone:
                return _superseded(_TOLD_BACK, f"“{gone.words}” is taken back")
        grown = _toll_grew(left, right, mine.told, theirs.told) or _updated(left, right, mine, theirs)
        if grown and _of_one_event(left.compared, right.compared):
            return _superseded(_GREW, grown)
    return conflict(
        proposition(left.text, left.published or None), proposition(right.text, right.published or None)
    )


def _corrected(later: Figures, earlier: Figures) -> Figure | None:
    """Return a figure that the one takes back and the other gives."""
    for gone in later.withdrawn:
        for one in earlier.told:
            thing = _bare(gone.amount) or same_thing(gone.amount, one.amount)
            if thing and (gone.amount.low, gone.amount.high) == (one.amount.low, one.amount.high):
                return gone
    return None


def _toll_grew(
    left: Statement, right: Statement, mine: Sequence[Figure], theirs: Sequence[Figure]
) -> str | None:
    """Say so where both give a least number of victims, and the later one the greater."""
    if not left.published or not right.published or left.published[:10] == right.published[:10]:
        return None
    first, then = (mine, theirs) if left.published < right.published else (theirs, mine)
    for one in first:
        for other in then:
            if _grew(one, other) and one.amount.low < other.amount.low <= _MANIFOLD * one.amount.low:
                return f"both are least numbers: it was “{one.words}” first, and “{other.words}” later"
    return None


def _of_one_event(mine: Excerpt, theirs: Excerpt) -> bool:
    """Tell whether two tolls may be of one event: some of what is said, or stands around, is shared."""
    said, other = _told_of_event(mine), _told_of_event(theirs)
    return bool(said & other)


def _told_of_event(excerpt: Excerpt) -> frozenset[str]:
    inside = proposition(excerpt.content).content - _OF_TOLLS
    return inside or proposition(f"{excerpt.before} {excerpt.after}").content - _OF_TOLLS


def _updated(left: Statement, right: Statement, mine: Figures, theirs: Figures) -> str | None:
    """Say so where the later one tells what something came to since."""
    if not left.published or not right.published or left.published == right.published:
        return None
    first, then = (mine, theirs) if left.published < right.published else (theirs, mine)
    if not then.updates:
        return None
    return f"the later one tells what it came to: “{then.told[0].words}” after “{first.told[0].words}”"


def _grew(one: Figure, other: Figure) -> bool:
    """Tell whether two figures are different least numbers of victims."""
    differ = same_thing(one.amount, other.amount) and one.amount.low != other.amount.low
    return differ and _least(one) and _least(other)


def _least(figure: Figure) -> bool:
    """Tell whether a figure is a least number of victims; "dozens" is no figure."""
    amount = figure.amount
    victims = amount.kind is AmountKind.CASUALTIES and amount.comparison in _OPEN
    return victims and not _VAGUE.match(figure.words)


def _bare(amount: Amount) -> bool:
    """Tell whether a number does not say what it counts: "the earlier figure of 14"."""
    return amount.kind is AmountKind.COUNT and not amount.counts and not amount.unit


def _like(figure: Figure, other: Figure) -> Figure:
    thing = other.amount
    amount = replace(figure.amount, kind=thing.kind, unit=thing.unit, counts=thing.counts, harm=thing.harm)
    return Figure(amount, figure.words)


def _superseded(score: float, reason: str) -> Conflict:
    return Conflict(ContradictionKind.SUPERSESSION, ContradictionStatus.DISMISSED, score, (reason,))
