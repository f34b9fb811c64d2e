"""Check that an order of stages can work, before it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.ports import Stage


def check_order(stages: Sequence[Stage], given: Iterable[str]) -> frozenset[str]:
    """Return all records that exist after the stages have run.

    Args:
        stages: In the order in which they run.
        given: Records that exist beforehand.

    Raises:
        UsageError: A stage needs a record that nothing before it makes; the message names both, and
            the later stage that makes it, if there is one.
    """
    there = frozenset(given)
    for place, stage in enumerate(stages):
        missing = sorted(stage.needs - there)
        if missing:
            late = [other.maker.stage for other in stages[place + 1 :] if other.makes & set(missing)]
            advice = f"move {late[0]} before it" if late else "no stage makes it"
            message = (
                f"Stage {stage.maker.stage} needs {', '.join(missing)}, which is not there yet: {advice}."
            )
            raise UsageError(message)
        there |= stage.makes
    return there
