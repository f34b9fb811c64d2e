"""The engine in this process leaves the process as it found it."""

from __future__ import annotations

import signal
import threading

import pytest

from engine_work import behave
from sayso.engine.serial import Serial


def failed(task: object, reason: str) -> object:
    return "failed", task, reason


def test_alarm_and_handler_are_restored_whatever_happens() -> None:
    before = signal.getsignal(signal.SIGALRM)
    assert list(Serial(0.2).map(behave, [2, "hang"], failed)) == [
        4,
        ("failed", "hang", "took longer than 0.2 s"),
    ]
    with pytest.raises(LookupError):
        list(Serial(60).map(behave, ["wrong"], failed))
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_no_alarm_runs_while_the_caller_works() -> None:
    results = Serial(60).map(behave, [1, 2], failed)
    assert next(results) == 1
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_it_works_off_the_main_thread() -> None:
    seen: list[object] = []
    thread = threading.Thread(target=lambda: seen.extend(Serial(60).map(behave, [3, "hoard"], failed)))
    thread.start()
    thread.join()
    assert seen == [9, ("failed", "hoard", "ran out of memory")]
