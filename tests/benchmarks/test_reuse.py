from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
import reuse

if TYPE_CHECKING:
    from pathlib import Path

TIDE = (
    "A spring tide comes when sun and moon pull in one line. "
    "The water then rises higher and falls lower than on other days of the month."
)
OWN = "Boats that draw much water wait for it before they cross the bar of a shallow harbour."


def write(file: Path, lines: list[dict]) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text("\n".join(map(json.dumps, lines)), "utf-8")


def test_features_of_a_copy_and_of_a_text_of_its_own() -> None:
    assert reuse.containment(TIDE, TIDE) == [1.0] * 6
    assert reuse.containment(TIDE, OWN)[1] == 0.0
    copied, own = reuse.measured(TIDE, TIDE), reuse.measured(TIDE, OWN)
    assert copied[0] == copied[3] == 1.0
    assert own == [0.0, 0.0, 0.0, 0.0]
    assert reuse.measured(TIDE, "") == [0.0, 0.0, 0.0, 0.0]


def test_the_classifier_learns_and_is_tried_on_what_it_has_not_seen() -> None:
    chance = np.random.default_rng(1)
    features = np.concatenate([chance.normal(0, 1, (30, 2)), chance.normal(6, 1, (30, 2))])
    labels = np.array(["non"] * 30 + ["cut"] * 30, dtype=object)
    tasks = np.array(["a", "b", "c"] * 20, dtype=object)
    found = reuse.left_out(features, labels, tasks)
    assert reuse.f1(found, list(labels), "cut") > 0.95


def test_auc_counts_ties_as_halves() -> None:
    assert reuse.auc([2.0, 3.0], [1.0]) == 1.0
    assert reuse.auc([1.0], [1.0]) == 0.5
    assert reuse.auc([0.0], [1.0]) == 0.0


def test_three_corpora_in_one_folder(tmp_path: Path) -> None:
    answers = [
        {"id": f"{task}{number}", "task": task, "label": label, "text": text}
        for task in "ab"
        for number, (label, text) in enumerate(
            [
                ("orig", TIDE),
                ("cut", TIDE),
                ("light", TIDE.replace("higher", "up")),
                ("heavy", OWN),
                ("non", OWN),
            ]
        )
    ]
    write(tmp_path / "clough_stevenson" / "docs.jsonl", answers)
    documents = [
        {"id": name, "source": name, "text": text} for name, text in (("x", TIDE), ("y", TIDE), ("z", OWN))
    ]
    write(tmp_path / "allsides_reuse" / "docs.jsonl", documents)
    pairs = [{"a": "x", "b": "y", "label": "copy"}, {"a": "x", "b": "z", "label": "independent"}]
    write(tmp_path / "allsides_reuse" / "pairs.jsonl", pairs)
    wires = [
        {"id": "1", "wire": "reuters", "wire_known": True},
        {"id": "2", "wire": None, "wire_known": True, "text": f"AP: the tide.\n\n{OWN}"},
        {"id": "3", "wire": None, "wire_known": False, "text": OWN},
    ]
    write(tmp_path / "polnear_source" / "docs.jsonl", wires)
    write(tmp_path / "polnear" / "dev.jsonl", [{"id": "1", "text": f"VARO (Reuters) - {OWN}"}])
    assert reuse.measure(tmp_path) == {}
    assert reuse.measure(tmp_path / "clough_stevenson")["answers"] == 8
    spread = reuse.measure(tmp_path / "allsides_reuse")
    assert (spread["auc"], spread["candidates"]) == (1.0, 1.0)
    found = reuse.measure(tmp_path / "polnear_source")
    assert (found["wire_precision"], found["wire_recall"], found["agency_right"]) == (1.0, 1.0, 1.0)
    assert found["regex_wire_precision"] == 0.5


def test_all_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(
        tmp_path / "polnear_source" / "docs.jsonl",
        [{"id": "1", "wire": None, "wire_known": True, "text": OWN}],
    )
    out = tmp_path / "out.json"
    monkeypatch.setattr("sys.argv", ["reuse.py", str(tmp_path), "--json", str(out)])
    reuse.main()
    assert json.loads(out.read_text("utf-8"))["texts"] == 1


def test_a_folder_without_any_is_wrong_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["reuse.py", str(tmp_path)])
    with pytest.raises(SystemExit):
        reuse.main()


@pytest.mark.corpora
@pytest.mark.slow
def test_wires_hold_their_level(corpora: Path) -> None:
    figures = reuse.measure(corpora / "polnear_source")
    assert figures["wire_precision"] >= 0.98
    assert figures["wire_recall"] >= 0.93
    assert figures["f1"] > figures["regex_f1"]
