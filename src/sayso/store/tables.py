"""The tables of a case, in SQLAlchemy Core. What only one database can do is in ``dialect``.

Text columns hold the model's own words; lists that are only ever read whole (links, notes, the spans
of an assertion) are JSON. Everything that hangs on a document goes when the document is replaced; what
custody rests on (original, capture) is never changed or deleted, and triggers see to that.
"""

from __future__ import annotations

from sqlalchemy import (
    REAL,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

REAL_NUMBER: Double[float] = Double().with_variant(REAL(), "sqlite")


def _text(
    name: str, *links: ForeignKey, primary_key: bool = False, unique: bool = False, index: bool = False
) -> Column[str]:
    return Column(
        name,
        Text,
        *links,
        primary_key=primary_key,
        nullable=False,
        unique=unique or None,
        index=index or None,
    )


def _optional(name: str, *, index: bool = False) -> Column[str]:
    return Column(name, Text, nullable=True, index=index or None)


def _whole(name: str, *, primary_key: bool = False, counted: bool = False) -> Column[int]:
    """Return a whole number; ``counted`` if the database itself gives out the next one."""
    return Column(name, Integer, primary_key=primary_key, nullable=False, autoincrement=counted)


def _of_document() -> ForeignKey:
    return ForeignKey("document.id", ondelete="CASCADE")


def _of_attribution() -> ForeignKey:
    return ForeignKey("attribution.id", ondelete="CASCADE")


original = Table(
    "original",
    metadata,
    _text("sha256", primary_key=True),
    _whole("size"),
    _text("encoding"),
    Column("data", LargeBinary, nullable=False),
    sqlite_strict=True,
)
"""Bytes as they were obtained, by hash; ``encoding`` says how ``data`` holds them (``zlib`` or ``none``)."""

capture = Table(
    "capture",
    metadata,
    _whole("sequence", primary_key=True),
    _text("document", unique=True),
    _text("sha256", ForeignKey("original.sha256"), index=True),
    _whole("size"),
    _text("location"),
    _text("obtained"),
    _optional("media_type"),
    _text("at"),
    _text("details"),
    _text("previous"),
    _text("hash"),
    sqlite_strict=True,
)

run = Table(
    "run",
    metadata,
    _whole("id", primary_key=True, counted=True),
    _text("command"),
    _text("version"),
    _text("started"),
    _optional("ended"),
    _whole("added"),
    _whole("skipped"),
    sqlite_strict=True,
)

document = Table(
    "document",
    metadata,
    # Search indexes point to this number, which must not change when the file is compacted.
    _whole("row", primary_key=True, counted=True),
    _text("id", ForeignKey("capture.document"), unique=True),
    _text("sha256", ForeignKey("original.sha256"), index=True),
    _text("text_sha256"),
    _text("media_type"),
    _text("location"),
    _optional("key", index=True),
    _optional("title"),
    _optional("author"),
    _optional("outlet"),
    _optional("outlet_folded"),
    _optional("agency"),
    _optional("published"),
    _optional("precision"),
    _optional("published_from"),
    _optional("published_until"),
    _text("ordering"),
    _optional("url"),
    _optional("language"),
    _text("links"),
    _text("found"),
    _text("notes"),
    _whole("characters"),
    _whole("assertions"),
    _text("made_by"),
    # Last, so that listings need not page through it.
    _text("text"),
    Index("ix_document_outlet", "outlet_folded", "outlet"),
    Index("ix_document_published_from", "published_from", "id"),
    Index("ix_document_published_until", "published_until", "id"),
    Index("ix_document_ordering", "ordering", "id"),
    sqlite_strict=True,
)

skipped = Table(
    "skipped",
    metadata,
    _whole("id", primary_key=True, counted=True),
    _optional("document"),
    _text("location"),
    _text("reason"),
    Column("run", Integer, ForeignKey("run.id"), nullable=True),
    sqlite_strict=True,
)
Index("uq_skipped_document", skipped.c.document, unique=True)
Index(
    "uq_skipped_location",
    skipped.c.location,
    unique=True,
    sqlite_where=skipped.c.document.is_(None),
    postgresql_where=skipped.c.document.is_(None),
)

maker = Table(
    "maker",
    metadata,
    _text("id", primary_key=True),
    _text("stage"),
    _text("version"),
    _text("configuration"),
    sqlite_strict=True,
)

document_maker = Table(
    "document_maker",
    metadata,
    _text("document", _of_document(), primary_key=True),
    _whole("position", primary_key=True),
    _text("stage"),
    _text("maker", ForeignKey("maker.id"), index=True),
    sqlite_strict=True,
)

attribution = Table(
    "attribution",
    metadata,
    _text("id", primary_key=True),
    _text("document", _of_document()),
    _whole("position"),
    _optional("speaker"),
    _text("source_kind"),
    _text("mode"),
    _text("certainty"),
    _text("polarity"),
    _text("kind"),
    Column(
        "nested_in",
        Text,
        ForeignKey("attribution.id", deferrable=True, initially="DEFERRED"),
        nullable=True,
        index=True,
    ),
    Column("score", REAL_NUMBER, nullable=False),
    Index("ix_attribution_place", "document", "position"),
    sqlite_strict=True,
)

hop = Table(
    "hop",
    metadata,
    _text("attribution", _of_attribution(), primary_key=True),
    _whole("position", primary_key=True),
    _text("name"),
    _text("source_kind"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

attribution_span = Table(
    "attribution_span",
    metadata,
    _text("attribution", _of_attribution(), primary_key=True),
    _text("role", primary_key=True),
    _whole("position", primary_key=True),
    _whole("start"),
    _whole("end"),
    _text("exact"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""``role`` is source, cue, content or ``hop:N``; ``exact`` the very characters, for ``verify``."""

assertion = Table(
    "assertion",
    metadata,
    # Search indexes point to this number.
    _whole("row", primary_key=True, counted=True),
    _text("id", unique=True),
    _text("document", _of_document()),
    _whole("position"),
    _text("attribution", _of_attribution(), index=True),
    _text("content"),
    _text("quote"),
    _optional("speaker"),
    _text("source_kind", index=True),
    _text("stance", index=True),
    _text("certainty", index=True),
    _text("polarity"),
    _text("kind", index=True),
    _optional("claim", index=True),
    Index("ix_assertion_place", "document", "position"),
    sqlite_strict=True,
)

migration = Table(
    "migration",
    metadata,
    _whole("position", primary_key=True),
    _text("name", unique=True),
    _text("at"),
    sqlite_strict=True,
)

LEDGER = (
    original, capture, run, document, skipped, maker, document_maker, attribution, hop, attribution_span,
    assertion, migration,
)  # fmt: skip
"""The tables that a case began with; the others came by migration."""
