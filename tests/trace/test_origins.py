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
from sayso.trace.access import admits, doubts, own_access, rejects
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
    body = {"body": "sorrava", "voice": "sorrava", "source_kind": SourceKind.ORGANISATION}
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


def test_a_spokeswoman_is_one_with_the_body_that_she_speaks_for() -> None:
    lineage = trace(
        "toll",
        [
            told("a1", "Courier", speaker="Ida Rem", body="Osk Shipping", voice="Osk Shipping"),
            told("b1", "Post", speaker="Osk Shipping Ltd", source_kind=SourceKind.ORGANISATION),
            told("c1", "Post", speaker="Osk Ferries", source_kind=SourceKind.ORGANISATION),
        ],
    )
    assert groups(lineage) == [{"a1", "b1"}, {"c1"}]


def test_who_denied_and_then_owns_up_is_two_origins() -> None:
    body = {
        "speaker": "Osk Shipping",
        "body": "Osk Shipping",
        "voice": "Osk Shipping",
        "source_kind": SourceKind.ORGANISATION,
    }
    lineage = trace(
        "leak",
        [
            told("a1", "Courier", stance=Stance.DENIES, **body),
            told("b1", "Post", stance=Stance.DENIES, **body),
            told("c1", "Post", admits=True, **body),
        ],
    )
    assert groups(lineage) == [{"a1", "b1"}, {"c1"}]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a security official", "the official", True),
        ("two security officials who asked not to be named", "Sorravan security officials", True),
        ("a security official", "a port official", False),
        ("a fireman", "an official", False),
    ],
)
def test_one_report_and_one_agency_mean_one_source_by_descriptions_that_agree(
    one: str, other: str, same: bool
) -> None:
    by_agency = [
        told("a1", "Courier", source=one, agency="AP"),
        told("b1", "Post", source=other, agency="AP"),
    ]
    assert (len(trace("toll", by_agency).origins) == 1) is same
    in_one = [told("a1", "Courier", source=one), told("b1", "Courier", source=other)]
    lineage = trace("toll", in_one)
    assert (len(lineage.origins) == 1) is same
    assert not same or lineage.edges[0].reason == f"“{one}” and “{other}”, in one report."


def test_an_outlet_is_the_way_of_those_who_cite_it_and_of_its_own_report() -> None:
    cited = told("b1", "Post", source="the official", via=("The Courier",))
    own = told("a1", "Courier", source="an official")
    assert groups(trace("toll", [own, cited])) == [{"a1", "b1"}]
    report = told("c1", "Lantern", via=("Report of the Osk Commission",), source="one state")
    theirs = told("a2", "Osk Commission", source="One State")
    assert groups(trace("toll", [report, theirs])) == [{"a2", "c1"}]


def test_a_story_that_others_cite_is_its_outlets_own() -> None:
    lineage = trace(
        "toll",
        [
            told("a1", "Courier"),
            told("b1", "Post", speaker="Courier", source_kind=SourceKind.ORGANISATION),
            told("c1", "Lantern", via=("Courier",)),
            told("z1", "Globe"),
        ],
    )
    assert groups(lineage) == [{"a1", "b1", "c1"}, {"z1"}]


def test_what_a_relay_reported_goes_back_to_the_source_that_it_names_itself() -> None:
    own = told("a1", "Reuters", source="Sorravan activists")
    passed_on = told("b1", "Post", via=("Reuters",), text="estimates from Sorravan activists of the dead")
    other = told("c1", "Lantern", via=("Reuters",), text="estimates from doctors of the dead")
    assert {"a1", "b1"} in groups(trace("toll", [own, passed_on]))
    assert len(trace("toll", [own, other]).origins) == 2


def test_a_retold_sentence_is_the_same_if_its_source_may_be() -> None:
    first = told(
        "x",
        "Courier",
        text="nine workers died and dozens were hurt early when a blast tore through the grain terminal",
        source="rescue officials",
    )
    retold = replace(
        first,
        id="y",
        document="doc-Post",
        outlet="Post",
        text="nine workers died, dozens more were hurt as the early blast ripped through the grain terminal",
        source="Rescue workers",
    )
    assert len(trace("toll", [first, retold]).origins) == 1
    assert len(trace("toll", [first, replace(retold, source="a diplomat")]).origins) == 2


