from __future__ import annotations

import json
from pathlib import Path

import amounts
import pytest
import rows

GOLDEN = Path(__file__).parents[1] / "text" / "amounts"


def test_the_golden_sentences_keep_their_floors() -> None:
    golden = rows.read(GOLDEN, ("text", "amounts"))
    figures = amounts.measure(golden)
    assert figures["sentences"] >= 120
    assert figures["precision"] >= 0.97
    assert figures["recall"] >= 0.95
    assert figures["value_accuracy"] >= 0.98
    assert min(figures[f"accuracy_{name}"] for name in amounts.FIELDS) >= 0.95
    assert figures["f1"] > figures["figures_f1"]


def test_equal_numbers_are_told_apart_by_order() -> None:
    rows_of = [{"number": "4"}, {"number": "4"}]
    assert amounts.places("4 boats and 4 nets", rows_of) == [(0, 1), (12, 13)]


def test_a_missed_and_a_false_amount_count() -> None:
    one = {"number": "4", "low": "4", "high": "4", "kind": "count", "comparison": "exactly",
           "unit": None, "counts": "boats", "harm": None}  # fmt: skip
    figures = amounts.measure([{"text": "4 boats and 5 nets", "amounts": [one]}])
    assert (figures["precision"], figures["recall"], figures["value_accuracy"]) == (0.5, 1.0, 1.0)


def test_coins_are_hundredths() -> None:
    row = {"model": "CurrencyModel", "input": "It cost 25 cents.",
           "results": [{"Resolution": {"value": "25", "unit": "Cent"}}]}  # fmt: skip
    assert amounts.measure_specs([row])["currency_value_recall"] == 1.0


@pytest.mark.corpora
def test_recognizers_specs(corpora: Path) -> None:
    figures = amounts.measure_specs(rows.read(corpora / "recognizers_specs", ("model", "input", "results")))
    assert figures["currency_value_recall"] >= 0.75
    assert figures["dimension_value_recall"] >= 0.65


def test_every_line_of_the_golden_file_is_used() -> None:
    lines = (GOLDEN / "golden.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines:
        row = json.loads(line)
        assert len(amounts.places(row["text"], row["amounts"])) == len(row["amounts"])
