from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.text.titles import untitled


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Ada Velt", "Ada Velt"),
        ("Foreign Minister Ada Velt", "Ada Velt"),
        ("Minister of Defence Ada Velt", "Ada Velt"),
        ("Secretary of State Ada Velt", "Ada Velt"),
        ("U.S. Secretary of State Ada Velt", "Ada Velt"),
        ("Minister for Trade and Industry Ada Velt", "Ada Velt"),
        ("Deputy Chief of Staff Ada Velt", "Ada Velt"),
        ("National Security Adviser Ada Velt", "Ada Velt"),
        ("House Speaker Ada Velt", "Ada Velt"),
        ("Wednesday Mr. Velt", "Velt"),
        ("Sorravan President Ada Velt", "Ada Velt"),
        ("Ada of Velt", "Ada of Velt"),
        ("Ada Minister", "Ada Minister"),
        ("Minister", "Minister"),
        ("", ""),
    ],
)
def test_titles_are_no_part_of_a_name(words: str, name: str) -> None:
    every = words.split()
    assert every[untitled(every) :] == name.split()


_WORDS = ["Minister", "of", "for", "State", "Defence", "and", "the", "Ada", "Velt", "Mr.", "French", "Chief"]


@given(st.lists(st.sampled_from(_WORDS), min_size=1))
def test_a_word_is_always_left(words: list[str]) -> None:
    assert 0 <= untitled(words) < len(words)
