from __future__ import annotations

import hashlib
import json
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "tools"))

import stand_off  # noqa: E402

TEXTS = {
    "r1": "The mill burned. A spokeswoman of the mill said it was an accident, and that nobody was hurt.",
    "r2": "The mill burned “again…”. The mayor said nobody was hurt. The mayor said nothing else.",
}


def draft() -> dict[str, Any]:
    return deepcopy(
        {
            "case": "mill_2031",
            "documents": ["r1", "r2"],
            "claims": [
                {
                    "id": "C01",
                    "proposition": "Nobody came to harm.",
                    "assertions": [
                        {"doc": "r1", "quote": "nobody was hurt", "stance": "asserts", "source": "the mill"},
                        {"doc": "r2", "quote": "nobody was hurt", "stance": "asserts", "source": "the mayor",
                         "via": ["Mill News"]},
                    ],
                    "origins": [
                        {"id": "O1", "assertions": [0], "reason": "r"}, {"id": "O2", "assertions": [1]},
                    ],
                    "independent": [["O2", "O1", "both were there"]],
                },
            ],
            "contradictions": [],
        }
    )  # fmt: skip


def faults(changed: dict[str, Any], before: dict[str, str] | None = None) -> tuple[str, ...]:
    with pytest.raises(stand_off.DraftError) as caught:
        stand_off.stand_off(changed, TEXTS, "A", before)
    return caught.value.faults


def test_quotes_become_offsets_and_no_text_is_kept() -> None:
    labels = stand_off.stand_off(draft(), TEXTS, "A")
    (claim,) = labels["claims"]
    first, second = claim["assertions"]
    assert TEXTS["r1"][first["start"] : first["end"]] == "nobody was hurt"
    assert (first["stance"], first["source"]) == ("asserts", "the mill")
    assert "via" not in first
    assert second["via"] == ["Mill News"]
    assert claim["independent"] == [["O1", "O2"]]
    assert labels["documents_sha"]["r2"] == hashlib.sha256(TEXTS["r2"].encode()).hexdigest()
    told = stand_off.written(labels)
    assert json.loads(told) == labels
    assert "nobody" not in told
    assert "both were there" not in told
    assert len(told.splitlines()) == 7


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("The mill burned … The mayor", "The mill burned “again…”. The mayor"),
        ("The mill burned “again…”", "The mill burned “again…”"),
    ],
)
def test_a_quote_may_leave_out_its_middle(quote: str, found: str) -> None:
    start, end = stand_off.place(TEXTS["r2"], quote)
    assert TEXTS["r2"][start:end] == found


@pytest.mark.parametrize(
    ("quote", "problem"),
    [
        ("somebody was hurt", "not found: 'somebody was hurt'"),
        ("The mayor said", "found twice"),
        ("The mayor said … else", "found twice"),
        ("burned … fell down", "end of the quote is not found"),
        ("", "empty"),
    ],
)
def test_a_quote_that_stands_in_no_one_place(quote: str, problem: str) -> None:
    changed = draft()
    changed["claims"][0]["assertions"][1]["quote"] = quote
    (fault,) = faults(changed)
    assert fault.startswith("C01, assertion 1, r2: ")
    assert problem in fault


def test_a_gap_over_half_of_the_text_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="quote more of the end"):
        stand_off.place(f"It fell. {'So it goes. ' * 200} At last it rose.", "It fell … it rose")


def test_a_missing_document_and_a_text_that_has_changed() -> None:
    changed = draft()
    changed["documents"].append("r3")
    new = stand_off.digest(TEXTS["r1"])
    missing, other = faults(changed, {"r1": "0" * 64, "gone": "1" * 64})
    assert missing == "r3: no such document among the texts"
    assert other == (
        f"r1: the text has changed since the earlier labels were made "
        f"(SHA-256 is {new[:12]}…, was {'0' * 12}…)"
    )


def test_every_fault_of_form_is_told_at_once() -> None:
    changed = draft()
    claim = changed["claims"][0]
    claim["assertions"][0]["stance"] = "believes"
    claim["origins"][1] = {"id": "O1", "assertions": [0]}
    changed["contradictions"] = [{"a": "C01", "b": "C09", "type": "quarrel"}]
    told = faults(changed)
    assert [fault.partition(":")[0] for fault in told] == [
        "C01, assertion 0", "C01", "C01", "C01", "contradiction C01–C09", "contradiction C01–C09",
    ]  # fmt: skip
    assert "each of its 2 assertions must be in exactly one origin" in told[1]
    assert "origin O1 is there twice" in told[2]
    assert "no two origins O1 and O2" in told[3]


def test_from_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "draft.json").write_text(json.dumps(draft()), "utf-8")
    (tmp_path / "mill.jsonl").write_text(
        "\n".join(json.dumps({"id": key, "text": text}) for key, text in TEXTS.items()), "utf-8"
    )
    monkeypatch.setattr(stand_off, "FOLDER", tmp_path)
    arguments = ["stand_off.py", str(tmp_path / "draft.json"), str(tmp_path / "mill.jsonl"), "B"]
    monkeypatch.setattr(sys, "argv", arguments)
    assert stand_off.main() == 0
    assert stand_off.main() == 0
    assert "2 documents, 1 claims, 2 assertions" in capsys.readouterr().out
    output = tmp_path / "mill_2031.B.json"
    made = output.read_text("utf-8")
    output.write_text(made.replace(stand_off.digest(TEXTS["r2"]), "f" * 64), "utf-8")
    assert stand_off.main() == 1
    assert "r2: the text has changed" in capsys.readouterr().err
