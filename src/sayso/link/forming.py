"""Forming claims anew, of all the statements around some, whichever of them came first.

Those go together that are alike on average over all pairs, so that A~B and B~C do not bring together an A and
a C that disagree. A content that only points back ("denied it") goes with the statement that it points to,
and the very same words, or the very same accusation, go together. What an analyst said is the same, or not,
holds before all else.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import numpy as np

from sayso.link.accusation import agree
from sayso.link.bonds import Bonds, latest
from sayso.link.figures import clashing
from sayso.link.likeness import EXCLUDED, chances
from sayso.link.linkage import average_linkage
from sayso.link.workspace import keys_of, twin_key
from sayso.model.ids import content_id
from sayso.model.statement import Linked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from sayso.link.index import StatementIndex
    from sayso.link.workspace import Workspace
    from sayso.model.naming import Verdict
    from sayso.model.statement import Statement

JOINED = 0.25
"""Mean chance, over all pairs, from which two groups of statements state one claim. From half of the F1 that
can be reached, joining makes it better (Lipton, Elkan and Naryanaswamy 2014)."""
EXEMPLARS = 8
"""Statements of a claim that keys lead to; the others are found through these."""
_REACH = 0.4
"""Nearness of a claim's nearest statement from which the claim is formed anew."""
_AREA = 1500
"""Statements that are looked at together."""
_WHOLE = 150
"""Statements of a claim up to which it may fall apart; of a larger one a few stand for all not judged."""


@dataclass(frozen=True)
class _Block:
    """What stays together: a statement, or a large claim."""

    members: tuple[str, ...]
    shown: tuple[str, ...]
    """Those of them that are looked at."""


