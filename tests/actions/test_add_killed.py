"""``add`` in a process that is killed or interrupted, and run again."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from processes import marked, wait_for
from sayso.errors import ModelError
from sayso.pipeline.reports import report_pipeline
from sayso.store import open_case

if TYPE_CHECKING:
    from collections.abc import Iterator

TESTS = Path(__file__).parents[1]
KILLS = 20
REPORTS = 25


def fingerprint(case: Path) -> str:
    with open_case(case, read_only=True) as opened:
        return opened.fingerprint()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports of which each is a task and a transaction of its own, so that there is much to interrupt."""
    folder = tmp_path_factory.mktemp("reports")
    for number in range(REPORTS):
        said = [f"Ada Brook says: quay {number} is in row {row}" for row in range(15)]
        filler = "The harbour of Lower Tarn lies in the fog. " * 2800
        (folder / f"{number:02}.txt").write_text("\n".join([*said, filler]), encoding="utf-8")
    (folder / "binary.txt").write_bytes(b"\x00\x01\x02" * 50)
    return folder


class Adding:
    """``add`` in a process of its own."""

    def __init__(self, case: Path, folder: Path, jobs: int = 0, kind: str = "small") -> None:
        self.mark = f"SAYSO_TEST={uuid.uuid4()}"
        name, value = self.mark.split("=")
        self.process = subprocess.Popen(
            [sys.executable, str(TESTS / "add_driver.py"), str(case), str(folder), str(jobs), kind],
            env=os.environ | {name: value, "PYTHONPATH": str(TESTS)},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip

    def wait_for_line(self, start: str) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.startswith(start):
                return
        pytest.fail(f"it ended without saying {start!r}: {self.finish()}")

    def finish(self) -> tuple[int, str, str]:
        """Return exit status, output and complaints."""
        out, err = self.process.communicate(timeout=120)
        return self.process.returncode, out, err

    def no_worker_is_left(self) -> None:
        wait_for(lambda: not marked(self.mark))


@pytest.fixture(scope="module", params=[0, 2], ids=["serial", "workers"])
def jobs(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture(scope="module")
def undisturbed(
    folder: Path, jobs: int, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, float]]:
    """The fingerprint of a case that was made in one go, and the seconds that it took."""
    case = tmp_path_factory.mktemp("undisturbed") / "case.db"
    adding = Adding(case, folder, jobs)
    adding.wait_for_line("ready")
    started = time.monotonic()
    status, out, err = adding.finish()
    assert (status, out.splitlines()[-1], err) == (0, f"added {REPORTS} known 0 skipped 1", "")
    yield fingerprint(case), time.monotonic() - started
    adding.no_worker_is_left()


@pytest.mark.slow
@pytest.mark.parametrize("kill", range(KILLS))
def test_killed_at_any_moment_the_same_command_makes_the_same_case(
    kill: int, folder: Path, jobs: int, undisturbed: tuple[str, float], tmp_path: Path
) -> None:
    expected, seconds = undisturbed
    case = tmp_path / "case.db"
    # One kill in each twentieth of the time that the work takes, at random within it.
    moment = (kill + random.Random(f"{jobs} {kill}").random()) / KILLS * seconds
    adding = Adding(case, folder, jobs)
    adding.wait_for_line("ready")
    threading.Event().wait(moment)
    adding.process.kill()
    adding.finish()
    adding.no_worker_is_left()
    if case.exists() and case.stat().st_size:  # else it was killed before it had made one
        with open_case(case, read_only=True) as opened:
            assert opened.counts().reports <= REPORTS

    status, out, err = Adding(case, folder, jobs).finish()
    assert (status, err) == (0, "")
    assert out.splitlines()[-1].endswith("skipped 1")
    assert fingerprint(case) == expected


def test_interrupted_it_stops_at_once_and_the_same_command_goes_on(
    folder: Path, jobs: int, undisturbed: tuple[str, float], tmp_path: Path
) -> None:
    case = tmp_path / "case.db"
    adding = Adding(case, folder, jobs)
    adding.wait_for_line("step 04")
    os.killpg(adding.process.pid, signal.SIGINT)
    started = time.monotonic()
    status, _, err = adding.finish()
    assert time.monotonic() - started < 10
    assert status == -signal.SIGINT
    assert err.rstrip().endswith("KeyboardInterrupt")
    assert err.count("Traceback") == 1, "a worker complained as well"
    adding.no_worker_is_left()
    with open_case(case, read_only=True) as opened:
        done = opened.counts().reports
        assert 5 <= done < REPORTS
        assert [run.ended for run in opened.runs()] == [None]

    status, out, err = Adding(case, folder, jobs).finish()
    added, known = (int(word) for word in out.splitlines()[-1].split()[1:4:2])
    assert (status, err, added + known) == (0, "", REPORTS)
    assert known == done
    assert fingerprint(case) == undisturbed[0]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Reports, and the fingerprint of the case that the real stages make of them in one go."""
    try:
        report_pipeline()
    except ModelError:
        pytest.skip("there is no reading model in this checkout")
    folder = tmp_path_factory.mktemp("real reports")
    for number in range(REPORTS):
        (folder / f"{number:02}.txt").write_text(
            f"Harbour master Ada Brook said on Monday that {number} boats were lost. “We do not know who "
            "cut the ropes,” she said. A spokesman for Lower Tarn denied that the quay was shut.\n",
            encoding="utf-8",
        )
    case = folder.with_name("real.db")
    status, out, err = Adding(case, folder, 2, "real").finish()
    assert (status, out.splitlines()[-1], err) == (0, f"added {REPORTS} known 0 skipped 0", "")
    with open_case(case, read_only=True) as opened:
        assert opened.counts().assertions > REPORTS
    return folder, fingerprint(case)


@pytest.mark.slow
@pytest.mark.parametrize("step", ["expect", "step 00", "step 12"])
def test_the_real_stages_survive_a_kill_too(step: str, real: tuple[Path, str], tmp_path: Path) -> None:
    folder, expected = real
    case = tmp_path / "case.db"
    adding = Adding(case, folder, 2, "real")
    adding.wait_for_line(step)
    adding.process.kill()
    adding.finish()
    adding.no_worker_is_left()
    status, _, err = Adding(case, folder, 2, "real").finish()
    assert (status, err) == (0, "")
    assert fingerprint(case) == expected
