"""The page: parsed as a browser would, self-contained, and inert whatever the reports say."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from newsroom import HOSTILE, Newsroom, dam_case, facts_of, hostile_room
from sayso.present.brief import build_brief
from sayso.present.context import Limits
from sayso.present.page import to_html

TIGHT = Limits(disputed=1, speakers=1, entries=1, inferences=1, questions=1, rows=1)


def page_of(room: Newsroom, limits: Limits | None = None, title: str = "The Orsk dam") -> str:
    return to_html(
        build_brief(
            room.lines,
            room.reports,
            room.counts,
            room.skipped,
            title=title,
            as_of="2031-04-03T21:10Z",
            passage=room.passage,
            facts=room.facts,
            limits=limits,
        )
    )


def parsed(page: str) -> Any:
    return html.document_fromstring(page)


@pytest.fixture(scope="module")
def tree() -> Any:
    return parsed(page_of(dam_case()))


@pytest.mark.parametrize("limits", [None, TIGHT])
def test_every_inner_link_leads_somewhere_and_every_id_is_unique(limits: Limits | None) -> None:
    page = parsed(page_of(dam_case(), limits))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = [href[1:] for href in page.xpath("//a/@href") if href.startswith("#")]
    assert targets
    assert set(targets) <= set(ids)


@pytest.mark.parametrize("limits", [None, TIGHT])
def test_every_entry_has_a_footnote_and_every_footnote_is_referred_to(limits: Limits | None) -> None:
    page = parsed(page_of(dam_case(), limits))
    notes = {f"#{one}" for one in page.xpath("//ol[@class='footnotes']/li/@id")}
    entries = page.xpath("//li[starts-with(@id, 'entry-')]")
    assert entries
    for entry in entries:
        refs = entry.xpath("./p[@class='statement']//a[@class='ref']/@href")
        assert refs
        assert set(refs) <= notes
    assert notes == set(page.xpath("//li[starts-with(@id, 'entry-')]//a[@class='ref']/@href"))


def test_a_footnote_marks_the_passage_and_names_the_record(tree: Any) -> None:
    note = tree.get_element_by_id("note-1")
    assert note.xpath("string(blockquote)") == (
        "Mara Velt, the minister, denied that the northern wall of the dam had cracked."
    )
    assert note.xpath("string(blockquote/mark)") == "the northern wall of the dam had cracked"
    assert re.search(r"sayso show CASE ast-[0-9a-f]{16}", note.text_content())
    assert "content 102–142" in note.text_content()


def test_nothing_is_fetched_and_nothing_runs(tree: Any) -> None:
    assert not tree.xpath(
        "//script | //link | //img | //iframe | //object | //embed | //base | //form | //use"
    )
    assert not tree.xpath("//@style | //@src | //@srcset | //@onclick | //@onerror | //@onload")
    assert "url(" not in tree.xpath("string(//style)")
    assert "@import" not in tree.xpath("string(//style)")


def test_the_policy_allows_the_page_its_own_style_and_nothing_else(tree: Any) -> None:
    policy = tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    style = tree.xpath("//style")[0].text
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_the_page_can_be_read_by_everybody(tree: Any) -> None:
    assert tree.get("lang") == "en"
    assert len(tree.xpath("//main")) == len(tree.xpath("//h1")) == 1
    assert tree.xpath("//body/a[1]/@href") == ["#glance"]
    assert not tree.xpath("//table[not(caption)] | //table[not(.//th[@scope='col'])]")
    assert not tree.xpath("//tbody/tr[not(th[@scope='row'])]")
    assert not tree.xpath("//section[not(@aria-labelledby)]")
    assert not tree.xpath("//svg[not(title)]")
    levels = [int(heading.tag[1]) for heading in tree.xpath("//h1 | //h2 | //h3 | //h4")]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_quoted_text_finds_its_own_direction(tree: Any) -> None:
    assert not tree.xpath("//q[not(@dir='auto')] | //blockquote[not(@dir='auto')]")
    arabic = tree.xpath("//blockquote[contains(., 'السد آمن')]")[0]
    assert arabic.get("lang") == "ar"


def test_only_web_addresses_become_links(tree: Any) -> None:
    outer = {href for href in tree.xpath("//a/@href") if not href.startswith("#")}
    assert outer == {"https://harrow.example/orsk-dam"}


def test_what_is_left_out_is_said_with_the_command_that_lists_it() -> None:
    limits = Limits(entries=1, entries_folded=0, speakers=1, speakers_folded=0, rows=1, rows_folded=0)
    text = " ".join(parsed(page_of(dam_case(), limits)).text_content().split())
    assert "1 more speaker, not shown: sayso assertions CASE --source-kind person" in text
    assert "1 more assertion, not shown: sayso assertions CASE --speaker 'Ministry of Waterways'" in text
    assert "3 more reports, not shown: sayso reports CASE" in text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_inert(text: str) -> None:
    page = page_of(hostile_room(text), title=text)
    page.encode("utf-8")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b\ud800-\udfff]", page)
    tree = parsed(page)
    assert not tree.xpath("//script | //img | //b[@id='x'] | //iframe")
    assert not [name for name in tree.xpath("//@*") if name.attrname.startswith("on")]
    links = [href for href in tree.xpath("//@href") if not href.startswith("#")]
    assert links == []
    assert len(tree.xpath("//h1")) == 1
    assert len(tree.xpath("//h2")) == 11


def test_hostile_text_is_shown_and_not_swallowed() -> None:
    text = '<script>alert("x")</script>'
    tree = parsed(page_of(hostile_room(text)))
    assert text in tree.xpath("string(//q)")
    assert text in tree.xpath("string(//blockquote)")


def test_characters_that_reorder_are_named() -> None:
    tree = parsed(page_of(hostile_room("safe \u202eelif.exe")))
    assert tree.xpath("string(//q)") == "“safe U+202Eelif.exe northern wall cracked”"


@settings(max_examples=25)
@given(st.text(min_size=1, max_size=60))
def test_any_text_makes_a_page_with_the_same_bones(text: str) -> None:
    page = page_of(hostile_room(text.replace("{", "(").replace("}", ")")))
    page.encode("utf-8")
    tree = parsed(page)
    assert len(tree.xpath("//h2")) == 11
    assert len(tree.xpath("//ol[@class='footnotes']/li")) == 2


def test_an_empty_case_makes_a_page() -> None:
    text = parsed(page_of(Newsroom())).text_content()
    assert "No denial was found in these reports. That is no sign that nobody disputes anything." in text


def test_the_tables_of_facts_open_to_the_passage() -> None:
    room = dam_case()
    room.facts = facts_of(room, "three gauges", "Orsk")
    tree = parsed(page_of(room))
    titles = [title.text_content() for title in tree.xpath("//section[@id='facts']//h3")]
    assert titles == ["Who is said to be behind it", "How many, how much", "When", "Where"]
    row = tree.xpath("//section[@id='amounts']//tbody/tr")[0]
    assert [cell.text_content() for cell in row][:4] == [
        "at least 3 three gauges, missing", "“three gauges”", "Two engineers", "1",
    ]  # fmt: skip
    (href,) = row.xpath(".//a/@href")
    assert "Two engineers" in tree.xpath(f"string(//li[@id='{href[1:]}'])")
    assert "1 of 2" in tree.xpath("string(//section[@id='places'])")
