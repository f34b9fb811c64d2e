from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model.annotation import Mention, MentionKind
from sayso.model.entity import LinkStatus, Schema
from sayso.model.naming import Outcome, Verdict
from sayso.model.span import Span
from sayso.resolve.entities import MemoryIndex, Resolver, names_of

if TYPE_CHECKING:
    import random

KINDS = {
    "p": MentionKind.PERSON,
    "o": MentionKind.ORGANISATION,
    "g": MentionKind.GEOPOLITICAL,
}


class Case:
    """A case in memory, fed with texts in which "{p Ada Velt}" marks a person."""

    def __init__(self, *texts: str) -> None:
        self.index = MemoryIndex()
        self.resolver = Resolver(self.index)
        self.decisions = [self.add(f"d{number}", text) for number, text in enumerate(texts)]

    def add(self, document: str, marked: str) -> list[tuple[Outcome, str]]:
        text, mentions = "", []
        for piece in re.split(r"(\{\w [^{}]*\})", marked):
            if piece.startswith("{"):
                kind, name = piece[1:-1].split(" ", 1)
                mentions.append(Mention(Span(len(text), len(text) + len(name)), KINDS[kind], 0.8))
                text += name
            else:
                text += piece
        changes = self.resolver.add(document, names_of(text, mentions, dated="2031-04-02"))
        self.index.apply(changes)
        return [(one.outcome, one.entity) for one in changes.decisions]

    def judge(self, left: str, right: str, *, same: bool, undo: bool = False) -> list[Outcome]:
        changes = self.resolver.judge(Verdict(left, right, same), undo=undo)
        self.index.apply(changes)
        return [one.outcome for one in changes.decisions]

    def id(self, document: str, name: str) -> str:
        found = self.index.entity_of_name(document, name)
        assert found is not None
        return found

    def proposed(self) -> list[tuple[str, str]]:
        return [(one.left, one.right) for one in self.index.links() if one.status is LinkStatus.PROPOSED]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("{p Ada Velt} spoke.", "{p Ada Velt} left."),
        ("{p Ada Velt} spoke.", "{p ADA VELT} LEFT."),
        ("{p Foreign Minister Ada Velt} spoke.", "{p Ada M. Velt} left."),
        ("{p Mohammed Karim Osk} spoke.", "{p Muhammad Karim Osk} left."),
        ("The {o Osk Harbour Authority} ({o OHA}) spoke.", "{o OHA} left."),
        ("{o OHA} spoke.", "The {o Osk Harbour Authority} ({o OHA}) left."),
        ("The {o Osk Harbour Authority} spoke.", "The {o Osk Harbor Authority} left."),
        ("The {o United Nations} spoke.", "The {o UN} left."),
        ("{o ISKP} spoke.", "{o ISIL-K} left."),
        ("The {o Hill Front}, also known as the {o Sons of Pellin}, spoke.", "The {o Sons of Pellin} left."),
        ("{g Pellin} was hit.", "In {g Pellin} it rained."),
    ],
)
def test_one_thing_is_linked_across_documents(left: str, right: str) -> None:
    case = Case(left, right)
    assert [outcome for outcome, _ in case.decisions[1] if outcome is not Outcome.LINKED] == []
    assert len(case.index.groups()) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("{p Ada Velt} spoke.", "{p Bruno Velt} left."),
        ("{p Ada Velt} spoke.", "{g Ada Velt} was hit."),
        ("{o Osk Harbour Authority} spoke.", "{o Open Housing Association} left."),
        ("{p Osk} spoke.", "{g Osk} was hit."),
        ("{g Osk} was hit.", "{g Esk} was hit."),
        ("The {o Osk Courier} wrote.", "The {o Pellin Courier} wrote."),
    ],
)
def test_two_things_are_neither_linked_nor_proposed(left: str, right: str) -> None:
    case = Case(left, right)
    assert len(case.index.groups()) == 2
    assert case.proposed() == []


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("{p Ada Velt} spoke.", "{p Velt} left."),
        ("{p Velt} spoke.", "{p Ada Velt} left."),
        ("{p Ada Velt} spoke.", "{p Adam Velt} left."),
        ("The {o Osk Harbour Authority} spoke.", "{o OHA} left."),
    ],
)
def test_what_is_doubtful_is_proposed_with_reasons(left: str, right: str) -> None:
    case = Case(left, right)
    (link,) = case.index.links()
    assert link.status is LinkStatus.PROPOSED
    assert link.reasons
    assert len(case.index.groups()) == 2


