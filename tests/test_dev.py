"""The script that must work before anything is installed. Nothing here installs anything."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the script and nothing else that it could use."""
    folder = tmp_path / "a folder with spaces"
    folder.mkdir()
    shutil.copy(ROOT / "dev", folder)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def dev(checkout: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [checkout / "dev", *arguments], capture_output=True, text=True, check=False, timeout=60,
        env=os.environ | environment, cwd=checkout.parent,
    )  # fmt: skip


def program(file: Path, script: str) -> Path:
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)
    return file


def test_help_names_every_command(checkout: Path) -> None:
    done = dev(checkout, "help")
    assert done.returncode == 0
    assert all(f"./dev {command}" in done.stdout for command in ("demo", "test", "sayso"))
    assert sorted(path.name for path in checkout.iterdir()) == ["dev", "pyproject.toml"]


def test_an_unknown_command_is_wrong_use_and_sets_nothing_up(checkout: Path) -> None:
    done = dev(checkout, "tset")
    assert done.returncode == 2
    assert "there is no command 'tset'" in done.stderr
    assert not (checkout / ".venv").exists()


def test_an_interpreter_that_is_too_old_is_named(checkout: Path, tmp_path: Path) -> None:
    old = program(
        tmp_path / "bin" / "python3", 'case $1 in --version) echo "Python 3.9.2";; *) exit 1;; esac'
    )
    for name in ("python3.11", "python3.12", "python3.13"):
        program(old.parent / name, "exit 1")
    done = dev(checkout, "demo", PATH=f"{old.parent}:{os.environ['PATH']}", PYTHON="")
    assert done.returncode == 2
    assert "needs Python 3.11 or later, and this is Python 3.9.2" in done.stderr


def test_an_interpreter_that_was_named_and_is_none_is_refused(checkout: Path) -> None:
    done = dev(checkout, "demo", PYTHON="/bin/false")
    assert done.returncode == 2
    assert "PYTHON=/bin/false is not a Python 3.11 or later" in done.stderr


def test_without_the_venv_module_it_says_what_to_install(checkout: Path, tmp_path: Path) -> None:
    # What Debian's Python says without python3-venv; and an apt-get that has no network.
    python = program(
        tmp_path / "bin" / "python", '[ "$2" = venv ] && echo "ensurepip is not available" && exit 1; exit 0'
    )
    program(python.parent / "apt-get", "exit 100")
    done = dev(checkout, "test", PATH=f"{python.parent}:{os.environ['PATH']}", PYTHON=str(python))
    assert done.returncode == 2
    assert "ensurepip is not available" in done.stderr
    assert "apt-get install python3-venv" in done.stderr


def test_what_is_set_up_already_starts_at_once(checkout: Path) -> None:
    venv = checkout / ".venv"
    (venv / "bin").mkdir(parents=True)
    program(venv / "bin" / "python", 'case "$*" in *print*) echo stand-in;; *install*) exit 1;; esac')
    program(venv / "bin" / "sayso", 'echo "sayso $*"')
    fingerprint = subprocess.run(
        "{ cat pyproject.toml; echo stand-in; } | cksum", cwd=checkout, shell=True,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    (venv / "stamp-dev").write_text(fingerprint.stdout, encoding="utf-8")
    done = dev(checkout, "demo", "--", "--directory", "two words")
    assert (done.returncode, done.stdout) == (0, "sayso demo --directory two words\n")
    assert done.stderr == "dev: to go on from here without installing sayso, write ./dev sayso for sayso\n"
    with (checkout / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    again = dev(checkout, "demo")
    assert again.returncode == 2
    assert "pip could not be brought up to date" in again.stderr
