"""Listings: rows for pipes, objects for programs, blocks for people; filters arrive as they were given."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from ledger_records import TEXT, ledger_line, report
from sayso.cli import render
from sayso.cli.main import program
from sayso.model.ledger import LedgerFilter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.model.ledger import LedgerLine, ReportLine


class Case:
    """Stands for a case: answers every listing and remembers what was asked."""

    def __init__(self) -> None:
        self.lines: list[LedgerLine] = [
            ledger_line(),
            ledger_line(speaker="Edo\tMarsh\x1b[2J\nfor [b]all[/b]"),
        ]
        self.reports_there: list[ReportLine] = [
            report(agency="Orsk Wire"),
            report(name="A\tB\x9b", published=None),
        ]
        self.asked: list[Any] = []

    def ledger(self, _case: object, wanted: LedgerFilter) -> Iterator[LedgerLine]:
        self.asked.append(wanted)
        return iter(self.lines)

    def reports(self, _case: object) -> Iterator[ReportLine]:
        return iter(self.reports_there)


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch) -> Case:
    stand_in = Case()
    monkeypatch.setattr("sayso.actions.listings.assertions", stand_in.ledger)
    monkeypatch.setattr("sayso.actions.listings.questions", stand_in.ledger)
    monkeypatch.setattr("sayso.actions.listings.reports", stand_in.reports)
    return stand_in


def test_filters_arrive_as_given(case: Case) -> None:
    arguments = (
        "assertions c.db --speaker velt --outlet Tern --document doc-1 --stance denies --stance questions "
        "--certainty possible --kind claim --source-kind unnamed --words dam "
        "--since 2031 --until 2031-04-02 --limit 9"
    )
    assert CliRunner().invoke(program, arguments.split()).exit_code == 0
    assert case.asked == [
        LedgerFilter(
            speaker="velt", outlet="Tern", document="doc-1", stance=("denies", "questions"),
            certainty=("possible",), kind="claim", source_kind="unnamed", words="dam", since="2031",
            until="2031-04-02", limit=9,
        )
    ]  # fmt: skip


def test_without_filters_nothing_is_filtered(case: Case) -> None:
    CliRunner().invoke(program, ["assertions", "c.db"])
    CliRunner().invoke(program, ["questions", "c.db"])
    assert case.asked == [LedgerFilter(), LedgerFilter()]


@pytest.mark.parametrize("command", ["assertions", "questions"])
def test_in_a_pipe_each_assertion_is_a_row_of_eight_fields(command: str, case: Case) -> None:
    result = CliRunner().invoke(program, [command, "c.db"])
    rows = [line.split("\t") for line in result.stdout.split("\n")[:-1]]
    assert rows[0] == [
        "ast-00000000000000cc", "2031-04-02", "The Tern", "Mara Velt", "person", "asserts", "certain",
        "the dam had held",
    ]  # fmt: skip
    assert rows[1][3] == "Edo Marsh⟨U+001B⟩[2J for [b]all[/b]"
    assert [len(row) for row in rows] == [8, 8]
    assert result.stderr == ""


@pytest.mark.parametrize("command", ["assertions", "questions"])
def test_json_is_one_object_a_line_and_the_values_are_unchanged(command: str, case: Case) -> None:
    result = CliRunner().invoke(program, [command, "c.db", "--json"])
    objects = [json.loads(line) for line in result.stdout.splitlines()]
    assert [found["speaker"] for found in objects] == ["Mara Velt", "Edo\tMarsh\x1b[2J\nfor [b]all[/b]"]
    assert list(objects[0])[:12] == [
        "id", "document", "document_key", "attribution", "content", "speaker", "source_kind", "stance",
        "certainty", "polarity", "kind", "claim",
    ]  # fmt: skip
    start, end = objects[0]["content"][0]
    assert TEXT[start:end] == "the dam had held"


def test_reports_are_rows_of_seven_fields_or_objects(case: Case) -> None:
    rows = [line.split("\t") for line in CliRunner().invoke(program, ["reports", "c.db"]).stdout.splitlines()]
    assert rows[0] == [
        "doc-00000000000000aa", "2031-04-02", "The Tern", "Orsk Wire", "1", "The dam held", "dam.txt"
    ]  # fmt: skip
    assert rows[1][1:] == ["", "The Tern", "", "1", "A B⟨U+009B⟩", "dam.txt"]
    objects = CliRunner().invoke(program, ["reports", "c.db", "--json"]).stdout.splitlines()
    assert [json.loads(line)["name"] for line in objects] == ["The dam held", "A\tB\x9b"]


def test_an_empty_listing_says_so_beside_the_output(case: Case) -> None:
    case.lines = []
    result = CliRunner().invoke(program, ["questions", "c.db"])
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "sayso: no open question here answers to that\n"
    as_json = CliRunner().invoke(program, ["questions", "c.db", "--json"])
    assert (as_json.exit_code, as_json.output) == (0, "")


def test_a_block_holds_the_whole_quotation_and_who_when_where_how() -> None:
    text = "Mara Velt said " + "the dam had held and " * 40 + "would hold."
    content = text.removeprefix("Mara Velt said ")
    spans = {"source": slice(0, 9), "cue": slice(10, 14), "content": slice(15, len(text))}
    from sayso.model.span import Span

    line = ledger_line(text, hops=(), **{role: (Span(at.start, at.stop),) for role, at in spans.items()})
    shown = "\n".join(paragraph.plain for paragraph in render.ledger_block(line))
    assert content in shown
    assert "2 April 2031 · The Tern" in shown
    assert "Mara Velt asserts" in shown
    assert "ast-00000000000000cc" in shown


def test_blocks_are_inert() -> None:
    hostile = ledger_line(speaker="\x1b[2J\u202e", outlet="\x9b31m", name="\x07")
    lines = [*render.ledger_block(hostile), *render.report_block(hostile.report)]
    assert not {"\x1b", "\u202e", "\x9b", "\x07"} & set("".join(line.plain for line in lines))


def test_on_a_terminal_a_person_gets_blocks_and_a_count(
    case: Case, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown: list[str] = []
    monkeypatch.setattr("sayso.cli.listings.is_terminal", lambda: True)
    monkeypatch.setattr("sayso.cli.listings.show", lambda lines: shown.extend(line.plain for line in lines))
    program.main(["assertions", "c.db"], standalone_mode=False)
    assert sum(line.startswith("ast-") for line in shown) == 2
    assert "sayso: 2 assertions; `sayso show CASE ID` shows one in its place" in capsys.readouterr().err
