"""The program as it is used, with the real stages, store and model."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from sayso.cli.main import program

if TYPE_CHECKING:
    from pathlib import Path

DENIAL = (
    "ORSK - The harbour minister, Mara Velt, said on Tuesday that the ferry had left on time. "
    'A spokesman for the pilots\' union denied that. "We saw it at the quay at noon," Edo Marsh said.\n'
)


def sayso(*arguments: object, status: int = 0) -> Result:
    result = CliRunner().invoke(program, [str(argument) for argument in arguments])
    assert result.exit_code == status, result.output
    return result


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    (folder / "denial.txt").write_text(DENIAL, encoding="utf-8", newline="")
    (folder / "hostile.txt").write_text("\x1b[2J\u202e" + DENIAL.replace("ORSK", "[red]"), encoding="utf-8")
    (folder / "empty.txt").touch()
    path = folder.parent / f"{folder.name}.db"
    result = sayso("add", path, folder, "--jobs", 0, status=1)
    assert result.stdout.startswith("Added 2 reports with ")
    assert "empty.txt: " in result.stderr
    return path


def test_offsets_in_the_json_are_those_of_the_file(case: Path) -> None:
    lines = [json.loads(line) for line in sayso("assertions", case, "--json").stdout.splitlines()]
    plain = [line for line in lines if line["speaker"] == "Edo Marsh"]
    assert plain
    texts = (DENIAL, "\x1b[2J\u202e" + DENIAL.replace("ORSK", "[red]"))
    for line in plain:
        pieces = [[text[start:end] for start, end in line["content"]] for text in texts]
        assert ["We saw it at the quay at noon"] in [
            [piece.strip('",') for piece in found] for found in pieces
        ]


def test_a_record_can_be_shown_by_the_beginning_of_its_id(case: Path) -> None:
    row = json.loads(sayso("assertions", case, "--speaker", "velt", "--json").stdout.splitlines()[0])
    shown = sayso("show", case, row["id"][:12]).stdout
    assert row["id"] in shown
    assert "[said]" in shown
    assert "{" + row["quote"] + "}" in shown


@pytest.mark.parametrize("listing", ["assertions", "questions", "reports"])
def test_nothing_hostile_reaches_the_terminal(case: Path, listing: str) -> None:
    for options in ([], ["--json"]):
        assert not {"\x1b", "\u202e"} & set(sayso(listing, case, *options).output)


def test_hostile_reports_are_inert_when_shown(case: Path) -> None:
    for line in sayso("reports", case, "--json").stdout.splitlines():
        assert not {"\x1b", "\u202e"} & set(sayso("show", case, json.loads(line)["id"]).output)


def test_adding_again_adds_nothing(case: Path) -> None:
    before = sayso("assertions", case, "--json").stdout
    again = sayso("add", case, case.with_suffix(""), "--jobs", 0, status=1)
    assert again.stdout.startswith("Added 0 reports")
    assert "2 were in it already" in again.stdout
    assert sayso("assertions", case, "--json").stdout == before


def test_what_was_put_in_is_sound_and_makes_a_brief(case: Path, tmp_path: Path) -> None:
    assert "Sound" in sayso("verify", case).stdout
    for name in ("brief.html", "brief.md"):
        sayso("brief", case, "-o", tmp_path / name)
        assert "We saw it at the quay at noon" in (tmp_path / name).read_text(encoding="utf-8")


def test_a_case_that_is_not_there_is_not_made_by_reading(tmp_path: Path) -> None:
    for command in (
        ["assertions"],
        ["questions"],
        ["reports"],
        ["verify"],
        ["show"],
        ["brief", "-o", "b.md"],
    ):
        extra = ["ast-1"] if command == ["show"] else []
        result = sayso(command[0], tmp_path / "none.db", *command[1:], *extra, status=2)
        assert result.stderr.startswith("sayso: ")
    assert list(tmp_path.iterdir()) == []


def test_another_file_is_refused_as_a_case_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("not a case", encoding="utf-8")
    for command in (["reports", file], ["add", file, file]):
        assert "is not a sayso case" in sayso(*command, status=2).stderr
    assert file.read_text(encoding="utf-8") == "not a case"
