from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.model.claim import (
    Appearance,
    Claim,
    Contradiction,
    ContradictionKind,
    ContradictionStatus,
    Side,
    Sourcing,
)
from sayso.model.lineage import Lineage, Origin
from sayso.present.claims import claim_tables, sourcing_line, stances_in_words
from sayso.present.context import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable


def claim(
    number: int, sourcing: Sourcing, stances: dict[str, int], proposition: str = "the dam held"
) -> Claim:
    key = f"clm-{number}"
    origin = Origin(f"ori-{number}", (f"ast-{number}",), "Mara Velt", ("Only Mara Velt speaks.",))
    return Claim(
        key, proposition, f"ast-{number}", sum(stances.values()), stances, sourcing,
        Appearance("doc-1", "The Tern", "2031-04-02"), Lineage(key, (origin,), (), ()),
    )  # fmt: skip


def side(claim_id: str, quote: str) -> Side:
    return Side(claim_id, f"ast-{claim_id}", quote, "Mara Velt", "asserts", "The Tern", "2031-04-02")


def contradiction(status: ContradictionStatus, quote: str = "17 people") -> Contradiction:
    return Contradiction(
        side("clm-1", quote), side("clm-2", "23 people"), ContradictionKind.VALUE, status, 0.9,
        ("“17” against “23” of killed",),
    )  # fmt: skip


def refs(keys: Iterable[str], quoted: Iterable[str]) -> tuple[Ref, ...]:
    return tuple(Ref(number, "", key) for number, key in enumerate([*quoted, *keys], 1))


@pytest.mark.parametrize(
    ("sourcing", "line"),
    [
        (Sourcing(40, 12, 1, 3), "40 reports · 12 outlets · 1 origin · 3 not established"),
        (Sourcing(1, 0, 1, 0), "1 report · 1 origin"),
        (Sourcing(1200, 2, 2, 0), "1,200 reports · 2 outlets · 2 origins"),
    ],
)
def test_the_count_line_says_what_was_counted_and_nothing_else(sourcing: Sourcing, line: str) -> None:
    assert sourcing_line(sourcing) == line


def test_stances_are_counted_in_words() -> None:
    told = claim(1, Sourcing(3, 3, 1, 0), {"denies": 1, "asserts": 12, "leaves_open": 2})
    assert stances_in_words(told) == "asserted 12 times, denied once, left open twice"


def test_claims_in_one_report_are_listed_only_if_disputed() -> None:
    alone = claim(1, Sourcing(1, 1, 1, 0), {"asserts": 1})
    disputed = claim(2, Sourcing(1, 1, 1, 1), {"asserts": 1, "denies": 1}, "the dam broke")
    spread = claim(3, Sourcing(4, 3, 1, 2), {"asserts": 4}, "the gate was open")
    (table,) = claim_tables([spread, alone, disputed], [], refs, 10)
    assert [row.cells[0] for row in table.rows] == ["“the gate was open”", "“the dam broke”"]
    assert table.rows[0].cells[3:] == ("3", "1", "2", "4")
    assert table.rows[0].refs[0].where == "ast-3"


def test_what_only_seems_to_contradict_is_left_out_and_candidates_come_last() -> None:
    found = [
        contradiction(ContradictionStatus.DISMISSED),
        contradiction(ContradictionStatus.CANDIDATE, "19 people"),
        contradiction(ContradictionStatus.CONFIRMED),
    ]
    (table,) = claim_tables([], found, refs, 10)
    assert [row.cells[2] for row in table.rows] == ["value, confirmed", "value, candidate"]
    assert "“17 people”" in table.rows[0].cells[0]


def test_a_table_says_how_many_rows_it_leaves_out() -> None:
    several = [claim(number, Sourcing(2, 2, 1, 0), {"asserts": 2}) for number in range(5)]
    (table,) = claim_tables(several, [], refs, 3)
    assert (len(table.rows), table.more.count) == (3, 2)
    assert table.more.command == "sayso claims CASE --reports 2"
