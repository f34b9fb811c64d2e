"""Workspace: the claims of a case as they will be once the statements looked at so far are stored."""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import product
from statistics import fmean
from typing import TYPE_CHECKING

from sayso.link.accusation import ACCUSED, ANY_RULE, agree
from sayso.link.contradiction import conflict
from sayso.link.keys import floats, form_key, place_keys, word_keys
from sayso.link.proposition import proposition
from sayso.model.claim import Conflict, ContradictionKind, ContradictionStatus
from sayso.model.ids import content_id
from sayso.model.statement import Linked, Match, Opposition, Statement, match

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.link.index import StatementIndex
    from sayso.link.matcher import Comparer
    from sayso.model.naming import Verdict

JOINED = 0.5
"""Mean score from which a statement belongs to a claim."""
HEAD, NEARNESS, BIAS = 0.5, 3.0, -1.8
"""The head's log odds, the cosine, and a constant: set by hand, with labelled cases in view."""
EXCLUDED = 0.2
"""The most that two statements score that give one thing two values: a toll is one claim for each figure."""
EXEMPLARS = 8
"""Statements of a claim that keys lead to; the others are found through these."""
_NEAR = 0.3
"""Cosine below which nothing is compared."""
_RAREST = 12
"""Word keys that are looked up."""
_MOST = 60
"""Statements taken from one key."""
_FETCHED = 300
_ACROSS = 2
"""Statements of either side that are compared before two claims become one."""
_SMALL = 200
"""Statements of the smaller of two claims that may still become one."""
_CONTRADICT = 0.85
"""Chance from which what the matcher takes for a contradiction is worth an analyst's look."""


