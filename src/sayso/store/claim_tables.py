"""Tables of claims: statements as the linker knows them, what ties them, and what was traced of each claim.

Which claim an assertion is about stands in the assertion's own row. All of this follows from the documents
and the judgments, and can be made anew.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from sayso.store.tables import REAL_NUMBER, metadata


def _text(name: str, *links: ForeignKey, primary_key: bool = False) -> Column[str]:
    return Column(name, Text, *links, primary_key=primary_key, nullable=False)


def _whole(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _of_statement() -> ForeignKey:
    return ForeignKey("statement.assertion", ondelete="CASCADE")


statement = Table(
    "statement",
    metadata,
    _text("assertion", ForeignKey("assertion.id", ondelete="CASCADE"), primary_key=True),
    _text("text"),
    Column("vector", LargeBinary, nullable=False),
    _text("marks"),
    _text("echoes"),
    _text("founds"),
    Index("ix_statement_founds", "founds"),
    sqlite_strict=True,
)
"""``text`` is what is compared, ``vector`` its embedding; ``marks`` (as JSON) and ``echoes`` are as in the
model. ``founds`` is the id of the claim of which it is, or could be, the first statement: a claim's
id leads to its founder, and so to where that belongs now."""

statement_key = Table(
    "statement_key",
    metadata,
    _text("key", primary_key=True),
    _text("statement", _of_statement(), primary_key=True),
    Index("ix_statement_key_statement", "statement"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""By which keys exemplars of claims are found."""

statement_key_count = Table(
    "statement_key_count",
    metadata,
    _text("key", primary_key=True),
    _whole("holders"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

statement_match = Table(
    "statement_match",
    metadata,
    _text("left", _of_statement(), primary_key=True),
    _text("right", _of_statement(), primary_key=True),
    Column("score", REAL_NUMBER, nullable=False),
    Index("ix_statement_match_right", "right"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""How likely two statements that were compared state a common claim."""

claim = Table(
    "claim",
    metadata,
    _text("id", primary_key=True),
    _text("facts"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""What was traced of a claim: its lineage, as JSON. No row: not traced since it last changed."""

contradiction = Table(
    "contradiction",
    metadata,
    _text("left", _of_statement(), primary_key=True),
    _text("right", _of_statement(), primary_key=True),
    _text("kind"),
    _text("status"),
    Column("score", REAL_NUMBER, nullable=False),
    _text("reasons"),
    Index("ix_contradiction_right", "right"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Two statements of different claims that cannot both hold, or only seem not to."""

CLAIMS = (statement, statement_key, statement_key_count, statement_match, claim, contradiction)
"""Those that came with claims."""
