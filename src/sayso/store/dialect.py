"""The one place that knows which database it is: SQLite's settings, search indexes, triggers and errors.

Another database is served by another file with the same functions; ``tables`` and all queries elsewhere
are plain SQLAlchemy Core.
"""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, Engine, Table, create_engine, event, text
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from sayso.errors import CaseBusy, CaseDamaged, CaseError, NotACase, UsageError
from sayso.text.fold import fold, searchable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from sqlalchemy.sql.elements import TextClause

APPLICATION_ID: Final = 0x53415953
"""“SAYS”, in the file's header: says that an SQLite file is a case."""

WRITING: Final = "sayso_writing"
"""Execution option of connections whose transactions take the write lock at once."""

_TRIGRAM = 3

_WORDS: Final = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
"""How indexed texts are cut into words: marks count as parts of them, so that Indic vowels do not cut.

Texts are folded before they are indexed, because FTS5 leaves “ł” and its like alone.
"""

_SEARCH: Final = (
    f'CREATE VIRTUAL TABLE assertion_search USING fts5(words, tokenize = "{_WORDS}")',
    f'CREATE VIRTUAL TABLE document_search USING fts5(title, words, tokenize = "{_WORDS}")',
    'CREATE VIRTUAL TABLE voice_search USING fts5(voice, tokenize = "trigram case_sensitive 1")',
)

_SEALED: Final = ("original", "capture", "migration")
JUDGED: Final = "judgment"

SEALS: Final = tuple(
    f"{table}_{verb}_refused" for table in (*_SEALED, JUDGED) for verb in ("update", "delete")
)
"""Names of the triggers that refuse changes to what custody rests on."""

_SEARCHES: Final = (
    ("assertion_search", "assertion", "document"),
    ("voice_search", "assertion", "document"),
    ("document_search", "document", "id"),
)
"""Search index, the table whose rows it points to, and the column there that names the document."""


_RIGHTS: Final = "Check the rights of the file and its folder."
_BUSY: Final = (
    CaseBusy,
    "Another process is writing to the case {path}. Wait until it has ended, then run this again.",
)
_EXPLAINED: Final[dict[int | None, tuple[type[CaseError], str]]] = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_NOTADB: (
        NotACase,
        "{path} is not a sayso case. Give the path of a case, or of a file yet to be made.",
    ),
    sqlite3.SQLITE_READONLY: (CaseError, f"The case {{path}} cannot be written to. {_RIGHTS}"),
    sqlite3.SQLITE_CANTOPEN: (CaseError, f"The case {{path}} cannot be opened. {_RIGHTS}"),
    sqlite3.SQLITE_FULL: (
        CaseError,
        "The disk is full; nothing of the last step was written to {path}. Make room, then run this again.",
    ),
    sqlite3.SQLITE_TOOBIG: (
        CaseError,
        "A report is too large for the case {path}: one may have at most 1,000,000,000 bytes.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        CaseDamaged,
        "The case {path} is damaged ({error}). Restore it from a copy.",
    ),
}


def connect(path: Path, *, mode: str, wait: float) -> Engine:
    """Return an engine for the file; ``mode`` is ``rwc``, ``rw``, ``look`` or ``immutable``.

    ``look`` refuses statements that write. It still opens the file for writing where it may: a reader
    without that right would leave its working files behind. ``immutable`` reads a file that nobody can
    be writing to, without any lock. ``wait`` is how many seconds a transaction waits for another writer.
    """
    query = {"immutable": "immutable=1", "look": "mode=rw"}.get(mode, f"mode={mode}")
    address = f"{path.resolve().as_uri()}?{query}"

    def opened() -> sqlite3.Connection:
        # Transactions are begun below, not by the driver, which would begin them too late.
        raw = sqlite3.connect(address, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)
        raw.execute("PRAGMA foreign_keys = ON")
        # A case may come from a stranger: what its schema says must not run functions with side effects.
        raw.execute("PRAGMA trusted_schema = OFF")
        raw.execute("PRAGMA cell_size_check = ON")
        if mode in {"look", "immutable"}:
            raw.execute("PRAGMA query_only = ON")
        # FULL, not NORMAL: in WAL mode both survive kill -9, but only FULL keeps what was reported as
        # added when the power fails. It costs one fsync a transaction, and transactions are batches.
        raw.execute("PRAGMA synchronous = FULL")
        return raw

    engine = create_engine("sqlite+pysqlite://", creator=opened, poolclass=QueuePool, pool_size=4)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get(WRITING)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def identity(connection: Connection) -> tuple[int, bool]:
    """Return the file's application id, and whether it holds anything at all."""
    found = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    return int(found), bool(tables)


