"""Workspace: the statements of a case, and those that are new to it, while their claims are formed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sayso.link.accusation import ACCUSED, ANY_RULE, agree
from sayso.link.contradiction import of_one_matter
from sayso.link.figures import opposed
from sayso.link.keys import floats, form_key, place_keys, word_keys
from sayso.link.likeness import EXCLUDED, chance
from sayso.link.proposition import Proposition, proposition
from sayso.model.claim import Conflict, ContradictionKind, ContradictionStatus
from sayso.model.statement import Match, Opposition, Statement, match

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.link.index import StatementIndex
    from sayso.link.matcher import Comparer

_NEAR = 0.3
"""Cosine below which nothing is compared."""
_RAREST = 12
"""Word keys that are looked up."""
_MOST = 60
"""Statements taken from one key."""
_FETCHED = 300
_TWINS = 4
_COUNTING, _ALIKE = 40, 0.4
"""Statements with another figure that are looked at, and the cosine from which they speak of one matter."""
_CONTRADICT = 0.85
"""Chance from which what the matcher takes for a contradiction is worth an analyst's look."""


class Near(NamedTuple):
    """A statement near another one."""

    cosine: float
    statement: Statement


class Workspace:
    """Reads through an index, and knows new statements too."""

    def __init__(self, index: StatementIndex, matcher: Comparer) -> None:
        self._index = index
        self._matcher = matcher
        self._known: dict[str, Statement] = {}
        self._keys: dict[str, list[str]] = defaultdict(list)
        """By which keys new statements are found."""
        self.new: dict[str, Statement] = {}
        self.matches: dict[tuple[str, str], Match] = {}
        self.opposed: dict[tuple[str, str], Opposition] = {}

    def enter(self, one: Statement) -> None:
        """Let a new statement be found by those that come after it."""
        self.new[one.id] = self._known[one.id] = one
        for key in keys_of(one):
            self._keys[key].append(one.id)

    def statements(self, ids: Iterable[str]) -> dict[str, Statement]:
        """Return the statements that exist, by id."""
        wanted = list(ids)
        self._known |= self._index.statements([one for one in wanted if one not in self._known])
        return {one: self._known[one] for one in wanted if one in self._known}

    def near(self, one: Statement) -> list[Near]:
        """Return the statements that keys lead to and that lie near, the nearest first."""
        if not one.vector:
            return []
        words = word_keys(one.text) | _accused(one)
        counts = self._index.counts(words)
        held = {key: counts[key] + len(self._keys.get(key, ())) for key in words}
        rare = sorted((key for key in words if held[key]), key=lambda key: (held[key], key))[:_RAREST]
        met: dict[str, int] = defaultdict(int)
        for key, holders in self._index.holders([*rare, *place_keys(one.vector)], _MOST).items():
            for other in (*holders, *self._keys.get(key, ())):
                met[other] += 1
        met.pop(one.id, None)
        ids = sorted(met, key=lambda other: (-met[other], other))
        others = [other for other in self.statements(ids[:_FETCHED]).values() if other.vector]
        if not others:
            return []
        cosines = floats(other.vector for other in others) @ floats([one.vector])[0]
        close = [Near(float(cosine), other) for cosine, other in zip(cosines, others, strict=True)]
        return sorted(
            (pair for pair in close if pair.cosine >= _NEAR),
            key=lambda pair: (-pair.cosine, pair.statement.id),
        )

    def twins(self, one: Statement) -> list[str]:
        """Return statements in the very same words."""
        form = form_key(one.text)
        found = [
            other
            for other in (*self._index.holders([form], _TWINS)[form], *self._keys.get(form, ()))
            if other != one.id
        ]
        return [other.id for other in self.statements(found).values() if twin_key(one) == twin_key(other)]

    def fellow_accusers(self, one: Statement) -> list[str]:
        """Return statements that hold the same body to have done the same deed."""
        if not one.marks:
            return []
        keys = sorted({*_accused(one), ANY_RULE})
        found = self._index.holders(keys, _MOST)
        ids = {other for key in keys for other in (*found[key], *self._keys.get(key, ()))} - {one.id}
        others = self.statements(sorted(ids)).values()
        return [other.id for other in others if agree(one.marks, other.marks)]

    def compare(self, one: Statement, other: Statement, cosine: float) -> None:
        """Compare two statements, unless they were; note what keeps them from both holding."""
        left, right = sorted((one, other), key=lambda side: side.id)
        if (left.id, right.id) in self.matches:
            return
        found = self._matcher.compare(left.compared, right.compared)
        # A toll is one claim for each figure.
        excluded = self._exclude(left, right, found.contradict)
        score = EXCLUDED if excluded else round(chance(found.same, cosine), 4)
        self.matches[left.id, right.id] = match(left.id, right.id, score)

    def note_figures(self, clashes: Iterable[tuple[str, str]]) -> None:
        """Note why statements cannot both hold with a new one that has other figures, or only seem not to.

        It needs no matcher, so all around are looked at, and not only those that were compared.

        Args:
            clashes: ids of statements that count one thing and have no number for it in common.
        """
        others: dict[str, list[Statement]] = defaultdict(list)
        for pair in clashes:
            for mine, theirs in (pair, pair[::-1]):
                if mine in self.new:
                    others[mine].append(self._known[theirs])
        for key, some in others.items():
            one = self.new[key]
            for other in self._nearest(one, some):
                left, right = sorted((one, other), key=lambda side: side.id)
                found = opposed(left, right) if (left.id, right.id) not in self.opposed else None
                if found is not None:
                    self.opposed[left.id, right.id] = Opposition(left.id, right.id, found)

    def _nearest(self, one: Statement, others: Sequence[Statement]) -> list[Statement]:
        """Return those of some statements that lie near, as many as are looked at."""
        if not one.vector or not others:
            return []
        cosines = floats(other.vector for other in others) @ floats([one.vector])[0]
        near = sorted(
            (-float(cosine), other.id, other) for cosine, other in zip(cosines, others, strict=True)
        )
        return [other for cosine, _, other in near[:_COUNTING] if -cosine >= _ALIKE]

    def chance(self, one: str, other: str) -> float:
        """Return how likely two statements, by id, state one claim; 0 if they were not compared here."""
        found = self.matches.get((min(one, other), max(one, other)))
        return found.score if found else 0.0

    def _exclude(self, left: Statement, right: Statement, contradict: float) -> bool:
        """Note what keeps two statements from both holding; tell whether they give one thing two values."""
        found = opposed(left, right)
        if found is None and contradict >= _CONTRADICT and of_one_matter(*_propositions(left, right)):
            found = Conflict(
                ContradictionKind.DENIAL, ContradictionStatus.CANDIDATE, round(contradict, 3),
                ("by their wording they cannot both hold",),
            )  # fmt: skip
        if found is not None:
            self.opposed[left.id, right.id] = Opposition(left.id, right.id, found)
        return found is not None and (
            found.kind is ContradictionKind.SUPERSESSION
            or (found.kind is ContradictionKind.VALUE and found.status is ContradictionStatus.CONFIRMED)
        )


def _propositions(*some: Statement) -> list[Proposition]:
    return [proposition(one.compared.content, one.published or None) for one in some]


def twin_key(one: Statement) -> tuple[str, str]:
    """Return what only statements in the very same words share.

    Of a content of a few words the sentence around it is its text: two of one sentence are not the same for
    that.
    """
    return form_key(one.text), form_key(one.compared.content)


def keys_of(one: Statement) -> list[str]:
    """Return all keys by which a statement is found."""
    return [*word_keys(one.text), *_accused(one), *place_keys(one.vector), form_key(one.text)]


def _accused(one: Statement) -> frozenset[str]:
    return frozenset(mark for mark in one.marks if mark.startswith(ACCUSED))
