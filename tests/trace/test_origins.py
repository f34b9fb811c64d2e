from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.assertion import Stance
from sayso.model.attribution import SourceKind
from sayso.model.lineage import EdgeKind, Lineage, Told
from sayso.model.span import Span
from sayso.trace.access import own_access
from sayso.trace.origins import trace

if TYPE_CHECKING:
    import random

WORDS = {
    "a": "that seventeen people had died at the terminal",
    "b": "the dead of the terminal number seventeen",
    "c": "seventeen were killed when the silo burst",
}


def told(name: str, outlet: str, **fields: Any) -> Told:
    made = Told(name, f"doc-{outlet}", WORDS.get(name[0], name), Span(10, 60), outlet=outlet)
    if "speaker" in fields:
        made = replace(made, source_kind=SourceKind.PERSON)
    if "source" in fields:
        made = replace(made, source_kind=SourceKind.UNNAMED)
    return replace(made, **fields)


def groups(lineage: Lineage) -> list[set[str]]:
    return [set(origin.assertions) for origin in lineage.origins]


def test_who_repeats_himself_is_one_origin_whoever_passes_it_on() -> None:
    lineage = trace(
        "toll",
        [
            told("b1", "Lantern", speaker="Mara Velt", via=("Osk Press",), published="2031-03-19"),
            told("a1", "Courier", speaker="Mara Velt", published="2031-03-18"),
            told("c1", "Post", speaker="Tom Osk", published="2031-03-18"),
        ],
    )
    assert groups(lineage) == [{"a1", "b1"}, {"c1"}]
    (edge,) = lineage.edges
    assert (edge.later, edge.earlier, edge.kind) == ("b1", "a1", EdgeKind.SPEAKER)
    assert edge.reason == "Mara Velt speaks in both."
    assert lineage.origins[0].name == "Mara Velt"
    assert lineage.independent == ()


def test_two_outlets_with_an_official_each_are_neither_one_nor_independent() -> None:
    lineage = trace(
        "toll",
        [
            told("a1", "Courier", source="a Sorravan official"),
            told("b1", "Post", source="a Sorravan official"),
        ],
    )
    assert len(lineage.origins) == 2
    assert lineage.independent == ()
    assert lineage.edges == ()


def test_forty_outlets_with_one_agencys_official_are_one_origin() -> None:
    many = [
        told(
            f"{'abc'[number % 3]}{number}",
            f"outlet {number}",
            source="a Sorravan official",
            agency="Osk Press",
        )
        for number in range(40)
    ]
    lineage = trace("toll", many)
    assert len(lineage.origins) == 1
    assert len(lineage.edges) == 39
    assert {edge.kind for edge in lineage.edges} == {EdgeKind.CITATION}


def test_an_outlet_that_is_an_agency_is_its_own_relay() -> None:
    lineage = trace(
        "toll",
        [
            told("a1", "reuters", source="an official"),
            told("b1", "Courier", source="the official", via=("Reuters",)),
        ],
    )
    assert len(lineage.origins) == 1


def test_background_is_one_origin_an_agency_and_otherwise_not_established() -> None:
    same = trace("toll", [told("a1", "Courier", agency="AP"), told("b1", "Post", agency="AP")])
    assert groups(same) == [{"a1", "b1"}]
    other = trace("toll", [told("a1", "Courier"), told("b1", "Post")])
    assert len(other.origins) == 2
    assert other.independent == ()


def test_the_same_words_are_one_origin_unless_others_are_named() -> None:
    words = "that at least seventeen people had died at the grain terminal since Tuesday night"
    one = trace("toll", [told("x", "Courier", text=words), told("y", "Post", text=f"yesterday {words}")])
    assert groups(one) == [{"x", "y"}]
    assert one.edges[0].kind is EdgeKind.PASSAGE
    two = trace(
        "toll",
        [
            told("x", "Courier", text=words, speaker="Mara Velt"),
            told("y", "Post", text=words, speaker="Tom Osk"),
        ],
    )
    assert len(two.origins) == 2