def test_company_and_office_make_a_surname_sure() -> None:
    case = Case(
        "Foreign Minister {p Ada Velt} met {p Bruno Moran} in {g Pellin}.",
        "Foreign Minister {p Velt} met {p Bruno Moran} in {g Pellin} again.",
    )
    assert case.id("d0", "Ada Velt") == case.id("d1", "Velt")


def test_an_acronym_of_two_bodies_is_neithers() -> None:
    case = Case(
        "The {o Osk Harbour Authority} ({o OHA}) spoke.",
        "The {o Open Housing Association} ({o OHA}) spoke.",
        "{o OHA} left.",
    )
    ids = [case.id("d0", "OHA"), case.id("d1", "OHA"), case.id("d2", "OHA")]
    assert len(set(ids)) == 3
    assert {pair for pair in case.proposed() if ids[2] in pair} == {
        tuple(sorted((ids[2], ids[0]))),
        tuple(sorted((ids[2], ids[1]))),
    }


def test_a_plain_noun_means_something_else_in_every_document() -> None:
    case = Case("In {g Osk} the {o Senate} met.", "In {g Pellin} the {o Senate} met.")
    assert case.id("d0", "Senate") != case.id("d1", "Senate")


def test_a_document_can_bring_two_entities_together_and_old_ids_lead_to_the_one() -> None:
    case = Case("The {o Hill Front} ran.", "The {o Sons of Pellin} hid.")
    ids = {case.id("d0", "Hill Front"), case.id("d1", "Sons of Pellin")}
    assert len(ids) == 2
    changes = case.resolver.add("d2", names_of("The Hill Front, also known as Sons of Pellin, ran.", [
        Mention(Span(4, 14), MentionKind.ORGANISATION, 0.9)]))  # fmt: skip
    case.index.apply(changes)
    (decision,) = changes.decisions
    assert decision.outcome is Outcome.MERGED
    assert {decision.entity, *decision.before} == ids
    assert any("also known as" in reason for reason in decision.reasons)
    assert {case.index.entity_of(old) for old in ids} == {decision.entity}


def test_weak_likeness_does_not_chain() -> None:
    from sayso.text.names import compare

    names = ["Marten Velk", "Martin Velk", "Martina Velk", "Marina Velka", "Irina Velka"]
    case = Case(*(f"{{p {name}}} spoke." for name in names))
    groups: dict[str, list[str]] = defaultdict(list)
    for number, name in enumerate(names):
        groups[case.id(f"d{number}", name)].append(name)
    for group in groups.values():
        assert all(compare(left, right, MentionKind.PERSON).score >= 0.7 for left in group for right in group)


def test_an_analyst_is_obeyed_and_undoing_restores_what_the_evidence_says() -> None:
    case = Case("{p Ada Velt} spoke.", "{p Ada M. Velt} left.", "{p Umm Osk} hid.")
    before = case.index.groups(), case.index.links()
    velt, other, umm = case.id("d0", "Ada Velt"), case.id("d1", "Ada M. Velt"), case.id("d2", "Umm Osk")
    assert velt == other
    assert case.judge(velt, umm, same=True) == [Outcome.MERGED]
    assert case.id("d2", "Umm Osk") == case.id("d0", "Ada Velt")
    assert case.judge(velt, umm, same=True, undo=True) == [Outcome.SPLIT, Outcome.SPLIT]
    assert (case.index.groups(), case.index.links()) == before

    nodes = [one.node for one in case.resolver.add("x", names_of("Ada Velt and Ada M. Velt", [])).anchors]
    assert nodes == []
    left, right = next(group for group in case.index.groups() if len(group) == 2)
    assert case.judge(left, right, same=False) == [Outcome.SPLIT, Outcome.SPLIT]
    assert case.id("d0", "Ada Velt") != case.id("d1", "Ada M. Velt")
    assert tuple(sorted((left, right))) not in case.proposed()
    case.add("d3", "{p Ada Velt} and {p Ada M. Velt} met {p Bruno Moran}.")
    assert case.id("d0", "Ada Velt") != case.id("d1", "Ada M. Velt")
    assert case.judge(left, right, same=False, undo=True) == [Outcome.MERGED]
    assert case.id("d0", "Ada Velt") == case.id("d1", "Ada M. Velt")


