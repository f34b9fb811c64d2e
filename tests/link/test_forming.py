from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparers import WordComparer
from sayso.link import forming
from sayso.link.index import MemoryIndex
from sayso.link.likeness import chances
from sayso.link.linker import Linker
from sayso.link.workspace import keys_of
from sayso.model.ids import content_id
from sayso.model.naming import Verdict
from sayso.model.statement import Excerpt, Linked, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable


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


WORDS = [f"word{number}" for number in range(40)]


def loosely_alike(count: int, first: int = 0) -> list[Statement]:
    """Statements each of which is like the next, and the last not like the first."""
    return [statement(first + at, " ".join(WORDS[at : at + 6])) for at in range(count)]


def one_claim(index: MemoryIndex, ids: Iterable[str]) -> bool:
    return len(set(index.claims(list(ids)).values())) == 1


def made_one(some: list[Statement]) -> MemoryIndex:
    """A case in which statements are one claim, whatever they say."""
    index = MemoryIndex()
    its = content_id("clm", some[0].id)
    keys = tuple((key, one.id) for one in some[: forming.EXEMPLARS] for key in keys_of(one))
    index.apply(Linked(tuple(some), keys, claims=tuple((one.id, its) for one in some)))
    return index


def test_a_large_claim_stays_together_and_a_small_one_may_fall_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    many = loosely_alike(20)
    ids = [one.id for one in many]
    small = made_one(many)
    add(small, statement(50, " ".join(WORDS[:6])))
    assert not one_claim(small, ids)
    monkeypatch.setattr(forming, "_WHOLE", 10)
    large = made_one(many)
    add(large, statement(50, " ".join(WORDS[:6])))
    assert one_claim(large, [*ids, "ast-0050"])


def test_of_a_large_claim_a_judgment_parts_the_two_and_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forming, "_WHOLE", 5)
    many = [statement(number, f"the mill burned on Monday w{number}") for number in range(12)]
    index = MemoryIndex()
    for one in many:
        add(index, one)
    judge(index, 3, 7, same=False)
    add(index, statement(20, "the mill burned on Monday w20"))
    assert index.claims(["ast-0003"]) != index.claims(["ast-0007"])
    assert not one_claim(index, ["ast-0003", "ast-0007"])
    assert one_claim(index, [one.id for one in many if one.id not in {"ast-0003", "ast-0007"}])


def test_what_an_analyst_made_one_stays_one_and_falls_apart_when_taken_back() -> None:
    index = MemoryIndex()
    mill = [statement(number, f"the mill burned on Monday w{number}") for number in range(6)]
    owner = [statement(100 + number, f"a bank paid its owner v{number}") for number in range(6)]
    add(index, *mill)
    add(index, *owner)
    before = index.groups()
    assert [len(group) for group in before] == [6, 6]
    judge(index, 0, 100, same=True)
    every = [one.id for one in (*mill, *owner)]
    assert one_claim(index, every)
    add(index, statement(7, "the mill burned on Monday w7"))
    assert one_claim(index, [*every, "ast-0007"])
    verdict = Verdict("ast-0000", "ast-0100", True, 1)
    index.apply(Linker(index, WordComparer()).judge(verdict, undo=True))
    assert [len(group) for group in index.groups()] == [7, 6]


def test_what_a_judgment_sets_free_goes_where_it_belongs_and_moves_no_other_claim() -> None:
    index = MemoryIndex()
    mill = [statement(number, f"the mill burned on Monday w{number}") for number in range(4)]
    owner = [statement(100 + number, f"a bank paid its owner v{number}") for number in range(4)]
    its = [content_id("clm", some[0].id) for some in (mill, owner)]
    for some in (mill, owner):
        add(index, *some)
    stray = "ast-0103"
    index.apply(Linked(claims=((stray, its[0]),)))
    judge(index, 0, 103, same=False)
    assert index.claims([stray])[stray] == its[1]
    assert one_claim(index, [one.id for one in mill])


