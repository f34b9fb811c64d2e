from __future__ import annotations

import stat
from typing import TYPE_CHECKING, Any

import pytest

from sayso.model.item import Item
from sayso.store import connect, open_case

if TYPE_CHECKING:
    from pathlib import Path


def test_a_new_case_belongs_to_its_owner_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    open_case(path, create=True).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [found.name for found in tmp_path.iterdir()] == ["case.db"]


def test_an_empty_file_becomes_a_case(tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    path.touch()
    with open_case(path, create=True) as case:
        assert case.counts().reports == 0
    with open_case(path, read_only=True) as case:
        assert case.counts().reports == 0


@pytest.mark.parametrize("empty", [False, True])
def test_of_two_that_make_a_case_at_once_neither_loses_what_it_adds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty: bool
) -> None:
    path = tmp_path / "case.db"
    if empty:
        path.touch()
    migrate = connect.migrations.migrate

    def overtaken(*given: Any) -> None:
        monkeypatch.setattr(connect.migrations, "migrate", migrate)
        with open_case(path, create=True) as other:
            other.capture([Item(b"Ondra Vell denies it.", "1.txt", "file")])
        migrate(*given)

    monkeypatch.setattr(connect.migrations, "migrate", overtaken)
    with open_case(path, create=True) as case:
        case.capture([Item(b"The port was closed.", "2.txt", "file")])
    with open_case(path, read_only=True) as case:
        assert [one.location for one in case.captures()] == ["1.txt", "2.txt"]
    assert [found.name for found in tmp_path.iterdir()] == ["case.db"]
