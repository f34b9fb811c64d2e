from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.present.visible import one_line, pieces, visible

ACTING = [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0, 0x1B, 0x7F, 0x9B, 0x2028, 0xD800, 0xE0041]


@pytest.mark.parametrize("point", ACTING)
def test_acting_characters_are_named(point: int) -> None:
    assert visible(f"a{chr(point)}b") == f"a⟨U+{point:04X}⟩b"
    assert list(pieces(f"a{chr(point)}b")) == [(False, "a"), (True, f"U+{point:04X}"), (False, "b")]


def test_ordinary_text_of_any_script_stays() -> None:
    text = "Ministère – السد آمن – \u200fעברית – 水坝 – क्‍ष\n\tend"
    assert visible(text) == text


@given(st.text())
def test_what_is_visible_can_be_encoded_and_does_not_act(text: str) -> None:
    shown = visible(text)
    shown.encode("utf-8")
    assert not any(0x202A <= ord(character) <= 0x202E for character in shown)
    assert visible(shown) == shown


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1
