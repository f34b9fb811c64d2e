from __future__ import annotations

import json
from types import SimpleNamespace
from typing import TYPE_CHECKING

import certainty
import numpy as np
import pytest

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Velt said it burned ."


def test_a_word_begins_after_the_words_before_it() -> None:
    assert [TEXT[certainty.begins(TEXT, token) :].split(" ", 1)[0] for token in range(5)] == TEXT.split()


def test_a_word_that_is_not_there_is_an_error() -> None:
    with pytest.raises(ValueError, match="no word 5"):
        certainty.begins(TEXT, 5)


def test_a_character_stands_in_the_last_subword_that_began() -> None:
    starts = [0, 2, 5, 10]
    assert [certainty.holder(starts, at) for at in (0, 1, 2, 5, 9, 10, 30)] == [0, 0, 1, 2, 2, 3, 3]


def test_each_sentence_is_read_once_and_each_target_where_it_begins() -> None:
    read = []

    def reading(tokens: SimpleNamespace) -> SimpleNamespace:
        read.append(tokens)
        return SimpleNamespace(factuality=np.arange(5.0))

    model = SimpleNamespace(
        tokens=lambda _: SimpleNamespace(starts=np.array([0, 5, 10, 13, 20])), read=reading
    )
    targets = [
        {"text": TEXT, "start_token": 3, "factuality": 3.0},
        {"text": TEXT, "start_token": 1, "factuality": 3.0},
    ]
    said, _ = certainty.read(model, certainty.by_sentence(targets))
    assert said == [3.0, 1.0]
    assert len(read) == 1


def test_error_and_correlation() -> None:
    assert certainty.error([1.0, 2.0], [2.0, 0.0]) == 1.5
    assert certainty.pearson([1.0, 2.0, 3.0], [2.0, 4.0, 6.0]) == pytest.approx(1.0)
    assert certainty.pearson([1.0, 2.0, 3.0], [3.0, 2.0, 1.0]) == pytest.approx(-1.0)
    assert certainty.pearson([1.0, 1.0], [0.0, 3.0]) == 0.0


def test_the_median_is_of_train_where_there_is_one(tmp_path: Path) -> None:
    dev = tmp_path / "dev.jsonl"
    assert certainty.median(dev, [0.0, 1.0, 3.0]) == (1.0, "the median of these very targets")
    rows = [{"text": TEXT, "start_token": 1, "factuality": value} for value in (2.0, 2.0, -3.0)]
    (tmp_path / "train.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert certainty.median(dev, [0.0, 1.0, 3.0]) == (2.0, "the median of train")
    assert certainty.median(tmp_path, [0.0]) == (2.0, "the median of train")
    assert certainty.median(tmp_path / "train.jsonl", [0.0])[0] == 0.0