def claim(connection: Connection) -> None:
    """Mark the file as a case, in the transaction that makes its tables."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def number(connection: Connection, version: int) -> None:
    """Write the schema's number into the file's header, for people who look with other tools."""
    connection.exec_driver_sql(f"PRAGMA user_version = {version:d}")


def share(engine: Engine) -> None:
    """Let readers read while a writer writes. Stays in the file; cannot be done inside a transaction."""
    pooled = engine.raw_connection()
    try:
        cursor = pooled.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.close()
    finally:
        pooled.close()


def complete(connection: Connection) -> None:
    """Make what SQLAlchemy cannot: search indexes, and triggers that refuse changes."""
    for statement in _SEARCH:
        connection.exec_driver_sql(statement)
    for table in _SEALED:
        seal(connection, table)


def seal(connection: Connection, table: str) -> None:
    """Let the database refuse to change or delete rows of a table."""
    for verb in ("update", "delete"):
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table}_{verb}_refused BEFORE {verb.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'the table {table} is append-only'); END"
        )


def insert_new(table: Table) -> Insert:
    """Return an INSERT that passes over rows whose key is there already."""
    return insert(table).on_conflict_do_nothing()


def count_up(table: Table, column: str) -> Insert:
    """Return an insert that adds to a number where the row is there already."""
    new = insert(table)
    key = [each.name for each in table.primary_key]
    return new.on_conflict_do_update(
        index_elements=key, set_={column: table.c[column] + new.excluded[column]}
    )


def index_documents(connection: Connection, rows: Sequence[tuple[int, str, str]]) -> None:
    """Index (row, title, text) of documents."""
    _many(
        connection,
        "INSERT INTO document_search (rowid, title, words) VALUES (:row, :title, :words)",
        [{"row": row, "title": searchable(title), "words": searchable(words)} for row, title, words in rows],
    )


def index_assertions(connection: Connection, rows: Sequence[tuple[int, str, str]]) -> None:
    """Index (row, quote, voice) of assertions; the voice is the speaker's name and the source's words."""
    _many(
        connection,
        "INSERT INTO assertion_search (rowid, words) VALUES (:row, :words)",
        [{"row": row, "words": searchable(quote)} for row, quote, _ in rows],
    )
    _many(
        connection,
        "INSERT INTO voice_search (rowid, voice) VALUES (:row, :voice)",
        [{"row": row, "voice": fold(voice)} for row, _, voice in rows],
    )


def forget(connection: Connection, documents: Iterable[str]) -> None:
    """Take documents, and their assertions, out of the search indexes. Call before deleting them."""
    rows = [{"id": document} for document in documents]
    for search, table, column in _SEARCHES:
        _many(
            connection,
            f"DELETE FROM {search} WHERE rowid IN (SELECT row FROM {table} WHERE {column} = :id)",  # noqa: S608 - our own names
            rows,
        )


def saying(words: str) -> TextClause:
    """Return a subquery of the assertion rows whose content has all of the words.

    Raises:
        UsageError: there is no word in it.
    """
    clause = text("SELECT rowid FROM assertion_search WHERE assertion_search MATCH :saying")
    return clause.bindparams(saying=_match(words))


def mentioning(words: str) -> TextClause:
    """Return a subquery of the document rows whose title or text has all of the words.

    Raises:
        UsageError: there is no word in it.
    """
    clause = text("SELECT rowid FROM document_search WHERE document_search MATCH :mentioning")
    return clause.bindparams(mentioning=_match(words))


def voiced(part: str) -> TextClause:
    """Return a subquery of the assertion rows whose speaker or source has ``part`` in it, folded."""
    folded = fold(part)
    if len(folded) < _TRIGRAM:
        # Too short for the index; the folded names are read through instead.
        return text("SELECT rowid FROM voice_search WHERE instr(voice, :voiced)").bindparams(voiced=folded)
    return text("SELECT rowid FROM voice_search WHERE voice_search MATCH :voiced").bindparams(
        voiced=_quoted(folded)
    )


def indexed_assertions(connection: Connection) -> Iterator[Sequence[Any]]:
    """Yield (id or None, words, voice) of everything that the indexes hold for assertions."""
    yield from connection.exec_driver_sql(
        "SELECT assertion.id, words, voice FROM assertion_search "
        "LEFT JOIN voice_search ON voice_search.rowid = assertion_search.rowid "
        "LEFT JOIN assertion ON assertion.row = assertion_search.rowid ORDER BY assertion.id"
    )


def indexed_documents(connection: Connection) -> Iterator[Sequence[Any]]:
    """Yield (id or None, title, words) of everything that the index holds for documents."""
    yield from connection.exec_driver_sql(
        "SELECT document.id, document_search.title, words FROM document_search "
        "LEFT JOIN document ON document.row = document_search.rowid ORDER BY document.id"
    )


def faults(connection: Connection) -> Iterator[tuple[str, str]]:
    """Yield (record, problem) of what the database's own checks find wrong in the file."""
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if line != "ok":
            yield "file", str(line)
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"{table} row {row}", f"refers to a record of {parent} that is not there"
    found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    names = {str(name) for (name,) in found}
    for name in SEALS:
        if name not in names:
            yield f"trigger {name}", "is missing, so changes to this table would not have been refused"