class Workspace:
    """Reads through an index, and remembers what is to change."""

    def __init__(
        self,
        index: StatementIndex,
        matcher: Comparer,
        taken_out: Mapping[str, Statement] | None = None,
        given: Iterable[Verdict] = (),
        taken_back: Iterable[Verdict] = (),
    ) -> None:
        self._index = index
        self._matcher = matcher
        self._out = dict(taken_out or {})
        """Statements whose claims are to be formed anew, and that are not placed yet."""
        self._was_out = dict(self._out)
        self._given = frozenset(given)
        """Verdicts that the index may not hold yet …"""
        self._taken_back = frozenset(taken_back)
        """… and may still hold."""
        self._new: dict[str, Statement] = {}
        self._keys: dict[str, list[str]] = defaultdict(list)
        self._claims: dict[str, str] = {}
        self._exemplars: dict[str, list[str]] = {}
        self._matches: dict[tuple[str, str], Match] = {}
        self._known: dict[tuple[str, str], float] = {}
        self._opposed: dict[tuple[str, str], Opposition] = {}

    def changes(self) -> Linked:
        """Return all that is to be stored."""
        keys = tuple(sorted((key, one) for key, ones in self._keys.items() for one in ones))
        opposed = tuple(
            self._opposed[pair] for pair in sorted(self._opposed) if len(set(self.claims(pair).values())) > 1
        )
        new = tuple(one for name, one in self._new.items() if name not in self._was_out)
        matches = tuple(self._matches[pair] for pair in sorted(self._matches))
        return Linked(new, keys, matches, opposed, tuple(sorted(self._claims.items())))

    def placed(self, one: str) -> bool:
        """Tell whether a statement belongs to a claim by now."""
        return one in self._claims or (one not in self._out and one in self._index.claims([one]))

    def claims(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the claims of statements, those that are in none left out."""
        wanted = [one for one in ids if one not in self._out]
        stored = self._index.claims([one for one in wanted if one not in self._claims])
        return {
            one: self._claims.get(one) or stored[one]
            for one in wanted
            if one in self._claims or one in stored
        }

    def echoed(self, one: Statement, barred: set[str]) -> str | None:
        """Return the claim of the statement that another one only points to."""
        its = self.claims([one.echoes]).get(one.echoes) if one.echoes else None
        return None if its in barred else its

    def twin(self, one: Statement, barred: set[str]) -> str | None:
        """Return the claim of a statement in the very same words."""
        form = form_key(one.text)
        found = [*self._index.holders([form], 4)[form], *self._keys.get(form, ())]
        if one.quote != one.text:
            # The sentence around a few words: two contents of one sentence are not the same for that.
            others = self._statements(found)
            found = [other for other in found if other in others and others[other].document != one.document]
        claims = self.claims(other for other in found if other != one.id)
        return next(
            (claims[other] for other in found if other in claims and claims[other] not in barred), None
        )

    def accusation(self, one: Statement, barred: set[str]) -> str | None:
        """Return the claim most of whose statements hold the same body to have done the same deed."""
        if not one.marks:
            return None
        keys = sorted({*_accused(one), ANY_RULE})
        found = self._index.holders(keys, _MOST)
        ids = {other for key in keys for other in (*found[key], *self._keys.get(key, ()))} - {one.id}
        claims = self.claims(other for other in ids if other not in self._out)
        ranked = []
        for its in sorted(set(claims.values()) - barred):
            some = self._statements(self._of_claim(its)).values()
            agreeing = sum(bool(agree(one.marks, other.marks)) for other in some)
            if 2 * agreeing > len(some):
                ranked.append((agreeing, its))
        ranked.sort(key=lambda pair: (-pair[0], pair[1]))
        for _, other in ranked[1:3]:
            self._join_small(ranked[0][1], other)
        return ranked[0][1] if ranked else None

    def unite(self, claim: str, other: str) -> None:
        """Make two claims one that an analyst said are, unless others of their statements were parted."""
        if claim != other and not self._parted(claim, other, self._index.members([other])[other]):
            self.merge(claim, other)

    def _join_small(self, claim: str, other: str) -> None:
        """Let a claim go over to another of the same accusation, unless it is large or was parted from it."""
        stored = self._index.members([other])[other]
        if len(stored) <= _SMALL and not self._parted(claim, other, stored):
            self.merge(claim, other)

    def settle(self, one: Statement, claim: str | None) -> None:
        """Put a statement into a claim, or let it found one."""
        founds = claim is None
        its = content_id("clm", one.id) if claim is None else claim
        self._new[one.id] = one
        self._out.pop(one.id, None)
        self._claims[one.id] = its
        exemplars = self._of_claim(its)
        if one.id not in exemplars and (founds or len(exemplars) < EXEMPLARS):
            exemplars.append(one.id)
            if one.id not in self._was_out or founds:
                for key in (
                    *word_keys(one.text),
                    *_accused(one),
                    *place_keys(one.vector),
                    form_key(one.text),
                ):
                    self._keys[key].append(one.id)

    def near(
        self, one: Statement, barred: set[str], most: int, each: int
    ) -> list[tuple[str, list[Statement]]]:
        """Return claims with the nearest of their statements, the nearest claim first."""
        by_claim: dict[str, list[Statement]] = {}
        close = self._close(one)
        claims = self.claims(other.id for other in close)
        for other in close:
            its = claims.get(other.id)
            if its is not None and its not in barred and agree(one.marks, other.marks) is not False:
                by_claim.setdefault(its, []).append(other)
        return [(claim, others[:each]) for claim, others in list(by_claim.items())[:most]]

    def score(self, one: Statement, other: Statement) -> float:
        """Compare two statements, and note what keeps them from both holding."""
        pair = (one.id, other.id) if one.id < other.id else (other.id, one.id)
        if pair not in self._known:
            found = self._matcher.compare(one.compared, other.compared)
            same = _weighed(found.same, one, other)
            if self._exclude(one, other, found.contradict):
                same = min(same, EXCLUDED)
            self._known[pair] = same
            self._matches[pair] = match(one.id, other.id, round(same, 4))
        return self._known[pair]

    def agree(self, claim: str, other: str) -> float:
        """Return how well two claims' statements agree.

        0 if both are too large to become one, or if an analyst said that they are two.
        """
        sizes = self._index.members([claim, other])
        smaller = min(sizes.values(), key=len)
        if len(smaller) > _SMALL or self._parted(claim, other, smaller):
            return 0.0
        sides = [list(self._statements(self._of_claim(one)[:_ACROSS]).values()) for one in (claim, other)]
        scores = [self.score(left, right) for left, right in product(*sides)]
        return fmean(scores) if scores else 0.0

    def _parted(self, claim: str, other: str, stored: Iterable[str]) -> bool:
        own = [one for one, its in self._claims.items() if its in {claim, other}]
        said = {*self._index.verdicts([*stored, *own]), *self._given} - self._taken_back
        apart = [one for one in latest(said) if not one.same]
        claims = self.claims(end for one in apart for end in (one.left, one.right))
        return any({claims.get(one.left), claims.get(one.right)} == {claim, other} for one in apart)

    def merge(self, claim: str, other: str) -> None:
        """Let all statements of one claim go over to another."""
        stored = [one for one in self._index.members([other])[other] if one not in self._claims]
        mine = [one for one, its in self._claims.items() if its == other]
        for one in (*(one for one in stored if one not in self._out), *mine):
            self._claims[one] = claim
        self._exemplars[claim] = [*self._of_claim(claim), *self._of_claim(other)]
        self._exemplars[other] = []

    def _exclude(self, one: Statement, other: Statement, contradict: float) -> bool:
        """Note what keeps two statements from both holding; tell whether they give one thing two values."""
        left, right = sorted((one, other), key=lambda side: side.id)
        found = conflict(
            proposition(left.text, left.published or None), proposition(right.text, right.published or None)
        )
        if found is None and contradict >= _CONTRADICT:
            found = Conflict(
                ContradictionKind.DENIAL, ContradictionStatus.CANDIDATE, round(contradict, 3),
                ("by their wording they cannot both hold",),
            )  # fmt: skip
        if found is not None:
            self._opposed[left.id, right.id] = Opposition(left.id, right.id, found)
        return (
            found is not None
            and found.kind is ContradictionKind.VALUE
            and found.status is ContradictionStatus.CONFIRMED
        )

    def _close(self, one: Statement) -> list[Statement]:
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
        ids = sorted(
            (other for other in met if other not in self._out), key=lambda other: (-met[other], other)
        )
        others = list(self._statements(ids[:_FETCHED]).values())
        if not others:
            return []
        cosines = floats(other.vector for other in others) @ floats([one.vector])[0]
        near = [
            (float(cosine), other) for cosine, other in zip(cosines, others, strict=True) if cosine >= _NEAR
        ]
        return [other for _, other in sorted(near, key=lambda pair: (-pair[0], pair[1].id))]

    def _statements(self, ids: Iterable[str]) -> dict[str, Statement]:
        wanted = list(ids)
        stored = self._index.statements([one for one in wanted if one not in self._new])
        return {one: self._new.get(one) or stored[one] for one in wanted if one in self._new or one in stored}

    def _of_claim(self, claim: str) -> list[str]:
        if claim not in self._exemplars:
            stored: Sequence[str] = self._index.exemplars([claim])[claim]
            self._exemplars[claim] = [one for one in stored if one not in self._out]
        return self._exemplars[claim]


def latest(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Return the last verdict on each two statements, the latest first: it overrules those before it."""
    last: dict[tuple[str, str], Verdict] = {}
    for one in sorted(verdicts, key=lambda that: that.number):
        last[one.left, one.right] = one
    return sorted(last.values(), key=lambda that: -that.number)


def _accused(one: Statement) -> frozenset[str]:
    return frozenset(mark for mark in one.marks if mark.startswith(ACCUSED))


def _weighed(same: float, one: Statement, other: Statement) -> float:
    """Return how likely two statements state a common claim: the head's word, nearness, and whom they accuse.

    The head by itself is too sure of itself; it and the cosine are summed with hand-set weights.
    """
    certain = min(max(same, 1e-4), 1 - 1e-4)
    near = float((floats([one.vector]) @ floats([other.vector]).T)[0, 0])
    weight = HEAD * math.log(certain / (1 - certain)) + NEARNESS * near + BIAS
    return 1 / (1 + math.exp(-weight))
