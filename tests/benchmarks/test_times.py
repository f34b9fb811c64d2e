from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import times
from scoring import Tally
from times import Mark

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Velt left on Thursday, after three months."
GOLD = [Mark(13, 21, "DATE", "2024-03-28"), Mark(29, 41, "DURATION", "P3M")]


def tally(gold: list[Mark], found: list[Mark]) -> Tally:
    made = Tally()
    times.count(gold, found, made)
    return made


def test_what_shares_a_character_matches_but_only_once() -> None:
    whole = Mark(0, 41, "DATE", "2024-03-28")
    assert times.pairs(GOLD, [whole]) == [(GOLD[0], whole)]
    assert times.pairs(GOLD, [Mark(0, 13, "DATE", ""), GOLD[1]]) == [(GOLD[1], GOLD[1])]
    assert times.pairs([], GOLD) == []


def test_each_measure_asks_for_its_own() -> None:
    made = tally(
        GOLD, [Mark(10, 21, "DATE", "2024-03-28"), Mark(29, 41, "SET", "P1M"), Mark(0, 4, "DATE", "")]
    )
    assert made.f1("span") == pytest.approx(2 * 2 / 5)
    assert made.f1("strict") == pytest.approx(2 * 1 / 5)
    assert made.f1("type") == pytest.approx(2 * 1 / 5)
    assert made.f1("value") == pytest.approx(2 * 1 / 5)
    assert made.precision("accuracy") == 0.5


def corpus(folder: Path) -> Path:
    marks = [
        {"start": one.start, "end": one.end, "type": one.kind, "value": one.value, "mod": None}
        for one in GOLD
    ]
    row = {"id": "a", "dct": "2024-03-31", "text": TEXT, "timex": marks}
    for name in ("one", "two"):
        (folder / f"{name}.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    (folder / "other.jsonl").write_text('{"text": "of another format"}\n', "utf-8")
    return folder


def test_a_folder_is_read_file_by_file(tmp_path: Path) -> None:
    files = times.load(corpus(tmp_path))
    assert list(files) == ["one", "two"]
    assert files["one"][0].gold == GOLD
    assert list(times.load(tmp_path / "one.jsonl")) == ["one"]


def test_figures_are_written_for_each_file_and_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "figures"
    monkeypatch.setattr("sys.argv", ["times.py", str(corpus(tmp_path)), "--json", str(output)])
    times.main()
    figures = json.loads(output.read_text("utf-8"))
    assert figures["value_f1"] == figures["one_value_f1"] == 1.0
    assert figures["strict_f1"] == 1.0
    assert figures["times"] == 4
    assert "dateparser_value_f1" in figures
    assert "dateparser" in capsys.readouterr().out


@pytest.mark.corpora
def test_times_of_tempeval_are_found_and_read(corpora: Path) -> None:
    samples = [one for files in times.load(corpora / "tempeval3").values() for one in files]
    figures = times.measure(samples, times.ours)
    assert figures["value_f1"] >= 0.80
    assert figures["span_f1"] >= 0.93
    assert figures["strict_f1"] >= 0.87
