from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from comparers import WordComparer
from sayso.link import forming, linker
from sayso.link.index import MemoryIndex
from sayso.link.linker import Linker
from sayso.model.ids import content_id
from sayso.model.naming import Verdict
from sayso.model.statement import Excerpt, Linked, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pytest


def statement(number: int, text: str) -> Statement:
    return Statement(f"ast-{number:04}", f"doc-{number}", text, WordComparer().embed(Excerpt(text)))


def add(index: MemoryIndex, *some: Statement) -> Linked:
    changes = Linker(index, WordComparer()).add(some)
    index.apply(changes)
    return changes


def judge(index: MemoryIndex, left: int, right: int, *, same: bool, number: int = 1) -> None:
    verdict = Verdict(f"ast-{left:04}", f"ast-{right:04}", same, number)
    index.apply(Linker(index, WordComparer()).judge(verdict, undo=False))
    index.judge(verdict)


MILL = [
    statement(number, text)
    for number, text in enumerate(
        [
            "the old mill burned on Monday", "on Monday the mill burned down", "the mill burned",
            "nobody was hurt in the fire", "nobody was hurt", "the owner was paid by the bank",
        ]
    )
]  # fmt: skip


def test_the_order_in_which_reports_come_does_not_matter() -> None:
    outcomes = set()
    for order in permutations(MILL):
        index = MemoryIndex()
        for one in order:
            add(index, one)
        outcomes.add(tuple(index.groups()))
    assert outcomes == {(("ast-0000", "ast-0001", "ast-0002"), ("ast-0003", "ast-0004"), ("ast-0005",))}


def test_a_report_moves_what_was_put_in_the_wrong_place() -> None:
    index = MemoryIndex()
    add(index, statement(0, "one two three four"), statement(1, "three four five six"))
    assert len(index.groups()) == 1
    for number in range(2, 6):
        add(index, statement(number, f"three four five six seven eight w{number}"))
        add(index, statement(number + 10, f"one two nine ten eleven w{number}"))
    claims = index.claims(["ast-0000", "ast-0001", "ast-0002", "ast-0012"])
    assert claims["ast-0001"] == claims["ast-0002"] != claims["ast-0012"]


_WORDS = ["alpha", "beta", "gamma", "delta", "zeta", "eta", "theta", "iota"]
_texts = st.lists(
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=5).map(" ".join), min_size=2, max_size=12
)


def founders(index: MemoryIndex, ids: Iterable[str]) -> dict[str, set[str]]:
    members: dict[str, set[str]] = {}
    for one, its in index.claims(ids).items():
        members.setdefault(its, set()).add(one)
    return {its: {one for one in ones if content_id("clm", one) == its} for its, ones in members.items()}


@settings(max_examples=60)
@given(_texts, st.data())
def test_a_claim_always_holds_its_founder_and_can_be_found(texts: list[str], data: st.DataObject) -> None:
    index = MemoryIndex()
    some = [statement(number, text) for number, text in enumerate(texts)]
    ids = [one.id for one in some]
    for number, one in enumerate(some):
        add(index, one)
        if number and data.draw(st.booleans()):
            other = data.draw(st.integers(0, number - 1))
            judge(index, other, number, same=data.draw(st.booleans()), number=number)
        of_claims = founders(index, ids)
        assert all(len(ones) == 1 for ones in of_claims.values())
        found = index.exemplars(of_claims)
        assert all(found[its] for its in of_claims)


def test_what_did_not_change_is_not_stored_again() -> None:
    index = MemoryIndex()
    add(index, *MILL[:3])
    changes = add(index, MILL[3])
    assert [one for one, _ in changes.claims] == [MILL[3].id]
    assert {one for _, one in changes.exemplars} == {MILL[3].id}


def test_a_large_claim_stays_together_but_for_what_was_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linker, "_WHOLE", 5)
    monkeypatch.setattr(linker, "_JUDGED", 5)
    index = MemoryIndex()
    many = [statement(number, f"the mill burned on Monday w{number}") for number in range(12)]
    for one in many:
        add(index, one)
    assert len(index.groups()) == 1
    judge(index, 3, 7, same=False)
    claims = index.claims([one.id for one in many])
    assert claims["ast-0003"] != claims["ast-0007"]
    add(index, statement(20, "the mill burned on Monday w20"))
    claims = index.claims([one.id for one in many])
    assert claims["ast-0003"] != claims["ast-0007"]
    assert sorted(index.groups()[0] + index.groups()[1])[:12] == [one.id for one in many]


def test_only_so_many_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forming, "_AREA", 6)
    index = MemoryIndex()
    for number in range(20):
        add(index, statement(number, f"the mill burned w{number} x{number} y{number} z{number}"))
    placed = [one for group in index.groups() for one in group]
    assert sorted(placed) == [f"ast-{number:04}" for number in range(20)]