def search_faults(connection: Connection) -> Iterator[tuple[str, str]]:
    """Yield (record, problem) of search indexes that do not agree with what they were made of.

    FTS5 counts its own check as a write, so the connection must be writable; nothing is changed.
    """
    for search, _, _ in _SEARCHES:
        try:
            statement = f"INSERT INTO {search} ({search}) VALUES ('integrity-check')"  # noqa: S608 - our own names
            connection.exec_driver_sql(statement)
        except DBAPIError as error:
            yield search, f"the search index is damaged ({error.orig})"


def explain(error: DBAPIError, path: Path) -> CaseError:
    """Return what to tell a person about an error of the database."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    # The low byte is the kind of error; the rest, which of its kind.
    kind, message = _EXPLAINED.get(
        code & 0xFF if isinstance(code, int) else None,
        (CaseError, "The database refused a step on the case {path}: {error}."),
    )
    return kind(message.format(path=path, error=error.orig))


def cannot_share(error: DBAPIError) -> bool:
    """Tell whether a file could not be read only because the files beside it cannot be made."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    return isinstance(code, int) and code & 0xFF in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}


def _many(connection: Connection, statement: str, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(text(statement), rows)


def _match(words: str) -> str:
    phrases = []
    for phrase, word in re.findall(r'"([^"]*)"|([^\s"]+)', words):
        plain = searchable(phrase or word)
        if any(sign.isalnum() for sign in plain):
            # A star at a word's end stands for any ending.
            ending = " *" if word.endswith("*") else ""
            phrases.append(_quoted(plain) + ending)
    if not phrases:
        message = f"There is no word to search for in “{words}”."
        raise UsageError(message)
    return " AND ".join(phrases)


def _quoted(phrase: str) -> str:
    plain = phrase.replace('"', '""').replace("\0", " ")
    return f'"{plain}"'
