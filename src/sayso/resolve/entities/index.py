"""EntityIndex: what the resolver asks a case for and what is stored; MemoryIndex keeps it in memory."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from sayso.model.entity import Alias, Entity, EntityLink, LinkStatus
from sayso.model.naming import Anchor, Changes, NameNode, Tie, Verdict
from sayso.resolve.entities.nodes import alias_node
from sayso.resolve.entities.sorts import SCHEMATA
from sayso.text.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.model.naming import NameNode, Tie, Verdict


class EntityIndex(Protocol):
    """What the resolver reads; every call is one look-up by key, whatever the size of the case."""

    def resolved(self, document: str) -> bool:
        """Tell whether a document's entities are stored."""

    def nodes(self, ids: Iterable[str]) -> Mapping[str, NameNode]:
        """Return the nodes that exist."""

    def counts(self, keys: Iterable[str]) -> Mapping[str, int]:
        """Return how many nodes hold each key (a count cut at 100 will do)."""

    def holders(self, keys: Iterable[str], most: int) -> Mapping[str, Sequence[str]]:
        """Return up to ``most`` ids of nodes that hold each key, the smallest first."""

    def ties(self, ids: Iterable[str]) -> Sequence[Tie]:
        """Return all ties with an end among these nodes."""

    def entities(self, ids: Iterable[str]) -> Mapping[str, str]:
        """Return the entity of each node."""

    def members(self, entities: Iterable[str]) -> Sequence[str]:
        """Return the nodes of these entities."""

    def verdicts(self, ids: Iterable[str]) -> Sequence[Verdict]:
        """Return the verdicts that stand with an end among these nodes, each with its judgment's number.

        Whether one that is just being given or taken back is among them does not matter.
        """


