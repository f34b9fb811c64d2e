from __future__ import annotations

import pytest

from sayso.text.cues import asks_whether, denies, hedge, leaves_open, reports


@pytest.mark.parametrize(
    "cue", ["denied", "has strongly denied", "rejected", "dismissed", "ruled out", "called baseless"]
)
def test_denials(cue: str) -> None:
    assert denies(cue)


@pytest.mark.parametrize(
    "cue", ["said", "did not deny", "never denied", "did not rule out", "confirmed", "told"]
)
def test_what_is_no_denial(cue: str) -> None:
    assert not denies(cue)


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("declined to say", "who had ordered it"),
        ("did not know", "whether the valve was open"),
        ("asked", "why the gate was open"),
        ("is not yet clear", "who paid"),
        ("would not confirm", "the figure"),
        ("did not deny", "that the tower had been struck"),
        ("never disputed", "the figure"),
        ("neither confirmed nor denied", "that it had paid"),
    ],
)
def test_left_open(cue: str, content: str) -> None:
    assert leaves_open(cue, content)


@pytest.mark.parametrize(
    ("cue", "content"), [("asked", "for calm"), ("said", "whether or not it rains, they will sail")]
)
def test_not_left_open(cue: str, content: str) -> None:
    assert not leaves_open(cue, content)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("believes", "probable"),
        ("suspect", "possible"),
        ("said", None),
        ("fears", "possible"),
        ("assessed", "probable"),
    ],
)
def test_hedges(words: str, expected: str | None) -> None:
    assert hedge(words) == expected


def test_indirect_questions_and_reports() -> None:
    assert asks_whether("“whether it was them”")
    assert not asks_whether("that it was them")
    assert reports("two states reported a leak")
    assert not reports("the tower fell at dawn")
