"""Unit: one spelling of a name in a document, all places together; Forest: units joined for reasons."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from sayso.resolve.entities.sorts import PERSON, SORTS
from sayso.resolve.entities.spelling import is_acronym
from sayso.text.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.model.annotation import MentionKind
    from sayso.model.reference import Reason
    from sayso.model.span import Span
    from sayso.resolve.entities.gather import Found

_SURE = 0.6
_HIS = frozenset({"mr", "sir", "lord", "king"})
_HERS = frozenset({"mrs", "ms", "miss", "lady", "queen"})


@dataclass
class Unit:
    """A name as it is spelt, but for case, accents and hyphens."""

    key: str
    found: list[Found] = field(default_factory=list)
    kind: MentionKind | None = None
    words: tuple[str, ...] = ()
    acronym: bool = False
    surface: str = ""
    holder: str = ""
    """Of a surname that two persons bear: who alone was named before these places."""
    sex: str = ""
    """Of a surname that Mr and Mrs bear in one text: which, by the form of address before these places."""
    spellings: tuple[tuple[str, int], ...] = ()

    @property
    def sort(self) -> str:
        """Return the class of the kind."""
        assert self.kind is not None
        return SORTS[self.kind]


def units(text: str, found: Sequence[Found], titles: Mapping[int, Span]) -> list[Unit]:
    """Return the units of a text, in order of their first place.

    A single word that is one of a person's names, and elsewhere a sure name of a place, is two units; so is
    a surname before and behind the place where a second person of that surname is named, and one that
    Mr and Mrs stand before.
    """
    parted = _also_personal(text, found)
    second = _second_holders(text, found)
    sexes = {start: _sex(span.of(text)) for start, span in titles.items()}
    couples = _couples(text, found, sexes)
    made: dict[tuple[str, bool, bool, str], Unit] = {}
    for one in found:
        key = plain(text[one.start : one.end])
        if key:
            personal = key in parted and SORTS[one.kind] == PERSON
            until = second.get(key, ("", 0)) if SORTS[one.kind] == PERSON else ("", 0)
            early = one.start < until[1]
            sex = sexes.get(one.start, "") if key in couples else ""
            unit = made.setdefault(
                (key, personal, early, sex), Unit(key, holder=until[0] if early else "", sex=sex)
            )
            unit.found.append(one)
    for unit in made.values():
        _settle(text, unit)
    return list(made.values())


def _also_personal(text: str, found: Sequence[Found]) -> set[str]:
    parts: set[str] = set()
    sure: set[str] = set()
    for one in found:
        key = plain(text[one.start : one.end])
        if SORTS[one.kind] == PERSON and " " in key:
            parts.update(key.split())
        elif SORTS[one.kind] != PERSON and one.weight >= _SURE and " " not in key:
            sure.add(key)
    return parts & sure


def _second_holders(text: str, found: Sequence[Found]) -> dict[str, tuple[str, int]]:
    """Return, for surnames of several persons, the first bearer and where the second is first named."""
    bearers: dict[str, dict[str, int]] = {}
    for one in found:
        key = plain(text[one.start : one.end])
        if SORTS[one.kind] == PERSON and " " in key:
            bearers.setdefault(key.split()[-1], {}).setdefault(key, one.start)
    return {
        surname: (next(iter(named)), list(named.values())[1])
        for surname, named in bearers.items()
        if len(named) > 1
    }


def _sex(title: str) -> str:
    words = {word.rstrip(".") for word in title.casefold().split()}
    return "he" if words & _HIS else "she" if words & _HERS else ""


def _couples(text: str, found: Sequence[Found], sexes: Mapping[int, str]) -> set[str]:
    """Return the single names that forms of address for men and for women stand before."""
    seen: dict[str, set[str]] = defaultdict(set)
    for one in found:
        if sexes.get(one.start):
            seen[plain(text[one.start : one.end])].add(sexes[one.start])
    return {key for key, both in seen.items() if len(both) > 1 and " " not in key}


def _settle(text: str, unit: Unit) -> None:
    """Set a unit's kind by what its places weigh together, and its spelling by what is common."""
    votes: dict[str, float] = defaultdict(float)
    kinds: dict[MentionKind, float] = defaultdict(float)
    for one in unit.found:
        votes[SORTS[one.kind]] += one.weight
        kinds[one.kind] += one.weight
    best = max(votes, key=lambda name: (votes[name], name))
    unit.kind = max(
        (kind for kind in kinds if SORTS[kind] == best), key=lambda kind: (kinds[kind], kind.value)
    )
    unit.words = tuple(unit.key.split())
    spellings = Counter(" ".join(text[one.start : one.end].split()) for one in unit.found)
    mixed = {name: count for name, count in spellings.items() if not name.isupper()} or spellings
    unit.surface = min(mixed, key=lambda name: (-mixed[name], name))
    unit.spellings = tuple(sorted(mixed.items(), key=lambda pair: (-pair[1], pair[0])))
    unit.acronym = is_acronym(unit.surface)


class Edge(NamedTuple):
    """Two units that are taken for one, and why."""

    left: int
    right: int
    reason: Reason


class Forest:
    """Units joined into groups (union-find), with the reason for each join."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))
        self.edges: list[Edge] = []
        self.apart: set[frozenset[int]] = set()
        """Pairs that the text tells apart: a body and its part."""

    def root(self, number: int) -> int:
        """Return the number that stands for the group."""
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, left: int, right: int, reason: Reason) -> None:
        """Put two groups together, unless they are one or the text tells the two units apart."""
        one, other = self.root(left), self.root(right)
        if one != other and (reason.definite or frozenset((left, right)) not in self.apart):
            self._parent[max(one, other)] = min(one, other)
            self.edges.append(Edge(left, right, reason))

    def roots(self, numbers: Iterable[int]) -> set[int]:
        """Return the groups of these units."""
        return {self.root(number) for number in numbers}

    def groups(self) -> list[list[int]]:
        """Return the groups, each in order, in order of their first unit."""
        made: dict[int, list[int]] = {}
        for number in range(len(self._parent)):
            made.setdefault(self.root(number), []).append(number)
        return list(made.values())