class MemoryIndex:
    """An :class:`EntityIndex` in memory. ``lookups`` counts the calls."""

    def __init__(self) -> None:
        self.lookups = 0
        self._nodes: dict[str, NameNode] = {}
        self._holders: dict[str, list[str]] = {}
        self._ties: dict[tuple[str, str], Tie] = {}
        self._tied: dict[str, set[tuple[str, str]]] = {}
        self._entities: dict[str, str] = {}
        self._members: dict[str, set[str]] = {}
        self._verdicts: set[Verdict] = set()
        self._anchors: dict[str, list[Anchor]] = {}

    def apply(self, changes: Changes) -> None:
        """Store what a document or a judgment changed."""
        for node in changes.nodes:
            self._nodes[node.id] = node
        for key, node_id in changes.keys:
            holders = self._holders.setdefault(key, [])
            if node_id not in holders:
                insort(holders, node_id)
        for tie in changes.ties:
            pair = tie.left, tie.right
            self._ties[pair] = tie
            for end in pair:
                self._tied.setdefault(end, set()).add(pair)
        for node_id, entity in changes.entities:
            before = self._entities.get(node_id)
            if before is not None:
                self._members[before].discard(node_id)
            self._entities[node_id] = entity
            self._members.setdefault(entity, set()).add(node_id)
        self._verdicts |= set(changes.verdicts)
        self._verdicts -= set(changes.withdrawn)
        if changes.document is not None:
            self._anchors.setdefault(changes.document, []).extend(changes.anchors)
        for document, old, new in changes.moved:
            self._anchors[document] = [
                Anchor(document, new, one.entity) if one.node == old else one
                for one in self._anchors[document]
            ]

    def resolved(self, document: str) -> bool:
        """Tell whether a document's entities are stored."""
        self.lookups += 1
        return document in self._anchors

    def nodes(self, ids: Iterable[str]) -> Mapping[str, NameNode]:
        """Return the nodes that exist."""
        self.lookups += 1
        return {one: self._nodes[one] for one in ids if one in self._nodes}

    def counts(self, keys: Iterable[str]) -> Mapping[str, int]:
        """Return how many nodes hold each key."""
        self.lookups += 1
        return {key: len(self._holders.get(key, ())) for key in keys}

    def holders(self, keys: Iterable[str], most: int) -> Mapping[str, Sequence[str]]:
        """Return up to ``most`` nodes that hold each key, the smallest ids first."""
        self.lookups += 1
        return {key: self._holders.get(key, [])[:most] for key in keys}

    def ties(self, ids: Iterable[str]) -> Sequence[Tie]:
        """Return all ties with an end among these nodes."""
        self.lookups += 1
        pairs = {pair for one in ids for pair in self._tied.get(one, ())}
        return [self._ties[pair] for pair in sorted(pairs)]

    def entities(self, ids: Iterable[str]) -> Mapping[str, str]:
        """Return the entity of each node."""
        self.lookups += 1
        return {one: self._entities[one] for one in ids if one in self._entities}

    def members(self, entities: Iterable[str]) -> Sequence[str]:
        """Return the nodes of these entities."""
        self.lookups += 1
        return sorted({one for entity in entities for one in self._members.get(entity, ())})

    def verdicts(self, ids: Iterable[str]) -> Sequence[Verdict]:
        """Return the verdicts in force with an end among these nodes."""
        self.lookups += 1
        wanted = set(ids)
        return sorted(one for one in self._verdicts if one.left in wanted or one.right in wanted)

    def entity_of(self, old: str) -> str | None:
        """Return the entity that an id, ever given to an entity, leads to now."""
        return self._entities.get(old)

    def entity_of_name(self, document: str, name: str) -> str | None:
        """Return the entity that a document calls by this name."""
        key = plain(name)
        for one in self._anchors.get(document, ()):
            if any(plain(alias.name) == key for alias in one.entity.aliases):
                return self._entities[one.node]
        return None

    def groups(self) -> list[tuple[str, ...]]:
        """Return the names' ids in groups, each an entity."""
        return sorted(tuple(sorted(members)) for members in self._members.values() if members)

    def links(self) -> list[EntityLink]:
        """Return what is made between names, and, of what is proposed, the best for each two entities."""
        found: dict[tuple[str, str], EntityLink] = {}
        for _, tie in sorted(self._ties.items()):
            if tie.status is None:
                continue
            left, right = tie.left, tie.right
            if tie.status is LinkStatus.PROPOSED:
                left, right = sorted((self._entities[left], self._entities[right]))
            if (left, right) not in found or found[left, right].score < tie.score:
                found[left, right] = EntityLink(left, right, tie.score, tie.status, tie.reasons)
        return [found[pair] for pair in sorted(found)]

    def case_entities(self) -> list[Entity]:
        """Return the entities that documents name, each with its names and what makes them its own.

        A name that a document takes for an entity's, and a judgment parted from it, is listed with the entity
        that the judgment left it to.
        """
        parted = {
            frozenset(self._entities.get(end) for end in (one.left, one.right))
            for one in self._verdicts
            if not one.same
        }
        told: dict[str, _Told] = defaultdict(_Told)
        for document, anchors in self._anchors.items():
            for one in anchors:
                its = self._entities[one.node]
                told[its].documents.add(document)
                told[its].offices |= {str(office) for office in one.entity.offices}
                for alias in one.entity.aliases:
                    home = self._home(one, alias.name)
                    if home != its and frozenset((home, its)) in parted:
                        told[home].documents.add(document)
                        told[home].add(alias.name, (), alias.references)
                    else:
                        told[its].add(alias.name, (why.words for why in alias.reasons), alias.references)
        return [self._entity(entity, told[entity]) for entity in sorted(told)]

    def _home(self, anchor: Anchor, alias: str) -> str:
        """Return the entity of the name itself; that of the anchor if this is its name, or nobody's."""
        own = self._entities[anchor.node]
        if self._nodes[anchor.node].key == plain(alias):
            return own
        return self._entities.get(alias_node(alias, anchor.entity, anchor.document), own)

    def _entity(self, entity: str, told: _Told) -> Entity:
        nodes = [self._nodes[one] for one in sorted(self._members[entity])]
        for tie in self.ties(node.id for node in nodes):
            if tie.status is LinkStatus.MADE:
                for end in (self._nodes[tie.left].name, self._nodes[tie.right].name):
                    if end in told.references:
                        told.reasons[end].update(tie.reasons)
        aliases = tuple(
            Alias(name, tuple(sorted(told.reasons[name])), count)
            for name, count in sorted(told.references.items(), key=lambda item: (-item[1], item[0]))
        )
        main = min(nodes, key=lambda node: (node.short, -node.documents, -len(node.key.split()), node.id))
        return Entity(
            entity, main.name, SCHEMATA[main.kind], aliases, tuple(sorted(told.offices)),
            len(told.documents), sum(told.references.values()),
        )  # fmt: skip


@dataclass(slots=True)
class _Told:
    """What documents tell of one entity."""

    documents: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    reasons: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    references: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, reasons: Iterable[str], references: int) -> None:
        self.reasons[name].update(reasons)
        self.references[name] = self.references.get(name, 0) + references