class Forming:
    """Forms claims anew around new statements, or statements that were judged.

    Args:
        work: new statements, and what they were compared with.
        index: the case.
        joined: mean chance from which two groups become one.
    """

    def __init__(self, work: Workspace, index: StatementIndex, joined: float = JOINED) -> None:
        self._work = work
        self._index = index
        self._joined = joined
        self.given: Iterable[Verdict] = ()
        """Verdicts in force that the index may not hold yet …"""
        self.taken_back: Iterable[Verdict] = ()
        """… and those not in force that it may still hold."""
        self.settled: set[str] = set()
        """Claims that may grow, but neither fall apart nor become one."""

    def around(self, reached: Sequence[Mapping[str, float]]) -> Linked:
        """Return what changes when claims are formed anew.

        Args:
            reached: of each new statement, the statements near it, and how near, 0..1.
        """
        claims = self._reached(reached)
        said = self._said(claims)
        blocks = self._blocks(claims, {end for one in said for end in (one.left, one.right)})
        return self._changes(claims, self._grouped(claims, blocks, said))

    def _reached(self, reached: Sequence[Mapping[str, float]]) -> dict[str, Sequence[str]]:
        """Return the members of the claims to form anew, as many as may be looked at.

        Each new statement's nearest claim comes first, then its second.
        """
        of = self._index.claims({other for close in reached for other in close})
        ranks: dict[str, tuple[int, float]] = {}
        for close in reached:
            nearest: dict[str, float] = {}
            for other, near in close.items():
                if other in of and near >= _REACH:
                    nearest[of[other]] = max(nearest.get(of[other], 0.0), near)
            for rank, its in enumerate(sorted(nearest, key=lambda its: (-nearest[its], its))):
                ranks[its] = min(ranks.get(its, (rank, 0.0)), (rank, -nearest[its]))
        ranked = sorted(ranks, key=lambda its: (ranks[its], its))[:_AREA]
        members = self._index.members(ranked)
        chosen: dict[str, Sequence[str]] = {}
        room = _AREA - len(self._work.new)
        for its in ranked:
            cost = len(members[its]) if self._loose(its, members[its]) else EXEMPLARS
            if cost <= room or not chosen:
                chosen[its] = members[its]
                room -= cost
        return chosen

    def _loose(self, claim: str, members: Sequence[str]) -> bool:
        """Tell whether a claim may fall apart."""
        return len(members) <= _WHOLE and claim not in self.settled

    def _said(self, claims: dict[str, Sequence[str]]) -> list[Verdict]:
        """Return the verdicts that concern claims, the latest first; add the claims of what is the same."""
        while True:
            ids = {*self._work.new, *(one for members in claims.values() for one in members)}
            said = latest({*self._index.verdicts(sorted(ids)), *self.given} - {*self.taken_back})
            outside = {end for one in said if one.same for end in (one.left, one.right)} - ids
            missing = set(self._index.claims(sorted(outside)).values()) - claims.keys()
            if not missing:
                return said
            claims |= self._index.members(sorted(missing))

    def _blocks(self, claims: Mapping[str, Sequence[str]], judged: set[str]) -> list[_Block]:
        """Return what claims and new statements consist of."""
        rigid = [its for its, members in claims.items() if not self._loose(its, members)]
        exemplars = self._index.exemplars(rigid)
        blocks: list[_Block] = []
        for its, members in claims.items():
            free = members if its not in exemplars else [one for one in members if one in judged]
            rest = tuple(one for one in members if one not in judged) if its in exemplars else ()
            if rest:
                shown = tuple(one for one in exemplars[its] if one not in judged)
                blocks.append(_Block(rest, (shown or rest)[:EXEMPLARS]))
            blocks += [_Block((one,), (one,)) for one in free]
        blocks += [_Block((one,), (one,)) for one in self._work.new]
        return blocks

    def _grouped(
        self, claims: Mapping[str, Sequence[str]], blocks: Sequence[_Block], said: Sequence[Verdict]
    ) -> list[list[str]]:
        """Return the members of claims."""
        known = self._work.statements(one for block in blocks for one in block.shown)
        scores = {**self._index.matches(known)}
        scores |= {pair: one.score for pair, one in self._work.matches.items()}
        clashes = list(clashing(known.values()))
        self._work.note_figures(clashes)
        bonds = self._bonds(claims, blocks, said, known, scores, clashes)
        parts: dict[str, list[str]] = {}
        shown: dict[str, list[Statement]] = {}
        for block in blocks:
            leader = bonds.leader(block.members[0])
            parts.setdefault(leader, []).extend(block.members)
            shown.setdefault(leader, []).extend(known[one] for one in block.shown)
        # In order of id, so that of equals the same ones go together whichever came first.
        order = sorted(parts)
        telling = [_telling(shown[part]) for part in order]
        apart = self._apart(telling, scores)
        place = {part: at for at, part in enumerate(order)}
        for left, right in bonds.parted():
            apart[place[left], place[right]] = apart[place[right], place[left]] = np.inf
        sizes = [
            len(parts[part]) - len(shown[part]) + len(some) for part, some in zip(order, telling, strict=True)
        ]
        return [
            [one for at in group for one in parts[order[at]]]
            for group in average_linkage(apart, sizes, 1 - self._joined)
        ]

    def _bonds(
        self,
        claims: Mapping[str, Sequence[str]],
        blocks: Sequence[_Block],
        said: Sequence[Verdict],
        known: Mapping[str, Statement],
        scores: Mapping[tuple[str, str], float],
        clashes: Iterable[tuple[str, str]],
    ) -> Bonds:
        """Return what must, and what must not, go together; the weightiest first."""
        bonds = Bonds(one for block in blocks for one in block.members)
        for block in blocks:
            for one in block.members[1:]:
                bonds.join(block.members[0], one)
        for verdict in said:
            (bonds.join if verdict.same else bonds.part)(verdict.left, verdict.right)
        self._keep(bonds, claims, said)
        excluded = (
            pair for pair, score in sorted(scores.items()) if score <= EXCLUDED and known.keys() >= {*pair}
        )
        for left, right in (*excluded, *clashes):
            if not agree(known[left].marks, known[right].marks):
                bonds.part(left, right)
        for statement in known.values():
            if statement.echoes:
                bonds.join(statement.id, statement.echoes)
        for once, again in _alike(known.values()):
            bonds.join(once.id, again.id)
        return bonds

    def _keep(self, bonds: Bonds, claims: Mapping[str, Sequence[str]], said: Sequence[Verdict]) -> None:
        """Keep claims together that analysts made one, and those settled apart.

        Two claims of which somebody says that they are the same become one as they stand.
        """
        its = {one: claim for claim, members in claims.items() for one in members}
        made = [its[end] for one in said if one.same for end in (one.left, one.right) if end in its]
        for claim in dict.fromkeys(made):
            ends = [end for one in said if one.same for end in (one.left, one.right) if its.get(end) == claim]
            for one in claims[claim]:
                bonds.join(ends[0], one)
        settled = sorted(self.settled & claims.keys())
        for one, other in combinations(settled, 2):
            bonds.part(claims[one][0], claims[other][0])

    def _apart(
        self, parts: Sequence[Sequence[Statement]], scores: Mapping[tuple[str, str], float]
    ) -> NDArray[np.float64]:
        """Return how far parts are from each other, on average over all pairs of their statements: 0..1."""
        likely = chances([one for part in parts for one in part], scores)
        counts = np.array([len(part) for part in parts])
        if len(likely) > len(parts):
            starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
            likely = np.add.reduceat(np.add.reduceat(likely, starts, axis=0), starts, axis=1)
            likely /= np.outer(counts, counts)
        return 1 - likely

    def _changes(self, claims: Mapping[str, Sequence[str]], groups: Sequence[Sequence[str]]) -> Linked:
        """Return what is to be stored; a claim keeps its id, its founder's, as long as that is in it."""
        work = self._work
        before = {one: its for its, members in claims.items() for one in members}
        exemplars = {one for some in self._index.exemplars(claims).values() for one in some}
        now: dict[str, str] = {}
        keys: list[tuple[str, str]] = []
        dropped: list[str] = []
        for group in groups:
            founded = [its for its in (content_id("clm", one) for one in group) if its in claims]
            shared = {its: sum(before.get(one) == its for one in group) for its in founded}
            its = max(founded, key=lambda its: (shared[its], its), default="") or content_id(
                "clm", self._first(group)
            )
            now |= {one: its for one in group if before.get(one) != its}
            found = [one for one in group if one in exemplars]
            dropped += found[EXEMPLARS:]
            fresh = [one for one in group if one not in exemplars][: max(0, EXEMPLARS - len(found))]
            keys += [(key, one.id) for one in work.statements(fresh).values() for key in keys_of(one)]
        return Linked(
            statements=tuple(work.new.values()),
            exemplars=tuple(sorted(keys)),
            dropped=tuple(sorted(dropped)),
            matches=tuple(work.matches[pair] for pair in sorted(work.matches)),
            oppositions=tuple(work.opposed[pair] for pair in sorted(work.opposed)),
            claims=tuple(sorted(now.items())),
        )

    def _first(self, group: Sequence[str]) -> str:
        """Return the statement published first."""
        known = self._work.statements(group)
        return min(group, key=lambda one: (known[one].published or "~" if one in known else "~", one))


def _telling(some: Sequence[Statement]) -> list[Statement]:
    """Return the statements of a part that tell what it is: not those that only point to one of it."""
    there = {one.id for one in some}
    return [one for one in some if one.echoes not in there] or list(some[:1])


def _alike(some: Iterable[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Yield statements in the very same words, and those that hold one body to have done the same deed."""
    alike: dict[tuple[str, ...], list[Statement]] = {}
    for one in some:
        alike.setdefault(twin_key(one), []).append(one)
        if one.marks:
            alike.setdefault(("marks", *one.marks), []).append(one)
    for same in alike.values():
        yield from pairwise(same)
