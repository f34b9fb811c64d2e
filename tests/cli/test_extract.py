"""``sayso extract``: the text arrives code point for code point."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from sayso.cli.main import program

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

ODD = "\ufeffOne\r\ntwo\u2028three\x0cfour \U0001f692 Grüße\n\n"


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the action answer with the text itself."""

    def extract(text: str, *, mentions: bool) -> dict[str, Any]:
        return {"id": "doc-1", "attributions": [text]} | ({"mentions": []} if mentions else {})

    def extract_lines(lines: Iterable[str], *, mentions: bool) -> Iterator[dict[str, Any]]:
        return ({"skipped": str(line)} if isinstance(line, Exception) else json.loads(line) for line in lines)

    monkeypatch.setattr("sayso.actions.extract.extract", extract)
    monkeypatch.setattr("sayso.actions.extract.extract_lines", extract_lines)


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_standard_input_is_kept_code_point_for_code_point(arguments: list[str]) -> None:
    result = CliRunner().invoke(program, ["extract", *arguments], input=ODD.encode())
    assert json.loads(result.stdout) == {"id": "doc-1", "attributions": [ODD]}


def test_mentions_are_told_when_asked_for() -> None:
    result = CliRunner().invoke(program, ["extract", "--mentions"], input=ODD.encode())
    assert json.loads(result.stdout)["mentions"] == []


def test_a_file_is_kept_code_point_for_code_point(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_bytes(ODD.encode())
    result = CliRunner().invoke(program, ["extract", str(file)])
    assert json.loads(result.stdout)["attributions"] == [ODD]


def test_lines_are_answered_in_order() -> None:
    rows = [{"id": number, "text": f"“{number}”\u2028\x85"} for number in range(3)]
    given = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    result = CliRunner().invoke(program, ["extract", "--jsonl"], input=given.encode())
    assert [json.loads(line) for line in result.stdout.split("\n")[:-1]] == rows


def test_another_encoding_is_refused_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_bytes(b"one\ntwo \xe9\n")
    result = CliRunner().invoke(program, ["extract", str(file)])
    assert result.exit_code == 2
    assert f"{file} is not UTF-8 (line 2, byte 0xe9); convert it first" in result.stderr


def test_a_bad_line_is_answered_and_named_and_the_rest_goes_on() -> None:
    result = CliRunner().invoke(program, ["extract", "--jsonl"], input=b"{}\n{}\n\xff\n{}\n")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 4
    assert "standard input is not UTF-8 (line 3, byte 0xff)" in result.stderr


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = CliRunner().invoke(program, ["extract", str(tmp_path / "none.txt")])
    assert result.exit_code == 2
    assert result.stderr == f"sayso: {tmp_path}/none.txt: No such file or directory\n"
