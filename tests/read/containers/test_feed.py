# ruff: noqa: E501  sample texts stand on one line, as they do in files
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.model.document import Document
from sayso.model.item import Item
from sayso.model.outcome import Skipped
from sayso.read.containers.feed import is_feed
from sayso.read.gather import gather
from sayso.read.stage import ReadStage

if TYPE_CHECKING:
    from pathlib import Path

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Varo Post</title><link>https://varopost.example/</link>
<item><title>Bridge &amp; river</title><link>https://varopost.example/1</link><guid>nr-1</guid><dc:creator>Mara Quill</dc:creator>
<pubDate>Wed, 02 Apr 2031 06:30:15 +0200</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>The ministry said that it was <b>open</b>.</p><p>Two officials denied it.</p>]]></content:encoded></item>
<item><title>Second</title><link>https://varopost.example/2</link><description>&lt;p&gt;Only a summary.&lt;/p&gt;</description></item>
<item><title>Nothing to read</title></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Selm Gazette</title><entry><id>tag:1</id><title type="html">A &lt;b&gt;bold&lt;/b&gt; title</title>
<link href="https://selm.example/1"/><updated>2031-04-02T06:30:15Z</updated><author><name>Odo Venn</name></author>
<content type="html">&lt;p&gt;The bridge is open.&lt;/p&gt;</content></entry></feed>"""


def read(tmp_path: Path, text: str | bytes, name: str = "feed.xml") -> list[Item | Skipped]:
    (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(gather([str(tmp_path / name)]))


def test_entries_of_rss(tmp_path: Path) -> None:
    first, second, third = read(tmp_path, RSS)
    assert isinstance(first, Item)
    assert isinstance(second, Item)
    assert isinstance(third, Skipped)
    assert (first.key, first.location.rpartition("#")[2], first.obtained) == ("nr-1", "E1", "member")
    (document,) = ReadStage()([first])
    assert isinstance(document, Document)
    assert document.text == "The ministry said that it was open.\n\nTwo officials denied it."
    assert (document.title, document.author, document.outlet) == ("Bridge & river", "Mara Quill", "Varo Post")
    assert document.url == "https://varopost.example/1"
    assert document.published is not None
    assert document.published.value == "2031-04-02T06:30:15+02:00"
    assert b"Only a summary." in second.data


def test_entries_of_atom(tmp_path: Path) -> None:
    (item,) = read(tmp_path, ATOM, "gazette.atom")
    assert isinstance(item, Item)
    told = dict(item.given)
    assert (told["title"], told["author"], told["outlet"]) == ("A bold title", "Odo Venn", "Selm Gazette")
    (document,) = ReadStage()([item])
    assert isinstance(document, Document)
    assert document.text == "The bridge is open."


def test_old_character_sets(tmp_path: Path) -> None:
    text = RSS.replace("utf-8", "windows-1251").replace("Two officials denied it", "Мост открыт")
    first = read(tmp_path, text.encode("cp1251"))[0]
    assert isinstance(first, Item)
    assert "Мост открыт".encode() in first.data


@pytest.mark.parametrize(
    "mark",
    ['<!DOCTYPE rss [<!ENTITY a "x">]>', '<!DOCTYPE rss [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>'],
)
def test_entity_declarations_are_refused(tmp_path: Path, mark: str) -> None:
    (skipped,) = read(tmp_path, RSS.replace('encoding="utf-8"?>', 'encoding="utf-8"?>' + mark))
    assert isinstance(skipped, Skipped)
    assert "entities" in skipped.reason


def test_a_feed_that_breaks_off_gives_its_whole_entries(tmp_path: Path) -> None:
    found = read(tmp_path, RSS[: RSS.index("<item><title>Second")])
    assert isinstance(found[0], Item)
    assert isinstance(found[-1], Skipped)
    assert "malformed" in found[-1].reason


def test_an_empty_feed_is_told(tmp_path: Path) -> None:
    (skipped,) = read(tmp_path, "<rss version='2.0'><channel><title>Varo Post</title></channel></rss>")
    assert isinstance(skipped, Skipped)
    assert "no entries" in skipped.reason


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (RSS, True),
        (ATOM, True),
        ("<rdf:RDF xmlns='x'>", True),
        ("<!-- c --><rss>", True),
        ("<html><rss>", False),
        ("<svg>", False),
        ("rss", False),
    ],
)
def test_what_is_taken_for_a_feed(head: str, expected: bool) -> None:
    assert is_feed(head) is expected
