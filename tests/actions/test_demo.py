"""``demo``: the bundled example, end to end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sayso.actions.demo import ORIGIN, DemoReport, demo, shared_sentences
from sayso.errors import UsageError
from sayso.model.document import Document, Precision, Published
from sayso.store import open_case

if TYPE_CHECKING:
    from pathlib import Path

LONG = "The lamp at the end of the quay went out before the bang."
DOCUMENT = Document(
    id="doc-1", sha256="0" * 64, text=LONG, text_sha256="0" * 64, media_type="text/plain", location="a.txt"
)  # fmt: skip
REPORTS = 23


def printed(number: int, outlet: str | None, text: str, day: str | None = None) -> Document:
    published = Published(day, Precision.DAY) if day else None
    return replace(DOCUMENT, id=f"doc-{number}", outlet=outlet, text=text, published=published)


class Bar:
    def __init__(self) -> None:
        self.expected = self.steps = 0

    def expect(self, total: int) -> None:
        self.expected = max(self.expected, total)

    def step(self, label: str) -> None:
        self.steps += 1


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[DemoReport, Bar]:
    bar = Bar()
    return demo(tmp_path_factory.mktemp("demo") / "new" / "folder", bar), bar


def test_every_bundled_report_is_read(done: tuple[DemoReport, Bar]) -> None:
    report, bar = done
    assert (report.added, report.known, report.skipped) == (REPORTS, 0, ())
    assert report.counts.reports == REPORTS
    assert bar.steps == 2 * REPORTS  # each is read, then linked


def test_every_report_has_an_outlet(done: tuple[DemoReport, Bar]) -> None:
    with open_case(done[0].case, read_only=True) as case:
        assert all(line.outlet for line in case.reports())


def test_the_sourcing_agrees_with_the_ledger(done: tuple[DemoReport, Bar]) -> None:
    report, _ = done
    sourcing = report.sourcing
    assert sourcing.reports == report.counts.reports
    assert sourcing.outlets == report.counts.outlets
    assert sourcing.denials == len(report.disputed) > 0
    assert sourcing.agencies == ("Norlands Wire",)
    assert sourcing.named_speakers > 10
    assert sourcing.unnamed > 10
    assert sourcing.open_questions > 10


def test_the_reprint_shows_and_no_origin_is_claimed_for_it(done: tuple[DemoReport, Bar]) -> None:
    first = done[0].sourcing.shared[0]
    assert first.outlets == ("Norlands Wire", "Pellin Morning Post", "Kemmerd Today")
    assert first.reports == 3
    assert "not established" in ORIGIN


def test_both_briefs_quote_the_ministry(done: tuple[DemoReport, Bar]) -> None:
    report, _ = done
    for path in (report.brief_html, report.brief_markdown):
        words = " ".join(path.read_text("utf-8").split())
        assert "that any Halvessan authority ordered, assisted or knew of what happened there" in words


def test_running_again_adds_nothing(done: tuple[DemoReport, Bar]) -> None:
    report, _ = done
    with open_case(report.case, read_only=True) as case:
        before = case.fingerprint()
    again = demo(report.case.parent)
    assert (again.added, again.known) == (0, REPORTS)
    assert again.sourcing == report.sourcing
    with open_case(report.case, read_only=True) as case:
        assert case.fingerprint() == before


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("here first")
    with pytest.raises(UsageError, match="taken"):
        demo(tmp_path / "taken")
    assert (tmp_path / "taken").read_text() == "here first"


def test_a_sentence_of_one_outlet_is_not_shared() -> None:
    assert shared_sentences([printed(1, "Post", LONG), printed(2, "Post", LONG)]) == ()


def test_short_sentences_are_alike_by_chance() -> None:
    assert (
        shared_sentences(
            [printed(1, "Post", "He declined to comment."), printed(2, "Star", "He declined to comment.")]
        )
        == ()
    )


def test_the_earliest_outlet_comes_first_and_undated_ones_last() -> None:
    documents = [
        printed(1, "Undated", LONG),
        printed(2, "Second", LONG, "2031-03-19"),
        printed(3, "First", LONG, "2031-03-18"),
    ]
    (shared,) = shared_sentences(documents)
    assert shared.outlets == ("First", "Second", "Undated")


def test_a_report_without_an_outlet_does_not_count() -> None:
    assert shared_sentences([printed(1, None, LONG), printed(2, "Post", LONG)]) == ()


def test_a_sentence_repeated_inside_one_report_counts_once() -> None:
    (shared,) = shared_sentences([printed(1, "Post", f"{LONG} {LONG}"), printed(2, "Star", LONG)])
    assert shared.reports == 2
