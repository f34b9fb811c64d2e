"""Tables of claims: statements as the linker knows them, what ties them, and what was traced of each claim.

Which claim an assertion is about stands in the assertion's own row. All of this follows from the documents
and the judgments, and can be made anew.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, Table

from sayso.store.columns import text_column, whole_column
from sayso.store.tables import REAL_NUMBER, metadata


def _of_statement() -> ForeignKey:
    return ForeignKey("statement.assertion", ondelete="CASCADE")


statement = Table(
    "statement",
    metadata,
    text_column("assertion", ForeignKey("assertion.id", ondelete="CASCADE"), primary_key=True),
    text_column("text"),
    Column("vector", LargeBinary, nullable=False),
    text_column("marks"),
    text_column("echoes"),
    text_column("excerpt"),
    text_column("founds"),
    Index("ix_statement_founds", "founds"),
    sqlite_strict=True,
)
"""``vector`` is the embedding; ``text``, ``marks``, ``echoes`` and ``excerpt`` (as JSON) are as in the model.
``founds`` is the id of the claim of which it is, or could be, the first statement: a claim's id leads to its
founder, and so to where that belongs now."""

statement_key = Table(
    "statement_key",
    metadata,
    text_column("key", primary_key=True),
    text_column("statement", _of_statement(), primary_key=True),
    Index("ix_statement_key_statement", "statement"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""By which keys exemplars of claims are found."""

statement_key_count = Table(
    "statement_key_count",
    metadata,
    text_column("key", primary_key=True),
    whole_column("holders"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

statement_match = Table(
    "statement_match",
    metadata,
    text_column("left", _of_statement(), primary_key=True),
    text_column("right", _of_statement(), primary_key=True),
    Column("score", REAL_NUMBER, nullable=False),
    Index("ix_statement_match_right", "right"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""How likely two statements that were compared state a common claim."""

claim = Table(
    "claim",
    metadata,
    text_column("id", primary_key=True),
    text_column("facts"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""What was traced of a claim: its lineage, as JSON. No row: not traced since it last changed."""

contradiction = Table(
    "contradiction",
    metadata,
    text_column("left", _of_statement(), primary_key=True),
    text_column("right", _of_statement(), primary_key=True),
    text_column("kind"),
    text_column("status"),
    Column("score", REAL_NUMBER, nullable=False),
    text_column("reasons"),
    Index("ix_contradiction_right", "right"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Two statements that cannot both hold, or only seem not to."""

CLAIMS = (statement, statement_key, statement_key_count, statement_match, claim, contradiction)
"""Those that came with claims."""
