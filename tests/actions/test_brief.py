"""Writing a brief of a case: formats, titles, and files that appear whole or not at all."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from newsroom import Newsroom, dam_case
from sayso.actions.brief import brief
from sayso.errors import CaseError, UsageError
from sayso.model.run import Maker
from sayso.store import open_case

if TYPE_CHECKING:
    from pathlib import Path

MAKERS = (Maker("read", "1", "{}"), Maker("attribute", "1", "{}"))


def stored(room: Newsroom, path: Path) -> Path:
    with open_case(path, create=True) as case:
        case.capture(room.items)
        case.record(room.outcomes(tuple((maker.stage, maker.id) for maker in MAKERS)), MAKERS)
        case.record(room.skipped, MAKERS)
    return path


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(dam_case(), tmp_path_factory.mktemp("cases") / "Orsk dam.sayso")


@pytest.mark.parametrize(
    ("name", "asked", "chosen", "beginning"),
    [
        ("brief.html", None, "html", b"<!doctype html>"),
        ("brief.HTM", None, "html", b"<!doctype html>"),
        ("brief.md", None, "md", b"# Orsk dam\n"),
        ("brief", "md", "md", b"# Orsk dam\n"),
        ("brief.txt", "HTML", "html", b"<!doctype html>"),
    ],
)
def test_the_format_comes_from_the_name_unless_it_is_told(
    case: Path, tmp_path: Path, name: str, asked: str | None, chosen: str, beginning: bytes
) -> None:
    report = brief(case, tmp_path / name, format=asked)
    written = (tmp_path / name).read_bytes()
    assert written.startswith(beginning)
    assert (report.path, report.format, report.size) == (tmp_path / name, chosen, len(written))
    assert (report.reports, report.assertions, report.footnotes) == (4, 11, 11)


def test_the_passages_of_the_case_are_in_the_footnotes(case: Path, tmp_path: Path) -> None:
    brief(case, tmp_path / "brief.md")
    text = (tmp_path / "brief.md").read_text(encoding="utf-8")
    room = dam_case()
    for line in room.lines:
        assert room.passage(line).text in text
        assert f"sayso show CASE {line.assertion.id}" in text
    assert "reports/annex.pdf" in text


def test_the_title_can_be_told(case: Path, tmp_path: Path) -> None:
    brief(case, tmp_path / "brief.md", title="What is said of the dam")
    assert (tmp_path / "brief.md").read_text(encoding="utf-8").startswith("# What is said of the dam\n")


@pytest.mark.parametrize("name", ["brief.docx", "brief.pdf", "brief.txt", "brief"])
def test_other_formats_are_refused_with_those_that_exist(case: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"Formats: html .*, md"):
        brief(case, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_brief_that_was_there_is_replaced_and_nothing_else_is_left(case: Path, tmp_path: Path) -> None:
    target = tmp_path / "brief.md"
    target.write_text("old", encoding="utf-8")
    brief(case, target)
    assert target.read_text(encoding="utf-8").startswith("# Orsk dam")
    assert list(tmp_path.iterdir()) == [target]


def test_a_failure_leaves_the_old_brief_and_no_debris(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "brief.md"
    target.write_text("old", encoding="utf-8")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match="No space left on device"):
        brief(case, target)
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_the_file_has_the_permissions_of_any_new_file(case: Path, tmp_path: Path) -> None:
    ordinary = tmp_path / "ordinary"
    ordinary.touch()
    brief(case, tmp_path / "brief.md")
    assert stat.S_IMODE((tmp_path / "brief.md").stat().st_mode) == stat.S_IMODE(ordinary.stat().st_mode)


def test_the_case_is_never_overwritten(case: Path) -> None:
    before = case.read_bytes()
    with pytest.raises(UsageError, match="the case itself"):
        brief(case, case, format="md")
    assert case.read_bytes() == before


def test_a_folder_is_refused(case: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="a folder"):
        brief(case, tmp_path, format="md")
    with pytest.raises(UsageError, match="does not exist"):
        brief(case, tmp_path / "nowhere" / "brief.md")


def test_a_case_that_is_not_there_is_an_error_and_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(CaseError):
        brief(tmp_path / "none.sayso", tmp_path / "brief.md")
    assert list(tmp_path.iterdir()) == []
