from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model.annotation import Mention, MentionKind
from sayso.model.place import Place, Toponym
from sayso.model.span import Span
from sayso.resolve.places import PlacesConfig, find_toponyms, locate

GENEVA_NEW_YORK = Place("x:1", "Geneva", "city", "US", 42.87, -76.98)


def found(text: str, *mentions: tuple[str, MentionKind]) -> dict[str, Toponym]:
    """Return the last toponym of each spelling."""
    read = [
        Mention(Span(text.index(name), text.index(name) + len(name)), kind, 0.99) for name, kind in mentions
    ]
    return {one.span.of(text): one for one in find_toponyms(text, read)}


def best(one: Toponym) -> tuple[str, str | None]:
    place = one.candidates[0].place
    return place.kind, place.country


def near(one: Toponym, lat: float, lon: float) -> bool:
    place = one.candidates[0].place
    return abs(place.latitude - lat) < 1 and abs(place.longitude - lon) < 1


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("The mill in Springfield, Ohio, was flooded.", 39.92, -83.81),
        ("The mill in Springfield, Ill., was flooded.", 39.80, -89.64),
        ("The mill in Springfield (Massachusetts) was flooded.", 42.10, -72.59),
        ("The mill in Springfield, MO was flooded.", 37.22, -93.30),
    ],
)
def test_a_holder_beside_the_name_decides(text: str, lat: float, lon: float) -> None:
    one = found(text)["Springfield"]
    assert near(one, lat, lon)
    assert not one.ambiguous
    assert "the place named beside it holds it" in one.candidates[0].reasons


def test_one_sense_a_document_and_two_where_the_text_says_so() -> None:
    text = "A barn burnt in Springfield, Ohio. Firemen from Springfield came late."
    both = [one for one in find_toponyms(text) if one.span.of(text) == "Springfield"]
    assert len(both) == 2
    assert all(near(one, 39.92, -83.81) for one in both)
    text = "Crews went from London, Ontario, to London, England, last week."
    ours, theirs = (one for one in find_toponyms(text) if one.span.of(text) == "London")
    assert best(ours)[1] == "CA"
    assert best(theirs)[1] == "GB"


def test_other_places_of_the_document_decide() -> None:
    assert best(found("Rain fell in Georgia and Armenia; Tbilisi stayed dry.")["Georgia"]) == (
        "country",
        "GE",
    )
    assert best(found("Rain fell in Atlanta, Savannah and all of Georgia.")["Georgia"]) == ("region", "US")
    assert best(found("Trains run from London to Paris.")["Paris"])[1] == "FR"
    assert near(found("Roads from Dallas to Paris, Texas, are shut.")["Paris"], 33.66, -95.55)


def test_a_name_that_could_be_anywhere_is_ambiguous() -> None:
    one = found("They met in Springfield.")["Springfield"]
    assert one.ambiguous
    assert len(one.candidates) > 1


def test_the_outlet_draws_names_near() -> None:
    text = "Roads in Geneva were shut on Monday."
    there = find_toponyms(text, (), (GENEVA_NEW_YORK,))[0]
    anywhere = find_toponyms(text)[0]

    def in_america(one: Toponym) -> float:
        return sum(each.probability for each in one.candidates if each.place.country == "US")

    assert best(anywhere)[1] == "CH"
    assert in_america(there) > in_america(anywhere)


def test_a_capital_stands_before_the_region_named_for_it() -> None:
    assert best(found("Shells fell on Kabul.")["Kabul"]) == ("capital", "AF")
    assert best(found("Shells fell in Kabul province.")["Kabul"]) == ("region", "AF")


@pytest.mark.parametrize(
    "text",
    [
        "Reading books is nice and mobile phones are everywhere.",
        "Mr. Houston and Mrs. Lancaster were late again.",
        "Nobody knows what May will do in March.",
        "It works. Nice work, everyone.",
    ],
)
def test_words_and_people_are_no_places(text: str) -> None:
    assert not find_toponyms(text)


