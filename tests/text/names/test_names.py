from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model.annotation import MentionKind
from sayso.text.names import compare, keys
from sayso.text.names.compare import MAY_MATCH, WEIGHTS

PERSON, BODY, GROUP = MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.ARMED_GROUP

SAME = [
    ("Mara Velt", "VELT, Mara", PERSON),
    ("Dr. Mara Velt", "Mara Velt", PERSON),
    ("Mohammed Terrani", "Muhamad al-Terrani", PERSON),
    ("Мухаммед Террани", "Mohammed Terrani", PERSON),
    ("محمد تراني", "Mohammed Tarani", PERSON),
    ("Владимир Орленко", "Volodymyr Orlenko", PERSON),
    ("Νίκος Βελτίδης", "Nikos Veltidis", PERSON),
    ("ウラジーミル・オルレンコ", "Vladimir Orlenko", PERSON),
    ("Bob Velt", "Robert Velt", PERSON),
    ("M. Velt", "Mara Velt", PERSON),
    ("Mara Ilves Velt", "Mara Velt", PERSON),
    ("Ibrahim bin Talal", "Ebrahim ibn Talal", PERSON),
    ("Gregor Orlov", "Gregor Orloff", PERSON),
    ("MaraVelt", "Mara Velt", PERSON),
    ("Mara Valt", "Mara Velt", PERSON),
    ("Pellin Shipping Ltd", "Pellin Shipping Limited", BODY),
    ("OOO Pellin", "Pellin LLC", BODY),
    ("Pellin Aktiengesellschaft", "Pellin AG", BODY),
    ("The Pellin Defence Organisation", "Pellin Defense Organization", BODY),
    ("Free Hill Front", "FHF", GROUP),
    ("Movement for the Hills", "MfH", GROUP),
    ("Brigade Forty-Four", "44 Brigade", GROUP),
    ("ISKP", "Islamic State Khorasan Province", GROUP),
    ("ISIL-K", "Islamic State Khorasan Province", GROUP),
    ("A.B.C. Freight Ltd.", "ABC Freight", BODY),
]
OTHERS = [
    ("Mara Velt", "Oskar Velt", PERSON),
    ("Mara Velt", "Mara Ormond", PERSON),
    ("Velt", "Mara Velt", PERSON),
    ("Pavel Igorevich Orlenko", "Pavel Antonovich Orlenko", PERSON),
    ("Talal bin Ibrahim al-Pelli", "Ibrahim bin Talal al-Pelli", PERSON),
    ("J. Velt", "Mara Velt", PERSON),
    ("Pellin Shipping Ltd", "Pellin Aviation Ltd", BODY),
    ("Brigade 44", "Brigade 45", GROUP),
    ("Pellin Holdings", "Sarrat Holdings", BODY),
    ("Free Hill Front", "FHB", GROUP),
]


@pytest.mark.parametrize(("left", "right", "kind"), SAME)
def test_names_that_may_be_one(left: str, right: str, kind: MentionKind) -> None:
    found = compare(left, right, kind)
    assert found.score >= MAY_MATCH, found
    assert found.reasons
    assert keys(left, kind) & keys(right, kind)


@pytest.mark.parametrize(("left", "right", "kind"), OTHERS)
def test_names_that_are_not_one(left: str, right: str, kind: MentionKind) -> None:
    found = compare(left, right, kind)
    assert found.score < MAY_MATCH, found
    assert found.reasons


def test_without_a_kind_the_look_of_a_name_decides() -> None:
    assert compare("Pellin Holding GmbH", "Pellin Holding").score >= MAY_MATCH
    assert compare("Mara Velt", "VELT Mara").score == 1.0
    assert compare("ISKP", "Islamic State Khorasan Province").score >= MAY_MATCH


