"""Judgments: adding to the chain, and following it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, insert, select

from sayso.errors import NoSuchRecord
from sayso.model.capture import GENESIS
from sayso.model.judgment import Judgment, Verb
from sayso.model.ledger import Finding
from sayso.model.naming import Verdict
from sayso.store.entity_tables import judgment

if TYPE_CHECKING:
    from collections.abc import Iterator


_DIGITS = 18


def add(
    connection: Connection, verb: Verb, ends: tuple[str, str], by: tuple[str, str], at: str
) -> tuple[Judgment, Verdict]:
    """Append a judgment; return it, and the verdict that comes into force or is taken back.

    Raises:
        NoSuchRecord: the judgment to take back does not exist, or does not hold any more.
    """
    undoes = None
    left, right = ends
    if verb is Verb.UNDO:
        undone = _standing(connection, left)
        undoes, left, right = undone.sequence, undone.left, undone.right
        verdict = Verdict(left, right, undone.verb == Verb.SAME.value, undone.sequence)
    last = connection.execute(select(judgment).order_by(judgment.c.sequence.desc()).limit(1)).first()
    sequence, previous = (last.sequence + 1, last.hash) if last else (1, GENESIS)
    if verb is not Verb.UNDO:
        left, right = sorted(ends)
        verdict = Verdict(left, right, verb is Verb.SAME, sequence)
    unsealed = Judgment(sequence, verb, left, right, *by, at, undoes, previous, "")
    values = {name: getattr(unsealed, name) for name in unsealed.__slots__}
    values |= {"verb": verb.value, "hash": unsealed.expected_hash()}
    connection.execute(insert(judgment).values(**values))
    return Judgment(sequence, verb, left, right, *by, at, undoes, previous, values["hash"]), verdict


def _standing(connection: Connection, asked: str) -> Row[Any]:
    row = None
    if asked.isascii() and asked.isdigit() and len(asked) <= _DIGITS:
        row = connection.execute(select(judgment).where(judgment.c.sequence == int(asked))).first()
    if row is not None and row.verb == Verb.UNDO.value:
        message = f"Judgment {asked} only took judgment {row.undoes} back: decide that again instead."
        raise NoSuchRecord(message)
    if row is None:
        message = f"There is no judgment {asked} to undo. “sayso judgments” lists them."
        raise NoSuchRecord(message)
    if connection.scalar(select(judgment.c.sequence).where(judgment.c.undoes == row.sequence)) is not None:
        message = f"Judgment {asked} was undone already."
        raise NoSuchRecord(message)
    return row


def judgments(connection: Connection) -> Iterator[Judgment]:
    """Yield the chain, in order."""
    for row in connection.execute(select(judgment).order_by(judgment.c.sequence)):
        values = {name: getattr(row, name) for name in Judgment.__slots__}
        yield Judgment(**values | {"verb": Verb(row.verb)})


def chain(connection: Connection) -> Iterator[Finding | int]:
    """Follow the chain; yield 1 for each judgment that was checked, and what is wrong."""
    previous, expected = GENESIS, 1
    for one in judgments(connection):
        if one.sequence != expected:
            yield Finding(
                f"judgment {one.sequence}", f"follows number {expected - 1}, so some were taken out"
            )
        elif one.previous != previous:
            yield Finding(f"judgment {one.sequence}", "does not name the hash of the judgment before it")
        if one.hash != one.expected_hash():
            yield Finding(f"judgment {one.sequence}", "does not agree with its own hash, so it was changed")
        previous, expected = one.hash, one.sequence + 1
        yield 1
