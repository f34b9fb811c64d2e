"""The first lines of a plain text tell whose it is and when it was published, or nothing at all."""

from __future__ import annotations

import pytest

from read.samples import document

BODY = "\nThe guild said the harbour had opened.\n"


@pytest.mark.parametrize(
    "source",
    [
        f"Title: Harbour opens\nOutlet: The Orsk Tern\nDate: 5 May 2031\n{BODY}",
        f"HEADLINE: Harbour opens\r\nPublisher: The Orsk Tern\r\nPublished: 2031-05-05\r\n\r\n{BODY}",
        f'---\ntitle: "Harbour opens"\nsite_name: The Orsk Tern\ndate: 2031-05-05\ntags: a\n---\n{BODY}',
    ],
)
@pytest.mark.parametrize("name", ["report.txt", "report.md"])
def test_a_head_tells_title_outlet_and_date(source: str, name: str) -> None:
    read = document(source, name)
    assert (read.title, read.outlet) == ("Harbour opens", "The Orsk Tern")
    assert read.published is not None
    assert read.published.value == "2031-05-05"
    assert read.text == source
    assert {field for field, _ in read.found} >= {"title", "outlet", "published"}


@pytest.mark.parametrize(
    "source",
    [
        f"Note: this is new\nWarning: and that\n{BODY}",
        f"Outlet: The Orsk Tern\n{BODY}",
        f"The mayor spoke.\nTitle: Harbour opens\nOutlet: The Orsk Tern\n{BODY}",
        "Title: Harbour opens\nOutlet: The Orsk Tern\nThe guild said the harbour had opened.\n",
        f"---\nThe guild said so.\n---\n{BODY}",
        f"---\nThe guild said so.\nSource: it said three died.\nBy: now\n---\n{BODY}",
        "MAYOR BROOK: It is late.\nMR LIND: It is.\nMAYOR BROOK: Then go.\nMR LIND: No.\n\nThey left.\n",
    ],
)
def test_other_first_lines_are_no_head(source: str) -> None:
    read = document(source, "report.txt")
    assert (read.title, read.outlet, read.published) == (None, None, None)


def test_a_date_that_can_be_read_in_two_ways_is_noted_and_not_taken() -> None:
    read = document(f"Outlet: The Orsk Tern\nDate: 03/04/2031\n{BODY}", "report.txt")
    assert read.published is None
    assert "two ways" in read.notes[-1]


def test_what_the_user_says_goes_before_the_head() -> None:
    read = document(f"Outlet: The Orsk Tern\nDate: 2031-05-05\n{BODY}", "report.txt", outlet="Vell Post")
    assert read.outlet == "Vell Post"