def test_nobody_else_says_a_long_sentence_in_the_same_words() -> None:
    words = (
        "three hospitals that it supports in the eastern suburbs took in about six hundred people in less"
        " than three hours on that night"
    )
    misnamed = [
        told("x", "Courier", text=words, speaker="Healers Abroad"),
        told("y", "Post", text=words, speaker="Abroad Society"),
    ]
    assert len(trace("toll", misnamed).origins) == 1


def test_independence_needs_access_on_both_sides() -> None:
    saw = told("a1", "Courier", speaker="Mara Velt", access=True)
    counted = told("b1", "Post", speaker="Tom Osk", access=True)
    heard = told("c1", "Post", speaker="Ida Rem")
    assert len(trace("toll", [saw, counted]).independent) == 1
    assert trace("toll", [saw, heard]).independent == ()
    assert trace("toll", [saw, counted, heard]).independent[0][2] == "Each has an access of its own."
    one_body = [replace(saw, body="league"), replace(counted, body="league")]
    assert trace("toll", one_body).independent == ()


def test_a_nameless_witness_may_be_the_one_who_is_named_elsewhere() -> None:
    named = told("a1", "Courier", speaker="Mara Velt", access=True)
    nameless = told("b1", "Post", source="a witness", access=True)
    station = told("c1", "Post", source="the seismic station", access=True)
    station = replace(station, source_kind=SourceKind.ORGANISATION)
    assert trace("toll", [named, nameless]).independent == ()
    assert len(trace("toll", [named, station]).independent) == 1
    assert len(trace("toll", [nameless, station]).independent) == 1


def test_accuser_and_accused_are_opposed_and_not_two_witnesses() -> None:
    accuses = told("a1", "Courier", speaker="Mara Velt", text="that the Vold League burned the terminal")
    denies = told("c1", "Post", speaker="Vold League", stance=Stance.DENIES)
    bystander = told("c2", "Globe", speaker="Tom Osk", stance=Stance.DENIES)
    lineage = trace("fire", [accuses, denies, bystander])
    assert lineage.independent == ()
    ((one, other, reason),) = lineage.opposed
    names = {origin.id: origin.name for origin in lineage.origins}
    assert {names[one], names[other]} == {"Mara Velt", "Vold League"}
    assert reason == "One denies what the other accuses it of."
    (pair,) = trace("fire", [accuses, replace(denies, stance=Stance.ASSERTS, admits=True)]).opposed
    assert pair[2] == "One owns up to what the other accuses it of."


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
        speaker=st.sampled_from([None, "Mara Velt", "Velt", ""]),
        source=st.sampled_from(["", "an official", "the port official", "…"]),
        via=st.sampled_from([(), ("AP",), ("d2", "Report of the d1"), ("",)]),
        outlet=st.sampled_from(["", "d1", "AP"]),
        body=st.sampled_from([None, "norway", "Vold League"]),
        voice=st.sampled_from([None, "norway", "Vold League"]),
        admits=st.booleans(),
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
        ("the night crane operator, who saw the flash,", "", True),
        ("the commission, whose inspectors visited the site,", "", True),
        ("doctors who treated the wounded", "", True),
        ("Mara Velt", "“We heard two bangs, one after the other”", True),
        ("the society", "that it treated six hundred patients in one night", True),
        ("Mara Velt", "that doctors treated six hundred patients", False),
        ("Mara Velt", "that she had not been told", False),
        ("a senior official", "that the cameras saw the ship", False),
        ("Healers Abroad, a group of doctors without licences", "", False),
        ("", "", False),
    ],
)
def test_access_is_what_the_text_tells(source: str, words: str, own: bool) -> None:
    assert own_access(source, words) is own


@pytest.mark.parametrize(
    ("words", "rejected", "doubted"),
    [
        ("the reports were completely untrue", True, False),
        ("the charges “an invention”", True, False),
        ("it had nothing to do with the fire", True, False),
        ("there was no proof yet that the League lit it", False, True),
        ("it was still trying to determine who lit it", False, True),
        ("the League lit it", False, False),
    ],
)
def test_what_is_said_of_an_allegation(words: str, rejected: bool, doubted: bool) -> None:
    assert rejects("said", words) is rejected
    assert doubts(words) is doubted


def test_an_admission_is_told_by_its_cue() -> None:
    assert admits("has finally admitted")
    assert admits("took full responsibility for")
    assert not admits("said")
