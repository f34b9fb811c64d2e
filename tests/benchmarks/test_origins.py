from __future__ import annotations

import hashlib
import json
import sys
from typing import TYPE_CHECKING, Any

import labelled
import origins
import pytest

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    "r1": "The mill burned on Monday. The mayor said nobody was hurt.",
    "r2": "Mayor: nobody hurt. A neighbour said three men were hurt.",
}


def claim(key: str, *places: tuple[str, str, str], independent: bool = False) -> dict[str, Any]:
    return {
        "id": key,
        "assertions": [
            {"doc": doc, "start": TEXTS[doc].index(quote), "end": TEXTS[doc].index(quote) + len(quote),
             "stance": "asserts"}
            for doc, quote, _ in places
        ],
        "origins": [
            {"id": name, "assertions": [at for at, place in enumerate(places) if place[2] == name]}
            for name in dict.fromkeys(name for _, _, name in places)
        ],
        "independent": [["O1", "O2"]] if independent else [],
    }  # fmt: skip


def labels(annotator: str, *, same: bool) -> dict[str, Any]:
    mayor = [("r1", "nobody was hurt", "O1"), ("r2", "nobody hurt", "O1" if same else "O2")]
    return {
        "case": "mill",
        "annotator": annotator,
        "documents_sha": {key: hashlib.sha256(text.encode()).hexdigest() for key, text in TEXTS.items()},
        "claims": [
            claim("unhurt", *mayor, independent=not same), claim("hurt", ("r2", "three men were hurt", "O1")),
        ],
        "contradictions": [{"a": "unhurt", "b": "hurt", "type": "value"}],
    }  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    reports = [{"id": key, "text": text, "outlet": key} for key, text in TEXTS.items()]
    reports.append({"id": "r3", "text": "The mill is old.", "outlet": "r3"})
    (tmp_path / "mill.jsonl").write_text("\n".join(map(json.dumps, reports)), "utf-8")
    (tmp_path / "labels").mkdir()
    for annotator in "AB":
        told = json.dumps(labels(annotator, same=annotator == "A"))
        (tmp_path / "labels" / f"mill.{annotator}.json").write_text(told, "utf-8")
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> None:
    monkeypatch.setattr(sys, "argv", ["origins.py", *map(str, arguments)])
    origins.main()


def told_by(some: dict[str, Any]) -> labelled.Ledger:
    """What somebody who agrees with the labels would have read."""
    ledger = labelled.as_ledger(labelled.labels(some))
    ledger.assertions = [
        one | {"quote": one["id"], "outlet": one["document_key"]} for one in ledger.assertions
    ]
    return ledger


def test_two_annotators_and_what_stands_beside_sayso(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    read = []

    def reader(reports: dict[str, Any], _orders: int) -> labelled.Ledger:
        read.append(sorted(reports))
        return told_by(labels("A", same=True))

    monkeypatch.setattr(origins, "read", reader)
    output = folder / "figures.json"
    run(monkeypatch, folder, "--labels", folder / "labels", "--json", output)
    assert read == [["r1", "r2"]]  # once for both, and without the report that nobody labelled
    figures = json.loads(output.read_text("utf-8"))
    assert figures["claim_pair_f1"] == figures["contradiction_precision"] == 1.0
    assert figures["mill_A_same_origin_f1"] == figures["mill_A_agreement_claim_pair_f1"] == 1.0
    assert figures["mill_B_same_origin_precision"] == 0.0
    assert figures["mill_A_agreement_independence_precision"] == 0.0
    assert figures["outlets_independence_precision"] == 0.5
    assert figures["alone_claim_pair_f1"] == 0.0
    assert figures["without_largest_labelled"] == 2
    assert "alone_contradiction_precision" not in figures
    shown = capsys.readouterr().out
    assert "mill.A: 2 documents, 2 claims, 3 assertions" in shown
    assert "the other annotator" in shown
    assert "contradictions, sayso: 1 of 1 right" in shown
    assert "Pooled: 2 files" in shown


def test_agreement_counts_documents_that_both_read() -> None:
    some = [labelled.labels(labels(name, same=True)) for name in "AB"]
    found = origins.agreement([some[0], some[1].within({"r2"})])
    assert {name: counts["labelled"] for name, counts in found.items()} == {"mill.A": 2, "mill.B": 2}
    assert origins.agreement([some[0], some[1].within(set())]) == {}
    assert origins.agreement(some[:1]) == {}


def test_labels_of_other_texts_stop_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = folder / "mill.jsonl"
    file.write_text(file.read_text("utf-8").replace("Monday", "Sunday"), "utf-8")
    with pytest.raises(SystemExit):
        run(monkeypatch, folder, "--labels", folder / "labels")


def test_labels_without_texts_are_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "mill.jsonl").rename(folder / "pond.jsonl")
    with pytest.raises(SystemExit):
        run(monkeypatch, folder, "--labels", folder / "labels")
    shown = capsys.readouterr()
    assert "mill.A.json: left out" in shown.out
    assert "no labels whose texts" in shown.err


def test_a_case_is_built_and_read_by_sayso_itself(folder: Path) -> None:
    some = labelled.load(folder / "labels" / "mill.A.json")
    mine = labelled.rows_of(some, [{"id": key, "text": text} for key, text in TEXTS.items()])
    ledger = origins.read(mine)
    assert {one["document_key"] for one in ledger.assertions} <= {"r1", "r2"}
    assert {line["claim"] for line in ledger.origins} >= {one["claim"] for one in ledger.assertions}
    counts = origins.measure(some, ledger)
    assert set(counts) == {"", "without_largest", "alone", "same_words", "outlets", "labels"}


def test_claims_in_other_orders_of_the_reports(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    output = folder / "figures.json"
    run(monkeypatch, folder, "--labels", folder / "labels", "--orders", 3, "--json", output)
    assert "claims, in 3 other orders of the reports: F1 " in capsys.readouterr().out
    figures = json.loads(output.read_text("utf-8"))
    assert figures["mill_A_orders_claim_pair_f1"] == pytest.approx(figures["mill_A_claim_pair_f1"])


def test_a_report_that_cannot_be_read_stops_it(tmp_path: Path) -> None:
    with pytest.raises(labelled.LabelError, match="1 reports could not be read"):
        origins.build([{"id": "r1", "text": ""}], tmp_path)
