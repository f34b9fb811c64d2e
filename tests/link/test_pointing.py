"""What contents that only point back are about."""

from __future__ import annotations

import time

import pytest

from sayso.link.pointing import pointed_to, points_back
from sayso.model.statement import Statement


def said(key: str, source: str, cue: str, quote: str) -> Statement:
    return Statement(key, "doc", quote, quote=quote, source=source, said=f"{cue} {quote}")


STORY = said("story", "Eastline", "reported", "that 40 tonnes of nitrate were kept in Silo 4")
MAIZE = said("maize", "Ms Bruhald, a spokeswoman,", "said", "“There was maize in Silo 4, and only maize.”")


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
        "the accusations from Ostrel “an invention”",
        "the report by the Crisis Staff",
        "the finding: “A laboratory that belongs to one side,”",
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
        "the report: the dam leaked",
        "it " * 200,
    ],
)
def test_a_content_with_a_word_of_its_own_does_not_point_back(quote: str) -> None:
    assert not points_back(quote)


@pytest.mark.parametrize("source", ["She", "", "Bruhald"])
def test_a_denial_points_to_what_somebody_else_said(source: str) -> None:
    denial = said("denial", source, "described", "the story as “made up”")
    assert pointed_to(denial, [STORY, MAIZE]) == "story"


def test_a_denial_of_the_last_speaker_points_to_the_last_statement() -> None:
    denial = said("denial", "Eastline’s editor", "denied", "it")
    assert pointed_to(denial, [STORY, MAIZE]) == "maize"


def test_what_confirms_points_to_the_last_statement_whoever_made_it() -> None:
    assert pointed_to(said("c", "She", "confirmed", "this"), [STORY, MAIZE]) == "maize"


def test_what_stands_inside_a_statement_does_not_point_to_it() -> None:
    outer = said("outer", "The mayor", "said", "that the firm had denied the claims")
    assert pointed_to(said("inner", "the firm", "denied", "the claims"), [STORY, outer]) == "story"


def test_a_denial_with_nobody_else_before_it_points_to_the_last_statement() -> None:
    denial = said("denial", "She", "denied", "it")
    assert pointed_to(denial, [MAIZE]) == "maize"
    assert pointed_to(denial, []) == ""


@pytest.mark.parametrize("unit", ["from A ", "the report from ", ": “", "claims by X Y Z ", " "])
def test_long_text_takes_no_time(unit: str) -> None:
    begun = time.process_time()
    points_back((unit * 20_000)[:20_000])
    points_back((unit * 240)[:239])
    assert time.process_time() - begun < 0.5
