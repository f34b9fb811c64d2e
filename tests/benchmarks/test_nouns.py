from __future__ import annotations

import pytest
from nouns import noun_cue


def said(marked: str) -> bool:
    start, end = marked.index("["), marked.index("]") - 1
    return noun_cue(marked.replace("[", "").replace("]", ""), [[start, end]])


@pytest.mark.parametrize(
    "text",
    [
        "Velt repeated her [claim] that it burned.",
        "Velt’s [plan] would move the harbour.",
        "Ostrel['s announcement] came late.",
        "It came amid [fears of] a second fire.",
        "Contrary to [claims] by the League, it burned.",
        "[Reports that] it burned were wrong.",
        "It burned. [Claims of] arson followed.",
        "The League [expressed deep concern about] the fire.",
        "Official [reports] spoke of arson.".replace("Official", "The official"),
        "She [made the claim] twice.",
        "The fire followed repeated [warnings from] the harbour.",
        "[Velt’s comments Tuesday on] the fire were brief.",
    ],
)
def test_nouns(text: str) -> None:
    assert said(text)


@pytest.mark.parametrize(
    "text",
    [
        "The ministry [claims] that it burned.",
        "Velt [also fears] a second fire.",
        "She [reports] from Pellin.",
        "He came [to claim] the reward.",
        "These are rules [that promise] calm.",
        "He fled, [warning] of a second fire.",
        "Velt [is warning] of a second fire.",
        "She [said in a statement] that it burned.",
        "The League [issued a statement saying] so.",
        "[according to a report], it burned.",
        "Velt [said] so.",
        "It’s [concerns] all the way down.",
    ],
)
def test_verbs_and_other_words(text: str) -> None:
    assert not said(text)


def test_no_cue_is_no_noun() -> None:
    assert not noun_cue("It burned.", [])
