"""NameNode: one name for one sort of thing, with what a case's documents tell of it.

Entities across documents are groups of these nodes, not of documents' entities: a name that thousands of
documents give is one node, so that no work grows with the number of documents. All that a node gathers is
gathered by sums and by sets cut at their smallest members, which come out the same in any order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.model.ids import content_id
from sayso.model.naming import COMPANY, OFFICES, NameNode, smallest
from sayso.resolve.entities.sorts import PERSON, SORTS
from sayso.resolve.entities.spelling import is_acronym, known_line
from sayso.text.bodies import BODIES, PEOPLE, TITLES
from sayso.text.plain import plain
from sayso.text.words import words as listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.model.reference import LocalEntity

_GENERIC = (BODIES - {"kremlin", "pentagon", "taliban"}) | PEOPLE | TITLES


def node_id(sort: str, key: str, document: str | None = None) -> str:
    """Return the id of a name of a sort; of the one that is pinned to a document, if one is given."""
    return content_id("ent", sort, key, *(() if document is None else (document,)))


def node_of(
    name: str, entity: LocalEntity, document: str, company: Iterable[str] = (), *, anchor: bool = True
) -> NameNode:
    """Return the node of a name of a document's entity; ``anchor`` if the entity is known by it."""
    sort, key = SORTS[entity.kind], plain(name) or name.casefold()
    short = is_acronym(name) or (sort == PERSON and " " not in key)
    pinned = document if generic(name) else None
    found = node_id(sort, key, pinned)
    offices = {
        word
        for office in entity.offices
        for word in office.title.casefold().split()
        if word in listed("offices")
    }
    return NameNode(
        id=found,
        sort=sort,
        key=key,
        name=name,
        short=short,
        kinds={entity.kind.value: 1} if anchor else {},
        offices=smallest(offices if anchor else (), OFFICES),
        company=smallest((one for one in company if one != found), COMPANY) if anchor else (),
        pinned=pinned,
    )


def alias_node(name: str, entity: LocalEntity, document: str) -> str:
    """Return the id of the node of one of the names by which a document calls an entity."""
    return node_of(name, entity, document, anchor=False).id


def generic(name: str) -> bool:
    """Tell whether a name is a plain noun, which means something else in every document ("the Authority")."""
    words = plain(name).split()
    return all(word in _GENERIC for word in words) and known_line(name) is None and not is_acronym(name)
