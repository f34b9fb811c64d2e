from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import mentions
import pytest
import scoring

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "the Free Hill Front shelled Pellin with mortars, Mara Velt said"
FRONT, PELLIN = (4, 19, "organisation"), (28, 34, "place")
MORTARS, VELT = (40, 47, "weapon"), (49, 58, "person")
KINDS = ("person", "organisation", "place", "weapon")


def tally(
    found: list[tuple], gold: set, unsure: frozenset = frozenset(), kinds: tuple = KINDS
) -> scoring.Tally:
    made = scoring.Tally()
    sample = mentions.Sample(TEXT, {mentions.Mark(*one) for one in gold}, set(unsure))
    mentions.count(sample, [mentions.Mark(*one) for one in found], kinds, made)
    return made


def test_a_leading_article_is_dropped_but_not_a_name_that_is_one() -> None:
    assert mentions.mark(TEXT, 0, 19, "organisation") == FRONT
    assert mentions.mark("The", 0, 3, "organisation") == (0, 3, "organisation")
    assert mentions.mark("Theramos", 0, 8, "place") == (0, 8, "place")


def test_words_and_spans_become_characters() -> None:
    row = {"tokens": ["The", "Free", "Hill", "Front", "hit", "Pellin"],
           "spans": [[0, 4, "ORG"], [5, 6, "LOC"], [4, 5, "MISC"]]}  # fmt: skip
    (sample,) = mentions.sentences([row])
    assert {(sample.text[start:end], kind) for start, end, kind in sample.gold} == {
        ("Free Hill Front", "organisation"),
        ("Pellin", "place"),
    }


def test_every_kind_of_ours_is_one_of_the_coarse_ones() -> None:
    from sayso.model.annotation import MentionKind

    assert set(mentions.OURS) == {kind.value for kind in MentionKind}
    assert set(mentions.OURS.values()) | set(mentions.SPACY.values()) <= set(mentions.GOLD.values())


def test_a_name_of_the_wrong_kind_counts_where_kinds_do_not() -> None:
    made = tally([(*FRONT[:2], "place"), PELLIN], {FRONT, PELLIN})
    assert made.f1("typed") == 0.5
    assert made.f1("untyped") == 1.0
    assert made.recall("organisation") == 0.0
    assert made.precision("place") == 0.5


def test_what_the_corpus_does_not_mark_is_no_mistake() -> None:
    assert tally([VELT, MORTARS], {VELT}, kinds=("person",)).f1("typed") == 1.0
    assert tally([VELT, MORTARS], {VELT}).f1("typed") == pytest.approx(2 / 3)


def test_an_unsure_mark_is_neither_missed_nor_a_mistake() -> None:
    unsure = frozenset({mentions.Mark(*PELLIN)})
    assert tally([FRONT, PELLIN], {FRONT}, unsure).f1("typed") == 1.0
    assert tally([FRONT], {FRONT}, unsure).f1("typed") == 1.0
    assert tally([FRONT, (*PELLIN[:2], "person")], {FRONT}, unsure).precision("typed") == 0.5


def test_marks_without_a_capital_and_pronouns_are_no_names() -> None:
    text = "We saw the teams of Velt"
    gold = {mentions.mark(text, *span, "person") for span in ((0, 2), (7, 16), (20, 24))}
    names = mentions.named(mentions.Sample(text, gold))
    assert names.gold == {(20, 24, "person")}
    assert {text[one.start : one.end] for one in names.unsure} == {"We", "teams"}


def entity(doc: str, begin: int, end: int, kind: str, confidence: float = 1) -> dict:
    return {"doc": doc, "begin": begin, "end": end, "type": kind, "confidence": confidence}


def test_documents_that_were_trained_on_are_left_out_unless_there_are_no_others() -> None:
    seen, new = mentions.RE3D_TRAINED_ON.split()[0] + "00", "000000new"
    texts = [{"id": name, "text": TEXT} for name in (seen, new)]
    marks = [
        entity(new, 0, 19, "Organisation"),
        entity(new, 28, 34, "Person", 0),
        entity(seen, 49, 58, "Person"),
    ]
    samples, told = mentions.documents(texts, marks)
    assert [(sample.gold, sample.unsure) for sample in samples] == [({FRONT}, {(28, 34, "person")})]
    assert told == "1 of 2 documents, none of them trained on"
    assert len(mentions.documents(texts, marks, everything=True)[0]) == 2
    assert mentions.documents(texts[:1], marks)[1] == "1 of 1 documents, 1 of them trained on"


def test_a_folder_is_read_by_its_format(tmp_path: Path) -> None:
    row = {"tokens": ["Pellin"], "spans": [[0, 1, "LOC"]]}
    for name in ("ewt_test", "pud_test"):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(row), "utf-8")
    samples, notes = mentions.load(tmp_path)
    assert len(samples) == 1
    assert any("without ewt_test" in note for note in notes)
    assert any("TRAINED" in note for note in mentions.load(tmp_path / "ewt_test.jsonl")[1])


@pytest.mark.corpora
def test_the_documents_said_to_be_trained_on_are_those(corpora: Path) -> None:
    lines = (corpora / "re3d" / "docs.jsonl").read_text("utf-8").splitlines()
    for row in map(json.loads, lines):
        left_out = hashlib.sha256(row["id"].encode()).digest()[0] < 85 or row["collection"] == "BBC Online"
        assert mentions.trained_on(row["id"]) is not left_out