def test_the_same_quotation_is_one_utterance() -> None:
    quoted = "“we carried out seventeen of them before dawn”"
    lineage = trace(
        "toll",
        [
            told("x", "Courier", text=f"A fireman said: {quoted}", source="a fireman"),
            told("y", "Post", text=f"{quoted}, one man told us", source="one man"),
        ],
    )
    assert groups(lineage) == [{"x", "y"}]
    assert lineage.edges[0].kind is EdgeKind.QUOTATION


def test_a_body_under_two_names_is_one_and_its_spokesmen_are_not_established() -> None:
    body = {"body": "sorrava", "source_kind": SourceKind.ORGANISATION}
    lineage = trace(
        "toll",
        [
            told("a1", "Courier", speaker="the Sorravan Government", **body),
            told("b1", "Post", speaker="Ostrel", **body),
            told("c1", "Post", speaker="Mara Velt", body="sorrava"),
        ],
    )
    assert groups(lineage) == [{"a1", "b1"}, {"c1"}]
    assert lineage.edges[0].reason == "the Sorravan Government and Ostrel are one body."
    assert lineage.independent == ()


def test_independence_needs_access_on_both_sides_or_opponents() -> None:
    saw = told("a1", "Courier", speaker="Mara Velt", access=True)
    counted = told("b1", "Post", speaker="Tom Osk", access=True)
    heard = told("c1", "Post", speaker="Ida Rem")
    denies = told("c2", "Post", speaker="Ministry", stance=Stance.DENIES)
    assert len(trace("toll", [saw, counted]).independent) == 1
    assert trace("toll", [saw, heard]).independent == ()
    assert trace("toll", [saw, counted, heard]).independent[0][2] == "Each has an access of its own."
    assert trace("toll", [heard, denies]).independent[0][2] == "One asserts what the other denies."
    one_body = [replace(saw, body="league"), replace(counted, body="league")]
    assert trace("toll", one_body).independent == ()


def test_an_outlets_own_voice_is_never_independent() -> None:
    assert (
        trace("toll", [told("a1", "Courier", access=True), told("b1", "Post", access=True)]).independent == ()
    )


some = st.lists(
    st.builds(
        Told,
        id=st.uuids().map(str),
        document=st.sampled_from(["d1", "d2", "d3"]),
        text=st.sampled_from([*WORDS.values(), "", "x", "“we carried out seventeen of them before dawn”"]),
        span=st.just(Span(0, 5)),
        stance=st.sampled_from(Stance),
        source_kind=st.sampled_from(SourceKind),
        speaker=st.sampled_from([None, "Mara Velt", ""]),
        source=st.sampled_from(["", "an official"]),
        agency=st.sampled_from([None, "AP"]),
        published=st.sampled_from(["", "2031-03-18", "2031-03-19T04:12Z"]),
        access=st.booleans(),
    ),
    max_size=12,
    unique_by=lambda one: one.id,
)


@given(some, st.randoms(use_true_random=False))
def test_every_assertion_has_one_origin_and_edges_lead_back_to_its_root(
    assertions: list[Told], chance: random.Random
) -> None:
    lineage = trace("claim", assertions)
    placed = [name for origin in lineage.origins for name in origin.assertions]
    assert sorted(placed) == sorted(one.id for one in assertions)
    assert len(lineage.edges) == len(assertions) - len(lineage.origins)
    order = {name: number for origin in lineage.origins for number, name in enumerate(origin.assertions)}
    assert all(order[edge.earlier] < order[edge.later] for edge in lineage.edges)
    known = {origin.id for origin in lineage.origins}
    assert all(first in known and second in known for first, second, _ in lineage.independent)
    mixed = assertions[:]
    chance.shuffle(mixed)
    assert trace("claim", mixed) == lineage


@pytest.mark.parametrize(
    ("source", "words", "own"),
    [
        ("an eyewitness", "", True),
        ("the night crane operator", "who saw the flash, said", True),
        ("the commission", "whose inspectors visited the site, found", True),
        ("doctors", "who treated the wounded said", True),
        ("a senior official", "said", False),
        ("the ministry", "citing intelligence, said", False),
        ("", "", False),
    ],
)
def test_access_is_what_the_text_tells(source: str, words: str, own: bool) -> None:
    assert own_access(source, words) is own
