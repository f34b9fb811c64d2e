"""Tables of entities: references in place, whom they denote, under which names, and what may be the same.

A reference hangs on its document. Entities stay when documents go: one without references is not listed.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from sayso.store.tables import REAL_NUMBER, metadata


def _text(name: str, *links: ForeignKey, primary_key: bool = False) -> Column[str]:
    return Column(name, Text, *links, primary_key=primary_key, nullable=False)


def _optional(name: str, *links: ForeignKey) -> Column[str]:
    return Column(name, Text, *links, nullable=True)


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
    # References of one document with the same number denote one thing there.
    _whole("local"),
    _optional("entity"),
    Index("ix_reference_entity", "entity"),
    Index("ix_reference_place", "document", "start"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

local_entity = Table(
    "local_entity",
    metadata,
    _text("document", ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    _whole("local", primary_key=True),
    _text("details"),
    _optional("entity"),
    Index("ix_local_entity_entity", "entity"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""One thing that a document names; ``details`` its names with what makes them one, and its offices, as JSON.

``entity`` is empty until the case has been looked through for it.
"""

entity = Table(
    "entity",
    metadata,
    _text("id", primary_key=True),
    _text("name"),
    _text("schema"),
    _text("kind"),
    _text("details"),
    # Of an entity that went into another: which.
    _optional("merged_into"),
    Index("ix_entity_merged_into", "merged_into"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

alias = Table(
    "alias",
    metadata,
    _text("entity", ForeignKey("entity.id", ondelete="CASCADE"), primary_key=True),
    _text("name", primary_key=True),
    _text("reasons"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

entity_key = Table(
    "entity_key",
    metadata,
    _text("key", primary_key=True),
    _text("entity", ForeignKey("entity.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_entity_key_entity", "entity"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""By which keys an entity's names are looked up."""

entity_link = Table(
    "entity_link",
    metadata,
    _text("left", primary_key=True),
    _text("right", primary_key=True),
    Column("score", REAL_NUMBER, nullable=False),
    _text("status"),
    _text("reasons"),
    Index("ix_entity_link_right", "right"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

ENTITIES = (reference, local_entity, entity, alias, entity_key, entity_link)
