from __future__ import annotations

import json
from typing import TYPE_CHECKING

import rows

if TYPE_CHECKING:
    from pathlib import Path


def put(file: Path, *lines: dict) -> Path:
    file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    return file


def test_training_is_left_out_of_a_folder_but_not_when_named(tmp_path: Path) -> None:
    put(tmp_path / "dev.jsonl", {"text": "a"})
    train = put(tmp_path / "train.jsonl", {"text": "b"})
    assert rows.read(tmp_path, ("text",)) == [{"text": "a"}]
    assert rows.read(train, ("text",)) == [{"text": "b"}]


def test_a_folder_of_training_alone_is_read(tmp_path: Path) -> None:
    put(tmp_path / "train.jsonl", {"text": "b"})
    put(tmp_path / "docs.jsonl", {"id": 1})
    assert rows.read(tmp_path, ("text",)) == [{"text": "b"}]


def test_rows_of_another_format_are_left_out(tmp_path: Path) -> None:
    put(tmp_path / "dev.jsonl", {"text": "a", "spans": []}, {"text": "a"})
    assert rows.read(tmp_path, ("text", "spans")) == [{"text": "a", "spans": []}]


def test_a_line_separator_in_a_text_ends_no_row(tmp_path: Path) -> None:
    file = put(tmp_path / "dev.jsonl", {"text": "a\u2028b"})
    assert rows.read(file, ("text",)) == [{"text": "a\u2028b"}]


def test_figures_are_flat_json(tmp_path: Path) -> None:
    rows.write({"f1": 0.5, "spans": 3}, tmp_path / "out.json")
    assert json.loads((tmp_path / "out.json").read_text("utf-8")) == {"f1": 0.5, "spans": 3}
