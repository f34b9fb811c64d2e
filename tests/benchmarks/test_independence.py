from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import independence
import pytest

if TYPE_CHECKING:
    from pathlib import Path

HONEST = ("skyway", "tarmac", "runway")
FEED = ("windsock", "contrail", "hangar", "apron")


def flights(days: int = 2, count: int = 40) -> tuple[list[dict], list[dict]]:
    """Three boards that err alone and seldom, and four that print one feed, which errs often."""
    chance = random.Random(3)
    claims, truth = [], []
    for day in range(days):
        for number in range(count):
            flight = {"date": f"2031030{day + 1}", "object": f"NL-{number}"}
            true = 600 + number
            truth.append({**flight, "raw": {"act_arr": str(true)}, "minutes": {"act_arr": true}})
            feed = true + (0 if chance.random() < 0.4 else 31 + number)
            for source in (*HONEST, *FEED):
                shown = (
                    feed
                    if source in FEED
                    else true
                    if chance.random() < 0.9
                    else true + chance.randint(20, 90)
                )
                form = f"{shown} h" if source in FEED else f"{source} {shown}"
                row = {**flight, "source": source, "raw": {"act_arr": form}, "minutes": {"act_arr": shown}}
                claims.append(row)
    claims.append({**flight, "source": "aa", "raw": {"act_arr": "600"}, "minutes": {"act_arr": 600}})
    return claims, truth


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    claims, truth = flights()
    for name, lines in (("claims", claims), ("truth", truth)):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("raw", "value", "printed"),
    [
        ("B7", "B7", "B7"),
        ("Terminal 2 - B7", "B7", "TERMINAL2B7"),
        ("b-7a", "B7A", "B7A"),
        ("Terminal 2", None, "TERMINAL2"),
        ("Not provided by airline", None, "NOTPROVIDEDBYAIRLINE"),
        ("B7/B9", "B7", "B7B9"),
        ("-", None, None),
        ("", None, None),
    ],
)
def test_gates(raw: str, value: str | None, printed: str | None) -> None:
    row = {"raw": {"gate_dep": raw}}
    assert independence.value(row, "gate_dep") == value
    assert independence.value(row, "gate_dep", printed=True) == printed


def test_times_are_right_within_ten_minutes() -> None:
    item = independence.Item("20310301", "NL-1", "act_arr")
    assert independence.right(item, "600", "610")
    assert not independence.right(item, "600", "611")
    assert not independence.right(item._replace(attribute="gate_arr"), "600", "601")


def test_airlines_are_left_out_and_the_truth_is_kept_apart(folder: Path) -> None:
    data = independence.load(folder)
    assert {one.source for one in data.observations} == {*HONEST, *FEED}
    assert len(data.truth) == 80
    assert len(independence.load(folder, frozenset()).observations) == len(data.observations) + 1
    assert independence.load(folder / "claims.jsonl").truth == data.truth


def test_the_copies_are_found_and_outvoted_for_once(folder: Path) -> None:
    data = independence.load(folder)
    true, judged = independence.true_pairs(data)
    assert true == independence.inside([frozenset(FEED)])
    assert true < judged
    found = independence.ours(data)
    assert found.pairs == true
    assert data.accuracy(found.chosen) > 0.95
    assert data.accuracy(independence.vote(data.said())) < 0.6
    assert independence.scores(found.pairs, true)["copy_pair_f1"] == 1.0
    assert min(independence.by_day(data, lambda day: independence.ours(day).chosen).values()) > 0.9


def test_a_group_has_one_vote() -> None:
    said = {"x": {"a": "1", "b": "1", "c": "1", "d": "2", "e": "2"}}
    assert independence.vote(said) == {"x": "1"}
    assert independence.vote(said, [frozenset("abc")]) == {"x": "2"}


def test_pairs_join_to_groups() -> None:
    groups = independence.closed([("a", "b"), ("c", "d"), ("b", "c"), ("x", "y")])
    assert sorted(map(sorted, groups)) == [["a", "b", "c", "d"], ["x", "y"]]


def test_groups_that_are_told_are_taken_as_told(folder: Path) -> None:
    assert independence.told_groups(folder) == []
    lines = [{"group": 1, "sources": ["windsock", "apron", "aa"]}, {"sources": ["skyway"]}]
    (folder / "copy_groups.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    assert independence.told_groups(folder) == [frozenset({"windsock", "apron"})]
    assert len(independence.load(folder).truth) == 80


def test_all_is_printed_and_written(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.json"
    monkeypatch.setattr("sys.argv", ["independence.py", str(folder), "--json", str(out)])
    independence.main()
    figures = json.loads(out.read_text("utf-8"))
    assert {
        "accuracy",
        "accuracy_worst_day",
        "brier",
        "copy_pair_f1",
        "copy_pair_precision",
    } <= figures.keys()
    assert "plain vote" in capsys.readouterr().out
