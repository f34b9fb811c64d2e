from __future__ import annotations

import json
from typing import TYPE_CHECKING

import names
import pytest

if TYPE_CHECKING:
    from pathlib import Path


def pair(left: str, right: str, match: bool, group: str = "made") -> dict:
    return {"group": group, "schema": "Person", "name1": left, "name2": right, "match": match}


PAIRS = [
    pair("Mara Velt", "VELT, Mara", True),
    pair("Oskar Velt", "Mara Velt", False, "other"),
    pair("Bob Ormond", "Robert Ormond", True, "other"),
    pair("Lena Pell", "Tomas Sarrat", False),
    pair("Mara", "Tomas Sarrat", True),
]


def test_pairs_are_measured_beside_baselines_and_by_group(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text("\n".join(map(json.dumps, PAIRS)), "utf-8")
    found = names.of_pairs(path)
    assert found["precision"] == 1.0
    assert found["recall"] == pytest.approx(2 / 3)
    assert found["f1"] == pytest.approx(0.8)
    assert found["f1_other"] == 1.0
    assert found["pairs"] == 5
    printed = capsys.readouterr().out
    assert "token_sort_ratio" in printed
    assert "jaro_winkler" in printed


def test_the_best_threshold_is_found() -> None:
    threshold, found = names.best([0.2, 0.4, 0.9], [False, True, True])
    assert (threshold, found["f1"]) == (0.4, 1.0)


def test_spellings_of_one_name_are_compared_two_by_two() -> None:
    assert names.spellings(["Mara Velt", "VELT Mara", "Tomas Sarrat"]) == (
        pytest.approx(1 / 3),
        pytest.approx(1 / 3),
    )


def test_transliterations_are_looked_up(tmp_path: Path) -> None:
    pairs = {"veltov": "велтов", "ormond": "ормонд", "sarrat": "саррат"}
    rows = [{"en": english, "native": native, "count": 1} for english, native in pairs.items()]
    (tmp_path / "some.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    found = names.of_scripts(tmp_path, 3)
    assert found["translit_recall"] == found["translit_recall_10"] == 1.0
    assert found["names"] == 3
    assert found["candidates"] < 3


@pytest.mark.corpora
def test_the_floor_on_name_bench(corpora: Path) -> None:
    pairs = names.rows.read(corpora / "name_bench", ("name1", "name2", "match"))
    found = names.tallied(
        (one.score >= names.MAY_MATCH for one in names.judge(pairs)), (row["match"] for row in pairs)
    )
    assert found.f1("pairs") >= 0.86
