"""View: the stored case as a change would leave it, loaded as far as the change reaches."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sayso.resolve.entities.evidence import MADE, scored
from sayso.resolve.entities.sorts import PERSON

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sayso.model.naming import Changes, NameNode, Tie, Verdict
    from sayso.resolve.entities.index import EntityIndex

_MOST_MEMBERS = 200
"""Names of one component, none of them judged on, that are looked through for a document.

A larger one is left as it is but for its new names.
"""


class View:
    """The stored case with a change laid over it."""

    def __init__(
        self,
        index: EntityIndex,
        base: Changes,
        known: Mapping[str, NameNode],
        found: Mapping[tuple[str, str], Tie],
    ) -> None:
        self._index = index
        self._base = base
        self._nodes = dict(known)
        self._ties: dict[tuple[str, str], Tie] = {}
        self._tied: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._stored: dict[tuple[str, str], Tie] = {}
        self._loaded: set[str] = set()
        self._entities: dict[str, str] = {}
        self._load({node.id for node in base.nodes} | {end for pair in found for end in pair})
        for one in found.values():
            self.add(one)

    def _load(self, ids: Iterable[str]) -> None:
        missing = sorted(set(ids) - self._loaded)
        if not missing:
            return
        self._loaded |= set(missing)
        ends = set(missing)
        for one in self._index.ties(missing):
            pair = one.left, one.right
            ends |= set(pair)
            self._stored[pair] = one
            if pair not in self._ties:
                self._lay(one)
        unknown = sorted(ends - self._nodes.keys())
        if unknown:
            self._nodes |= self._index.nodes(unknown)
        strange = sorted(ends - self._entities.keys())
        self._entities |= self._index.entities(strange)

    def node(self, one: str) -> NameNode:
        """Return a name."""
        return self._nodes[one]

    def entity(self, one: str) -> str | None:
        """Return the entity that a name belonged to."""
        return self._entities.get(one)

    def known_entities(self) -> dict[str, str]:
        """Return the entities of all names seen so far."""
        return self._entities

    def all_ties(self) -> list[Tie]:
        """Return the ties seen so far, in order."""
        return [self._ties[pair] for pair in sorted(self._ties)]

    def at(self, pair: tuple[str, str]) -> Tie:
        """Return the tie of two names."""
        return self._ties[pair]

    def pairs(self, ends: set[str]) -> list[tuple[str, str]]:
        """Return the ends of the ties with an end among these names."""
        return sorted({pair for end in ends for pair in self._tied.get(end, ())})

    def add(self, one: Tie) -> None:
        """Add what a tie tells to what is known of the two names."""
        before = self._ties.get((one.left, one.right))
        self._lay(before.with_more(one) if before else one)

    def _lay(self, one: Tie) -> None:
        pair = one.left, one.right
        self._ties[pair] = one
        for end in pair:
            self._tied[end].add(pair)

    def put(self, one: Tie) -> None:
        """Set a tie."""
        self._ties[one.left, one.right] = one

    def changed(self) -> tuple[Tie, ...]:
        """Return the ties that are not as they are stored."""
        return tuple(one for pair, one in sorted(self._ties.items()) if self._stored.get(pair) != one)

    def rescore(self, ids: set[str]) -> list[tuple[str, str]]:
        """Score the ties of these names and of short ones tied to them; return those that moved."""
        shorts = {end for pair in self.pairs(ids) for end in pair if self._nodes[end].short}
        self._load(shorts)
        bearers: dict[str, set[str]] = defaultdict(set)
        for left, right in self._ties:
            for short, full in ((left, right), (right, left)):
                if self._nodes[short].short and not self._nodes[full].short:
                    key = self._nodes[full].key
                    bearers[short].add(key.split()[0] if self._nodes[full].sort == PERSON else key)
        moved = []
        for pair in self.pairs(ids | shorts):
            one = self._ties[pair]
            count = max(len(bearers[end]) for end in pair)
            new = scored(one, self._nodes[pair[0]], self._nodes[pair[1]], count)
            if new.score != one.score or pair not in self._stored:
                moved.append(pair)
            self._ties[pair] = new
        return moved

    def component(self, seeds: Iterable[str], *, whole: bool) -> set[str]:
        """Return the names that strong ties, verdicts and present entities connect with the seeds.

        None at all if they are too many, unless an analyst judged on one of them, or ``whole`` is given: a
        judgment must have its effect, whatever that costs.
        """
        inside: set[str] = set()
        border = set(seeds)
        while border and (whole or len(inside) <= _MOST_MEMBERS):
            inside |= border
            self._load(border)
            entities = {self._entities[one] for one in border if one in self._entities}
            beside = set(self._index.members(sorted(entities))) if entities else set()
            for one in self.verdicts(border):
                beside |= {one.left, one.right}
                whole = True
            for pair in self.pairs(border):
                if self._ties[pair].score >= MADE:
                    beside |= set(pair)
            border = beside - inside
        if border:
            return set()
        return {one for one in inside if one in self._nodes}

    def verdicts(self, ids: Iterable[str]) -> list[Verdict]:
        """Return the verdicts that stand on these names, the change's included, those it takes back not.

        An index may or may not hold the change's already: verdicts are told apart by their number.
        """
        wanted = set(ids)
        stored = {*self._index.verdicts(sorted(wanted)), *self._base.verdicts} - {*self._base.withdrawn}
        return sorted(one for one in stored if one.left in wanted or one.right in wanted)
