from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from event_records import events, names, parts, says, span, who
from sayso.attribute.events import find_events
from sayso.model.annotation import Backing, Mention, MentionKind
from sayso.model.event import EventKind, Role
from sayso.model.span import Span
from sayso.model.time import Time, TimeKind
from sayso.text.sentences import sentences

if TYPE_CHECKING:
    import random


@pytest.mark.parametrize(
    ("text", "hands", "hurt"),
    [
        ("The Free Hill Front attacked the embassy.", ["Free Hill Front"], ["embassy"]),
        ("The embassy was attacked on Monday by the Free Hill Front.", ["Free Hill Front"], ["embassy"]),
        ("Free Hill Front fighters kidnapped Mara Velt.", ["Free Hill Front"], ["Mara Velt"]),
        ("Members of the Quay League shot dead two guards.", ["Quay League"], ["guards"]),
        ("Mara Velt was kidnapped by unknown gunmen.", ["unknown gunmen"], ["Mara Velt"]),
        ("The murder of Mara Velt by the Quay League shocked Ostrel.", ["Quay League"], ["Mara Velt"]),
        ("The Quay League carried out an attack on the embassy.", ["Quay League"], ["embassy"]),
        ("The Quay League's attack on the barracks failed.", ["Quay League"], ["barracks"]),
        ("A Quay League raid on the barracks failed.", ["Quay League"], ["barracks"]),
        (
            "Gunmen of the Vold Brigade entered the town and killed three peasants.",
            ["Vold Brigade"],
            ["peasants"],
        ),
        (
            "The Free Hill Front and the Quay League bombed the station.",
            ["Free Hill Front", "Quay League"],
            ["station"],
        ),
        ("FREE HILL FRONT [FHF] GUERRILLAS BLEW UP A BRIDGE IN KEMMERD.", ["FREE HILL FRONT"], ["BRIDGE"]),
        ("Four soldiers wounded near Kemmerd.", [], ["soldiers"]),
    ],
)
def test_who_did_what_to_whom(text: str, hands: list[str], hurt: list[str]) -> None:
    found = events(text)
    suffered = [p.name for event in found for p in event.participants if p.role in {Role.VICTIM, Role.TARGET}]
    assert [p.name for p in parts(found, Role.PERPETRATOR)] == hands
    assert [
        name.removeprefix("two ").removeprefix("three ").removeprefix("Four ") for name in suffered
    ] == hurt
    assert all(p.backing is Backing.FACT and p.attribution is None for p in parts(found, Role.PERPETRATOR))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A bombing shook Kemmerd.", EventKind.BOMBING),
        ("Gunmen shot Mara Velt.", EventKind.SHOOTING),
        ("The Vold Brigade seized the ship.", EventKind.SEIZURE),
        ("Police arrested Tolan Brisk.", EventKind.ARREST),
        ("Tolan Brisk paid the Quay League.", EventKind.PAYMENT),
        ("Mara Velt was assassinated.", EventKind.KILLING),
        ("The downing of the airliner is a crime.", EventKind.CRASH),
        ("Rebels set fire to the depot.", EventKind.FIRE),
    ],
)
def test_kinds(text: str, kind: EventKind) -> None:
    assert [event.kind for event in events(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "The Free Hill Front will attack the embassy.",
        "The Free Hill Front threatened to kill Mara Velt.",
        "Police fear a possible attack.",
        "Mara Velt struck a deal with the Quay League.",
        "Mara Velt paid tribute to the guards.",
        "Nothing happened in Kemmerd.",
        "",
    ],
)
def test_what_has_not_happened_is_no_event(text: str) -> None:
    assert events(text) == ()


def test_instruments() -> None:
    assert who("The Quay League attacked the station with hand grenades.", Role.INSTRUMENT) == [
        "hand grenades"
    ]
    assert who("A car bomb attack shook Kemmerd.", Role.INSTRUMENT) == ["car bomb"]


def test_nested_attributions_give_the_innermost() -> None:
    text = "The Ostrel Courier wrote that police said the Quay League attacked the embassy."
    outer = says(text, "The Ostrel Courier", "wrote", "that police said the Quay League attacked the embassy")
    inner = says(text, "police", "said", "the Quay League attacked the embassy", nested_in=outer.id)
    (event,) = events(text, outer, inner)
    (hand,) = parts((event,), Role.PERPETRATOR)
    assert event.attribution == hand.attribution == inner.id
    assert hand.backing is Backing.AUTHORITIES


def test_time_and_place() -> None:
    text = "On 3 May gunmen attacked the barracks in Kemmerd."
    when = Time(span(text, "3 May"), TimeKind.DATE, "2031-05-03")
    (event,) = events(text, times=[when])
    assert event.time == when.span
    assert event.place is not None
    assert event.place.of(text) == "Kemmerd"