def test_legal_forms_of_different_kinds_are_told() -> None:
    found = compare("Pellin AG", "Pellin GmbH", BODY)
    assert "legal forms of different kinds" in found.reasons
    assert found.score < compare("Pellin AG", "Pellin S.A.", BODY).score


def test_signs_of_han_and_hangul_are_not_misspelt() -> None:
    assert compare("高山早苗", "高木早苗", PERSON).score < MAY_MATCH
    assert compare("高山早苗", "高山早苗", PERSON).score == 1.0
    assert MAY_MATCH <= compare("马龙", "馬龍", PERSON).score < 1.0
    assert compare("马龙", "마룡", PERSON).reasons != compare("马龙", "馬龍", PERSON).reasons


def test_every_feature_has_a_weight() -> None:
    for left, right, kind in SAME + OTHERS:
        assert set(compare(left, right, kind).features) <= set(WEIGHTS)


@pytest.mark.parametrize(
    "name", ["", " ", "...", "\x00\x1b", "\u202e\u200f", "’’’", "🜁🜂", "v", "7", "the of and", "al"]
)
def test_odd_names_are_compared_all_the_same(name: str) -> None:
    assert 0.0 <= compare(name, "Mara Velt").score < MAY_MATCH
    assert compare(name, name).score in {0.0, 1.0}
    assert isinstance(keys(name), frozenset)


def test_a_megabyte_costs_no_more_than_a_line() -> None:
    long = "Mara Velt " * 100_000
    assert 0.0 <= compare(long, "Mara Velt", PERSON).score <= 1.0
    assert len(keys(long, PERSON)) < 1000
    assert 0.0 <= compare("ו" * 1_000_000, "a." * 500_000).score <= 1.0
    assert len(keys("cgjx" * 100_000)) < 1000


kinds = st.sampled_from([None, *MentionKind])
WORDS = [
    "Mara",
    "Velt",
    "Oskar",
    "Tomasz",
    "Orlenko",
    "Pellin",
    "Sarrat",
    "Muhammad",
    "bin",
    "Talal",
    "Dr.",
    "AG",
    "II",
]
names = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join))


@given(names, names, kinds)
@settings(max_examples=200, deadline=None)
def test_it_does_not_matter_which_stands_first(left: str, right: str, kind: MentionKind | None) -> None:
    one, other = compare(left, right, kind), compare(right, left, kind)
    assert one == other
    assert 0.0 <= one.score <= 1.0


@given(
    st.lists(
        st.sampled_from(["Mara", "Velt", "Oskar", "Tomasz", "Orlenko", "Muhammad"]), min_size=2, max_size=4
    )
)
@settings(deadline=None)
def test_titles_case_and_order_change_nothing(words: list[str]) -> None:
    plain = " ".join(words)
    for other in (f"Dr. {plain}", plain.upper(), f"General {plain.lower()}", " ".join(reversed(words))):
        assert compare(plain, other, PERSON).score == 1.0
        assert keys(plain, PERSON) & keys(other, PERSON)


@given(
    st.lists(st.text("bdfgklmnprstvzaeiou", min_size=4, max_size=9), min_size=2, max_size=4, unique=True),
    st.integers(0, 2**32),
)
@settings(max_examples=200, deadline=None)
def test_names_that_match_share_a_key(words: list[str], seed: int) -> None:
    left, right = " ".join(words), perturbed(words, random.Random(seed))
    for kind in (None, PERSON, BODY):
        if compare(left, right, kind).score >= MAY_MATCH:
            assert keys(left, kind) & keys(right, kind)


def perturbed(words: list[str], draw: random.Random) -> str:
    words = list(words)
    place = draw.randrange(len(words))
    word = words[place]
    at = draw.randrange(len(word))
    words[place] = draw.choice(
        (
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1 :],
            word[:at] + draw.choice("aeioubkm") + word[at + 1 :],
            word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
        )
    )
    draw.shuffle(words)
    return " ".join((*draw.choice(((), ("Mr",))), *words)).title()
