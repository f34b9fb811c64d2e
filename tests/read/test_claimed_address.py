from __future__ import annotations

import pytest

from sayso.model.document import Document
from sayso.model.item import Item
from sayso.read.stage import ReadStage

PAGE = """<html><head><title>Fire</title><meta property="og:site_name" content="Orsk Wire">
<link rel="canonical" href="https://{host}/fire"></head><body><article>
<p>The harbour guard said on Tuesday that the fire at the pier had been put out by midnight.</p>
<p>Two officials denied that anybody had been hurt in it, and called the report an invention.</p>
</article></body></html>"""


def read(claimed: str, came_from: str, **given: str) -> Document:
    told = {"url": came_from, **given}
    item = Item(
        PAGE.format(host=claimed).encode(), came_from, "url", "text/html", given=tuple(sorted(told.items()))
    )
    (document,) = ReadStage()([item])
    assert isinstance(document, Document)
    return document


@pytest.mark.parametrize(
    ("claimed", "came_from"),
    [
        ("orskwire.example", "https://www.orskwire.example/fire?id=1"),
        ("news.orskwire.co.uk", "https://orskwire.co.uk/fire"),
    ],
)
def test_a_page_of_the_same_domain_may_name_its_address_and_outlet(claimed: str, came_from: str) -> None:
    document = read(claimed, came_from)
    assert (document.url, document.outlet) == (f"https://{claimed}/fire", "Orsk Wire")
    assert document.notes == ()


@pytest.mark.parametrize(
    ("claimed", "came_from"),
    [("orskwire.example", "https://copies.example/fire"), ("orskwire.co.uk", "https://copies.co.uk/fire")],
)
def test_a_page_cannot_claim_to_be_of_another_outlet(claimed: str, came_from: str) -> None:
    document = read(claimed, came_from)
    assert document.url == came_from
    assert document.outlet == came_from.split("/")[2]
    assert document.notes == (
        f"it says that it belongs to {claimed}, but it comes from {came_from.split('/')[2]}",
    )


def test_the_user_knows_the_outlet_best() -> None:
    assert read("orskwire.example", "https://copies.example/fire", outlet="Orsk Wire").outlet == "Orsk Wire"
