"""What becomes of errors, Ctrl-C, a closed pipe and a fault."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from sayso.cli.main import program, run
from sayso.errors import CaseBusy, ModelError, SaysoError, UsageError

if TYPE_CHECKING:
    from pathlib import Path


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def verify(_case: Path) -> None:
        raise error

    monkeypatch.setattr("sayso.actions.verify.verify", verify)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (UsageError("There is nothing to add."), 2),
        (CaseBusy("Somebody else is writing."), 2),
        (ModelError("The model is damaged."), 2),
        (SaysoError("Odd \x1b[2J."), 2),
    ],
)
def test_an_error_is_one_clear_line_and_its_own_status(
    monkeypatch: pytest.MonkeyPatch, error: SaysoError, status: int
) -> None:
    failing(monkeypatch, error)
    result = CliRunner().invoke(program, ["verify", "case.db"])
    assert result.exit_code == status == error.exit_status
    assert result.stderr == f"sayso: {str(error).replace(chr(27), '⟨U+001B⟩')}\n"
    assert result.stdout == ""


def test_ctrl_c_says_how_to_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, KeyboardInterrupt())
    result = CliRunner().invoke(program, ["verify", "case.db"])
    assert result.exit_code == 130
    assert result.stderr == "sayso: stopped; run the same command again to go on\n"


def test_an_error_of_the_system_names_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, PermissionError(13, "Permission denied", "case.db"))
    result = CliRunner().invoke(program, ["verify", "case.db"])
    assert result.exit_code == 2
    assert result.stderr == "sayso: case.db: Permission denied\n"


def test_a_fault_of_our_own_is_no_skipped_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failing(monkeypatch, ZeroDivisionError("planted"))
    monkeypatch.setattr("sys.argv", ["sayso", "verify", "case.db"])
    with pytest.raises(SystemExit) as stopped:
        run()
    assert stopped.value.code == 70
    told = capsys.readouterr().err
    assert "ZeroDivisionError: planted" in told
    assert "please report it" in told


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["add"],
        ["add", "case.db"],
        ["add", "case.db", "x", "--jobs", "-1"],
        ["add", "case.db", "x", "--map", "text"],
        ["add", "case.db", "x", "--time-limit", "0"],
        ["assertions", "case.db", "--stance", "shouts"],
        ["assertions", "case.db", "--since", "yesterday"],
        ["assertions", "case.db", "--until", "2031-13"],
        ["assertions", "case.db", "--limit", "0"],
        ["brief", "case.db"],
        ["show", "case.db"],
    ],
    ids=" ".join,
)
def test_wrong_use_is_status_2_and_does_nothing(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(program, arguments)
    assert result.exit_code == 2
    assert result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", program.commands)
def test_every_command_has_a_help_page_with_an_example(name: str) -> None:
    result = CliRunner().invoke(program, [name, "--help"])
    assert result.exit_code == 0
    assert f"  sayso {name}" in result.stdout.partition("Example")[2]


def test_the_help_page_lists_all_commands_in_order_of_use() -> None:
    result = CliRunner().invoke(program, ["--help"])
    listed = [line.split()[0] for line in result.stdout.partition("Commands:\n")[2].splitlines()]
    assert listed == list(program.commands)
    assert listed[:2] == ["demo", "add"]


def test_the_version_is_told() -> None:
    result = CliRunner().invoke(program, ["--version"])
    assert result.exit_code == 0
    assert result.stdout.startswith("sayso 0.")


def test_a_reader_who_has_seen_enough_is_no_error() -> None:
    script = (
        "import sys\n"
        "from sayso.cli import verify\n"
        "from sayso.cli.main import run\n"
        "verify.verify.callback = lambda **_: [print('x' * 1000) for _ in range(10000)]\n"
        "sys.argv = ['sayso', 'verify', 'case.db']\n"
        "run()\n"
    )
    reading, writing = os.pipe()
    with subprocess.Popen([sys.executable, "-c", script], stdout=writing, stderr=subprocess.PIPE) as process:
        os.close(writing)
        os.read(reading, 10)
        os.close(reading)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 0
    assert told == b""


def test_it_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sayso", "--version"], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.startswith("sayso ")
