"""``sayso demo``: what it found, and where the case and the brief are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from click.testing import CliRunner

from ledger_records import ledger_line
from sayso.actions.demo import DemoReport, SharedSentence, SourcingSoFar
from sayso.cli.demo import demo_lines
from sayso.cli.main import program
from sayso.model.assertion import Stance
from sayso.model.ledger import CaseCounts
from sayso.model.outcome import Skipped

if TYPE_CHECKING:
    import pytest


def found(*skipped: Skipped, denials: int = 5, known: int = 0, shared: int = 4) -> DemoReport:
    sentence = SharedSentence("The dam held all night.\x1b[2J", ("The Tern", "Orsk Wire"), 3)
    sourcing = SourcingSoFar(23, 19, ("Orsk Wire",), 41, 17, 6, denials, 8, (sentence,) * shared)
    folder = Path("there")
    return DemoReport(
        folder / "case.db", folder / "brief.html", folder / "brief.md", 23 - known, known,
        CaseCounts(23, 19, 200, 240, 8, denials, len(skipped)), sourcing,
        (ledger_line(),) * 15, (ledger_line(stance=Stance.DENIES),) * denials, skipped, 9.87,
    )  # fmt: skip


def told(report: DemoReport) -> str:
    return "\n".join(line.plain for line in demo_lines(report))


def test_the_demonstration_ends_by_saying_where_everything_is(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def demo(directory: Path, _progress: object) -> DemoReport:
        asked.append(directory)
        return found()

    monkeypatch.setattr("sayso.actions.demo.demo", demo)
    result = CliRunner().invoke(program, ["demo", "--directory", "there"])
    assert result.exit_code == 0
    assert asked == [Path("there")]
    end = result.stdout[-400:]
    assert all(f"there/{name}" in end for name in ("case.db", "brief.html", "brief.md"))


def test_it_counts_and_never_says_whether_sources_are_independent() -> None:
    text = told(found())
    for part in (
        "23 by 19 outlets",
        "Orsk Wire",
        "240",
        "41 persons",
        "17 assertions by sources that the passage does not name",
    ):
        assert part in text
    assert text.count("origin not established") == 3


def test_what_is_not_shown_is_counted() -> None:
    text = told(found())
    assert text.count("Mara Velt, as relayed by Orsk Wire says, in denial") == 3
    assert "2 more: sayso assertions there/case.db --stance denies" in text
    assert "1 more sentence stands in several outlets." in text
    few = told(found(denials=1, shared=0))
    assert "--stance denies" not in few
    assert "several outlets" not in few


def test_a_second_run_says_that_nothing_was_added() -> None:
    assert told(found(known=23)).startswith(
        "Read 0 reports of an invented incident in 9.9 s, 23 were read before."
    )


def test_what_was_skipped_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.actions.demo.demo", lambda *_: found(Skipped("a.pdf", "It is damaged.")))
    result = CliRunner().invoke(program, ["demo"])
    assert result.exit_code == 1
    assert "skipped a.pdf: It is damaged." in result.stderr


def test_it_is_inert() -> None:
    assert "\x1b" not in told(found())


def test_the_ledger_is_printed_and_the_rest_of_it_counted() -> None:
    text = told(found())
    assert text.index("The ledger") < text.index("The sourcing so far")
    assert "3 more: sayso assertions there/case.db" in text
