"""``add``: from inputs to a case."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reports import small_pipeline
from sayso.actions.add import AddOptions, AddReport, add, own_files
from sayso.errors import NotACase, UsageError
from sayso.store import open_case

if TYPE_CHECKING:
    from collections.abc import Iterable


def fingerprint(case: Path) -> str:
    with open_case(case, read_only=True) as opened:
        return opened.fingerprint()


HERE = AddOptions(jobs=0)
SAID = "Ada Brook says: the mill is shut\nTom Reed says: it is not\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"{SAID}{number} people came.", encoding="utf-8")
    return folder


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return tmp_path / "case.db"


def run(case: Path, *inputs: Path, options: AddOptions = HERE) -> AddReport:
    return add(case, [str(one) for one in inputs], options=options, pipeline=small_pipeline())


def names(case: Path) -> set[str]:
    with open_case(case, read_only=True) as opened:
        return {Path(line.location).name for line in opened.reports()}


def counts(report: AddReport) -> tuple[int, int, int, int, int]:
    return report.added, report.known, report.attributions, report.assertions, len(report.skipped)


def test_a_folder_becomes_a_case(case: Path, folder: Path) -> None:
    report = run(case, folder)
    assert counts(report) == (3, 0, 6, 6, 0)
    assert report.seconds > 0
    assert names(case) == {"0.txt", "1.txt", "2.txt"}


def test_workers_make_the_very_same_case(case: Path, folder: Path, tmp_path: Path) -> None:
    run(case, folder)
    run(tmp_path / "other.db", folder, options=AddOptions(jobs=2))
    assert fingerprint(case) == fingerprint(tmp_path / "other.db")


def test_adding_twice_adds_nothing(case: Path, folder: Path) -> None:
    run(case, folder)
    before = fingerprint(case)
    assert counts(run(case, folder)) == (0, 3, 0, 0, 0)
    assert fingerprint(case) == before


def test_the_same_bytes_under_another_path_add_nothing(case: Path, folder: Path, tmp_path: Path) -> None:
    run(case, folder)
    before = fingerprint(case)
    copy = tmp_path / "elsewhere" / "copy.txt"
    copy.parent.mkdir()
    copy.write_bytes((folder / "1.txt").read_bytes())
    assert counts(run(case, copy)) == (0, 1, 0, 0, 0)
    assert fingerprint(case) == before


def test_the_same_text_from_another_outlet_is_another_report(case: Path, folder: Path) -> None:
    run(case, folder)
    report = run(case, folder / "0.txt", options=AddOptions(jobs=0, outlet="Harbour Post"))
    assert counts(report) == (1, 0, 2, 2, 0)
    with open_case(case, read_only=True) as opened:
        assert sorted(line.outlet or "" for line in opened.reports()) == ["", "", "", "Harbour Post"]


def test_in_pieces_and_in_any_order_the_records_are_the_same(
    case: Path, folder: Path, tmp_path: Path
) -> None:
    def ids(path: Path) -> set[str]:
        with open_case(path, read_only=True) as opened:
            return {line.assertion.id for line in opened.assertions()}

    run(case, folder)
    pieces = tmp_path / "pieces.db"
    for name in ("2.txt", "0.txt", "1.txt"):
        run(pieces, folder / name)
    assert ids(pieces) == ids(case)
    assert len(ids(case)) == 6


def test_what_cannot_be_read_is_skipped_with_its_reason_and_the_rest_goes_on(
    case: Path, folder: Path, tmp_path: Path
) -> None:
    (folder / "0.txt").write_bytes(b"\x00\x01")
    report = run(case, folder, tmp_path / "gone.txt")
    assert counts(report) == (2, 0, 4, 4, 2)
    assert {Path(one.location).name for one in report.skipped} == {"0.txt", "gone.txt"}
    assert all(one.reason for one in report.skipped)
    with open_case(case, read_only=True) as opened:
        assert {Path(one.location).name for one in opened.skipped()} == {"0.txt", "gone.txt"}


def test_what_was_skipped_is_tried_again(case: Path, tmp_path: Path) -> None:
    late = tmp_path / "late.txt"
    assert counts(run(case, late)) == (0, 0, 0, 0, 1)
    late.write_text(SAID, encoding="utf-8")
    assert counts(run(case, late)) == (1, 0, 2, 2, 0)
    with open_case(case, read_only=True) as opened:
        assert list(opened.skipped()) == []


def test_jsonl_fields_are_found_under_other_names(case: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text('{"body": "Ada Brook says: no", "headline": "Mill shut", "id": "k-7"}\n', "utf-8")
    report = run(case, corpus, options=AddOptions(jobs=0, mapping=(("text", "body"), ("title", "headline"))))
    assert report.added == 1
    with open_case(case, read_only=True) as opened:
        assert [line.key for line in opened.reports()] == ["k-7"]


def test_a_case_in_the_folder_that_is_added_is_not_read_into_itself(folder: Path) -> None:
    case = folder / "case.db"
    for known in (0, 3):
        report = run(case, folder)
        assert counts(report)[1] == known
        assert report.skipped == ()
    assert names(case) == {"0.txt", "1.txt", "2.txt"}


def test_a_run_record_frames_the_work(case: Path, folder: Path, tmp_path: Path) -> None:
    run(case, folder, tmp_path / "gone.txt")
    with open_case(case, read_only=True) as opened:
        (record,) = opened.runs()
    assert record.command == f"add {folder} {tmp_path / 'gone.txt'}"
    assert record.ended is not None
    assert (record.added, record.skipped) == (3, 1)


@pytest.mark.parametrize(
    ("inputs", "options"),
    [([], HERE), (["a.txt"], AddOptions(jobs=-2)), (["a.txt"], AddOptions(time_limit=0))],
)
def test_wrong_use_does_nothing(inputs: Iterable[str], options: AddOptions, case: Path) -> None:
    with pytest.raises(UsageError):
        add(case, list(inputs), options=options, pipeline=small_pipeline())
    assert not case.exists()


def test_a_file_that_is_no_case_is_refused_and_left_alone(folder: Path) -> None:
    before = (folder / "0.txt").read_bytes()
    with pytest.raises(NotACase):
        run(folder / "0.txt", folder / "1.txt")
    assert (folder / "0.txt").read_bytes() == before


def test_the_files_beside_a_case_are_left_alone_behind_a_link_too(tmp_path: Path) -> None:
    real, link = tmp_path / "real.db", tmp_path / "link.db"
    link.symlink_to(real)
    assert own_files(link) == own_files(real) >= {str(tmp_path.resolve() / "real.db-shm")}


def test_a_file_whose_name_is_no_utf_8_is_read(case: Path, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xff.txt")
    try:
        path.write_text(SAID, encoding="utf-8")
    except OSError:  # pragma: no cover - some systems refuse such names
        pytest.skip("this file system takes UTF-8 names only")
    assert counts(run(case, path)) == (1, 0, 2, 2, 0)


def test_a_password_in_an_address_is_not_stored(case: Path) -> None:
    add(case, ["https://bob:geheim@varopost.example/a"], options=HERE, pipeline=small_pipeline())
    assert b"geheim" not in b"".join(file.read_bytes() for file in case.parent.glob("case.db*"))
