"""What only worker processes can do: die."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from engine_work import Deadly, OddError, Unloadable, behave
from processes import gone, wait_for
from sayso.engine.processes import Processes
from sayso.errors import SaysoError

if TYPE_CHECKING:
    from collections.abc import Iterator


def failed(task: object, reason: str) -> object:
    return "failed", task, reason


def run(tasks: list[object], jobs: int = 2) -> list[object]:
    return list(Processes(jobs, 60).map(behave, tasks, failed))


@pytest.mark.parametrize(
    ("deadly", "ending"), [("exit", "exit code 3"), ("segfault", "SIGSEGV"), ("leave", "exit code 0")]
)
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_crash_takes_down_its_own_task_only(deadly: str, ending: str, jobs: int) -> None:
    assert run([1, deadly, 2, 3, deadly, 4], jobs) == [
        1,
        ("failed", deadly, f"crashed its worker process ({ending})"),
        4,
        9,
        ("failed", deadly, f"crashed its worker process ({ending})"),
        16,
    ]


def test_native_code_that_never_returns_is_ended() -> None:
    assert list(Processes(1, 2).map(behave, [1, "hang native", 2], failed)) == [
        1,
        ("failed", "hang native", "took longer than 2 s"),
        4,
    ]


def test_one_task_starts_one_worker_and_workers_are_used_again(tmp_path: Path) -> None:
    pids = run([("pid", str(tmp_path))], jobs=4)
    assert len(pids) == 1
    assert len(set(run([("pid", str(tmp_path))] * 12, jobs=2))) <= 2


def test_workers_run_on_one_thread_each() -> None:
    assert run(["threads"]) == ["1"]


def test_an_exception_carries_the_traceback_of_the_worker() -> None:
    with pytest.raises(LookupError) as caught:
        run(["wrong"])
    assert "engine_work.py" in "".join(caught.value.__notes__)


def test_an_exception_that_cannot_be_pickled_still_tells_its_message() -> None:
    with pytest.raises(RuntimeError, match="OddError: Canal Row has no number 9"):
        run(["odd"])
    assert str(OddError("Canal Row", 9)) == "Canal Row has no number 9"


def test_a_result_that_cannot_be_pickled_is_an_exception_not_a_hang() -> None:
    with pytest.raises(TypeError, match="pickle"):
        run(["unpicklable"])


def test_work_that_cannot_be_loaded_is_an_exception() -> None:
    with pytest.raises(ValueError, match="not a number"):
        list(Processes(2, 60).map(Unloadable(), [1, 2, 3], failed))


def test_workers_that_never_start_are_given_up() -> None:
    with pytest.raises(SaysoError, match=r"do not start: 3 in a row .*exit code 7"):
        list(Processes(1, 60).map(Deadly(), [1], failed))


def test_closing_early_ends_all_workers(tmp_path: Path) -> None:
    def tasks() -> Iterator[object]:
        yield 1
        for _ in range(3):
            yield "pid and hang", str(tmp_path)

    results = Processes(2, 600).map(behave, tasks(), failed)
    assert next(results) == 1
    results.close()
    assert all(gone(int(file.name)) for file in tmp_path.iterdir())


DRIVER = dedent("""
    import sys
    from engine_work import behave
    from sayso.engine.processes import Processes

    if __name__ == "__main__":
        tasks = [1, ("pid and hang", sys.argv[1]), ("pid and hang", sys.argv[1])]
        for result in Processes(2, 600).map(behave, tasks, lambda task, reason: None):
            print(result, flush=True)
""")


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    """A process with two workers that hang, and the workers' numbers."""
    script, pids = tmp_path / "driver.py", tmp_path / "pids"
    script.write_text(DRIVER, encoding="utf-8")
    pids.mkdir()
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
    process = subprocess.Popen(
        [sys.executable, str(script), str(pids)],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        wait_for(lambda: len(list(pids.iterdir())) == 2)
        yield process, [int(file.name) for file in pids.iterdir()]
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def test_workers_do_not_outlive_a_killed_parent(driver: tuple[subprocess.Popen[str], list[int]]) -> None:
    process, workers = driver
    process.kill()
    wait_for(lambda: all(gone(worker) for worker in workers))
    assert all(gone(worker) for worker in workers)


def test_an_interrupt_of_the_whole_group_stops_workers_without_noise(
    driver: tuple[subprocess.Popen[str], list[int]],
) -> None:
    process, workers = driver
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert all(gone(worker) for worker in workers)
    assert out == "1\n"
    assert err.count("Traceback") == 1, err
    assert err.rstrip().endswith("KeyboardInterrupt")
