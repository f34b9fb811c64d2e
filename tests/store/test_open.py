"""Opening cases: new ones, foreign files, other versions, other processes, no rights."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from case_records import MAKERS, harbour, item
from sayso.errors import CaseBusy, CaseError, CaseTooNew, NotACase
from sayso.store import dialect, migrations, open_case
from sayso.store.connect import enter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

TESTS = Path(__file__).parents[1]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "matter.case"


def fill(path: Path) -> str:
    of, outcome = harbour()
    with open_case(path, create=True) as case:
        case.capture([of])
        case.record([outcome], MAKERS)
        return case.fingerprint()


def pragma(path: Path, name: str) -> object:
    raw = sqlite3.connect(path)
    try:
        return raw.execute(f"PRAGMA {name}").fetchone()[0]
    finally:
        raw.close()


def test_a_case_is_made_only_where_that_is_asked_for(path: Path) -> None:
    with pytest.raises(CaseError, match="sayso add"):
        open_case(path)
    with pytest.raises(CaseError, match="no case"):
        open_case(path, read_only=True)
    with pytest.raises(CaseError, match="no case"):
        open_case(path, create=True, read_only=True)
    assert not path.exists()
    open_case(path, create=True).close()
    with open_case(path) as case:
        assert case.counts().reports == 0


def test_the_file_says_what_it_is(path: Path) -> None:
    open_case(path, create=True).close()
    assert pragma(path, "application_id") == 0x53415953
    assert pragma(path, "user_version") == len(migrations.MIGRATIONS)
    assert pragma(path, "journal_mode") == "wal"


def test_closing_leaves_one_file(path: Path) -> None:
    fill(path)
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_closing_twice_is_closing_once(path: Path) -> None:
    case = open_case(path, create=True)
    case.close()
    case.close()
    with open_case(path) as again:
        assert again.counts().reports == 0


@pytest.mark.parametrize("name", ["a b.case", "50%.case", "why?.case", "#1.case", "ქარი.case"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    fill(tmp_path / name)
    with open_case(str(tmp_path / name), read_only=True) as case:
        assert case.counts().reports == 1
    assert [one.name for one in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize("content", [b"Dear Sir or Madam, " * 99, b"SQLite format 3\0" + b"\xff" * 4096])
def test_another_file_is_refused_and_left_alone(path: Path, content: bytes, create: bool) -> None:
    path.write_bytes(content)
    with pytest.raises(NotACase, match=path.name):
        open_case(path, create=create)
    with pytest.raises(NotACase, match=path.name):
        open_case(path, read_only=True)
    assert path.read_bytes() == content


def test_another_database_is_refused_and_left_alone(path: Path) -> None:
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE recipe (name TEXT)")
    raw.close()
    before = path.read_bytes()
    for options in ({"create": True}, {"read_only": True}, {}):
        with pytest.raises(NotACase):
            open_case(path, **options)
    assert path.read_bytes() == before


def test_a_folder_is_no_case(tmp_path: Path) -> None:
    with pytest.raises(NotACase, match="folder"):
        open_case(tmp_path, create=True)
    with pytest.raises(CaseError, match="no folder"):
        open_case(tmp_path / "nowhere" / "matter.case", create=True)


def test_an_empty_file_becomes_a_case_only_where_one_may_be_made(path: Path) -> None:
    # What remains of a process killed before its first transaction.
    path.touch()
    with pytest.raises(NotACase):
        open_case(path)
    with pytest.raises(NotACase):
        open_case(path, read_only=True)
    with open_case(path, create=True) as case:
        assert case.counts().reports == 0


def test_a_case_of_a_later_version_is_refused(path: Path) -> None:
    open_case(path, create=True).close()
    raw = sqlite3.connect(path)
    raw.execute("INSERT INTO migration VALUES (99, '0099 telepathy', '2041-01-01T00:00:00Z')")
    raw.commit()
    raw.close()
    for options in ({"create": True}, {"read_only": True}, {}):
        with pytest.raises(CaseTooNew, match="0099 telepathy"):
            open_case(path, **options)


def _adds_a_table(connection: Connection) -> None:
    connection.execute(text("CREATE TABLE pier (name TEXT) STRICT"))


def _fails_halfway(connection: Connection) -> None:
    _adds_a_table(connection)
    message = "halfway"
    raise KeyError(message)


def test_a_migration_and_its_record_are_one(path: Path) -> None:
    open_case(path, create=True).close()
    door = enter(path, create=False, read_only=False, at="2031-04-02T06:30:00Z")
    failing = (*migrations.MIGRATIONS, migrations.Migration("0002 pier", _fails_halfway))
    working = (*migrations.MIGRATIONS, migrations.Migration("0002 pier", _adds_a_table))
    with pytest.raises(KeyError), door.writing() as connection:
        migrations.migrate(connection, "2031-04-02T06:30:00Z", failing)
    with door.reading() as connection:
        assert migrations.pending(connection, working) == ("0002 pier",)
    with door.writing() as connection:
        assert migrations.migrate(connection, "2031-04-02T06:30:00Z", working) == ("0002 pier",)
        assert migrations.migrate(connection, "2031-04-02T06:30:00Z", working) == ()
    with door.reading() as connection:
        assert migrations.pending(connection, working) == ()
        with pytest.raises(CaseTooNew, match="0002 pier"):
            migrations.pending(connection)
    door.close()
    assert pragma(path, "user_version") == len(working)


def test_a_case_that_lacks_a_migration_is_read_only_after_it_was_opened_for_writing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(path)
    newer = (*migrations.MIGRATIONS, migrations.Migration("0002 pier", _adds_a_table))
    monkeypatch.setattr(migrations.pending, "__defaults__", (newer,))
    monkeypatch.setattr(migrations.migrate, "__defaults__", (newer,))
    with pytest.raises(CaseError, match="0002 pier"):
        open_case(path, read_only=True)
    open_case(path).close()
    with open_case(path, read_only=True) as case:
        assert case.counts().reports == 1


def test_reading_only_changes_nothing(path: Path) -> None:
    fill(path)
    before = path.read_bytes()
    with open_case(path, read_only=True) as case:
        assert case.counts().reports == 1
        with pytest.raises(CaseError, match="reading only"):
            case.capture([item("more")])
        with pytest.raises(CaseError, match="reading only"):
            case.begin_run("add")
    assert path.read_bytes() == before


@pytest.fixture
def nobodys_rights() -> Iterator[Path]:
    """A folder that this process cannot write to while the test runs, whoever runs it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder / "matter.case")
        (folder / "matter.case").chmod(0o444)
        folder.chmod(0o555)
        user = os.geteuid()
        if user == 0:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            if user == 0:
                os.seteuid(0)
            folder.chmod(0o755)


