from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.attribute.questions import open_questions
from sayso.text.sentences import sentences


def found(text: str) -> list[tuple[str, str]]:
    return [(q.cue.of(text), q.content.of(text)) for q in open_questions(text, sentences(text))]


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        (
            "It is not yet clear whether the valve was open.",
            "It is not yet clear",
            "whether the valve was open",
        ),
        (
            "While it is still unclear who paid, officials said they had names.",
            "it is still unclear",
            "who paid",
        ),
        ("The motive is as yet unknown, the guard said.", "is as yet unknown", "The motive"),
        (
            "Why the gate stood open has not been explained.",
            "has not been explained",
            "Why the gate stood open",
        ),
        (
            "It remains to be seen whether the port reopens.",
            "It remains to be seen",
            "whether the port reopens",
        ),
        ("Nobody can say how many were aboard.", "Nobody can say", "how many were aboard"),
        (
            "How the drones got there is something which has not been responded to by the ministry.",
            "is something which has not been responded to",
            "How the drones got there",
        ),
        (
            "The inquiry by three agencies is yet to reach a conclusion.",
            "is yet to reach",
            "The inquiry by three agencies is yet to reach a conclusion",
        ),
    ],
)
def test_frames(text: str, cue: str, content: str) -> None:
    assert found(text) == [(cue, content)]


@pytest.mark.parametrize(
    "text",
    [
        "The water is clear.",
        "It is clear that the tower fell.",
        "He asked for calm.",
        "The unknown soldier’s grave was not harmed.",
        "They know who did it.",
    ],
)
def test_what_is_not_open(text: str) -> None:
    assert found(text) == []


@given(
    st.lists(
        st.sampled_from(
            [
                "it",
                "is",
                "not",
                "yet",
                "clear",
                "whether",
                "unknown",
                "as",
                "the",
                "motive",
                "who",
                "remains",
                ",",
                ".",
                "—",
                "\n",
                "?",
            ]
        ),
        max_size=40,
    )
)
def test_any_soup_of_the_frames_words_gives_spans_inside_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for question in open_questions(text, sentences(text)):
        assert question.content.of(text).strip()
        assert question.cue.of(text).strip()
