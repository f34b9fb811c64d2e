"""Named, ordered changes of the schema. Each is made and recorded in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert, inspect, select, update

from sayso.errors import CaseTooNew
from sayso.store import claim_tables, dialect, entity_tables, finding_tables, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class Migration:
    """One change of the schema; ``name`` begins with its number and never changes once released."""

    name: str
    change: Callable[[Connection], None]


def _first(connection: Connection) -> None:
    tables.metadata.create_all(connection, tables=tables.LEDGER)
    dialect.complete(connection)
    dialect.claim(connection)


def _findings(connection: Connection) -> None:
    wanted = (*finding_tables.FINDINGS, *entity_tables.ENTITIES)
    tables.metadata.create_all(connection, tables=wanted)
    dialect.seal(connection, dialect.JUDGED)


def _claims(connection: Connection) -> None:
    tables.metadata.create_all(connection, tables=claim_tables.CLAIMS)


def _claims_anew(connection: Connection) -> None:
    """Forget the claims, for the next linking to make: they follow from the documents and the judgments."""
    tables.metadata.drop_all(connection, tables=claim_tables.CLAIMS)
    _claims(connection)
    connection.execute(update(tables.assertion).values(claim=None))


MIGRATIONS: tuple[Migration, ...] = (
    Migration("0001 ledger", _first),
    Migration("0002 findings", _findings),
    Migration("0003 claims", _claims),
    Migration("0004 excerpts", _claims_anew),
    Migration("0005 claims formed together", _claims_anew),
)
"""All of them, in order. Append only: a released case holds the names of those it has seen."""


def pending(connection: Connection, migrations: Sequence[Migration] = MIGRATIONS) -> tuple[str, ...]:
    """Return the names of the migrations that the case still lacks. Changes nothing.

    Raises:
        CaseTooNew: the case has seen a migration that this version does not know.
    """
    applied = _applied(connection)
    known = [migration.name for migration in migrations]
    unknown = [name for name in applied if name not in known]
    if unknown:
        message = (
            f"The case was made by a later sayso than this one (its schema is “{applied[-1]}”, "
            f"this version knows “{known[-1]}”). Update sayso, then open it again."
        )
        raise CaseTooNew(message)
    return tuple(name for name in known if name not in applied)


def migrate(connection: Connection, at: str, migrations: Sequence[Migration] = MIGRATIONS) -> tuple[str, ...]:
    """Make the missing changes and record them, in the caller's one transaction; return their names.

    ``at`` is the time to record (UTC, ISO 8601). If anything fails the caller rolls back, and
    the case is as it was.

    Raises:
        CaseTooNew: the case has seen a migration that this version does not know.
    """
    missing = pending(connection, migrations)
    for position, migration in enumerate(migrations, 1):
        if migration.name in missing:
            migration.change(connection)
            connection.execute(
                insert(tables.migration), [{"position": position, "name": migration.name, "at": at}]
            )
    if missing:
        dialect.number(connection, len(migrations))
    return missing


def _applied(connection: Connection) -> list[str]:
    if not inspect(connection).has_table("migration"):
        return []
    table = tables.migration
    return [str(name) for name in connection.scalars(select(table.c.name).order_by(table.c.position))]
