"""Tables of entities: what documents name, the names of the case, what ties them, and judgments on them.

A reference and a local entity hang on their document. Names of the case are shared by its documents; each
knows the entity that it belongs to, which is itself the id of a name (:mod:`sayso.model.naming`).
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table

from sayso.store.columns import optional_column, text_column, whole_column
from sayso.store.tables import REAL_NUMBER, metadata

reference = Table(
    "reference",
    metadata,
    text_column("document", ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    whole_column("position", primary_key=True),
    whole_column("start"),
    whole_column("end"),
    text_column("exact"),
    text_column("name"),
    text_column("kind"),
    whole_column("stands_for_body"),
    whole_column("local"),
    Index("ix_reference_place", "document", "start"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""A name in place; ``local`` is the document's entity that it denotes."""

local_entity = Table(
    "local_entity",
    metadata,
    text_column("document", ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    whole_column("local", primary_key=True),
    text_column("name"),
    text_column("kind"),
    text_column("details"),
    optional_column("node"),
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
    text_column("id", primary_key=True),
    text_column("sort"),
    text_column("key"),
    text_column("name"),
    whole_column("short"),
    text_column("kinds"),
    text_column("offices"),
    text_column("company"),
    optional_column("pinned"),
    optional_column("entity"),
    Index("ix_name_node_entity", "entity"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

name_key = Table(
    "name_key",
    metadata,
    text_column("key", primary_key=True),
    text_column("node", primary_key=True),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""By which keys a name is looked up."""

key_count = Table(
    "key_count",
    metadata,
    text_column("key", primary_key=True),
    whole_column("holders"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""How many names hold a key, so that nobody has to count them."""

name_tie = Table(
    "name_tie",
    metadata,
    text_column("left", primary_key=True),
    text_column("right", primary_key=True),
    text_column("features"),
    text_column("reasons"),
    Column("score", REAL_NUMBER, nullable=False),
    optional_column("status"),
    Index("ix_name_tie_right", "right"),
    Index("ix_name_tie_status", "status"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

judgment = Table(
    "judgment",
    metadata,
    whole_column("sequence", primary_key=True),
    text_column("verb"),
    text_column("left"),
    text_column("right"),
    text_column("who"),
    text_column("why"),
    text_column("at"),
    Column("undoes", Integer, nullable=True),
    text_column("previous"),
    text_column("hash"),
    Index("ix_judgment_left", "left"),
    Index("ix_judgment_right", "right"),
    sqlite_strict=True,
)
"""What analysts decided: a chain of hashes that is only ever added to."""

ENTITIES = (reference, local_entity, name_node, name_key, key_count, name_tie, judgment)
"""Those that came with entities."""
REBUILT = (name_key, key_count, name_tie, name_node)
"""Those that follow from the documents and the judgments, and can be made anew."""
