from __future__ import annotations

import pytest

from sayso.read.agency import agency


@pytest.mark.parametrize(
    ("text", "name", "where"),
    [
        ("PORT VARO (Northline) — The ministry said so.", "Northline", "dateline"),
        ("PORT VARO, April 2 (Reuters) - The ministry said so.", "Reuters", "dateline"),
        (
            "Bridge opens\n\nPort Varo, Selmland (Northline News Agency) — The ministry",
            "Northline News Agency",
            "dateline",
        ),
        ("(Northline) - The ministry said so.", "Northline", "dateline"),
        ("By Northline staff\n\nThe ministry said so.", "Northline", "byline"),
        ("By Associated Press\n\nThe ministry said so.", "AP", "byline"),
        ("The ministry said so.\n\nSource: Northline", "Northline", "credit line"),
        ("The ministry said so.\n\n(With inputs from PTI)", "PTI", "credit line"),
    ],
)
def test_origins_that_a_report_names(text: str, name: str, where: str) -> None:
    assert agency(text, None) == (name, where)


@pytest.mark.parametrize(
    "text",
    [
        "The ministry told Reuters that it was so.",
        "The members of the Selm Bridge Authority (SBA) — who met on Tuesday — said so.",
        "By Mara Quill\n\nThe ministry said so.",
        "The source: a clerk of the ministry, who said so.",
        "",
    ],
)
def test_sources_and_authors_are_no_agencies(text: str) -> None:
    assert agency(text, "Mara Quill") is None


def test_an_author_may_be_an_agency() -> None:
    assert agency("The ministry said so.", "Agence France-Presse") == ("AFP", "author")
