from __future__ import annotations

import re
from pathlib import Path

import pytest

import sayso.text.words as module
from sayso.text.bodies import singular
from sayso.text.words import patterns, words

LISTS = sorted(path.stem for path in (Path(module.__file__).parent / "lists").glob("*.txt"))


@pytest.mark.parametrize("name", LISTS)
def test_every_list_can_be_used(name: str) -> None:
    if name.startswith("cues_"):
        assert isinstance(patterns(name), re.Pattern)
        assert not patterns(name).search("")
    elif name == "state_media":  # names of outlets, which are spelt as they are
        lines = (Path(module.__file__).parent / "lists" / f"{name}.txt").read_text("utf-8").splitlines()
        assert all(": " in line for line in lines if not line.startswith("#"))
    else:
        assert len(words(name)) > 10
        assert all(word == word.casefold() for word in words(name))


@pytest.mark.parametrize(
    ("plural", "expected"),
    [
        ("sources", "source"),
        ("spokesmen", "spokesman"),
        ("agencies", "agency"),
        ("witnesses", "witness"),
        ("press", "press"),
    ],
)
def test_singular(plural: str, expected: str) -> None:
    assert singular(plural) == expected
