"""Forming claims anew, of all the statements around some, whichever of them came first.

Those go together that are alike on average over all pairs, so that A~B and B~C do not bring together an A and
a C that disagree. A content that only points back ("denied it") goes with the statement before it, and the
very same words go together. What an analyst said is the same, or not, holds before all else.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from sayso.link.bonds import Bonds, latest
from sayso.link.keys import form_key
from sayso.link.likeness import chances
from sayso.link.linkage import average_linkage
from sayso.link.workspace import are_twins, keys_of
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
        whole: statements of a claim up to which it may fall apart; of a larger one, a few stand for all but
            those that analysts judged.
        joined: mean chance from which two groups become one.
    """

    def __init__(self, work: Workspace, index: StatementIndex, *, whole: int, joined: float = JOINED) -> None:
        self._work = work
        self._index = index
        self._whole = whole
        self._joined = joined
        self.given: Iterable[Verdict] = ()
        """Verdicts in force that the index may not hold yet …"""
        self.taken_back: Iterable[Verdict] = ()
        """… and those not in force that it may still hold."""

    def around(self, reached: Mapping[str, float]) -> Linked:
        """Return what changes when claims are formed anew.

        Args:
            reached: statements that are near, and how near, 0..1.
        """
        claims = self._reached(reached)
        said = self._said(claims)
        blocks = self._blocks(claims, {end for one in said for end in (one.left, one.right)})
        return self._changes(claims, self._grouped(blocks, said))

    def _reached(self, reached: Mapping[str, float]) -> dict[str, Sequence[str]]:
        """Return the members of the claims to form anew, the nearest first, as many as may be looked at."""
        nearest: dict[str, float] = {}
        for one, its in self._index.claims(reached).items():
            nearest[its] = max(nearest.get(its, 0.0), reached[one])
        ranked = sorted(
            (its for its, near in nearest.items() if near >= _REACH), key=lambda its: (-nearest[its], its)
        )
        members = self._index.members(ranked[:_AREA])
        chosen: dict[str, Sequence[str]] = {}
        room = _AREA - len(self._work.new)
        for its in ranked[:_AREA]:
            room -= min(len(members[its]), self._whole)
            if room < 0 and chosen:
                break
            chosen[its] = members[its]
        return chosen

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
        large = [its for its, members in claims.items() if len(members) > self._whole]
        exemplars = self._index.exemplars(large)
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

    def _grouped(self, blocks: Sequence[_Block], said: Sequence[Verdict]) -> list[list[str]]:
        """Return the members of claims."""
        known = self._work.statements(one for block in blocks for one in block.shown)
        bonds = self._bonds(blocks, said, known)
        parts: dict[str, list[_Block]] = {}
        for block in blocks:
            parts.setdefault(bonds.leader(block.members[0]), []).append(block)
        # In order of id, so that of equals the same ones go together whichever came first.
        order = sorted(parts)
        apart = self._apart(
            [[known[one] for block in parts[part] for one in block.shown if one in known] for part in order]
        )
        place = {part: at for at, part in enumerate(order)}
        for left, right in bonds.parted():
            apart[place[left], place[right]] = apart[place[right], place[left]] = np.inf
        sizes = [sum(len(block.members) for block in parts[part]) for part in order]
        return [
            [one for at in group for block in parts[order[at]] for one in block.members]
            for group in average_linkage(apart, sizes, 1 - self._joined)
        ]

    def _bonds(
        self, blocks: Sequence[_Block], said: Sequence[Verdict], known: Mapping[str, Statement]
    ) -> Bonds:
        bonds = Bonds(one for block in blocks for one in block.members)
        for block in blocks:
            for one in block.members[1:]:
                bonds.join(block.members[0], one)
        for verdict in said:
            (bonds.join if verdict.same else bonds.part)(verdict.left, verdict.right)
        for statement in known.values():
            if statement.echoes:
                bonds.join(statement.id, statement.echoes)
        for left, right in _twins(known.values()):
            bonds.join(left.id, right.id)
        return bonds

    def _apart(self, parts: Sequence[Sequence[Statement]]) -> NDArray[np.float64]:
        """Return how far parts are from each other, on average over all pairs of their statements: 0..1."""
        some = [one for part in parts for one in part]
        scores = {**self._index.matches([one.id for one in some])}
        scores |= {pair: one.score for pair, one in self._work.matches.items()}
        likely = chances(some, scores)
        counts = np.array([len(part) for part in parts])
        starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
        if len(some) > len(parts):
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
        for group in groups:
            founded = [its for its in (content_id("clm", one) for one in group) if its in claims]
            shared = {its: sum(before.get(one) == its for one in group) for its in founded}
            its = max(founded, key=lambda its: (shared[its], its), default="") or content_id(
                "clm", self._first(group)
            )
            now |= {one: its for one in group if before.get(one) != its}
            wanting = EXEMPLARS - sum(one in exemplars for one in group)
            fresh = [one for one in group if one not in exemplars][: max(0, wanting)]
            keys += [(key, one.id) for one in work.statements(fresh).values() for key in keys_of(one)]
        return Linked(
            statements=tuple(work.new.values()),
            exemplars=tuple(sorted(keys)),
            matches=tuple(work.matches[pair] for pair in sorted(work.matches)),
            oppositions=tuple(work.opposed[pair] for pair in sorted(work.opposed)),
            claims=tuple(sorted(now.items())),
        )

    def _first(self, group: Sequence[str]) -> str:
        """Return the statement published first."""
        known = self._work.statements(group)
        return min(group, key=lambda one: (known[one].published or "~" if one in known else "~", one))


def _twins(some: Iterable[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Yield statements in the very same words."""
    of_form: dict[str, list[Statement]] = {}
    for one in some:
        of_form.setdefault(form_key(one.text), []).append(one)
    for alike in of_form.values():
        ordered = sorted(alike, key=lambda one: (form_key(one.compared.content), one.document, one.id))
        yield from ((left, right) for left, right in pairwise(ordered) if are_twins(left, right))
