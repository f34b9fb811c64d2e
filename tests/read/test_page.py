# ruff: noqa: E501  sample texts stand on one line, as they do in files
from __future__ import annotations

import pytest

from read.samples import PAGE, document, reason
from sayso.model.document import Link, Precision
from sayso.read.config import ReadConfig


def test_the_article_and_nothing_around_it() -> None:
    read = document(PAGE, "page.html")
    paragraphs = read.text.split("\n\n")
    assert paragraphs[0].startswith(
        "PORT VARO (Northline) — The ministry said on Tuesday that the long bridge over the river Selm"
    )
    assert paragraphs[1] == "Two officials, who asked not to be named, said that the work was not complete."
    assert paragraphs[2] == "Planned | 4 million"
    assert len(paragraphs) == 3


def test_metadata_and_where_it_was_found() -> None:
    read = document(PAGE, "page.html")
    assert (read.title, read.author, read.outlet, read.agency) == (
        "Bridge opens again",
        "Mara Quill",
        "The Varo Post",
        "Northline",
    )
    assert read.published is not None
    assert (read.published.value, read.published.precision) == ("2031-04-02T06:30:00+02:00", Precision.SECOND)
    assert read.url == "https://varopost.example/news/bridge"
    assert read.language == "en"
    found = dict(read.found)
    assert found["published"] == "JSON-LD datePublished"
    assert found["outlet"] == "JSON-LD publisher"
    assert found["agency"] == "dateline"
    assert list(found) == sorted(found)


def test_links_of_the_body_are_absolute_and_keep_their_words() -> None:
    assert document(PAGE, "page.html").links == (Link("https://varopost.example/docs/report", "long bridge"),)
    elsewhere = PAGE.replace('<link rel="canonical" href="https://varopost.example/news/bridge">', "")
    assert (
        document(elsewhere, "page.html", url="https://mirror.example/x").links[0].url
        == "https://mirror.example/docs/report"
    )
    assert document(elsewhere, "page.html").links == ()


@pytest.mark.parametrize(
    ("head", "value", "precision"),
    [
        (
            '<meta property="article:published_time" content="2031-04-02T06:30Z">',
            "2031-04-02T06:30Z",
            Precision.MINUTE,
        ),
        ('<meta name="dc.date" content="2031-04">', "2031-04", Precision.MONTH),
        ('<meta name="date" content="2 April 2031">', "2031-04-02", Precision.DAY),
        (
            '<script type="application/ld+json">{not json</script><meta name="pubdate" content="2031">',
            "2031",
            Precision.YEAR,
        ),
    ],
)
def test_dates_keep_their_precision(head: str, value: str, precision: Precision) -> None:
    page = f"<html><head>{head}</head><body><p>{'The ministry said that the bridge was open. ' * 9}</p></body></html>"
    published = document(page, "page.html").published
    assert published is not None
    assert (published.value, published.precision) == (value, precision)


def test_a_time_element_of_the_article() -> None:
    page = (
        "<html><body><article><h1>Bridge</h1><p class='byline'>By Mara Quill</p><time datetime='2031-04-02T06:30:15+05:30'>today</time>"
        f"<p>{'The ministry said that the bridge was open. ' * 9}</p></article></body></html>"
    )
    read = document(page, "page.html")
    assert read.published is not None
    assert read.published.value == "2031-04-02T06:30:15+05:30"
    assert read.author == "Mara Quill"


def test_a_fragment_is_read_whole() -> None:
    read = document(
        "<p>One <b>bold</b> word.</p><ul><li>first</li><li>second</li></ul>Tail<br>line",
        "feed.xml#E1",
        media_type="text/html",
    )
    assert read.text == "One bold word.\n\nfirst\n\nsecond\n\nTail\nline"


def test_right_to_left_and_joiners_survive() -> None:
    text = "می‌گوید که پل باز است."
    assert document(f"<p>{text}</p>", "x.html").text == text


def test_the_hosts_name_serves_as_outlet_where_the_page_names_none() -> None:
    read = document(
        "<html><body><p>The bridge is open.</p></body></html>", "p.html", url="https://www.varopost.example/1"
    )
    assert read.outlet == "varopost.example"
    assert dict(read.found)["outlet"] == "host of the address"


def test_what_the_user_says_wins() -> None:
    read = document(PAGE, "page.html", outlet="Selm Gazette", published="2031-05")
    assert read.outlet == "Selm Gazette"
    assert read.published is not None
    assert read.published.value == "2031-05"
    assert dict(read.found)["outlet"] == "told from outside"


def test_entities_are_never_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><html><body><p>x &b; y</p></body></html>'
    assert "aaaa" not in document(bomb, "bomb.html").text.replace("aaaaaaaaaa", "", 1)
    outside = '<!DOCTYPE html [<!ENTITY f SYSTEM "file:///etc/hostname">]><html><body><p>before &f; after</p></body></html>'
    assert "before &f; after" in document(outside, "bomb.html").text


def test_ten_thousand_nested_elements() -> None:
    page = (
        "<html><body>"
        + "<div>" * 10_000
        + "deep"
        + "</div>" * 10_000
        + "<p>The bridge is open.</p></body></html>"
    )
    assert "nests its elements" in reason(page, "deep.html")


def test_deep_json_in_a_page_is_passed_over() -> None:
    page = f'<html><script type="application/ld+json">{"[" * 90_000}</script><body><p>The bridge is open.</p></body></html>'
    assert document(page, "x.html").text == "The bridge is open."


def test_a_page_over_the_limit_says_how_large_it_is() -> None:
    told = reason("<html><body>" + "<p>word</p>" * 1_000_000 + "</body></html>", "big.html")
    assert "11,000,026 bytes" in told
    assert "10,000,000" in told
    raised = ReadConfig(max_html_bytes=50)
    assert "raise the limit" in reason(
        "<html><body><p>More than fifty characters.</p></body></html>", "a.html", config=raised
    )


def test_a_page_that_scripts_fill_in() -> None:
    told = reason(
        "<html><head><script>var x = 1;</script></head><body><div id=app></div></body></html>", "app.html"
    )
    assert "no text" in told


def test_nul_and_surrogates_never_reach_the_text() -> None:
    read = document("<html><body><p>one &#0; two &#xD800; three\x00 four</p></body></html>", "x.html")
    assert "\x00" not in read.text
    read.text.encode()


def test_hidden_text_is_not_read_from_fragments() -> None:
    assert (
        document(
            "<p>seen</p><p style='display: none'>unseen</p><p hidden>unseen</p>", "f", media_type="text/html"
        ).text
        == "seen"
    )