def test_two_tolls_are_two_claims_however_many_reports_give_each() -> None:
    index = MemoryIndex()
    for number in range(6):
        for first, toll in ((0, 17), (100, 23)):
            text = f"the mayor said {toll} people were killed at the ferry terminal w{number}"
            add(index, statement(first + number, text))
    groups = index.groups()
    assert [{one[:6] for one in group} for group in groups] == [{"ast-00"}, {"ast-01"}]


def test_reprints_of_a_sentence_do_not_make_its_contents_one() -> None:
    sentence = "A guard said it was cold and the mayor said nobody came"
    index = MemoryIndex()
    for report in range(3):
        some = [
            replace(
                statement(10 * report + at, sentence), document=f"doc-{report}", excerpt=Excerpt(content),
                vector=WordComparer().embed(Excerpt(content)),
            )
            for at, content in enumerate(("it was cold", "nobody came"))
        ]  # fmt: skip
        add(index, *some)
    assert index.groups() == [("ast-0000", "ast-0010", "ast-0020"), ("ast-0001", "ast-0011", "ast-0021")]


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_one_accusation_is_one_claim_however_it_is_worded_and_whatever_came_first(order: tuple) -> None:
    army, rebels = ("a:s:norway", "d:shelling"), ("a:rebels", "d:shelling")
    every = [
        replace(statement(1, "the army shelled the market"), marks=army),
        replace(statement(2, "responsibility lies with General Tam Orre and his men alone"), marks=army),
        replace(statement(3, "rebels shelled the market"), marks=rebels),
        statement(4, "a mill burned down in Orven on Monday"),
    ]
    index = MemoryIndex()
    for at in order:
        add(index, every[at])
    assert index.groups() == [("ast-0001", "ast-0002"), ("ast-0003",), ("ast-0004",)]


def test_what_only_points_back_does_not_drag_its_statement_away() -> None:
    index = MemoryIndex()
    add(index, *(statement(number, f"the mill burned on Monday w{number}") for number in range(4)))
    for number in range(20, 26):
        echo = replace(
            statement(number, "the allegations"), echoes="ast-0000", text=f"he denied them w{number}"
        )
        add(index, echo)
    assert one_claim(index, [f"ast-{number:04}" for number in (0, 1, 2, 3, *range(20, 26))])


def test_large_claims_leave_room_for_small_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forming, "_AREA", 30)
    monkeypatch.setattr(forming, "_WHOLE", 10)
    index = MemoryIndex()
    for topic in "abc":
        its = [
            statement(ord(topic) * 100 + at, f"{topic}1 {topic}2 {topic}3 {topic}4 w{at}") for at in range(12)
        ]
        for one in its:
            add(index, one)
    small = statement(1, "the old mill burned on Monday")
    add(index, small)
    report = [statement(2000 + at, f"{topic}1 {topic}2 {topic}3 {topic}4") for at, topic in enumerate("abc")]
    add(index, *report, statement(2, "the old mill burned down on Monday"))
    assert one_claim(index, ["ast-0001", "ast-0002"])


def test_only_so_many_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []

    def counted(some: list[Statement], known: dict) -> object:
        looked.append(len(some))
        return chances(some, known)

    monkeypatch.setattr(forming, "_AREA", 12)
    monkeypatch.setattr(forming, "_WHOLE", 4)
    monkeypatch.setattr(forming, "chances", counted)
    index = MemoryIndex()
    for number in range(20):
        add(index, statement(number, f"the mill burned w{number} x{number} y{number} z{number}"))
    assert forming.EXEMPLARS < max(looked) <= 12
    placed = [one for group in index.groups() for one in group]
    assert sorted(placed) == [f"ast-{number:04}" for number in range(20)]


def test_a_claim_is_found_by_a_few_of_its_statements_however_it_came_about() -> None:
    index = MemoryIndex()
    for number in range(60):
        add(index, statement(number, f"the mill burned on Monday w{number}"))
    judge(index, 0, 30, same=False)
    for number in range(60, 70):
        add(index, statement(number, f"the mill burned on Monday w{number}"))
    claims = set(index.claims([f"ast-{number:04}" for number in range(70)]).values())
    assert all(1 <= len(some) <= forming.EXEMPLARS for some in index.exemplars(claims).values())
