"""Columns that all tables are made of."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Text


def text_column(name: str, *links: ForeignKey, primary_key: bool = False) -> Column[str]:
    """Return a text that is never missing."""
    return Column(name, Text, *links, primary_key=primary_key, nullable=False)


def optional_column(name: str, *links: ForeignKey) -> Column[str]:
    """Return a text that may be missing."""
    return Column(name, Text, *links, nullable=True)


def whole_column(name: str, *, primary_key: bool = False, nullable: bool = False) -> Column[int]:
    """Return a whole number that the database does not give out itself."""
    return Column(name, Integer, primary_key=primary_key, nullable=nullable, autoincrement=False)
