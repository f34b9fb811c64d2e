from __future__ import annotations

import pytest

from sayso.attribute.stance import certainty_of, kind_of, polarity_of, silent, stance_of
from sayso.model.assertion import Stance
from sayso.model.attribution import Certainty, Kind, Polarity


@pytest.mark.parametrize(
    ("cue", "content", "stance", "polarity"),
    [
        ("said", "that the tower was struck", Stance.ASSERTS, Polarity.POSITIVE),
        ("denied", "that it had struck the tower", Stance.DENIES, Polarity.NEGATIVE),
        ("said", "it had nothing to do with the fire", Stance.DENIES, Polarity.NEGATIVE),
        ("said", "the League was not involved", Stance.DENIES, Polarity.NEGATIVE),
        ("said", "the harbour was not closed", Stance.ASSERTS, Polarity.NEGATIVE),
        ("denied", "that the gate was not locked", Stance.DENIES, Polarity.POSITIVE),
        ("said", "the allegation is baseless", Stance.DENIES, Polarity.POSITIVE),
        ("said", "the claims are “baseless.”", Stance.DENIES, Polarity.POSITIVE),
        ("called", "it “illogical and fabricated”", Stance.DENIES, Polarity.POSITIVE),
        ("called", "the allegations “baseless”", Stance.DENIES, Polarity.POSITIVE),
        ("called", "the allegations of the dockers' union baseless", Stance.DENIES, Polarity.POSITIVE),
        ("called", "the allegations against the company serious", Stance.ASSERTS, Polarity.POSITIVE),
        ("said", "sending ships is out of the question", Stance.ASSERTS, Polarity.NEGATIVE),
        ("said", "it found false papers", Stance.ASSERTS, Polarity.POSITIVE),
        ("said", "it fabricated the story and it lies on the river", Stance.ASSERTS, Polarity.POSITIVE),
        ("described", "the reports as completely untrue", Stance.DENIES, Polarity.POSITIVE),
        ("described", "the story as “made up from beginning to end”", Stance.DENIES, Polarity.POSITIVE),
        ("called", "the accusations from Ostrel “an invention”", Stance.DENIES, Polarity.POSITIVE),
        ("called", "the fake passports a problem", Stance.ASSERTS, Polarity.POSITIVE),
        ("said", "that the crew was made up of twenty men", Stance.ASSERTS, Polarity.POSITIVE),
        ("said", "there had been no such call", Stance.DENIES, Polarity.NEGATIVE),
        ("said", "no such meeting took place", Stance.DENIES, Polarity.POSITIVE),
        ("called", "it fake", Stance.DENIES, Polarity.POSITIVE),
        ("called", "the report “a complete fabrication”", Stance.DENIES, Polarity.POSITIVE),
        ("said", "the story was made up, and she would say so in court", Stance.DENIES, Polarity.POSITIVE),
        ("said", "it made up a third of the budget", Stance.ASSERTS, Polarity.POSITIVE),
        ("said", "it made up for lost time", Stance.ASSERTS, Polarity.POSITIVE),
        ("said", "claims made up 12 per cent of its costs", Stance.ASSERTS, Polarity.POSITIVE),
        ("said", "the committee was made up mainly of women", Stance.ASSERTS, Polarity.POSITIVE),
        ("said", "his mind was made up", Stance.ASSERTS, Polarity.POSITIVE),
        ("said", "the lock was an invention of the Ostrel guild", Stance.ASSERTS, Polarity.POSITIVE),
        ("said", "there is no such thing as bad weather", Stance.ASSERTS, Polarity.NEGATIVE),
        ("said", "there was no such rule when he took office", Stance.ASSERTS, Polarity.NEGATIVE),
        ("described", "it fiction and poetry", Stance.ASSERTS, Polarity.POSITIVE),
        ("said", "reports fake and real abounded", Stance.ASSERTS, Polarity.POSITIVE),
        ("said", "there had been no call", Stance.ASSERTS, Polarity.NEGATIVE),
        ("said", "it was as dark as the inside of a sack", Stance.ASSERTS, Polarity.POSITIVE),
        ("denies", "that the call took place", Stance.DENIES, Polarity.NEGATIVE),
        ("denies", "the call", Stance.DENIES, Polarity.NEGATIVE),
        ("denied", "that an offer was made", Stance.DENIES, Polarity.NEGATIVE),
        ("rejected", "repeated calls for talks", Stance.ASSERTS, Polarity.NEGATIVE),
        ("rejected", "a call to resign", Stance.ASSERTS, Polarity.NEGATIVE),
        ("rejected", "a request for comment", Stance.ASSERTS, Polarity.NEGATIVE),
        ("did not rule out", "that a drone was used", Stance.ASSERTS, Polarity.POSITIVE),
    ],
)
def test_stance_and_polarity(cue: str, content: str, stance: Stance, polarity: Polarity) -> None:
    assert stance_of(cue, content, kind_of(cue, content)) is stance
    assert polarity_of(cue, content) is polarity


@pytest.mark.parametrize(
    ("cue", "content", "certainty"),
    [
        ("said", "that the tower fell at dawn", Certainty.CERTAIN),
        ("believes", "that the tower was struck", Certainty.PROBABLE),
        ("said", "the tower was probably struck", Certainty.PROBABLE),
        ("said", "the tower may have been struck", Certainty.POSSIBLE),
        ("suspect", "a leak", Certainty.POSSIBLE),
        ("denied", "that the tower could have been struck", Certainty.CERTAIN),
        ("believes", "it might have been a leak", Certainty.POSSIBLE),
        ("said", "the tower fell because a valve may have leaked", Certainty.CERTAIN),
    ],
)
def test_certainty_is_the_weaker_of_cue_and_main_clause(cue: str, content: str, certainty: Certainty) -> None:
    assert certainty_of(cue, content, open_question=False) is certainty


def test_questions() -> None:
    assert kind_of("declined to say", "who paid for it") is Kind.QUESTION
    assert kind_of("asked", "“Who paid for it?”") is Kind.QUESTION
    assert kind_of("explained", "how the valve works") is Kind.CLAIM
    assert stance_of("declined to say", "who paid for it", Kind.QUESTION) is Stance.LEAVES_OPEN
    assert stance_of("asked", "“Who paid for it?”", Kind.QUESTION) is Stance.QUESTIONS
    assert certainty_of("said", "anything", open_question=True) is Certainty.UNKNOWN


@pytest.mark.parametrize(
    ("content", "nothing"),
    [
        ("to comment", True),
        ("for comment", True),
        ("to be named.", True),
        ("to comment on the matter", True),
        ("a request for comment on Friday", True),
        ("to comment on the failed check", False),
        ("to say who signed it", False),
        ("the matter", False),
        ("to answer for the fire", False),
        ("", False),
    ],
)
def test_who_declines_to_comment_says_nothing_of_the_matter(content: str, nothing: bool) -> None:
    assert silent("declined", content) is nothing
    assert silent("did not respond", content) is nothing
    assert not silent("vowed", content)
