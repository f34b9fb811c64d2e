from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from read.samples import document, reason
from sayso.read.plain import heading
from sayso.text.clean import storable

storable_text = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufeff"), min_size=1
).filter(str.strip)


@given(storable_text)
def test_text_is_kept_code_point_for_code_point(text: str) -> None:
    read = document("A line.\r\n " + text + "\n\n\t", media_type="text/plain")
    assert read.text == "A line.\r\n " + text + "\n\n\t"
    assert read.text_sha256 == hashlib.sha256(read.text.encode()).hexdigest()


def test_line_ends_tabs_and_soft_hyphens_stay_in_text() -> None:
    text = "  One\r\ntwo\rthree\u2028four\x0bfive\tminis\u00adtry ﬁnal\u200f \n\n"
    assert document(text).text == text


def test_a_byte_order_mark_is_not_text() -> None:
    assert document(b"\xef\xbb\xbfThe port.").text == "The port."
    assert document("\ufeffThe port.".encode("utf-16-le"), "a.txt").text == "The port."


def test_nul_becomes_a_replacement_character_in_place_and_is_told() -> None:
    read = document("The ministry said so." * 20 + "\x00 Then it did not.")
    assert read.text[420] == "\ufffd"
    assert read.text[421:] == " Then it did not."
    assert "1 NUL" in read.notes[0]


@given(st.text(st.characters()))
def test_storable_text_has_the_same_length_and_no_nul_or_surrogate(text: str) -> None:
    kept, replaced = storable(text)
    assert len(kept) == len(text)
    assert "\x00" not in kept
    kept.encode()
    assert replaced == sum(1 for old, new in zip(text, kept, strict=True) if old != new)


def test_markdown_stays_raw_and_gives_its_heading_as_title() -> None:
    source = "---\nkey: value\n---\n\n# The *long* [bridge](https://varo.example) #\n\nIt is **open**.\n"
    read = document(source, "note.md")
    assert read.text == source
    assert read.media_type == "text/markdown"
    assert read.title == "The long bridge"
    assert ("title", "first heading") in read.found


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("Bridge\n======\n\ntext", "Bridge"),
        ("text only\n\nmore", None),
        ("#hashtag is no heading", None),
        ("## Second\n# First", "Second"),
    ],
)
def test_headings(source: str, title: str | None) -> None:
    assert heading(source) == title


@pytest.mark.parametrize("text", [" \n\t ", "\u3000\n"])
def test_white_space_alone_is_nothing_to_read(text: str) -> None:
    assert "nothing but white space" in reason(text)
