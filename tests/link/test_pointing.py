"""What contents that only point back are about."""

from __future__ import annotations

import time

import pytest

from sayso.link.pointing import pointed_to, points_back
from sayso.model.statement import Statement


def said(
    key: str, source: str, cue: str, quote: str, *, speaker: str = "", denies: bool = False
) -> Statement:
    return Statement(
        key, "doc", quote, quote=quote, source=source, said=f"{cue} {quote}", speaker=speaker, denies=denies
    )


def denial(source: str, cue: str = "denied", quote: str = "it", *, speaker: str = "") -> Statement:
    return said("denial", source, cue, quote, speaker=speaker, denies=True)


def meant(one: Statement, *earlier: Statement, pointing: tuple[str, ...] = ()) -> str:
    return pointed_to(one, earlier, {other.id for other in earlier} - set(pointing))


NITRATE = said("nitrate", "Eastline", "reported", "that 40 tonnes of nitrate were kept in the silo")
MAIZE = said("maize", "Ms Bruhald, a spokeswoman,", "said", "“There was maize in the silo, and only maize.”")


@pytest.mark.parametrize(
    "quote",
    [
        "it",
        "the allegations",
        "any part",
        "IT.",
        "“These claims”",
        "having anything to do with that",
        "the story as “made up from beginning to end”",
        "the report a made-up story",
        "the accusations from Ostrel “an invention”",
        "the report by the Crisis Staff",
        "the rumors from Ostrel",
        "the allegations of Ostrel",
    ],
)
def test_a_content_that_says_nothing_by_itself_points_back(quote: str) -> None:
    assert points_back(quote)


@pytest.mark.parametrize(
    "quote",
    [
        "the bridge",
        "that it shelled Hask",
        "…",
        "",
        "claims of 7 deaths",
        "the part from Ostrel",
        "the accusations from Ostrel against the miners",
        "it was up to them",
        "an end to this",
        "the conclusion of Operation Tern",
        "the accounts of Orsk Bank",
        "the account in Zurich",
        "the story of the Pellin Mine",
        "the report: “It leaked”",
        "in a report, “14 people were killed”",
        "it " * 200,
    ],
)
def test_a_content_with_a_word_of_its_own_does_not_point_back(quote: str) -> None:
    assert not points_back(quote)


def test_a_remark_behind_what_is_denied_does_not_tell_what_that_is() -> None:
    quote = "the finding: “A laboratory that belongs to one side,”"
    assert points_back(quote, denied=True)
    assert not points_back(quote)
    assert not points_back("the allegation: “The mayor took bribes from the firm.”", denied=True)
    assert not points_back("this: “We never shelled the river”", denied=True)


@pytest.mark.parametrize("source", ["She", "", "Bruhald", "the spokeswoman"])
def test_a_denial_points_to_what_somebody_else_said(source: str) -> None:
    assert meant(denial(source, "described", "the story as “made up”"), NITRATE, MAIZE) == "nitrate"


@pytest.mark.parametrize("source", ["Eastline’s editor", "The mayor", "The Orsk ministry"])
def test_a_denial_by_another_points_to_the_last_statement(source: str) -> None:
    assert meant(denial(source), NITRATE, MAIZE) == "maize"


def test_who_speaks_counts_more_than_the_words_for_it() -> None:
    mine = said("mine", "The minister", "said", "that the dam held", speaker="Ada Brook")
    assert meant(denial("Brook", speaker="Ada Brook"), NITRATE, mine) == "nitrate"
    assert meant(denial("The minister", speaker="Oto Lind"), NITRATE, mine) == "mine"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The rebels", "The army"),
        ("Mr Cole", "Mr Reed"),
        ("the Foreign Ministry of Ostrel", "the Defence Ministry of Karn"),
        ("A police officer", "A union officer of Orsk"),
    ],
)
def test_words_that_stand_with_many_names_make_no_two_speakers_one(one: str, other: str) -> None:
    last = said("last", one, "said", "that the bridge stood")
    assert meant(denial(other), NITRATE, last) == "last"


def test_she_is_whoever_spoke_last_even_where_that_only_pointed_back() -> None:
    between = said("between", "Ms Bruhald", "denied", "it", denies=True)
    she = denial("She", "called", "the claims an invention")
    assert meant(she, MAIZE, NITRATE, between, pointing=("between",)) == "nitrate"


def test_what_confirms_points_to_the_last_statement_whoever_made_it() -> None:
    assert meant(said("c", "She", "confirmed", "this"), NITRATE, MAIZE) == "maize"


def test_what_stands_inside_a_statement_does_not_point_to_it() -> None:
    outer = said("outer", "The mayor", "said", "that the firm had denied the claims")
    assert meant(denial("the firm", "denied", "the claims"), NITRATE, outer) == "nitrate"


def test_letters_inside_of_words_are_no_statement() -> None:
    sold = said("sold", "Orsk Wire", "reported", "that the company sold arms to the military")
    assert meant(denial("The mayor"), NITRATE, sold) == "sold"


def test_a_denial_with_nobody_else_before_it_points_to_the_last_statement() -> None:
    assert meant(denial("She"), MAIZE) == "maize"
    assert meant(denial("She")) == ""


@pytest.mark.parametrize(
    "unit", ["from A ", "the report from ", ": “", "claims by X Y Z ", " ", "the claim of A-"]
)
def test_odd_text_takes_no_time(unit: str) -> None:
    begun = time.process_time()
    for length in range(200, 240):
        points_back((unit * 240)[:length], denied=True)
    assert time.process_time() - begun < 0.5