def test_sentences_that_tell_of_one_event_are_merged() -> None:
    text = (
        "Mara Velt was murdered in Kemmerd. The murder shocked the town. "
        "The Quay League claimed responsibility for the murder of Mara Velt."
    )
    (event,) = events(text)
    assert {(p.role, p.name) for p in event.participants} == {
        (Role.VICTIM, "Mara Velt"),
        (Role.PERPETRATOR, "Quay League"),
    }


def test_what_an_event_did_is_part_of_it() -> None:
    (event,) = events("A drone strike on the depot killed three workers.")
    assert {(p.role, p.name.split()[-1]) for p in event.participants} == {
        (Role.TARGET, "depot"),
        (Role.VICTIM, "workers"),
        (Role.INSTRUMENT, "drone"),
    }


def test_who_only_speaks_has_done_nothing() -> None:
    text = "Officials said three raids had shaken Ostrel and killed two guards."
    assert "Officials" not in who(text, Role.PERPETRATOR)


def test_events_of_different_victims_or_days_stay_apart() -> None:
    text = "Mara Velt was murdered on 3 May. Tolan Brisk was murdered on 9 May."
    times = [
        Time(span(text, "3 May"), TimeKind.DATE, "2031-05-03"),
        Time(span(text, "9 May"), TimeKind.DATE, "2031-05-09"),
    ]
    assert len(events(text, times=times)) == 2


REPORT = (
    "Police in Ostrel said on Monday that the Free Hill Front (FHF) had attacked the barracks with rockets. "
    "The FHF denied any involvement in the attack. Mara Velt blamed the Vold Brigade, which she said was "
    "financed by Halvessa.\n\nTwo guards were killed in the raid on the station by gunmen of the Quay "
    "League."
)


@given(st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_order_makes_no_difference(shuffler: random.Random) -> None:
    said = [
        says(REPORT, "Police in Ostrel", "said", "that the Free Hill Front (FHF) had attacked the barracks"),
        says(REPORT, "The FHF", "denied", "any involvement in the attack"),
        says(REPORT, "Mara Velt", "blamed", "the Vold Brigade"),
    ]
    mentions = names(REPORT)
    expected = find_events("doc-1", REPORT, mentions, said, sentences(REPORT))
    for some in (said, mentions):
        shuffler.shuffle(some)
    assert find_events("doc-1", REPORT, mentions, said, sentences(REPORT)) == expected
    assert len({event.id for event in expected}) == len(expected) >= 2


PIECES = st.sampled_from(
    [
        "FHF",
        "attack",
        "attacked",
        "killed",
        "by",
        "was",
        "the",
        "Mara Velt",
        "bomb",
        "blamed",
        "on",
        "for",
        "claimed",
        "responsibility",
        "denied",
        ",",
        ".",
        "\n",
        "(",
        "]",
        '"',
        "’s",
        "of",
        "and",
        "broker",
        "through",
        "\u202e",
        "\x00",
        "攻击",
        "بـ",
        "not",
        "behalf",
        "financed",
        "who",
        "guerrillas",
        "car",
    ]
)


@given(st.lists(PIECES, max_size=60).map(" ".join), st.data())
@settings(max_examples=150, deadline=None)
def test_spans_lie_in_the_text(text: str, data: st.DataObject) -> None:
    places = st.tuples(st.integers(0, max(len(text) + 5, 1)), st.integers(1, 20))
    mentions = [
        Mention(Span(start, start + length), data.draw(st.sampled_from(MentionKind)), 0.5, (0.1,) * 5)
        for start, length in data.draw(st.lists(places, max_size=6))
    ]
    for event in find_events("d", text, mentions, (), ()):
        for one in (event.trigger, event.sentence, event.time, event.place):
            assert one is None or one.of(text)
        assert event.sentence.contains(event.trigger)
        for part in event.participants:
            assert " ".join(part.span.of(text).split()) == part.name
            assert part.cue is not None
            assert part.cue.of(text)
            assert (part.backing is not None) <= (
                part.role in {Role.PERPETRATOR, Role.PRINCIPAL, Role.GO_BETWEEN}
            )


@pytest.mark.parametrize(
    "unit",
    [
        "gunmen killed ",
        "attack by ",
        "(FHF) ",
        "the ",
        "a, ",
        "was claimed by ",
        "\u202e\x00",
        "responsibility ",
        "FHF. ",
    ],
)
def test_a_long_line_takes_time_in_proportion(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    began = time.process_time()
    find_events("d", text, names(text)[:6_000], (), (Span(0, len(text)),))
    assert time.process_time() - began < 4
