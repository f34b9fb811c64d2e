"""Questions that every index of a case answers: what holds a key, and which verdicts stand.

Each is one look-up by key, whatever the size of the case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, or_, select, text

from sayso.model.naming import Verdict
from sayso.store.entity_tables import judgment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

BATCH = 400
"""How many ids one query asks for; databases limit it."""
_TOGETHER = 100
"""Keys whose holders one query asks for."""


def batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the ids in pieces that fit into one query."""
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]


def counts(connection: Connection, table: Table, keys: Iterable[str]) -> dict[str, int]:
    """Return how many hold each key, as a table of ``key`` and ``holders`` has it."""
    wanted = sorted(set(keys))
    found = dict.fromkeys(wanted, 0)
    for some in batches(wanted):
        for row in connection.execute(select(table).where(table.c.key.in_(some))):
            found[row.key] = row.holders
    return found


def holders(
    connection: Connection, table: Table, column: str, keys: Iterable[str], most: int
) -> dict[str, list[str]]:
    """Return up to ``most`` of what holds each key, the smallest ids first.

    ``column`` of the table names what holds ``key``; each key is a query of its own, so that one with very
    many holders costs no more than ``most`` rows.
    """
    wanted = sorted(set(keys))
    found: dict[str, list[str]] = {key: [] for key in wanted}
    for start in range(0, len(wanted), _TOGETHER):
        some = wanted[start : start + _TOGETHER]
        parts = (
            f"SELECT * FROM (SELECT key, {column} AS holder FROM {table.name} WHERE key = :key{number} "  # noqa: S608 - names of our own tables
            f"ORDER BY {column} LIMIT :most) AS some{number}"
            for number in range(len(some))
        )
        asked: dict[str, Any] = {f"key{number}": key for number, key in enumerate(some)}
        for row in connection.execute(text(" UNION ALL ".join(parts)), asked | {"most": most}):
            found[row.key].append(row.holder)
    return {key: sorted(ones) for key, ones in found.items()}


def undone() -> Any:  # noqa: ANN401 - a subquery
    """Return the numbers of the judgments that were taken back."""
    return select(judgment.c.undoes).where(judgment.c.undoes.is_not(None)).scalar_subquery()


def verdicts(connection: Connection, ids: Iterable[str]) -> list[Verdict]:
    """Return the verdicts in force with an end among these ids."""
    found: set[Verdict] = set()
    for some in batches(sorted(set(ids))):
        ends = or_(judgment.c.left.in_(some), judgment.c.right.in_(some))
        query = select(judgment).where(
            ends, judgment.c.verb.in_(("same", "different")), judgment.c.sequence.not_in(undone())
        )
        found |= {
            Verdict(row.left, row.right, row.verb == "same", row.sequence)
            for row in connection.execute(query)
        }
    return sorted(found)
