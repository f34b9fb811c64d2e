"""partition: which names are one entity, given what ties them.

A pure function of a set of nodes, ties and verdicts: nothing depends on the order in which they came. Single
linkage over strong ties, the strongest first, with a complete-linkage check before each join by likeness (all
names that likeness brought to either side must bear each other), so that A~B~C never brings together an A and
a C that disagree. What a document defines, or an analyst says, needs no likeness. Of what analysts say the
latest holds: an earlier verdict counts as far as no later ones contradict it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.model.entity import LinkStatus
from sayso.model.naming import NameNode
from sayso.resolve.entities.evidence import MADE, PROPOSED, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.model.naming import NameNode, Tie, Verdict

_MOST_PAIRS = 400
"""Pairs of names that are looked at before two groups are joined; groups with more stay apart."""


@dataclass(frozen=True, slots=True)
class Partition:
    """Names in groups, each an entity; and ties with their status."""

    groups: tuple[tuple[str, ...], ...]
    """Ids in order; groups in order of their entity's id."""
    ties: tuple[Tie, ...]

    def entities(self, nodes: Mapping[str, NameNode]) -> dict[str, str]:
        """Return the entity of each name."""
        found: dict[str, str] = {}
        for group in self.groups:
            found |= dict.fromkeys(group, entity_id(group, nodes))
        return found


def entity_id(group: Iterable[str], nodes: Mapping[str, NameNode]) -> str:
    """Return the entity's id: the smallest id among its full names, or, if it has none, of all its names."""
    return min(group, key=lambda one: (nodes[one].short, one))


def partition(
    nodes: Mapping[str, NameNode], ties: Iterable[Tie], verdicts: Iterable[Verdict], evidence: Evidence
) -> Partition:
    """Group names.

    In this order: what analysts said, the latest first; what documents or the list of well-known names say,
    first of full names, then of short ones; full names that are alike enough; and then each short name with
    the one group that it is strongly tied to. A short name that is tied to several groups joins none, and is
    proposed to all. What an analyst said is not the same is joined by later verdicts only, and by nothing
    else. Of two verdicts of one number the one that parts comes before the one that joins.
    """
    ordered = sorted(ties, key=lambda one: (-one.score, one.left, one.right))
    work = _Groups(nodes, evidence)
    strong = [one for one in ordered if one.score >= MADE]
    for verdict in sorted(set(verdicts), key=lambda one: (-one.number, one.same, one.left, one.right)):
        if verdict.left in nodes and verdict.right in nodes:
            work.obey(verdict)
    for shorts in (0, 2):
        for one in strong:
            if one.definite and _shorts(one, nodes) == shorts:
                work.join(one.left, one.right, checked=False)
    for one in strong:
        if not one.definite and _shorts(one, nodes) == 0:
            work.join(one.left, one.right, checked=True)
    _attach(nodes, strong, work)
    marked = tuple(replace(one, status=_status(one, work)) for one in ordered)
    return Partition(work.groups(), tuple(sorted(marked, key=lambda one: (one.left, one.right))))


def _shorts(one: Tie, nodes: Mapping[str, NameNode]) -> int:
    return nodes[one.left].short + nodes[one.right].short


def _attach(nodes: Mapping[str, NameNode], strong: Sequence[Tie], work: _Groups) -> None:
    """Join groups of short names to the one group that they are strongly tied to."""
    wanted: dict[str, dict[bool, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in strong:
        if _shorts(one, nodes) == 1:
            short, full = (one.left, one.right) if nodes[one.left].short else (one.right, one.left)
            wanted[work.root(short)][one.definite].add(full)
    chosen: list[tuple[str, str]] = []
    for short in sorted(wanted):
        if any(not nodes[member].short for member in work.members(short)):
            continue  # a verdict placed it
        for definite in (True, False):
            roots = {work.root(full) for full in wanted[short][definite]}
            allowed = sorted(root for root in roots if not work.forbidden(short, root))
            if len(allowed) == 1:
                chosen.append((short, allowed[0]))
            if allowed:
                break
    for short, full in chosen:
        work.join(short, full, checked=False)


def _status(one: Tie, work: _Groups) -> LinkStatus | None:
    if work.root(one.left) == work.root(one.right):
        return LinkStatus.MADE
    if work.forbidden(one.left, one.right) or one.score < PROPOSED:
        return None
    return LinkStatus.PROPOSED


class _Groups:
    def __init__(self, nodes: Mapping[str, NameNode], evidence: Evidence) -> None:
        self._nodes = nodes
        self._evidence = evidence
        self._parent = {one: one for one in nodes}
        self._members = {one: [one] for one in nodes}
        self._alike = {one: {one} for one in nodes}
        self._apart: list[Verdict] = []

    def obey(self, verdict: Verdict) -> None:
        """Join, or keep apart from now on, unless verdicts that were obeyed before say otherwise."""
        if verdict.same:
            self.join(verdict.left, verdict.right, checked=False)
        elif self.root(verdict.left) != self.root(verdict.right):
            self._apart.append(verdict)

    def root(self, one: str) -> str:
        while self._parent[one] != one:
            self._parent[one] = self._parent[self._parent[one]]
            one = self._parent[one]
        return one

    def members(self, one: str) -> list[str]:
        return self._members[self.root(one)]

    def forbidden(self, one: str, other: str) -> bool:
        """Tell whether an analyst said that two groups are not the same."""
        pair = {self.root(one), self.root(other)}
        return any({self.root(said.left), self.root(said.right)} == pair for said in self._apart)

    def join(self, one: str, other: str, *, checked: bool) -> None:
        left, right = sorted((self.root(one), self.root(other)))
        if left == right or self.forbidden(left, right):
            return
        if checked:
            ours, theirs = self._alike[one], self._alike[other]
            if not self._bear(ours, theirs):
                return
            ours |= theirs
            for member in theirs:
                self._alike[member] = ours
        self._parent[right] = left
        self._members[left] += self._members.pop(right)

    def _bear(self, ours: set[str], theirs: set[str]) -> bool:
        if len(ours) * len(theirs) > _MOST_PAIRS:
            return False
        return not any(
            self._evidence.disagree(self._nodes[one], self._nodes[other]) for one in ours for other in theirs
        )

    def groups(self) -> tuple[tuple[str, ...], ...]:
        found = [tuple(sorted(group)) for group in self._members.values()]
        return tuple(sorted(found, key=lambda group: entity_id(group, self._nodes)))
