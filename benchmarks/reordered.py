"""The claims of a case, had its reports come in other orders.

Which claims there are should not depend on which report came first. The statements of a case that was read
are linked again, report by report, by the linker and the matcher of ``sayso add``, in an index in memory.
"""

from __future__ import annotations

import functools
import random
from typing import TYPE_CHECKING

from sayso.link.index import MemoryIndex
from sayso.link.linker import Linker
from sayso.pipeline.claims import TOGETHER, prepared, shipped_matcher

if TYPE_CHECKING:
    from sayso.link.matcher import Matcher
    from sayso.model.statement import Statement
    from sayso.store import Case


class Remembering:
    """A matcher that compares two contents once, in however many orders they are asked for."""

    def __init__(self, matcher: Matcher) -> None:
        self.embed = matcher.embed
        self.compare = functools.cache(matcher.compare)


def in_orders(case: Case, orders: int) -> list[dict[str, str]]:
    """Return the claim of each assertion, for each of as many orders in which a case's reports may come."""
    matcher = Remembering(shipped_matcher())
    reports: list[list[Statement]] = []
    for document in sorted({line.assertion.document for line in case.assertions()}):
        statements, _ = case.statements_of(document)
        reports.append(prepared(statements, {one.id for one in statements}, matcher))
    every = [one.id for report in reports for one in report]
    found = []
    for number in range(orders):
        index = MemoryIndex()
        for report in random.Random(number).sample(reports, len(reports)):
            for start in range(0, len(report), TOGETHER):
                index.apply(Linker(index, matcher).add(report[start : start + TOGETHER]))
        found.append(dict(index.claims(every)))
    return found
