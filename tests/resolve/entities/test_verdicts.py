"""What analysts decide: every judgment counts by itself, the latest holds, and none is too costly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model.annotation import MentionKind
from sayso.model.entity import LinkStatus
from sayso.model.naming import Changes, NameNode, Tie, Verdict
from sayso.model.reference import LocalAlias, LocalEntity, Naming, Reason
from sayso.model.span import Span
from sayso.resolve.entities import MemoryIndex, Resolver
from sayso.resolve.entities.evidence import Evidence
from sayso.resolve.entities.partition import partition

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BODY = MentionKind.ORGANISATION
MANY = 210
"""Names of one entity that are more than a document makes the resolver look through."""


def body(*names: str) -> LocalEntity:
    """A body that a document calls by these names; it defines all but the first."""
    why = Reason("the document says so", definite=True)
    namings = tuple(
        Naming(Span(20 * number, 20 * number + 5), name, BODY) for number, name in enumerate(names)
    )
    aliases = (LocalAlias(names[0], (), 1), *(LocalAlias(name, (why,), 1) for name in names[1:]))
    return LocalEntity(names[0], BODY, namings, aliases)


class Told:
    """A case and its judgments, given one by one as a store gives them."""

    def __init__(self, *documents: Sequence[LocalEntity]) -> None:
        self.documents = documents
        self.given: dict[int, Verdict] = {}
        self.number = 0
        self.index = MemoryIndex()
        self.read(self.index)

    def read(self, index: MemoryIndex) -> None:
        for number, entities in enumerate(self.documents):
            index.apply(Resolver(index).add(f"d{number}", entities))

    def judge(self, left: str, right: str, *, same: bool) -> int:
        """Decide of two names, by name."""
        self.number += 1
        ends = sorted((self.node(left), self.node(right)))
        verdict = Verdict(ends[0], ends[1], same, self.number)
        self.index.apply(Resolver(self.index).judge(verdict))
        self.given[self.number] = verdict
        return self.number

    def undo(self, number: int) -> None:
        self.number += 1
        self.index.apply(Resolver(self.index).judge(self.given.pop(number), undo=True))

    def rebuilt(self) -> MemoryIndex:
        """Read all documents anew, the standing judgments being there."""
        index = MemoryIndex()
        index.apply(Changes(verdicts=tuple(self.given.values())))
        self.read(index)
        return index

    def node(self, name: str) -> str:
        ids = [one for group in self.index.groups() for one in group]
        (found,) = (node.id for node in self.index.nodes(ids).values() if node.name == name)
        return found

    def together(self, left: str, right: str) -> bool:
        """Tell whether two names are one entity's, in the case as it is and in one that is made anew."""
        ends = self.node(left), self.node(right)
        now, anew = (
            index.entity_of(ends[0]) == index.entity_of(ends[1]) for index in (self.index, self.rebuilt())
        )
        assert now == anew
        return now


def pair() -> Told:
    return Told([body("Osk Mill")], [body("Pellin Rowers")], [body("Tarn Choir")])


@pytest.mark.parametrize("same", [True, False])
def test_of_two_equal_judgments_one_still_holds_when_the_other_is_undone(same: bool) -> None:
    for undone in (0, 1):
        case = pair() if same else Told([body("Osk Mill", "Pellin Rowers")])
        numbers = [case.judge("Osk Mill", "Pellin Rowers", same=same) for _ in range(2)]
        case.undo(numbers.pop(undone))
        assert case.together("Osk Mill", "Pellin Rowers") is same
        case.undo(numbers.pop())
        assert case.together("Osk Mill", "Pellin Rowers") is not same


def test_the_latest_judgment_on_two_names_holds() -> None:
    case = pair()
    case.judge("Osk Mill", "Pellin Rowers", same=False)
    second = case.judge("Osk Mill", "Pellin Rowers", same=True)
    assert case.together("Osk Mill", "Pellin Rowers")
    third = case.judge("Osk Mill", "Pellin Rowers", same=False)
    assert not case.together("Osk Mill", "Pellin Rowers")
    case.undo(third)
    assert case.together("Osk Mill", "Pellin Rowers")
    case.undo(second)
    assert not case.together("Osk Mill", "Pellin Rowers")


def test_the_latest_judgment_holds_against_older_ones_on_other_names_too() -> None:
    case = pair()
    case.judge("Osk Mill", "Pellin Rowers", same=True)
    case.judge("Osk Mill", "Tarn Choir", same=False)
    case.judge("Pellin Rowers", "Tarn Choir", same=True)
    assert case.together("Pellin Rowers", "Tarn Choir")
    assert not case.together("Osk Mill", "Tarn Choir")
    assert not case.together("Osk Mill", "Pellin Rowers")
    case.judge("Osk Mill", "Pellin Rowers", same=True)
    assert case.together("Osk Mill", "Pellin Rowers")


NAMES = "abcdef"
DECISIONS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.booleans()).filter(
        lambda one: one[0] != one[1]
    ),
    max_size=9,
)


