from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.model import ReadingModel, load
from sayso.annotate.tokens import tokenise


@pytest.fixture(scope="module")
def model() -> ReadingModel:
    return load()


@given(text=st.text(max_size=120))
def test_offsets_are_code_points_in_the_very_text(model: ReadingModel, text: str) -> None:
    tokens = model.tokens(text)
    assert all(0 <= start < end <= len(text) for start, end in zip(tokens.starts, tokens.ends, strict=True))
    assert all(before <= after for before, after in zip(tokens.starts, tokens.starts[1:], strict=False))


def test_emoji_and_combining_characters_do_not_shift_offsets(model: ReadingModel) -> None:
    text = "🔥🔥 Zoe\u0301 said “it burned” — كذا"
    tokens = model.tokens(text)
    at = [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]
    assert "said" in at
    assert "burned" in at


def test_layout_features(model: ReadingModel) -> None:
    text = "FIRE at Osk.\n\n“Out,” he said.\nMore."
    tokens = tokenise(model.subwords.vocabulary, text)
    words = {
        text[start:end]: at for at, (start, end) in enumerate(zip(tokens.starts, tokens.ends, strict=True))
    }
    assert tokens.case[words["FIRE"]] == 2
    assert tokens.case[words["at"]] == 0
    assert tokens.case[words["More"]] == 1
    assert tokens.quote[words["“"]] == 2
    assert tokens.quote[words["Out"]] == 1
    assert tokens.quote[words["”"]] == 3
    assert tokens.quote[words["he"]] == 0
    assert tokens.breaks[words["FIRE"]] == 2
    assert tokens.breaks[words["“"]] == 2
    assert tokens.breaks[words["More"]] == 1
    assert tokens.breaks[words["said"]] == 0


def test_straight_and_curly_marks_are_the_same_subwords(model: ReadingModel) -> None:
    assert list(model.tokens("“Yes,” Mara’s aide said.").ids) == list(
        model.tokens('"Yes," Mara\'s aide said.').ids
    )
