"""The names of a case as the resolver asks for them, and what it stores (``resolve.entities.EntityIndex``).

Every question is one look-up by key, whatever the size of the case.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, tuple_, update

from sayso.model.annotation import MentionKind
from sayso.model.entity import LinkStatus
from sayso.model.naming import NameNode, Tie, Verdict
from sayso.model.reference import LocalAlias, LocalEntity, Naming, Office, Reason
from sayso.model.span import Span
from sayso.store import dialect, keyed
from sayso.store.entity_tables import (
    REBUILT,
    key_count,
    local_entity,
    name_key,
    name_node,
    name_tie,
    reference,
)
from sayso.store.rows import Values, to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sayso.model.naming import Changes
    from sayso.model.outcome import Processed


class SqlIndex:
    """Reads the names of a case through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def resolved(self, document: str) -> bool:
        """Tell whether a document's entities are stored."""
        columns = local_entity.c
        query = select(columns.node).where(columns.document == document, columns.node.is_not(None))
        return self._connection.execute(query.limit(1)).first() is not None

    def nodes(self, ids: Iterable[str]) -> dict[str, NameNode]:
        """Return the nodes that exist."""
        return {row.id: _node_from(row) for row in self._among(name_node, name_node.c.id, ids)}

    def counts(self, keys: Iterable[str]) -> dict[str, int]:
        """Return how many nodes hold each key."""
        return keyed.counts(self._connection, key_count, keys)

    def holders(self, keys: Iterable[str], most: int) -> dict[str, list[str]]:
        """Return up to ``most`` ids of nodes that hold each key, the smallest first."""
        return keyed.holders(self._connection, name_key, "node", keys, most)

    def ties(self, ids: Iterable[str]) -> list[Tie]:
        """Return all ties with an end among these nodes."""
        wanted, found = sorted(set(ids)), {}
        for some in keyed.batches(wanted):
            for end in (name_tie.c.left, name_tie.c.right):
                for row in self._connection.execute(select(name_tie).where(end.in_(some))):
                    found[row.left, row.right] = _tie_from(row)
        return [found[pair] for pair in sorted(found)]

    def entities(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the entity of each node."""
        rows = self._among(name_node, name_node.c.id, ids)
        return {row.id: row.entity for row in rows if row.entity is not None}

    def members(self, entities: Iterable[str]) -> list[str]:
        """Return the nodes of these entities."""
        return sorted(row.id for row in self._among(name_node, name_node.c.entity, entities))

    def verdicts(self, ids: Iterable[str]) -> list[Verdict]:
        """Return the verdicts in force with an end among these nodes."""
        return keyed.verdicts(self._connection, ids)

    def _among(self, table: Any, column: Any, ids: Iterable[str]) -> Iterator[Row[Any]]:  # noqa: ANN401
        for some in keyed.batches(sorted(set(ids))):
            yield from self._connection.execute(select(table).where(column.in_(some)))


def apply(connection: Connection, changes: Changes) -> None:
    """Store what a document or a judgment changed."""
    _put_nodes(connection, changes.nodes)
    if changes.keys:
        rows = _new_keys(connection, sorted(set(changes.keys)))
        if rows:
            connection.execute(insert(name_key), rows)
            held = [{"key": row["key"], "holders": 1} for row in rows]
            connection.execute(dialect.count_up(key_count, "holders"), held)
    if changes.ties:
        pair = (name_tie.c.left == bindparam("one")) & (name_tie.c.right == bindparam("other"))
        ends = [{"one": tie.left, "other": tie.right} for tie in changes.ties]
        connection.execute(delete(name_tie).where(pair), ends)
        connection.execute(name_tie.insert(), [_tie_values(tie) for tie in changes.ties])
    if changes.entities:
        query = (
            update(name_node).where(name_node.c.id == bindparam("name_id")).values(entity=bindparam("its"))
        )
        connection.execute(query, [{"name_id": name, "its": entity} for name, entity in changes.entities])
    if changes.anchors:
        columns = local_entity.c
        place = (columns.document == bindparam("its")) & (columns.local == bindparam("number"))
        connection.execute(
            update(local_entity).where(place).values(node=bindparam("name_id")),
            [
                {"its": anchor.document, "number": local, "name_id": anchor.node}
                for local, anchor in enumerate(changes.anchors)
            ],
        )
    if changes.document is not None:
        # Entities beyond those that the resolver looks at stay by themselves.
        columns = local_entity.c
        rest = (columns.document == changes.document) & columns.node.is_(None)
        connection.execute(update(local_entity).where(rest).values(node=""))
    for document, old, new in changes.moved:
        columns = local_entity.c
        place = (columns.document == document) & (columns.node == old)
        connection.execute(update(local_entity).where(place).values(node=new))


def _new_keys(connection: Connection, pairs: Sequence[tuple[str, str]]) -> list[Values]:
    known: set[tuple[str, str]] = set()
    for start in range(0, len(pairs), keyed.BATCH):
        some = pairs[start : start + keyed.BATCH]
        query = select(name_key.c.key, name_key.c.node).where(
            tuple_(name_key.c.key, name_key.c.node).in_(some)
        )
        known |= {(row.key, row.node) for row in connection.execute(query)}
    return [{"key": key, "node": node} for key, node in pairs if (key, node) not in known]


def _put_nodes(connection: Connection, nodes: Sequence[NameNode]) -> None:
    known: set[str] = set()
    for some in keyed.batches([node.id for node in nodes]):
        known |= set(connection.scalars(select(name_node.c.id).where(name_node.c.id.in_(some))))
    new = [_node_values(node) | {"entity": None} for node in nodes if node.id not in known]
    old = [_node_values(node) for node in nodes if node.id in known]
    if new:
        connection.execute(name_node.insert(), new)
    if old:
        columns = [name for name in old[0] if name != "id"]
        changed = update(name_node).where(name_node.c.id == bindparam("name_id"))
        query = changed.values({name: bindparam(f"new_{name}") for name in columns})
        rows = [{"name_id": row["id"]} | {f"new_{name}": row[name] for name in columns} for row in old]
        connection.execute(query, rows)


def unresolved(connection: Connection) -> list[str]:
    """Return the documents that the case was not yet looked through for, by id."""
    query = select(local_entity.c.document).where(local_entity.c.node.is_(None)).distinct()
    return sorted(connection.scalars(query))


def forget(connection: Connection, documents: Sequence[str]) -> None:
    """Make ready for the removal of documents: if names of the case rest on them, all names are made anew.

    What a name gathers from documents cannot be taken back from it. Judgments stay.
    """
    columns = local_entity.c
    rests = select(columns.node).where(columns.document.in_(documents), columns.node.is_not(None))
    if connection.execute(rests.limit(1)).first() is None:
        return
    for table in REBUILT:
        connection.execute(delete(table))
    connection.execute(update(local_entity).values(node=None))


def local_entities(connection: Connection, document: str) -> list[LocalEntity]:
    """Return what a document names."""
    names: dict[int, list[Naming]] = {}
    query = select(reference).where(reference.c.document == document).order_by(reference.c.position)
    for row in connection.execute(query):
        span = Span(row.start, row.end)
        naming = Naming(span, row.name, MentionKind(row.kind), bool(row.stands_for_body))
        names.setdefault(row.local, []).append(naming)
    query = select(local_entity).where(local_entity.c.document == document).order_by(local_entity.c.local)
    return [
        local_from(row.name, row.kind, row.details, names.get(row.local, ()))
        for row in connection.execute(query)
    ]


def entity_values(processed: Processed) -> tuple[list[Values], list[Values]]:
    """Return the rows of the local_entity and reference tables of a report."""
    document, text = processed.document.id, processed.document.text
    locals_, places = [], []
    for number, one in enumerate(processed.findings.entities):
        locals_.append(
            {
                "document": document, "local": number, "name": one.name, "kind": one.kind.value,
                "details": to_json(_details(one)), "node": None,
            }
        )  # fmt: skip
        places += [(naming.span, number, naming) for naming in one.references]
    references = [
        {
            "document": document, "position": position, "start": span.start, "end": span.end,
            "exact": span.of(text), "name": naming.name, "kind": naming.kind.value,
            "stands_for_body": int(naming.stands_for_body), "local": local,
        }
        for position, (span, local, naming) in enumerate(sorted(places, key=lambda one: (one[0], one[1])))
    ]  # fmt: skip
    return locals_, references


def _details(one: LocalEntity) -> dict[str, Any]:
    def pair(span: Span | None) -> list[int] | None:
        return None if span is None else [span.start, span.end]

    return {
        "aliases": [
            [
                alias.name,
                alias.references,
                [[why.words, pair(why.proof), why.definite] for why in alias.reasons],
            ]
            for alias in one.aliases
        ],
        "offices": [[office.title, pair(office.span), office.dated] for office in one.offices],
        "part_of": list(one.part_of),
    }


def local_from(name: str, kind: str, details: str, references: Iterable[Naming] = ()) -> LocalEntity:
    """Read a local entity."""
    told = json.loads(details)
    aliases = tuple(
        LocalAlias(
            alias,
            tuple(
                Reason(words, Span(*proof) if proof else None, definite) for words, proof, definite in reasons
            ),
            count,
        )
        for alias, count, reasons in told["aliases"]
    )
    offices = tuple(Office(title, Span(*span), dated) for title, span, dated in told["offices"])
    return LocalEntity(name, MentionKind(kind), tuple(references), aliases, offices, tuple(told["part_of"]))


def _node_values(node: NameNode) -> Values:
    return {
        "id": node.id,
        "sort": node.sort,
        "key": node.key,
        "name": node.name,
        "short": int(node.short),
        "kinds": to_json(dict(node.kinds)),
        "offices": to_json(list(node.offices)),
        "company": to_json(list(node.company)),
        "pinned": node.pinned,
    }


def _node_from(row: Row[Any]) -> NameNode:
    kinds: Mapping[str, int] = json.loads(row.kinds)
    return NameNode(
        row.id, row.sort, row.key, row.name, bool(row.short), dict(sorted(kinds.items())),
        tuple(json.loads(row.offices)), tuple(json.loads(row.company)), row.pinned,
    )  # fmt: skip


def _tie_values(tie: Tie) -> Values:
    return {
        "left": tie.left,
        "right": tie.right,
        "features": to_json(dict(tie.features)),
        "reasons": to_json(list(tie.reasons)),
        "score": float(tie.score),
        "status": None if tie.status is None else tie.status.value,
    }


def _tie_from(row: Row[Any]) -> Tie:
    return Tie(
        row.left, row.right, json.loads(row.features), tuple(json.loads(row.reasons)), row.score,
        LinkStatus(row.status) if row.status else None,
    )  # fmt: skip
