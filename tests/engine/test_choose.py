"""Which engine a number of jobs gets."""

from __future__ import annotations

import math

import pytest

from sayso.engine.choose import engine, processors
from sayso.engine.processes import Processes
from sayso.engine.serial import Serial
from sayso.errors import UsageError


def test_none_takes_the_processors_there_are() -> None:
    chosen = engine(None, 60)
    assert isinstance(chosen, Processes)
    assert chosen.window == 3 * min(processors(), 16)


def test_a_number_is_obeyed() -> None:
    chosen = engine(1, 60)
    assert isinstance(chosen, Processes)
    assert chosen.window == 3


def test_no_jobs_means_this_process() -> None:
    assert isinstance(engine(0, 60), Serial)


@pytest.mark.parametrize(("jobs", "limit"), [(-1, 60), (1, 0), (1, -5), (1, math.nan), (1, math.inf)])
def test_numbers_that_make_no_sense_are_refused(jobs: int, limit: float) -> None:
    with pytest.raises(UsageError, match="must be"):
        engine(jobs, limit)