def groups(decisions: Iterable[tuple[str, str, bool]]) -> dict[str, str]:
    nodes = {one: NameNode(one, "body", one, one, short=False) for one in NAMES}
    ties = [Tie("a", "b", {"defined": 1.0}, (), 1.0), Tie("b", "c", {"defined": 1.0}, (), 1.0)]
    verdicts = [
        Verdict(min(left, right), max(left, right), same, number)
        for number, (left, right, same) in enumerate(decisions)
    ]
    parted = partition(nodes, ties, verdicts, Evidence())
    for one in parted.ties:
        made = parted.entities(nodes)[one.left] == parted.entities(nodes)[one.right]
        assert (one.status is LinkStatus.MADE) == made
    return parted.entities(nodes)


@given(DECISIONS)
def test_the_last_judgment_always_has_its_effect(decisions: list[tuple[str, str, bool]]) -> None:
    found = groups(decisions)
    for left, right, same in decisions[-1:]:
        assert (found[left] == found[right]) is same


@settings(max_examples=50)
@given(DECISIONS)
def test_an_older_judgment_that_later_ones_overrule_is_as_if_never_given(
    decisions: list[tuple[str, str, bool]],
) -> None:
    found = groups(decisions)
    kept = [one for one in decisions if (found[one[0]] == found[one[1]]) is one[2]]
    assert groups(kept) == found


BODIES = ("Osk Mill", "Mill Guild", "Pellin Rowers", "Tarn Choir", "Osk Harbour Guard", "OHG")


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.tuples(st.sampled_from(BODIES), st.sampled_from(BODIES), st.booleans()).filter(
                lambda one: one[0] != one[1]
            ),
            st.integers(1, 8),
        ),
        max_size=8,
    )
)
def test_names_made_anew_come_out_as_judgments_left_them(
    decisions: list[tuple[str, str, bool] | int],
) -> None:
    case = Told(
        [body("Osk Mill", "Mill Guild")],
        [body("Pellin Rowers")],
        [body("Tarn Choir")],
        [body("Osk Harbour Guard", "OHG"), body("Mill Guild")],
    )
    before = case.index.groups(), case.index.links()
    for one in decisions:
        if not isinstance(one, int):
            case.judge(*one[:2], same=one[2])
        elif one in case.given:
            case.undo(one)
        anew = case.rebuilt()
        assert (case.index.groups(), case.index.links()) == (anew.groups(), anew.links())
        assert case.index.case_entities() == anew.case_entities()
    for number in list(case.given):
        case.undo(number)
    assert (case.index.groups(), case.index.links()) == before


def test_a_judgment_on_an_entity_of_very_many_names_has_its_effect() -> None:
    branches = [[body("Osk Guild", f"Branch {number}")] for number in range(MANY)]
    hub = Told(*branches, [body("Tarn Choir")], [body("Pellin Rowers")])
    (large,) = (group for group in hub.index.groups() if len(group) > 1)
    assert len(large) > MANY
    hub.judge("Branch 3", "Pellin Rowers", same=False)
    hub.judge("Branch 4", "Branch 5", same=False)
    assert not hub.together("Branch 4", "Branch 5")
    for same, other in ((True, "Tarn Choir"), (False, "Branch 7"), (True, "Pellin Rowers")):
        number = hub.judge("Osk Guild", other, same=same)
        ends = hub.node("Osk Guild"), hub.node(other)
        assert (hub.index.entity_of(ends[0]) == hub.index.entity_of(ends[1])) is same
        hub.undo(number)
        assert (hub.index.entity_of(ends[0]) == hub.index.entity_of(ends[1])) is not same


def test_an_alias_that_a_judgment_parted_is_listed_with_the_entity_it_is_a_name_of() -> None:
    case = Told([body("Osk Harbour Guard", "OHG")], [body("Open Hill Group", "OHG")], [body("Pellin Rowers")])
    before = case.index.case_entities()
    number = case.judge("Osk Harbour Guard", "OHG", same=False)
    listed = {one.name: {alias.name for alias in one.aliases} for one in case.index.case_entities()}
    assert listed["Osk Harbour Guard"] == {"Osk Harbour Guard"}
    assert listed["Open Hill Group"] == {"Open Hill Group", "OHG"}
    assert sum(one.references for one in case.index.case_entities()) == sum(one.references for one in before)
    case.judge("Osk Harbour Guard", "OHG", same=True)
    (guard,) = (one for one in case.index.case_entities() if one.name == "Osk Harbour Guard")
    assert all(alias.reasons for alias in guard.aliases if alias.name == "OHG")
    case.undo(case.number)
    case.undo(number)
    assert case.index.case_entities() == before


def test_an_alias_that_no_name_of_its_own_is_left_for_stands_by_itself() -> None:
    case = Told([body("Osk Harbour Guard", "OHG")])
    case.judge("Osk Harbour Guard", "OHG", same=False)
    listed = {one.name: [alias.name for alias in one.aliases] for one in case.index.case_entities()}
    assert listed == {"Osk Harbour Guard": ["Osk Harbour Guard"], "OHG": ["OHG"]}