def test_a_namesake_in_one_document_can_be_parted_and_brought_back() -> None:
    case = Case("{p Ada Velt} spoke.", "{p Ada Velt} swam.")
    (node,) = case.index.nodes([case.id("d0", "Ada Velt")]).values()
    case.index.apply(case.resolver.part("d1", node))
    assert case.id("d0", "Ada Velt") != case.id("d1", "Ada Velt")
    case.add("d2", "{p Ada Velt} left.")
    assert case.id("d2", "Ada Velt") == case.id("d0", "Ada Velt")
    case.index.apply(case.resolver.part("d1", node, undo=True))
    assert case.id("d0", "Ada Velt") == case.id("d1", "Ada Velt")


def test_a_document_added_twice_changes_nothing() -> None:
    case = Case("{p Ada Velt} spoke.")
    assert case.add("d0", "{p Ada Velt} spoke.") == []
    assert case.index.case_entities()[0].documents == 1


def test_an_entity_has_its_names_reasons_and_offices() -> None:
    case = Case("Mayor {p Ada Velt} spoke. {p Velt} left.", "{p Ada M. Velt} came.", "{p Ada Velt} sat.")
    (entity,) = case.index.case_entities()
    assert (entity.name, entity.schema) == ("Ada Velt", Schema.PERSON)
    assert [alias.name for alias in entity.aliases] == ["Ada Velt", "Ada M. Velt", "Velt"]
    assert all(alias.reasons for alias in entity.aliases[1:])
    assert (entity.offices, entity.documents, entity.references) == (("Mayor, 2031-04-02",), 3, 4)


SENTENCES = [
    "The {o Osk Harbour Authority} ({o OHA}) spoke.",
    "The {o Open Housing Association} ({o OHA}) met {p Ada Velt}.",
    "{o OHA} left with {p Velt}.",
    "{p Ada Velt}, the mayor of Osk, met {p Bruno Moran} in {g Pellin}.",
    "{p Ada M. Velt} met {p Bruno Moran} in {g Pellin}.",
    "{p Velt}, the mayor of Osk, met {p Bruno Moran} in {g Pellin}.",
    "{p Carl Velt} met {p Adam Velt}.",
    "The {o Hill Front}, also known as the {o Sons of Pellin}, ran.",
    "The {o Sons of Pellin}, also known as the {o River Men}, ran.",
    "The {o River Men} met {p Bruno Morran} and {p Moran}.",
    "{o ISKP} and the {o UN} met.",
    "The {o United Nations} met {o ISIL-K} and {p Carl Velt}.",
    "{o Osk Harbor Authority} and {g Osk} and the {o Senate}.",
    "{p Mohammed Karim Osk}, aka {p Abu Pellin}, met {p Muhammad Karim Osk}.",
]


@settings(max_examples=25)
@given(st.permutations(range(len(SENTENCES))), st.integers(1, len(SENTENCES)))
def test_the_order_in_which_documents_come_does_not_matter(order: list[int], many: int) -> None:
    chosen = order[:many]
    outcomes = []
    for some in (sorted(chosen), chosen):
        case = Case()
        for number in some:
            case.add(f"d{number}", SENTENCES[number])
        outcomes.append((case.index.groups(), case.index.links(), case.index.case_entities()))
    assert outcomes[0] == outcomes[1]


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.booleans()), max_size=5), st.randoms())
def test_verdicts_hold_in_any_order_and_undone_leave_no_trace(
    pairs: list[tuple[int, int, bool]], dice: random.Random
) -> None:
    case = Case(*SENTENCES)
    before = case.index.groups(), case.index.links()
    names = [one for group in case.index.groups() for one in group]
    verdicts = {
        (names[a % len(names)], names[b % len(names)], same)
        for a, b, same in pairs
        if a % len(names) != b % len(names)
    }
    for left, right, same in sorted(verdicts):
        case.judge(left, right, same=same)
    for left, right, same in verdicts:
        if not same:
            assert case.index.entity_of(left) != case.index.entity_of(right)
    undone = sorted(verdicts)
    dice.shuffle(undone)
    for left, right, same in undone:
        case.judge(left, right, same=same, undo=True)
    assert (case.index.groups(), case.index.links()) == before


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=6))
def test_whatever_documents_name_is_resolved(names: list[str]) -> None:
    case = Case()
    for number, name in enumerate(names):
        text = f"Then {name} and {name.title()} spoke."
        mentions = [
            Mention(Span(5, 5 + len(name)), kind, 0.9) for kind in list(MentionKind)[number % 8 :][:1]
        ]
        case.index.apply(case.resolver.add(f"d{number}", names_of(text, mentions)))
    for group in case.index.groups():
        assert {case.index.entity_of(one) for one in group} == {case.index.entity_of(group[0])}
        assert case.index.entity_of(group[0]) in group