def test_a_case_in_a_folder_without_rights_can_be_read(nobodys_rights: Path) -> None:
    path = nobodys_rights / "matter.case"
    with pytest.raises(PermissionError):
        (nobodys_rights / "new").touch()
    with open_case(path, read_only=True) as case:
        assert case.counts().reports == 1
        assert [line.report.name for line in case.assertions()] == ["harbour.txt"] * 3
    with pytest.raises(CaseError, match="rights"):
        open_case(path)


def test_a_second_writer_waits_and_is_then_told(path: Path) -> None:
    with open_case(path, create=True) as first, open_case(path, wait=0.05) as second:
        with first._door.writing(), pytest.raises(CaseBusy, match="Another process"):
            second.capture([item("one")])
        second.capture([item("one")])
        first.capture([item("one"), item("two")])
        assert [link.sequence for link in second.captures()] == [1, 2]


def test_two_writers_in_turn_keep_one_chain(path: Path) -> None:
    with open_case(path, create=True) as first, open_case(path) as second:
        for number in range(6):
            (first, second)[number % 2].capture([item(f"report {number}")])
        links = list(first.captures())
    assert [link.sequence for link in links] == [1, 2, 3, 4, 5, 6]
    assert [link.previous for link in links[1:]] == [link.hash for link in links[:-1]]


def test_readers_see_one_state_while_a_writer_writes(path: Path) -> None:
    fill(path)
    of, outcome = harbour("again.txt", outlet="Radio Vell")
    with open_case(path) as writer, open_case(path, read_only=True, wait=0.05) as reader:
        lines = reader.assertions()
        seen = [next(lines)]
        writer.capture([of])
        writer.record([outcome], MAKERS)
        seen += lines
        assert len(seen) == 3
        assert reader.counts().assertions == 6
        with writer._door.writing():
            assert reader.counts().assertions == 6


def test_a_damaged_case_is_called_damaged(path: Path) -> None:
    fill(path)
    content = bytearray(path.read_bytes())
    content[4096 * 2 :] = b"\x07" * (len(content) - 4096 * 2)
    path.write_bytes(content)
    with pytest.raises(CaseError, match="damaged"), open_case(path, read_only=True) as case:
        list(case.assertions())


DIES = """
import os, signal, sys
from sqlalchemy import event
from case_records import MAKERS, harbour, item
from sayso.store import open_case

at, path = int(sys.argv[1]), sys.argv[2]
seen = 0

def count(*_):
    global seen
    seen += 1
    if seen == at:
        os.kill(os.getpid(), signal.SIGKILL)

from sqlalchemy.engine import Engine
event.listen(Engine, "before_cursor_execute", count)
event.listen(Engine, "commit", count)
of, outcome = harbour()
with open_case(path, create=True) as case:
    case.capture([of, item("two")])
    case.record([outcome], MAKERS)
print(seen)
"""


def _dying(path: Path, at: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", DIES, str(at), str(path)]
    environment = os.environ | {"PYTHONPATH": str(TESTS)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)


def test_killed_at_any_statement_a_case_opens_clean_and_is_completed(tmp_path: Path) -> None:
    whole = tmp_path / "whole.case"
    done = _dying(whole, 0)
    assert done.returncode == 0, done.stderr
    statements = int(done.stdout)
    with open_case(whole, read_only=True) as case:
        expected = case.fingerprint()
    of, outcome = harbour()
    for at in range(1, statements + 1, max(1, statements // 12)):
        path = tmp_path / f"{at}.case"
        assert _dying(path, at).returncode == -signal.SIGKILL
        with open_case(path, create=True) as case:
            assert list(case.check_file()) == []
            case.capture([of, item("two")])
            case.record([outcome], MAKERS)
            assert case.fingerprint() == expected


def test_errors_of_the_database_that_nobody_foresaw_name_the_case(path: Path) -> None:
    with (
        open_case(path, create=True) as case,
        pytest.raises(CaseError, match=r"matter\.case.*no such table"),
        case._door.reading() as connection,
    ):
        connection.execute(text("SELECT * FROM pier"))


def test_seals_are_all_there(path: Path) -> None:
    open_case(path, create=True).close()
    raw = sqlite3.connect(path)
    names = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    raw.close()
    assert names == set(dialect.SEALS)
