from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sayso.errors import CaseBusy, CaseError
from sayso.store.lock import alone

if TYPE_CHECKING:
    from pathlib import Path

HOLDS = """
import sys
from pathlib import Path
from sayso.store.lock import alone
with alone(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(case: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(case)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_writer_is_told_at_once_and_comes_in_when_the_first_is_done(tmp_path: Path) -> None:
    case = tmp_path / "case.db"
    first = holder(case)
    with pytest.raises(CaseBusy, match="Another sayso is adding"), alone(case):
        pass
    first.communicate()
    with alone(case):
        assert (tmp_path / "case.db-lock").exists()
    assert list(tmp_path.iterdir()) == []


def test_a_killed_writer_leaves_no_lock(tmp_path: Path) -> None:
    case = tmp_path / "case.db"
    first = holder(case)
    os.kill(first.pid, signal.SIGKILL)
    first.communicate()
    with alone(case):
        assert (tmp_path / "case.db-lock").exists()


def test_cases_in_one_folder_do_not_lock_each_other(tmp_path: Path) -> None:
    with alone(tmp_path / "one.db"), alone(tmp_path / "two.db"):
        assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="cannot be made"), alone(tmp_path / "none" / "case.db"):
        pass
