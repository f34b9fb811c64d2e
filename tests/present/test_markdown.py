"""Markdown: as written down in the golden file, and inert whatever the reports say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from newsroom import HOSTILE, Newsroom, dam_case, hostile_room
from sayso.present.brief import build_brief
from sayso.present.context import Limits
from sayso.present.markdown import code_span, escaped, to_markdown

GOLDEN = Path(__file__).parents[1] / "golden" / "brief.md"


def markdown_of(room: Newsroom, title: str = "The Orsk dam") -> str:
    return to_markdown(
        build_brief(
            room.lines,
            room.reports,
            room.counts,
            room.skipped,
            title=title,
            as_of="2031-04-03T21:10Z",
            passage=room.passage,
            facts=room.facts,
            limits=Limits().without_folds(),
        )
    )


def tokens(text: str) -> list[Any]:
    found = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        found += [token, *(token.children or [])]
    return found


def test_the_brief_of_the_dam_reads_as_written_down() -> None:
    assert markdown_of(dam_case()) == GOLDEN.read_text(encoding="utf-8")


def test_every_reference_has_its_footnote_and_the_other_way_round() -> None:
    text = markdown_of(dam_case())
    defined = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    used = re.findall(r"\[\^(\d+)\](?!:)", text)
    assert defined == [str(number) for number in range(1, len(defined) + 1)]
    assert set(used) == set(defined)


def test_the_footnotes_are_verbatim() -> None:
    room = dam_case()
    text = markdown_of(room)
    assert all(room.passage(line).text in text for line in room.lines)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_inert(text: str) -> None:
    page = markdown_of(hostile_room(text), title=text)
    page.encode("utf-8")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b\ud800-\udfff]", page)
    plain = markdown_of(hostile_room("harmless"), title="harmless")
    kinds = (
        "heading_open",
        "tr_open",
        "td_open",
        "list_item_open",
        "link_open",
        "image",
        "html_inline",
        "html_block",
    )
    for kind in (*kinds, "fence", "code_block", "blockquote_open", "hr", "s_open"):
        count = sum(token.type == kind for token in tokens(page))
        assert count == sum(token.type == kind for token in tokens(plain)), kind


@given(st.text(max_size=80))
def test_escaped_text_is_nothing_but_text(text: str) -> None:
    for place in ("- **x** {}", "# {}", "| a |\n| --- |\n| {} |", "x “{}” y"):
        allowed = {token.type for token in tokens(place.format("x"))} | {"text_special", "text"}
        assert {token.type for token in tokens(place.format(escaped(text)))} <= allowed


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_escaping_loses_no_character(text: str) -> None:
    shown = "".join(token.content for token in tokens("x " + escaped(text)) if token.type.startswith("text"))
    expected = " ".join(("x " + escaped(text)).split()) and " ".join(_named(text).split())
    assert " ".join(shown.split()) == " ".join(f"x {expected}".split())


def _named(text: str) -> str:
    from sayso.present.visible import visible

    return visible(text)


@given(st.text(alphabet="`a |\\", min_size=1).filter(str.strip))
def test_a_code_span_shows_its_text(text: str) -> None:
    wanted = " ".join(text.split())
    (span,) = [token for token in tokens("x " + code_span(text)) if token.type == "code_inline"]
    assert span.content == wanted
