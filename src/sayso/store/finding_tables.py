"""Tables of what reports hold besides who says what: times, amounts, wallets, places, events, names.

All hang on a document and go with it; ``exact`` are the very characters, for ``verify``. ``attribution`` is
the innermost one in whose content a finding stands: on whose say-so it is. None: the outlet's own.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table

from sayso.store.columns import optional_column, text_column, whole_column
from sayso.store.tables import REAL_NUMBER, metadata


def _truth(name: str) -> Column[bool]:
    return Column(name, Boolean().with_variant(Integer, "sqlite"), nullable=False)


def _found(name: str, *columns: Column[str] | Column[int] | Column[bool] | Column[float] | Index) -> Table:
    """Return a table of findings that each stand in one place of a document."""
    return Table(
        name,
        metadata,
        text_column("document", ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
        whole_column("position", primary_key=True),
        whole_column("start"),
        whole_column("end"),
        text_column("exact"),
        optional_column("attribution", ForeignKey("attribution.id", ondelete="CASCADE")),
        *columns,
        Index(f"ix_{name}_attribution", "attribution"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


time = _found(
    "time",
    text_column("kind"),
    text_column("value"),
    optional_column("modifier"),
    optional_column("earliest"),
    optional_column("latest"),
    _truth("relative"),
    Index("ix_time_earliest", "earliest"),
)

amount = _found(
    "amount",
    whole_column("number_start"),
    whole_column("number_end"),
    text_column("kind"),
    # Exact, as decimal text; the numbers beside them are for comparing.
    text_column("low"),
    text_column("high"),
    Column("least", REAL_NUMBER, nullable=False),
    Column("most", REAL_NUMBER, nullable=False),
    text_column("comparison"),
    optional_column("unit"),
    optional_column("counts"),
    optional_column("harm"),
    Index("ix_amount_kind", "kind", "unit", "least"),
)

wallet = _found(
    "wallet",
    text_column("address"),
    text_column("chains"),
    _truth("checked"),
    Index("ix_wallet_address", "address"),
)

toponym = _found(
    "toponym",
    optional_column("place"),
    optional_column("name"),
    optional_column("country"),
    text_column("candidates"),
    _truth("ambiguous"),
    _truth("stands_for_body"),
    Index("ix_toponym_place", "place"),
)
"""``place`` is the likeliest; ``candidates`` all of them, as JSON."""

designation = _found(
    "designation",
    text_column("kind"),
    text_column("details"),
)

event = Table(
    "event",
    metadata,
    text_column("id", primary_key=True),
    text_column("document", ForeignKey("document.id", ondelete="CASCADE")),
    whole_column("position"),
    whole_column("start"),
    whole_column("end"),
    text_column("exact"),
    optional_column("attribution", ForeignKey("attribution.id", ondelete="CASCADE")),
    text_column("kind"),
    text_column("details"),
    Index("ix_event_document", "document", "position"),
    Index("ix_event_attribution", "attribution"),
    Index("ix_event_kind", "kind"),
    sqlite_strict=True,
)
"""``start`` to ``end`` is the trigger; ``details`` the spans of sentence, time and place, as JSON."""

participant = Table(
    "participant",
    metadata,
    text_column("event", ForeignKey("event.id", ondelete="CASCADE"), primary_key=True),
    whole_column("position", primary_key=True),
    whole_column("start"),
    whole_column("end"),
    text_column("exact"),
    optional_column("attribution", ForeignKey("attribution.id", ondelete="CASCADE")),
    text_column("role"),
    text_column("name"),
    optional_column("backing"),
    _truth("denied"),
    whole_column("cue_start", nullable=True),
    whole_column("cue_end", nullable=True),
    Index("ix_participant_attribution", "attribution"),
    Index("ix_participant_role", "role"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

voice = Table(
    "voice",
    metadata,
    text_column("attribution", ForeignKey("attribution.id", ondelete="CASCADE"), primary_key=True),
    optional_column("descriptor"),
    optional_column("resolved"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""What is known of an attribution's source beyond its name, as JSON: what describes it, how it was found."""

IN_PLACE = (time, amount, wallet, toponym, designation)
"""Those with one row a finding, and nothing below it."""
FINDINGS = (*IN_PLACE, event, participant, voice)
