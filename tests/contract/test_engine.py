"""What every engine must do."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine_work import behave
from sayso.engine.processes import Processes
from sayso.engine.serial import Serial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sayso.ports import Engine

ENGINES: dict[str, Callable[[float], Engine]] = {
    "serial": Serial,
    "one process": lambda limit: Processes(1, limit),
    "three processes": lambda limit: Processes(3, limit),
}
AHEAD = {"serial": 1, "one process": 3, "three processes": 9}
"""How many tasks each may have drawn beyond the results that were taken."""


@pytest.fixture(params=ENGINES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def make(name: str) -> Callable[[float], Engine]:
    return ENGINES[name]


def failed(task: object, reason: str) -> object:
    return "failed", task, reason


def run(engine: Engine, tasks: list[object]) -> list[object]:
    return list(engine.map(behave, tasks, failed))


def test_results_come_in_the_order_of_the_tasks(make: Callable[[float], Engine]) -> None:
    assert run(make(60), list(range(40))) == [n * n for n in range(40)]


def test_no_tasks_no_results(make: Callable[[float], Engine]) -> None:
    assert run(make(60), []) == []


def test_an_engine_can_be_used_again_and_within_itself(make: Callable[[float], Engine]) -> None:
    engine = make(60)
    nested = [(outer, run(engine, [outer])) for outer in engine.map(behave, [2, 3], failed)]
    assert nested == [(4, [16]), (9, [81])]


def test_large_tasks_and_results_pass(make: Callable[[float], Engine]) -> None:
    large = "y" * 5_000_000
    assert run(make(60), ["big", large, "big"]) == ["x" * 5_000_000, large, "x" * 5_000_000]


def test_tasks_are_drawn_lazily_within_a_window(name: str, make: Callable[[float], Engine]) -> None:
    drawn = 0

    def endless() -> Iterator[object]:
        nonlocal drawn
        while True:
            drawn += 1
            yield drawn

    results = make(60).map(behave, endless(), failed)
    assert drawn == 0
    for taken in range(1, 30):
        assert next(results) == taken * taken
        assert drawn <= taken + AHEAD[name]
    results.close()


def test_a_task_that_overruns_fails_alone(make: Callable[[float], Engine]) -> None:
    assert run(make(2), [1, "hang", 2, "hang deaf", 3]) == [
        1,
        ("failed", "hang", "took longer than 2 s"),
        4,
        ("failed", "hang deaf", "took longer than 2 s"),
        9,
    ]


def test_the_limit_is_for_each_task_not_for_all(make: Callable[[float], Engine]) -> None:
    results = make(3).map(behave, [1, 2], failed)
    assert next(results) == 1
    ended = time.monotonic() + 3.2
    while time.monotonic() < ended:  # the caller's own time is not the task's
        sum(range(1000))
    assert next(results) == 4


def test_running_out_of_memory_fails_alone(make: Callable[[float], Engine]) -> None:
    assert run(make(60), [1, "hoard", 2]) == [1, ("failed", "hoard", "ran out of memory"), 4]


def test_exceptions_pass_through_in_their_turn(make: Callable[[float], Engine]) -> None:
    results = make(60).map(behave, [1, "wrong", 2], failed)
    assert next(results) == 1
    with pytest.raises(LookupError, match="no such street"):
        next(results)


def test_exceptions_of_the_task_source_pass_through(make: Callable[[float], Engine]) -> None:
    def broken() -> Iterator[object]:
        yield 1
        message = "the source broke"
        raise OSError(message)

    with pytest.raises(OSError, match="the source broke"):
        list(make(60).map(behave, broken(), failed))


def test_closing_early_is_quick_even_with_hanging_tasks(name: str, make: Callable[[float], Engine]) -> None:
    hanging = "hang" if name != "serial" else 5
    results = make(600).map(behave, [1, hanging, hanging, hanging], failed)
    assert next(results) == 1
    started = time.monotonic()
    results.close()
    assert time.monotonic() - started < 5


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.integers(-9, 9), st.sampled_from(["hoard", "plain"])), max_size=25))
def test_every_task_is_answered_once(make: Callable[[float], Engine], tasks: list[object]) -> None:
    def expected(task: object) -> object:
        if isinstance(task, int):
            return task * task
        return ("failed", task, "ran out of memory") if task == "hoard" else task

    assert run(make(60), tasks) == [expected(task) for task in tasks]
