from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import labelled
import pytest

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {"r1": {"text": "The mill burned."}, "r2": {"text": "It burned, she says. It did not, he says."}}


def told(**changes: Any) -> dict[str, Any]:
    claim = {
        "id": "C1",
        "assertions": [
            {"doc": "r1", "start": 0, "end": 16, "stance": "asserts"},
            {"doc": "r2", "start": 0, "end": 9, "stance": "asserts"},
            {"doc": "r2", "start": 21, "end": 31, "stance": "denies"},
        ],
        "origins": [{"id": "O1", "assertions": [0, 1]}, {"id": "O2", "assertions": [2]}],
        "independent": [["O1", "O2"]],
    }
    return {
        "case": "mill",
        "annotator": "A",
        "documents_sha": {
            key: hashlib.sha256(row["text"].encode()).hexdigest() for key, row in TEXTS.items()
        },
        "claims": [claim | changes],
        "contradictions": [],
    }


def test_pairs_of_origins_that_are_not_independent_are_not_established() -> None:
    assert labelled.labels(told()).claims[0].unsure == frozenset()
    unsure = labelled.labels(told(independent=[])).claims[0].unsure
    assert unsure == {frozenset((0, 2)), frozenset((1, 2))}


def test_both_forms_of_a_file_say_the_same() -> None:
    other = told(not_established=[[0, 2], [2, 1]])
    del other["claims"][0]["independent"]
    assert labelled.labels(other) == labelled.labels(told(independent=[]))


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"origins": [{"id": "O1", "assertions": [0, 1]}]}, "exactly one origin"),
        ({"independent": [["O1", "O9"]]}, "not there: O9"),
        ({"assertions": [{"doc": "r1", "start": 3, "end": 3, "stance": "asserts"}],
          "origins": [{"id": "O1", "assertions": [0]}], "independent": []}, "no range"),
    ],
)  # fmt: skip
def test_labels_that_contradict_themselves(changes: dict[str, Any], problem: str, tmp_path: Path) -> None:
    file = tmp_path / "mill.A.json"
    file.write_text(json.dumps(told(**changes)), "utf-8")
    with pytest.raises(labelled.LabelError, match=problem):
        labelled.load(file)


def test_a_file_that_holds_something_else(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"case": "mill"}', "utf-8")
    with pytest.raises(labelled.LabelError, match=r"a\.json: these are no labels"):
        labelled.load(tmp_path / "a.json")


def test_a_contradiction_of_unknown_claims() -> None:
    wrong = told() | {"contradictions": [{"a": "C1", "b": "C7", "type": "value"}]}
    with pytest.raises(labelled.LabelError, match="C1, C7"):
        labelled.labels(wrong)


def test_labels_are_laid_over_their_own_texts_alone() -> None:
    some = labelled.labels(told())
    labelled.verify(some, TEXTS)
    with pytest.raises(labelled.LabelError, match="r2 is missing"):
        labelled.verify(some, {"r1": TEXTS["r1"]})
    with pytest.raises(labelled.LabelError, match="r1 has another text"):
        labelled.verify(some, TEXTS | {"r1": {"text": "The mill burnt down."}})
    far = told()
    far["claims"][0]["assertions"][0]["end"] = 99
    with pytest.raises(labelled.LabelError, match="beyond the end of r1"):
        labelled.verify(labelled.labels(far), TEXTS)
    far["claims"][0]["assertions"][0] |= {"doc": "r3", "end": 4}
    with pytest.raises(labelled.LabelError, match="speaks of r3"):
        labelled.verify(labelled.labels(far), TEXTS)


def test_what_is_labelled_in_some_documents() -> None:
    part = labelled.labels(told(independent=[])).within({"r2"})
    assert [(one.doc, one.origin) for one in part.claims[0].said] == [("r2", "O1"), ("r2", "O2")]
    assert part.claims[0].unsure == {frozenset((0, 1))}
    assert part.documents == {"r2"}
    assert labelled.labels(told()).within(set()).claims == ()


def test_a_claim_with_both_stances_contradicts_itself() -> None:
    some = labelled.labels(told())
    assert [(one.a, one.b, one.type) for one in some.all_contradictions()] == [("C1", "C1", "denial")]
    assert labelled.as_ledger(some).contradictions == some.all_contradictions()


def test_labels_in_the_shape_of_a_ledger() -> None:
    ledger = labelled.as_ledger(labelled.labels(told()))
    assert [one["claim"] for one in ledger.assertions] == ["C1"] * 3
    assert ledger.origins[0]["independent"] == [["O1", "O2"]]
    assert labelled.as_ledger(labelled.labels(told(independent=[]))).origins[0]["independent"] == []


def test_where_texts_and_labels_are_looked_for(tmp_path: Path) -> None:
    own, news = tmp_path / "own", tmp_path / "cases_news"
    own.mkdir()
    news.mkdir()
    (news / "mill.jsonl").touch()
    for path in (news, tmp_path, own):
        assert labelled.texts_of("mill", path) == news / "mill.jsonl"
    assert labelled.texts_of("pond", own) is None
    (own / "labels.json").touch()
    assert labelled.files(own, None) == [own / "labels.json"]
    assert labelled.files(news, own) == [own / "labels.json"]
    assert labelled.files(news, own / "labels.json") == [own / "labels.json"]


SHIPPED = labelled.files(labelled.SHIPPED, None)


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_shipped_labels_are_sound_and_hold_no_text(file: Path) -> None:
    some = labelled.load(file)
    assert some.name == file.stem
    assert all(one.doc in some.hashes for claim in some.claims for one in claim.said)
    raw = json.loads(file.read_text("utf-8"))
    keys = {key for claim in raw["claims"] for one in claim["assertions"] for key in one}
    assert keys <= {"doc", "start", "end", "stance", "source", "via"}
    assert {key for claim in raw["claims"] for origin in claim["origins"] for key in origin} == {
        "id", "assertions",
    }  # fmt: skip


def test_the_demonstrations_gold_as_labels() -> None:
    some, texts = labelled.demonstration()
    labelled.verify(some, {key: {"text": text} for key, text in texts.items()})
    assert len(some.claims) > 40
    assert any(len(claim.unsure) for claim in some.claims)
    assert any(one.a == one.b for one in some.contradictions)
