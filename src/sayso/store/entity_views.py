"""Listings of entities: each once, under all its names, with what makes them its own."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, select

from sayso.errors import NoSuchRecord
from sayso.model.annotation import MentionKind
from sayso.model.entity import SCHEMATA, Alias, Entity, EntityLink, LinkStatus
from sayso.model.naming import KINDS
from sayso.store.entity_index import local_from
from sayso.store.entity_tables import judgment, local_entity, name_node, name_tie, reference
from sayso.store.keyed import undone
from sayso.store.queries import starting
from sayso.text.fold import fold
from sayso.text.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Row

    from sayso.model.reference import LocalAlias, LocalEntity

_SHOWN = 4
_BATCH = 400
_BATCH = 400


def entities(
    connection: Connection, schema: str | None = None, name: str | None = None, one: str | None = None
) -> Iterator[Entity]:
    """Yield entities, those named by most documents first.

    Args:
        connection: of the case.
        schema: only of this FollowTheMoney schema.
        name: only those one of whose names holds this, case and accents folded.
        one: only the entity of this id.
    """
    nodes = _nodes(connection, one)
    gathered: dict[str, _Gathered] = defaultdict(_Gathered)
    parted = parted_names(connection)
    query = (
        select(local_entity, name_node.c.entity, name_node.c.sort, name_node.c.key)
        .join(name_node, local_entity.c.node == name_node.c.id)
        .where(name_node.c.entity.is_not(None))
        .order_by(local_entity.c.document, local_entity.c.local)
    )
    if one is not None:
        query = query.where(name_node.c.entity.in_([one, *sorted(parted.get(one, ()))]))
    for row in connection.execution_options(yield_per=1000).execute(query):
        local = local_from(row.name, row.kind, row.details)
        gathered[row.entity].add(row, local)
        others = parted.get(row.entity, {})
        for alias in local.aliases:
            home = _home(row, plain(alias.name), others) if others else None
            gathered[home or row.entity].call(row, alias, defined=home is None)
    made = _made(connection, one)
    found = [
        _entity(key, nodes[key], some, made.get(key, ())) for key, some in gathered.items() if key in nodes
    ]
    part = fold(name) if name else None
    for entity in sorted(found, key=lambda each: (-each.documents, -each.references, each.name, each.id)):
        if schema is not None and entity.schema != schema:
            continue
        if part is None or any(part in fold(alias.name) for alias in entity.aliases):
            yield entity


class _Gathered:
    """What documents tell of one entity."""

    def __init__(self) -> None:
        self.documents: set[str] = set()
        self.references: Counter[str] = Counter()
        self.reasons: dict[str, set[str]] = defaultdict(set)
        self.offices: set[str] = set()
        self.kinds: Counter[str] = Counter()

    def add(self, row: Row[Any], local: LocalEntity) -> None:
        self.documents.add(row.document)
        self.kinds[row.kind] += 1
        self.offices.update(map(str, local.offices))

    def call(self, row: Row[Any], alias: LocalAlias, *, defined: bool) -> None:
        """Add a name by which a document calls it; ``defined`` if what the document says of it holds."""
        self.documents.add(row.document)
        self.references[alias.name] += alias.references
        if defined:
            self.reasons[alias.name].update(why.words for why in alias.reasons)


Names = dict[tuple[str, str, str | None], str]
"""Entity by sort, key and the document that a name is pinned to."""


def parted_names(connection: Connection) -> dict[str, dict[str, Names]]:
    """Return, for each entity that a standing judgment keeps apart from others, these others' names.

    A judgment that a later one overrules has both its ends in one entity, and parts nothing.
    """
    left, right = name_node.alias("left_node"), name_node.alias("right_node")
    query = (
        select(left.c.entity.label("one"), right.c.entity.label("other"))
        .select_from(judgment)
        .join(left, judgment.c.left == left.c.id)
        .join(right, judgment.c.right == right.c.id)
        .where(judgment.c.verb == "different", judgment.c.sequence.not_in(undone()))
        .where(left.c.entity != right.c.entity)
    )
    pairs = {(row.one, row.other) for row in connection.execute(query)}
    names: dict[str, Names] = defaultdict(dict)
    ends = sorted({end for pair in pairs for end in pair})
    for start in range(0, len(ends), _BATCH):
        some = ends[start : start + _BATCH]
        for row in connection.execute(select(name_node).where(name_node.c.entity.in_(some))):
            names[row.entity][row.sort, row.key, row.pinned] = row.entity
    found: dict[str, dict[str, Names]] = defaultdict(dict)
    for one, other in pairs:
        found[one][other], found[other][one] = names[other], names[one]
    return found


def _home(row: Row[Any], key: str, others: dict[str, Names]) -> str | None:
    """Return the other entity that a judgment left this name of a document's entity to, if one did."""
    if key == row.key:
        return None
    for names in others.values():
        for pinned in (None, row.document):
            if (row.sort, key, pinned) in names:
                return names[row.sort, key, pinned]
    return None


def _nodes(connection: Connection, one: str | None) -> dict[str, list[Row[Any]]]:
    query = select(name_node).where(name_node.c.entity.is_not(None))
    if one is not None:
        query = query.where(name_node.c.entity == one)
    nodes: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(query.order_by(name_node.c.id)):
        nodes[row.entity].append(row)
    return nodes


