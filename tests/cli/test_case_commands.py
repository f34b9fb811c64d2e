"""``show``, ``brief`` and ``verify``: they call their action and say what came of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from ledger_records import passage
from sayso.cli.main import program
from sayso.model.ledger import Finding, Verification


def test_show_prints_the_record_that_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def explain(case: Path, record: str) -> Any:
        asked.append((case, record))
        return passage()

    monkeypatch.setattr("sayso.actions.explain.explain", explain)
    result = CliRunner().invoke(program, ["show", "case.db", "ast-00"])
    assert asked == [(Path("case.db"), "ast-00")]
    assert "«Mara Velt» [said] {the dam had held}" in result.stdout


def test_brief_hands_over_its_options_and_names_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr("sayso.actions.brief.brief", lambda *given, **named: asked.append((given, named)))
    result = CliRunner().invoke(program, ["brief", "case.db", "-o", "b.html", "--title", "The dam"])
    assert asked == [((Path("case.db"), Path("b.html")), {"title": "The dam"})]
    assert result.stdout == "Wrote b.html\n"


SOUND = Verification(3, 3, 2, 1400)
TAMPERED = Verification(3, 3, 2, 1400, (Finding("att-1", "span 3..9 no longer says\x1b “held”"),))


@pytest.mark.parametrize(("found", "status"), [(SOUND, 0), (TAMPERED, 1)])
def test_verify_says_what_was_checked_and_whether_it_holds(
    found: Verification, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.actions.verify.verify", lambda _case: found)
    result = CliRunner().invoke(program, ["verify", "case.db"])
    assert result.exit_code == status
    assert "3 originals, 3 captures, 2 texts and 1,400 spans" in result.stdout
    assert ("Sound" in result.stdout) is found.sound
    assert result.stderr == ("" if found.sound else "sayso: att-1: span 3..9 no longer says⟨U+001B⟩ “held”\n")


@pytest.mark.parametrize(("found", "status"), [(SOUND, 0), (TAMPERED, 1)])
def test_verify_answers_programs(found: Verification, status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.actions.verify.verify", lambda _case: found)
    result = CliRunner().invoke(program, ["verify", "case.db", "--json"])
    assert result.exit_code == status
    told = json.loads(result.stdout)
    assert told["sound"] is found.sound
    assert told["spans"] == 1400
    assert [finding["record"] for finding in told["findings"]] == [
        finding.record for finding in found.findings
    ]
