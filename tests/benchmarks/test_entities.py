from __future__ import annotations

import entities
import invented
import pytest


def row(doc: str, sent: int, words: str, marks: list[tuple[int, int, str, str]], split: str = "test") -> dict:
    tokens = words.split()
    tags = ["PROPN" if word[0].isupper() else "PART" if word == "’s" else "VERB" for word in tokens]
    made = [{"start": a, "end": b, "id": group, "type": kind, "named": True} for a, b, group, kind in marks]
    return {"doc": doc, "sent": sent, "genre": "news", "split": split, "tokens": tokens, "upos": tags,
            "entities": made}  # fmt: skip


ROWS = [
    row("a", 1, "Velt left .", [(0, 1, "1", "person")]),
    row("a", 0, "Ada Velt ’s dog met Bruno Moran", [(0, 3, "1", "person"), (5, 7, "2", "person")]),
    row("b", 0, "Osk slept .", [(0, 1, "1", "place")], split="train"),
]


def test_a_document_is_written_as_people_write_and_its_names_are_found_in_it() -> None:
    (sample,) = entities.load(ROWS)
    assert sample.text == "Ada Velt’s dog met Bruno Moran\nVelt left."
    names = [(sample.text[one.span.start : one.span.end], one.group) for one in sample.names]
    assert names == [("Ada Velt", "1"), ("Bruno Moran", "2"), ("Velt", "1")]


def test_the_test_split_is_measured_or_what_there_is() -> None:
    assert len(entities.load(ROWS, "train")) == 1
    assert len(entities.load(ROWS[2:])) == 1
    assert entities.load(ROWS[2:], "dev") == []


def test_figures_of_a_known_grouping() -> None:
    (sample,) = entities.load(ROWS)
    assert entities.measure([sample], entities.ours)["b3_f1"] == 1.0
    same = entities.measure([sample], entities.same_string)
    assert (same["pairwise_f1"], same["b3_precision"]) == (0.0, 1.0)
    assert same["b3_recall"] == pytest.approx(2 / 3)
    assert entities.measure([sample], entities.same_last_word)["pairwise_f1"] == 1.0


def test_invented_documents_are_the_same_for_the_same_seed() -> None:
    first, again = invented.invented(3, 24), invented.invented(3, 24)
    assert first.gold == again.gold
    assert first.documents == again.documents
    assert first.gold != invented.invented(4, 24).gold
    figures: dict[str, float] = {}
    entities.across(first, figures)
    assert figures["synthetic_recall"] >= figures["same_string_synthetic_recall"]
