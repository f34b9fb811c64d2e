from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.designation import Designation, DesignationKind
from sayso.text.designations import find_designations

K = DesignationKind
CASES = [
    ("The Kemmerd government has placed a $10 million bounty on Oran Vask.",
     K.BOUNTY, "bounty", "Oran Vask", "The Kemmerd government", "$10 million"),
    ("He carries a bounty of $10 million on his head that has been declared by the Kemmerd government.",
     K.BOUNTY, "bounty", None, "the Kemmerd government", "$10 million"),
    ("A bounty of €50,000 on the captain was announced.", K.BOUNTY, "bounty", "the captain", None, "€50,000"),
    ("The League offered a reward of $5 million for information leading to the arrest of Tolan Reyk.",
     K.BOUNTY, "reward", "Tolan Reyk", "The League", "$5 million"),
    ("The Norlands imposed sanctions on Vold Grain last week.",
     K.SANCTIONS, "sanctions", "Vold Grain", "The Norlands", None),
    ("Sanctions were due, and US sanctions against Vold Grain took effect.",
     K.SANCTIONS, "sanctions", "Vold Grain", "US", None),
    ("Vold Grain is under Norland sanctions.", K.SANCTIONS, "sanctions", "Vold Grain", "Norland", None),
    ("Vold Grain was sanctioned by the Norlands in May.",
     K.SANCTIONS, "sanctioned", "Vold Grain", "the Norlands", None),
    ("The Norlands sanctioned Vold Grain in May.",
     K.SANCTIONS, "sanctioned", "Vold Grain", "The Norlands", None),
    ("The Free Hill Front was designated as a terrorist organisation by Kemmerd.",
     K.TERRORIST_LISTING, "designated as a terrorist organisation", "The Free Hill Front", "Kemmerd", None),
    ("Kemmerd designated the Free Hill Front as a foreign terrorist organisation.",
     K.TERRORIST_LISTING, "designated", "the Free Hill Front", "Kemmerd", None),
    ("The Norland State Department named the Free Hill Front a terrorist group.",
     K.TERRORIST_LISTING, "named", "the Free Hill Front", "The Norland State Department", None),
    ("The Free Hill Front has been proscribed by Kemmerd since 2011.",
     K.TERRORIST_LISTING, "proscribed", "The Free Hill Front", "Kemmerd", None),
    ("Oran Vask was listed by the UN Security Council's sanctions committee in 2015.",
     K.UN_LISTING, "listed by the UN Security Council's sanctions committee", "Oran Vask", None, None),
    ("Oran Vask is on the UN sanctions list.",
     K.UN_LISTING, "on the UN sanctions list", "Oran Vask", None, None),
    ("The lawyer was designated as a foreign agent by Kemmerd.",
     K.STATUS, "designated as a foreign agent", "The lawyer", "Kemmerd", None),
    ("Kemmerd declared the envoy persona non grata.", K.STATUS, "declared", "the envoy", "Kemmerd", None),
    ("Mara Velt is wanted by the Ostrel police for fraud.",
     K.WANTED_NOTICE, "wanted by the Ostrel police", "Mara Velt", "the Ostrel police", None),
    ("Interpol issued a red notice for Mara Velt.",
     K.WANTED_NOTICE, "red notice", "Mara Velt", "Interpol", None),
    ("The Pellin court issued an arrest warrant for Oran Vask.",
     K.WANTED_NOTICE, "arrest warrant", "Oran Vask", "The Pellin court", None),
    ("Tolan Reyk, who is on Kemmerd's most wanted list, fled.",
     K.WANTED_NOTICE, "on Kemmerd's most wanted list", "Tolan Reyk", "Kemmerd", None),
    ("The League imposed a travel ban on two ministers.",
     K.TRAVEL_BAN, "travel ban", "two ministers", "The League", None),
    ("Mara Velt was banned from entering Kemmerd.",
     K.TRAVEL_BAN, "banned from entering", "Mara Velt", None, None),
    ("The Norlands announced an asset freeze against Vold Grain.",
     K.ASSET_FREEZE, "asset freeze", "Vold Grain", "The Norlands", None),
    ("The bank froze Oran Vask's accounts.", K.ASSET_FREEZE, "froze", "Oran Vask", "The bank", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "cue", "designated", "by", "amount"), CASES)
def test_each_kind_with_its_parts(
    text: str, kind: K, cue: str, designated: str | None, by: str | None, amount: str | None
) -> None:
    (found,) = find_designations(text)
    assert found.kind is kind
    assert found.cue.of(text) == cue
    assert [span and span.of(text) for span in (found.designated, found.by, found.amount)] == [
        designated, by, amount,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Kemmerd lifted sanctions on Vold Grain.",
        "Kemmerd threatened sanctions on Vold Grain.",
        "The League would impose a travel ban on Mara Velt.",
        "The Front is not designated as a terrorist group.",
        "The council sanctioned the plan.",
        "The harbour was designated as a parking zone.",
        "The sea gave its bounty of fish.",
        "The bounty hunter met Oran Vask.",
        "The Bounty sailed at dawn.",
        "He said sanctions do not work.",
        "Sanctions were discussed in Pellin.",
        "She wanted by all means to leave.",
        "The hotel was listed by the guide as a good one.",
        "",
    ],
)
def test_what_does_not_hold_or_names_nobody_is_left_out(text: str) -> None:
    assert not find_designations(text)


def test_several_in_one_text_come_in_order() -> None:
    text = (
        "The Norlands imposed sanctions on Vold Grain. Mr. Reyk said so.\n"
        "Oran Vask was banned from leaving Kemmerd, and the court issued an arrest warrant for Mara Velt."
    )
    assert [one.kind for one in find_designations(text)] == [K.SANCTIONS, K.TRAVEL_BAN, K.WANTED_NOTICE]


@given(st.sampled_from(CASES), st.sampled_from(["Yes.\n", "\n\n", "He left.\n\n"]))
def test_designations_move_with_what_stands_before(case: tuple[str, ...], before: str) -> None:
    (alone,), (moved,) = find_designations(case[0]), find_designations(before + case[0])
    assert moved.cue == alone.cue.shifted(len(before))
    assert moved.span == alone.span.shifted(len(before))


@given(st.lists(st.sampled_from([word for case in CASES for word in case[0].split()]), max_size=25))
def test_any_order_of_words_is_read(words: list[str]) -> None:
    text = " ".join(words)
    check(text, find_designations(text))


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    check(text, find_designations(text))


def check(text: str, found: list[Designation]) -> None:
    for one in found:
        for span in (one.cue, one.designated, one.by, one.amount):
            assert span is None or (one.span.contains(span) and span.of(text))


def test_long_hostile_texts_take_time_in_proportion() -> None:
    began = time.process_time()
    for piece in (
        "sanctions on ",
        "The A ",
        "bounty ",
        "designated as a ",
        "on the ",
        "A of the A and ",
        "x",
    ):
        find_designations(piece * (15_000 // len(piece)))
    assert time.process_time() - began < 4
