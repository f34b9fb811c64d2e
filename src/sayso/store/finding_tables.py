"""Tables of what reports hold besides who says what: times, amounts, wallets, places, events, names.

All hang on a document and go with it; ``exact`` are the very characters, for ``verify``. ``attribution`` is
the innermost one in whose content a finding stands: on whose say-so it is. None: the outlet's own.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text

from sayso.store.tables import REAL_NUMBER, metadata


def _text(name: str, *links: ForeignKey, primary_key: bool = False) -> Column[str]:
    return Column(name, Text, *links, primary_key=primary_key, nullable=False)


def _optional(name: str, *links: ForeignKey) -> Column[str]:
    return Column(name, Text, *links, nullable=True)


def _whole(name: str, *, primary_key: bool = False, nullable: bool = False) -> Column[int]:
    return Column(name, Integer, primary_key=primary_key, nullable=nullable, autoincrement=False)


def _truth(name: str) -> Column[bool]:
    return Column(name, Boolean().with_variant(Integer, "sqlite"), nullable=False)


def _found(name: str, *columns: Column[str] | Column[int] | Column[bool] | Column[float] | Index) -> Table:
    """Return a table of findings that each stand in one place of a document."""
    return Table(
        name,
        metadata,
        _text("document", ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
        _whole("position", primary_key=True),
        _whole("start"),
        _whole("end"),
        _text("exact"),
        _optional("attribution", ForeignKey("attribution.id", ondelete="CASCADE")),
        *columns,
        Index(f"ix_{name}_attribution", "attribution"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


time = _found(
    "time",
    _text("kind"),
    _text("value"),
    _optional("modifier"),
    _optional("earliest"),
    _optional("latest"),
    _truth("relative"),
    Index("ix_time_earliest", "earliest"),
)

amount = _found(
    "amount",
    _whole("number_start"),
    _whole("number_end"),
    _text("kind"),
    # Exact, as decimal text; the numbers beside them are for comparing.
    _text("low"),
    _text("high"),
    Column("least", REAL_NUMBER, nullable=False),
    Column("most", REAL_NUMBER, nullable=False),
    _text("comparison"),
    _optional("unit"),
    _optional("counts"),
    _optional("harm"),
    Index("ix_amount_kind", "kind", "unit", "least"),
)

wallet = _found(
    "wallet",
    _text("address"),
    _text("chains"),
    _truth("checked"),
    Index("ix_wallet_address", "address"),
)

toponym = _found(
    "toponym",
    _optional("place"),
    _optional("name"),
    _optional("country"),
    _text("candidates"),
    _truth("ambiguous"),
    _truth("stands_for_body"),
    Index("ix_toponym_place", "place"),
)
"""``place`` is the likeliest; ``candidates`` all of them, as JSON."""

designation = _found(
    "designation",
    _text("kind"),
    _text("details"),
)

event = Table(
    "event",
    metadata,
    _text("id", primary_key=True),
    _text("document", ForeignKey("document.id", ondelete="CASCADE")),
    _whole("position"),
    _whole("start"),
    _whole("end"),
    _text("exact"),
    _optional("attribution", ForeignKey("attribution.id", ondelete="CASCADE")),
    _text("kind"),
    _text("details"),
    Index("ix_event_document", "document", "position"),
    Index("ix_event_attribution", "attribution"),
    Index("ix_event_kind", "kind"),
    sqlite_strict=True,
)
"""``start`` to ``end`` is the trigger; ``details`` the spans of sentence, time and place, as JSON."""

participant = Table(
    "participant",
    metadata,
    _text("event", ForeignKey("event.id", ondelete="CASCADE"), primary_key=True),
    _whole("position", primary_key=True),
    _whole("start"),
    _whole("end"),
    _text("exact"),
    _optional("attribution", ForeignKey("attribution.id", ondelete="CASCADE")),
    _text("role"),
    _text("name"),
    _optional("backing"),
    _truth("denied"),
    _whole("cue_start", nullable=True),
    _whole("cue_end", nullable=True),
    Index("ix_participant_attribution", "attribution"),
    Index("ix_participant_role", "role"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

voice = Table(
    "voice",
    metadata,
    _text("attribution", ForeignKey("attribution.id", ondelete="CASCADE"), primary_key=True),
    _optional("descriptor"),
    _optional("resolved"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""What is known of an attribution's source beyond its name, as JSON: what describes it, how it was found."""

IN_PLACE = (time, amount, wallet, toponym, designation)
"""Those with one row a finding, and nothing below it."""
FINDINGS = (*IN_PLACE, event, participant, voice)
