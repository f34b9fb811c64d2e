"""Progress: seldom and inert in a log, a bar on a terminal."""

from __future__ import annotations

import io

import pytest

from sayso.cli.bar import Bar, Count, LogLines, progress


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_log_gets_a_line_every_few_seconds_only(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    with LogLines("reading", clock) as lines:
        lines.expect(100)
        for number in range(100):
            clock.now += 0.1
            lines.step(f"report {number}")
    written = capsys.readouterr().err.splitlines()
    assert len(written) == 1
    assert written[0].startswith("sayso: reading 5")
    assert " of 100: report " in written[0]


def test_short_work_leaves_a_log_empty(capsys: pytest.CaptureFixture[str]) -> None:
    with LogLines("reading", Clock()) as lines:
        lines.expect(1)
        lines.step("report")
    assert capsys.readouterr().err == ""


def test_labels_are_inert_in_a_log(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    lines = LogLines("reading", clock)
    clock.now = 10
    lines.step("\x1b[2J.html")
    assert "\x1b" not in capsys.readouterr().err


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("label", "shown"), [("[bold]a\x1b]0;x\x07.html", "[bold]a⟨U+001B⟩"), ("b" * 300, "…" + "b" * 35 + " ")]
)
def test_a_terminal_gets_a_bar_that_is_inert_and_reads_no_markup(
    label: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Screen()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    with progress("reading") as bar:
        assert isinstance(bar, Bar)
        bar.expect(1)
        bar.step(label)
    assert shown in screen.getvalue()
    assert "\x1b]0" not in screen.getvalue()
    assert "1/1" in screen.getvalue()


def test_without_a_terminal_there_is_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    assert isinstance(progress("reading"), LogLines)


def test_stretches_of_work_that_count_afresh_add_up() -> None:
    count = Count()
    for steps in (3, 1, 2):
        count.expect(steps)
        for _ in range(steps):
            count.step()
    assert (count.done, count.total) == (6, 6)


def test_more_steps_than_were_known_are_never_more_than_all() -> None:
    count = Count()
    count.expect(1)
    for _ in range(3):
        count.step()
    assert (count.done, count.total) == (3, 3)