def test_what_the_model_reads_as_a_person_is_none() -> None:
    text = "Yesterday Paris Hilton met Jordan Baker."
    people = ("Paris Hilton", MentionKind.PERSON), ("Jordan Baker", MentionKind.PERSON)
    assert not found(text, *people)


def test_a_place_that_no_gazetteer_has_is_a_place_without_candidates() -> None:
    one = found("Troops moved on Lower Voldemark at dawn.", ("Lower Voldemark", MentionKind.GEOPOLITICAL))
    assert one["Lower Voldemark"].candidates == ()
    assert not find_toponyms("Troops moved on Lower Voldemark at dawn.")


def test_nationality_words_count_if_asked() -> None:
    text = "A Kenyan ship left Mombasa."
    assert [one.span.of(text) for one in find_toponyms(text)] == ["Mombasa"]
    both = find_toponyms(text, config=PlacesConfig(nationalities=True))
    assert [one.span.of(text) for one in both] == ["Kenyan", "Mombasa"]
    assert best(both[0]) == ("country", "KE")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kabul believes that the camp was empty.", "Kabul"),
        ("Washington has repeatedly accused the militia.", "Washington"),
        ("The US denied the charge.", "US"),
        ("But Kabul rejected the offer.", "Kabul"),
        ("Talks between Ankara and Damascus broke down.", "Ankara"),
        ("Talks between Ankara and Damascus broke down.", "Damascus"),
        ("Moscow's flat denial came at noon.", "Moscow"),
        ("The minister accused Tehran of lying.", "Tehran"),
        ("Islamabad’s position has not changed.", "Islamabad"),
        ("It wants better relations with Beijing.", "Beijing"),
    ],
)
def test_a_name_that_acts_stands_for_a_body(text: str, name: str) -> None:
    assert found(text)[name].stands_for_body


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Officials in Kabul said that it was empty.", "Kabul"),
        ("A flight from Ankara said to be late was full.", "Ankara"),
        ("Moscow's streets were empty.", "Moscow"),
        ("The road between Ankara and Konya is shut.", "Ankara"),
        ("Two were hurt in Tehran.", "Tehran"),
    ],
)
def test_a_name_that_is_only_where_does_not(text: str, name: str) -> None:
    assert not found(text)[name].stands_for_body


def test_known_spans_are_located() -> None:
    text = "Kenyan troops left for Goma; nobody saw Lower Voldemark."
    spans = [
        Span(text.index(name), text.index(name) + len(name)) for name in ("Kenyan", "Goma", "Lower Voldemark")
    ]
    kenya, goma, none = locate(text, spans)
    assert best(kenya)[1] == "KE"
    assert best(goma)[1] == "CD"
    assert none.candidates == ()
    assert locate(text, []) == []


WORDS = ["Paris", "Springfield", "Ohio", ",", "Moscow's", "U.S.", "in", "said", "(", "St. Louis", "São Paulo",
         "\n", "D.C.",
         "Kenyan", "Washington", "the", "–", "\u200f", "القاهرة", "MOSCOW", "X", "\x00", "’s"]  # fmt: skip


@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)))
@settings(max_examples=80)
def test_spans_are_in_order_in_the_text_and_chances_add_up(text: str) -> None:
    toponyms = find_toponyms(text)
    ends = [0]
    for one in toponyms:
        assert ends[-1] <= one.span.start
        assert one.span.of(text).strip() == one.span.of(text)
        ends.append(one.span.end)
        chances = [candidate.probability for candidate in one.candidates]
        assert chances == sorted(chances, reverse=True)
        assert all(0 <= chance <= 1 for chance in chances)
        assert sum(chances) <= 1.001
    assert find_toponyms(text) == toponyms


@pytest.mark.parametrize(
    "text",
    ["", " ", "\x00" * 1000, "A" * 300_000, "Paris " * 5_000, "A. " * 20_000, "Paris, " * 5_000,
     "'" * 100_000,
     "Springfield\u202e Ohio " * 3_000, "a-B'" * 20_000],
)  # fmt: skip
def test_hostile_text_is_read_in_time(text: str) -> None:
    began = time.process_time()
    find_toponyms(text)
    assert time.process_time() - began < 20
