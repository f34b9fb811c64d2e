"""An order of stages is checked before it runs."""

from __future__ import annotations

from itertools import permutations

import pytest

from reports import LineAnnotate, LineAttribute, PlainRead
from sayso.errors import UsageError
from sayso.pipeline.order import check_order

READ, ANNOTATE, ATTRIBUTE = PlainRead(), LineAnnotate(), LineAttribute()


def test_the_right_order_passes_and_tells_what_there_is() -> None:
    there = check_order((READ, ANNOTATE, ATTRIBUTE), given={"item"})
    assert there == {"item", "document", "annotation", "attribution", "assertion"}


def test_no_other_order_passes() -> None:
    for order in permutations((READ, ANNOTATE, ATTRIBUTE)):
        if order != (READ, ANNOTATE, ATTRIBUTE):
            with pytest.raises(UsageError, match="which is not there yet"):
                check_order(order, given={"item"})


def test_the_message_names_the_stage_that_comes_too_late() -> None:
    with pytest.raises(UsageError, match=r"Stage annotate needs document.*: move read before it"):
        check_order((ANNOTATE, READ), given={"item"})


def test_what_nothing_makes_is_named() -> None:
    with pytest.raises(UsageError, match=r"Stage read needs item, .*: no stage makes it"):
        check_order((READ,), given=())


def test_no_stages_make_nothing_new() -> None:
    assert check_order((), given={"item"}) == {"item"}
