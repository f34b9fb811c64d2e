from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from sayso.store import open_case

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
