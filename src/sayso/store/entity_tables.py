"""Tables of entities: what documents name, the names of the case, what ties them, and judgments on them.

A reference and a local entity hang on their document. Names of the case are shared by its documents; each
knows the entity that it belongs to, which is itself the id of a name (:mod:`sayso.model.naming`).
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from sayso.store.tables import REAL_NUMBER, metadata


def _text(name: str, *links: ForeignKey, primary_key: bool = False) -> Column[str]:
    return Column(name, Text, *links, primary_key=primary_key, nullable=False)


def _optional(name: str) -> Column[str]:
    return Column(name, Text, nullable=True)


def _whole(name: str, *, primary_key: bool = False) -> Column[int]:
    return Column(name, Integer, primary_key=primary_key, nullable=False, autoincrement=False)


reference = Table(
    "reference",
    metadata,
    _text("document", ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    _whole("position", primary_key=True),
    _whole("start"),
    _whole("end"),
    _text("exact"),
    _text("name"),
    _text("kind"),
    _whole("stands_for_body"),
    _whole("local"),
    Index("ix_reference_place", "document", "start"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""A name in place; ``local`` is the document's entity that it denotes."""

local_entity = Table(
    "local_entity",
    metadata,
    _text("document", ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    _whole("local", primary_key=True),
    _text("name"),
    _text("kind"),
    _text("details"),
    _optional("node"),
    Index("ix_local_entity_node", "node"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""One thing that a document names; ``details`` its names with what makes them one, its offices, as JSON.

``node`` is the name by which the case knows it; empty until the case was looked through for it.
"""

name_node = Table(
    "name_node",
    metadata,
    _text("id", primary_key=True),
    _text("sort"),
    _text("key"),
    _text("name"),
    _whole("short"),
    _text("kinds"),
    _text("offices"),
    _text("company"),
    _optional("pinned"),
    _optional("entity"),
    Index("ix_name_node_entity", "entity"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

name_key = Table(
    "name_key",
    metadata,
    _text("key", primary_key=True),
    _text("node", primary_key=True),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""By which keys a name is looked up."""

key_count = Table(
    "key_count",
    metadata,
    _text("key", primary_key=True),
    _whole("holders"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""How many names hold a key, so that nobody has to count them."""

name_tie = Table(
    "name_tie",
    metadata,
    _text("left", primary_key=True),
    _text("right", primary_key=True),
    _text("features"),
    _text("reasons"),
    Column("score", REAL_NUMBER, nullable=False),
    _optional("status"),
    Index("ix_name_tie_right", "right"),
    Index("ix_name_tie_status", "status"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

judgment = Table(
    "judgment",
    metadata,
    _whole("sequence", primary_key=True),
    _text("verb"),
    _text("left"),
    _text("right"),
    _text("who"),
    _text("why"),
    _text("at"),
    Column("undoes", Integer, nullable=True),
    _text("previous"),
    _text("hash"),
    Index("ix_judgment_left", "left"),
    Index("ix_judgment_right", "right"),
    sqlite_strict=True,
)
"""What analysts decided: a chain of hashes that is only ever added to."""

ENTITIES = (reference, local_entity, name_node, name_key, key_count, name_tie, judgment)
"""Those that came with entities."""
REBUILT = (name_key, key_count, name_tie, name_node)
"""Those that follow from the documents and the judgments, and can be made anew."""
