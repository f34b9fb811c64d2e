"""Resolver: brings the entities of one new document, or one judgment, into a case.

What is guaranteed. Let N be the names of all documents added, T the ties between them, V the verdicts in
force. Entities are ``partition(N, T, V)``, component by component of the strong ties, and that function looks
at sets only. Names, what is gathered at them, and ties by definition do not depend on the order in which
documents come; nor do ties by likeness as long as no key that two names share is held by more names than
``blocking`` follows, and no new name has more candidates than it compares. So on definite evidence the
partition, the ids and the made links are the same in any order. When a document comes, only the names it
brings, those they are tied to, and their entities are looked at again.

Ids. Every name has an id, made of its sort and its plain form alone. An entity's id is the smallest id of its
full names (of all its names if it has no full one). Entities that become one keep one of their ids; the
others lead to it, since they remain ids of names that belong to it. Nothing that was ever an entity's id
stops leading to an entity; after a split it leads to where that name went.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.model.entity import LinkStatus
from sayso.model.naming import Anchor, Changes, Decision, NameNode, Outcome, Tie, Verdict, tie
from sayso.resolve.entities.blocking import among, candidates, keys_of
from sayso.resolve.entities.evidence import PROPOSED, Evidence
from sayso.resolve.entities.nodes import generic, node_id, node_of
from sayso.resolve.entities.partition import Partition, partition
from sayso.resolve.entities.sorts import EVENT, PERSON, SORTS, WEAPON
from sayso.resolve.entities.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sayso.model.annotation import MentionKind
    from sayso.model.reference import LocalAlias, LocalEntity
    from sayso.resolve.entities.evidence import Likeness
    from sayso.resolve.entities.index import EntityIndex

_MOST_NAMES = 2000
"""Entities of one document that are resolved; a text with more is a list of names."""


class Resolver:
    """Decides, for one document or judgment at a time, what is one entity.

    Args:
        index: the case.
        compare: compares two names; :func:`sayso.text.names.compare` if None.
        keys: blocking keys of a name; :func:`sayso.text.names.keys` if None.
    """

    def __init__(
        self,
        index: EntityIndex,
        compare: Callable[[str, str, MentionKind | None], Likeness] | None = None,
        keys: Callable[[str, MentionKind | None], Iterable[str]] | None = None,
    ) -> None:
        self._index = index
        self._keys = keys
        self.evidence = Evidence(compare)

    def add(self, document: str, entities: Sequence[LocalEntity]) -> Changes:
        """Return what a document changes; nothing if it was added before. Stores nothing itself."""
        if self._index.resolved(document):
            return Changes()
        entities = entities[:_MOST_NAMES]
        anchors = [_anchor(document, entity) for entity in entities]
        fresh, said = _brought(document, entities, anchors)
        old = self._index.nodes(fresh)
        nodes = {one: old[one].with_more(node) if one in old else node for one, node in fresh.items()}
        wanted = {
            one: keys_of(node, self._keys)
            for one, node in nodes.items()
            if one not in old or old[one].short != node.short
        }
        near = candidates(self._index, wanted)
        beside = among(wanted)
        near = {one: [*near.get(one, ()), *beside.get(one, ())] for one in wanted}
        others = sorted({other for some in near.values() for other in some} - nodes.keys())
        known = {**self._index.nodes(others), **nodes}
        found = self._compared(near, known)
        for one in said:
            _put(found, one)
        return self._settled(
            Changes(
                document=document,
                nodes=tuple(nodes[one] for one in sorted(nodes)),
                keys=tuple(sorted((key, one) for one, keys in wanted.items() for key in keys)),
                anchors=tuple(anchors),
            ),
            known,
            found,
            apart={one.node for one in anchors},
        )

    def judge(self, verdict: Verdict, *, undo: bool = False) -> Changes:
        """Return what a verdict, or taking one back, changes. Its ends may be any ids of entities.

        The verdict is known by its number, so that another one of the same wording still stands if this one
        is taken back. It makes no difference whether the index holds it already, or does not any more.
        """
        base = Changes(withdrawn=(verdict,)) if undo else Changes(verdicts=(verdict,))
        return self._settled(base, {}, {}, seeds={verdict.left, verdict.right})

    def part(self, document: str, node: NameNode, *, undo: bool = False) -> Changes:
        """Return what it changes that a document's name denotes something else than the same name elsewhere.

        The document's references move to a name of its own, pinned to the document, and back if undone. What
        the document told of company and offices stays with the common name.
        """
        pinned = replace(
            node,
            id=node_id(node.sort, node.key, document),
            kinds={node.kind.value: 1},
            company=(),
            pinned=document,
        )
        verdict = Verdict(min(node.id, pinned.id), max(node.id, pinned.id), same=False)
        move = (document, pinned.id, node.id) if undo else (document, node.id, pinned.id)
        base = Changes(
            nodes=() if undo else (pinned,),
            moved=(move,),
            verdicts=() if undo else (verdict,),
            withdrawn=(verdict,) if undo else (),
        )
        return self._settled(base, {node.id: node, pinned.id: pinned}, {}, seeds={node.id, pinned.id})

    def _compared(
        self, near: Mapping[str, Iterable[str]], known: Mapping[str, NameNode]
    ) -> dict[tuple[str, str], Tie]:
        found: dict[tuple[str, str], Tie] = {}
        for one in sorted(near):
            for other in near[one]:
                if other not in known or tuple(sorted((one, other))) in found:
                    continue
                made = self.evidence.between(known[one], known[other])
                if made is not None:
                    found[made.left, made.right] = made
        return found

    def _settled(
        self,
        base: Changes,
        known: Mapping[str, NameNode],
        found: dict[tuple[str, str], Tie],
        apart: Iterable[str] = (),
        seeds: Iterable[str] = (),
    ) -> Changes:
        """Score the ties that a change touches, partition what they hold, and tell what is decided."""
        view = View(self._index, base, known, found)
        _note_apart(view, set(apart))
        moved = view.rescore({node.id for node in base.nodes} | {end for pair in found for end in pair})
        before = view.known_entities()
        new = {node.id for node in base.nodes if node.id not in before}
        judged = set(seeds)
        touched = new | {end for pair in moved for end in pair} | judged
        if not touched:
            return replace(base, ties=view.changed())
        component = view.component(touched, whole=bool(judged)) or new
        inside = [one for one in view.all_ties() if one.left in component and one.right in component]
        parted = partition(
            {one: view.node(one) for one in sorted(component)},
            inside,
            view.verdicts(component),
            self.evidence,
        )
        return _told(base, view, parted)


def _anchor(document: str, entity: LocalEntity) -> Anchor:
    name = next((alias.name for alias in entity.aliases if not generic(alias.name)), entity.name)
    return Anchor(document, node_of(name, entity, document).id, entity)


def _brought(
    document: str, entities: Sequence[LocalEntity], anchors: Sequence[Anchor]
) -> tuple[dict[str, NameNode], list[Tie]]:
    """Return the nodes that a document brings, and the ties that it states itself."""
    company = sorted(
        {
            anchor.node
            for anchor, entity in zip(anchors, entities, strict=True)
            if SORTS[entity.kind] not in {EVENT, WEAPON} and not generic(entity.name)
        }
    )
    nodes: dict[str, NameNode] = {}
    ties: list[Tie] = []
    for anchor, entity in zip(anchors, entities, strict=True):
        main = next((alias.name for alias in entity.aliases if not generic(alias.name)), entity.name)
        _meet(nodes, node_of(main, entity, document, company))
        for alias in entity.aliases:
            features = {} if generic(alias.name) else _features(alias, entity)
            other = node_of(alias.name, entity, document, anchor=False)
            if features and other.id != anchor.node:
                _meet(nodes, other)
                ties.append(tie(anchor.node, other.id, features, tuple(why.words for why in alias.reasons)))
    return nodes, ties


def _features(alias: LocalAlias, entity: LocalEntity) -> dict[str, float]:
    """Return what a document says of a name of one of its entities; nothing of a surname alone."""
    if any(why.definite for why in alias.reasons):
        return {"defined": 1.0}
    if SORTS[entity.kind] == PERSON and " " not in alias.name:
        return {}
    return {"within": 1.0} if alias.reasons else {}


def _meet(nodes: dict[str, NameNode], node: NameNode) -> None:
    nodes[node.id] = nodes[node.id].with_more(node) if node.id in nodes else node


def _put(found: dict[tuple[str, str], Tie], one: Tie) -> None:
    pair = one.left, one.right
    found[pair] = found[pair].with_more(one) if pair in found else one


def _note_apart(view: View, anchors: set[str]) -> None:
    """Note, at ties between two names by which a document calls two things, that it does."""
    for pair in view.pairs(anchors):
        if pair[0] in anchors and pair[1] in anchors:
            view.add(tie(*pair, {"apart": 1.0}, ("a document names both, and not for one thing",)))


def _told(base: Changes, view: View, parted: Partition) -> Changes:
    """Return the change with its ties' status, the entities that changed, and the decisions."""
    nodes = {one: view.node(one) for group in parted.groups for one in group}
    now = parted.entities(nodes)
    for one in parted.ties:
        view.put(one)
    against = {
        frozenset((now.get(one.left, view.entity(one.left)), now.get(one.right, view.entity(one.right))))
        for one in view.verdicts(now)
        if not one.same
    }
    for pair in view.pairs(set(now)):
        if pair[0] in now and pair[1] in now:
            continue
        one = view.at(pair)
        ends = frozenset(now.get(end, view.entity(end)) for end in pair)
        proposed = one.score >= PROPOSED and ends not in against
        view.put(replace(one, status=LinkStatus.PROPOSED if proposed else None))
    changed = tuple((one, entity) for one, entity in sorted(now.items()) if view.entity(one) != entity)
    return replace(
        base, ties=view.changed(), entities=changed, decisions=tuple(_decisions(view, parted, now))
    )


def _decisions(view: View, parted: Partition, now: Mapping[str, str]) -> list[Decision]:
    homes: dict[str, set[str]] = defaultdict(set)
    for one, entity in now.items():
        before = view.entity(one)
        if before is not None:
            homes[before].add(entity)
    reasons: dict[str, list[str]] = defaultdict(list)
    for tied in parted.ties:
        if tied.status is LinkStatus.MADE:
            reasons[now[tied.left]].extend(tied.reasons)
    decisions = []
    for group in parted.groups:
        entity = now[group[0]]
        found = [view.entity(one) for one in group]
        earlier = {one for one in found if one is not None}
        if not earlier:
            outcome = Outcome.NEW
        elif len(earlier) > 1:
            outcome = Outcome.MERGED
        elif len(homes[min(earlier)]) > 1:
            outcome = Outcome.SPLIT
        elif None in found:
            outcome = Outcome.LINKED
        else:
            continue
        others = tuple(sorted(earlier - {entity}))
        decisions.append(Decision(outcome, entity, group, others, tuple(dict.fromkeys(reasons[entity]))))
    return decisions
