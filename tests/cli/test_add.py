"""``sayso add``: options arrive, the summary is right, what was skipped is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from sayso.actions.add import AddOptions, AddReport
from sayso.cli.add import pairs, summary
from sayso.cli.main import program
from sayso.model.outcome import Skipped


class Adding:
    """Stands for the action."""

    def __init__(self, *skipped: Skipped) -> None:
        self.skipped = skipped
        self.asked: list[Any] = []

    def __call__(self, case: Path, inputs: Any, *, options: AddOptions, progress: Any) -> AddReport:
        self.asked.append((case, tuple(inputs), options))
        progress.expect(1)
        progress.step("one.txt")
        return AddReport(1, 2, 3, 4, self.skipped, 1.25)


def invoke(monkeypatch: pytest.MonkeyPatch, adding: Adding, *arguments: str) -> Result:
    monkeypatch.setattr("sayso.actions.add.add", adding)
    return CliRunner().invoke(program, ["add", "case.db", *arguments])


def test_options_arrive_as_given(monkeypatch: pytest.MonkeyPatch) -> None:
    adding = Adding()
    result = invoke(
        monkeypatch, adding, "a.txt", "-", "--jobs", "2", "--map", "text=body, title=headline",
        "--outlet", "The Tern", "--published", "2031-03", "--time-limit", "7.5",
    )  # fmt: skip
    assert result.exit_code == 0
    mapping = (("text", "body"), ("title", "headline"))
    options = AddOptions(jobs=2, mapping=mapping, outlet="The Tern", published="2031-03", time_limit=7.5)
    assert adding.asked == [(Path("case.db"), ("a.txt", "-"), options)]


def test_without_options_the_action_s_own_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    adding = Adding()
    invoke(monkeypatch, adding, "a.txt")
    assert adding.asked[0][2] == AddOptions()


def test_the_summary_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    result = invoke(monkeypatch, Adding(), "a.txt")
    assert result.stdout == "Added 1 report with 4 assertions to case.db in 1.2 s. 2 were in it already.\n"
    assert result.stderr == ""


def test_large_and_single_numbers_read_well() -> None:
    assert summary(AddReport(1200, 1, 0, 1, (), 61.0), "c") == (
        "Added 1,200 reports with 1 assertion to c in 61.0 s. 1 was in it already."
    )
    assert summary(AddReport(0, 0, 0, 0, (), 0.0), "c") == "Added 0 reports with 0 assertions to c in 0.0 s."


def test_each_skipped_input_is_named_with_its_reason_and_the_status_is_1(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    adding = Adding(
        Skipped("empty.txt", "It is empty.\nCheck it."), Skipped("\x1b[2J.pdf", "It needs a password.")
    )
    result = invoke(monkeypatch, adding, "folder")
    assert result.exit_code == 1
    assert result.stdout.startswith("Added 1 report")
    assert result.stderr.splitlines() == [
        "sayso: skipped empty.txt: It is empty. Check it.",
        "sayso: skipped ⟨U+001B⟩[2J.pdf: It needs a password.",
        "sayso: 2 inputs were skipped; everything else is done",
    ]


@pytest.mark.parametrize("text", ["text", "=body", "text=", "text=body,title"])
def test_a_mapping_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(click.BadParameter, match="is not FIELD=NAME"):
        pairs(click.Context(program), program.params[0], text)


@pytest.mark.parametrize("text", [None, "", ",", " , "])
def test_no_mapping_is_an_empty_one(text: str | None) -> None:
    assert pairs(click.Context(program), program.params[0], text) == ()
