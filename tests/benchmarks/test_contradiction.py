from __future__ import annotations

from typing import TYPE_CHECKING

import contradiction
import pytest
import rows

if TYPE_CHECKING:
    from pathlib import Path

ROWS = [
    {"premise": "Rain fell. Three barges sank.", "hypothesis": "Four barges sank.", "label": "contradiction",
     "category": "cardinals"},
    {"premise": "Three barges sank.", "hypothesis": "3 barges sank.", "label": "entailment",
     "category": "cardinals"},
    {"premise": "The crew slept.", "hypothesis": "The boat sank.", "label": "neutral", "category": "verbs"},
]  # fmt: skip


def test_each_category_is_measured_apart() -> None:
    figures, table = contradiction.measure(ROWS)
    assert (figures["precision"], figures["recall"], figures["f1"]) == (1.0, 1.0, 1.0)
    assert figures["all_found"] == 1.0
    assert {row[0] for row in table} >= {"all: sayso", "cardinals: sayso", "verbs: other figures"}


def test_claims_that_weaken_are_the_contradictions() -> None:
    (some,) = contradiction.pairs([{"claim_a": "a", "claim_b": "b", "label": "weaken"}]).values()
    assert some == [contradiction.Pair("a", "b", contradict=True)]


@pytest.mark.corpora
def test_numbers_and_peoples_keep_their_floors(corpora: Path) -> None:
    found = [
        row
        for row in rows.read(corpora / "breaking_nli", ("label",))
        if row["category"] in contradiction.MAIN
    ]
    figures, _ = contradiction.measure(found[::5])
    assert figures["precision"] >= 0.97
    assert figures["recall"] >= 0.88