def _made(connection: Connection, one: str | None) -> dict[str, list[tuple[str, str, str]]]:
    """Return, by entity, the names that were taken for one's across documents, and why."""
    left, right = name_node.alias("left_node"), name_node.alias("right_node")
    query = (
        select(left.c.entity, left.c.name.label("one"), right.c.name.label("other"), name_tie.c.reasons)
        .select_from(name_tie)
        .join(left, name_tie.c.left == left.c.id)
        .join(right, name_tie.c.right == right.c.id)
        .where(name_tie.c.status == LinkStatus.MADE.value)
    )
    if one is not None:
        query = query.where(left.c.entity == one)
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.entity].append((row.one, row.other, row.reasons))
    return found


def _entity(key: str, nodes: list[Row[Any]], told: _Gathered, made: Any) -> Entity:  # noqa: ANN401

    for one, other, reasons in made:
        for name in (one, other):
            if name in told.references:
                told.reasons[name].update(json.loads(reasons))
    aliases = tuple(
        Alias(name, tuple(sorted(told.reasons[name])), count)
        for name, count in sorted(told.references.items(), key=lambda pair: (-pair[1], pair[0]))
    )
    main = _main(nodes)
    kind = min(told.kinds or [KINDS[main.sort].value], key=lambda one: (-told.kinds[one], one))
    return Entity(
        key, main.name, SCHEMATA[MentionKind(kind)], aliases, tuple(sorted(told.offices)),
        len(told.documents), told.references.total(),
    )  # fmt: skip


def _documents(row: Row[Any]) -> int:

    return sum(json.loads(row.kinds).values())


def names_in_place(connection: Connection, documents: Iterable[str]) -> dict[str, list[tuple[int, int, str]]]:
    """Return, by document, where names stand and what the case calls whoever they denote."""
    same = (local_entity.c.document == reference.c.document) & (local_entity.c.local == reference.c.local)
    query: Select[Any] = (
        select(reference.c.document, reference.c.start, reference.c.end, name_node.c.entity)
        .select_from(reference)
        .join(local_entity, same)
        .join(name_node, local_entity.c.node == name_node.c.id)
        .where(reference.c.document.in_(sorted(documents)), name_node.c.entity.is_not(None))
        .order_by(reference.c.document, reference.c.position)
    )
    rows = list(connection.execute(query))
    called = _main_names(connection, {row.entity for row in rows})
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for row in rows:
        found[row.document].append((row.start, row.end, called[row.entity]))
    return found


def _main_names(connection: Connection, entities: set[str]) -> dict[str, str]:
    """Return the name by which each entity is listed."""
    nodes: dict[str, list[Row[Any]]] = defaultdict(list)
    wanted = sorted(entities)
    for start in range(0, len(wanted), _BATCH):
        some = wanted[start : start + _BATCH]
        for row in connection.execute(select(name_node).where(name_node.c.entity.in_(some))):
            nodes[row.entity].append(row)
    return {entity: str(_main(rows).name) for entity, rows in nodes.items()}


def _main(nodes: Iterable[Row[Any]]) -> Row[Any]:
    """Return the name that an entity goes by: no short one, in most documents, of most words."""
    return min(nodes, key=lambda row: (row.short, -_documents(row), -len(row.key.split()), row.id))


def proposed(connection: Connection) -> Iterator[EntityLink]:
    """Yield pairs of entities that may be one, the likeliest first; of each pair its best tie."""
    left, right = name_node.alias("left_node"), name_node.alias("right_node")
    query = (
        select(name_tie, left.c.entity.label("one"), right.c.entity.label("other"))
        .join(left, name_tie.c.left == left.c.id)
        .join(right, name_tie.c.right == right.c.id)
        .where(name_tie.c.status == LinkStatus.PROPOSED.value)
        .order_by(name_tie.c.score.desc(), name_tie.c.left, name_tie.c.right)
    )

    seen: set[tuple[str, str]] = set()
    for row in connection.execute(query):
        ends = sorted((row.one or row.left, row.other or row.right))
        pair = ends[0], ends[1]
        if pair[0] != pair[1] and pair not in seen:
            seen.add(pair)
            yield EntityLink(*pair, row.score, LinkStatus.PROPOSED, tuple(json.loads(row.reasons)))


def entity_of(connection: Connection, asked: str) -> str:
    """Return the id of the entity that an id, the beginning of one, or a name leads to.

    Raises:
        NoSuchRecord: none does, or more than one.
    """
    query = select(name_node.c.entity).where(
        name_node.c.entity.is_not(None), starting(name_node.c.id, asked) if asked else name_node.c.id == ""
    )
    found = sorted(set(connection.scalars(query.limit(100))))
    if not found:
        found = [entity.id for entity in entities(connection, name=asked) if asked]
        exact = [
            entity.id
            for entity in entities(connection, name=asked)
            if any(fold(alias.name) == fold(asked) for alias in entity.aliases)
        ]
        found = exact or found
    if not found:
        message = f"No entity has the id or name “{asked}”. “sayso entities” lists what there is."
        raise NoSuchRecord(message)
    if len(found) > 1:
        more = " and more" if len(found) > _SHOWN else ""
        message = f"“{asked}” may mean {', '.join(found[:_SHOWN])}{more}. Give the id."
        raise NoSuchRecord(message)
    return found[0]


def name_of(connection: Connection, asked: str) -> str | None:
    """Return the id of the one name of the case that is spelt so, case and accents folded; None if none is.

    Raises:
        NoSuchRecord: several names are.
    """
    plain = fold(asked)
    rows = connection.execute(select(name_node.c.id, name_node.c.name))
    found = sorted(row.id for row in rows if row.id == asked or fold(row.name) == plain)
    if len(found) > 1:
        message = (
            f"“{asked}” is the name of {', '.join(found[:_SHOWN])}. Give the id of the one that you mean."
        )
        raise NoSuchRecord(message)
    return found[0] if found else None
