from __future__ import annotations

import json
import math
import sys
from typing import TYPE_CHECKING

import places
import pytest

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "The Kenyan crew left the U.S. for Goma. Goma was quiet."
GOMA = (-1.67, 29.22)


def row(text: str, *names: tuple[int, str, tuple[float, float] | None]) -> dict:
    toponyms = [
        {"start": start, "end": start + len(name), "phrase": name}
        | ({"lat": where[0], "lon": where[1]} if where else {"lat": None, "lon": None})
        for start, name, where in names
    ]
    return {"id": "1", "text": text, "toponyms": toponyms}


def test_articles_and_closing_stops_are_dropped() -> None:
    assert places.mark(TEXT, 21, 29) == (25, 28)
    assert places.mark(TEXT, 34, 38) == (34, 38)
    assert places.mark(".", 0, 1) == (0, 1)


def test_offsets_that_are_off_find_the_nearest_phrase() -> None:
    one = places.sample(row(TEXT, (36, "Goma", GOMA), (41, "Goma", None), (0, "Nowhere", None)))
    assert one.gold == {(34, 38): GOMA, (40, 44): None}


def test_kilometres() -> None:
    assert places.kilometres((0, 0), (0, 180)) == pytest.approx(math.pi * 6371, rel=1e-6)
    assert places.kilometres(GOMA, GOMA) == 0


def test_figures_count_what_was_found_and_what_was_placed() -> None:
    one = places.sample(row(TEXT, (34, "Goma", GOMA), (40, "Goma", GOMA), (4, "Kenyan", None)))
    one.nationalities = {places.Mark(4, 10)}
    score = places.Score()
    score.add(one, {places.Mark(34, 38): GOMA, places.Mark(25, 28): (0.0, 0.0)})
    figures = score.figures()
    assert figures["toponym_precision"] == 0.5
    assert figures["toponym_recall"] == pytest.approx(1 / 3)
    assert figures["toponym_f1_no_nationalities"] == 0.5
    assert figures["accuracy_161km"] == 1.0
    assert figures["accuracy_161km_all"] == 0.5
    assert figures["median_km"] == 0
    assert places.merged([score, score]).figures() == figures


def test_a_found_name_without_a_place_is_wrong() -> None:
    one = places.sample(row(TEXT, (34, "Goma", GOMA)))
    score = places.Score()
    score.add(one, {places.Mark(34, 38): None})
    assert score.figures()["accuracy_161km"] == 0
    assert math.isnan(score.figures()["median_km"])


def test_what_a_file_marks_decides_whether_nationalities_count() -> None:
    marked = places.sample(row(TEXT, (4, "Kenyan", None)))
    bare = places.sample(row(TEXT))
    for one in (marked, bare):
        one.nationalities = {places.Mark(4, 10)}
    assert places.counts_nationalities([marked])
    assert places.counts_nationalities([marked, bare])
    assert not places.counts_nationalities([marked, bare, bare])
    assert not places.counts_nationalities([])


def test_the_most_populous_place_is_the_baseline() -> None:
    text = "Rain in Springfield, Ohio, and in Lower Voldemark."
    marks = [places.Mark(8, 19), places.Mark(34, 49)]
    found = places.most_populous(text, marks)
    assert found[marks[0]] == pytest.approx((37.215, -93.298), abs=0.1)
    assert found[marks[1]] is None


def test_the_whole_run_without_the_reading_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [row("Rain fell in Goma on Monday.", (13, "Goma", GOMA)), row(TEXT, (34, "Goma", GOMA))]
    (tmp_path / "invented.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    (tmp_path / "other.jsonl").write_text(json.dumps({"text": "No toponyms here."}), "utf-8")
    output = tmp_path / "figures.json"
    monkeypatch.setattr(sys, "argv", ["places", str(tmp_path), "--json", str(output), "--without-reader"])
    places.main()
    figures = json.loads(output.read_text("utf-8"))
    assert {
        "toponym_f1",
        "accuracy_161km",
        "accuracy_161km_gold_spans",
        "baseline_accuracy_161km",
    } <= figures.keys()
    assert figures["accuracy_161km_gold_spans"] == 1.0
    assert figures["invented_toponym_recall"] == figures["toponym_recall"] == 1.0
    assert "longest match, most populous" in capsys.readouterr().out


@pytest.mark.corpora
def test_our_places_stay_ahead_of_the_most_populous(corpora: Path) -> None:
    lines = (corpora / "geoparsing" / "lgl.jsonl").read_text("utf-8").splitlines()[:25]
    samples = [places.sample(json.loads(line)) for line in lines]
    scores = places.measure(samples, nationalities=True, reader=False)
    figures = {name: score.figures() for name, score in scores.items()}
    assert figures["sayso"]["toponym_f1"] > 0.7
    assert figures["sayso"]["accuracy_161km"] > figures["same spans, most populous"]["accuracy_161km"] + 0.05
