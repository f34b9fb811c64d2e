"""Reading a case: order, filters, passages, look-up, and what the queries cost."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from case_records import HARBOUR, HARBOUR_SAYS, MAKERS, Said, harbour, item, processed
from sayso.errors import NoSuchRecord, SpanError, UsageError
from sayso.model.attribution import Kind, SourceKind
from sayso.model.ids import sha256
from sayso.model.ledger import LedgerFilter, OutletLine
from sayso.model.outcome import Processed, Skipped
from sayso.store import Case, open_case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SAYS = (Said("Ada Brook", "says", ("the pier is open",), "Ada Brook"),)


def pier(
    name: str, outlet: str, published: str | None, text: str = "Ada Brook says the pier is open."
) -> Processed:
    return processed(item(f"{text} {name}", f"{name}.txt", outlet), SAYS, published)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    _, outcome = harbour(published="2031-04-02", title="The quay")
    chinese = item("港务局发言人表示码头已经关闭。", "cn.txt", "Radio Vell")
    said = Said(
        "港务局发言人", "表示", ("码头已经关闭",), source_kind=SourceKind.UNNAMED, kind=Kind.INFERENCE
    )
    outcomes = [
        pier("undated", "", None), pier("april", "Radio Vell", "2031-04"),
        pier("late", "rádio vell", "2031-05-09"),
        outcome, processed(chinese, [said], "2030"),
        pier("east", "The Tarn Post", "2031-04-02T06:30:00+05:00"),
        pier("west", "The Tarn Post", "2031-04-02T02:00:00Z"),
    ]  # fmt: skip
    with open_case(tmp_path / "matter.case", create=True) as opened:
        for one in outcomes:
            opened.capture(
                [item(one.document.text, one.document.location, one.document.outlet or "", one.document.key)]
            )
        opened.record([*outcomes, Skipped("gone.txt", "It is not there.")], MAKERS)
        yield opened


def names(lines: Any) -> list[str]:
    return [line.report.location.removesuffix(".txt") for line in lines]


def test_lines_are_in_order_of_time_and_place(case: Case) -> None:
    expected = ["cn", "april", *["harbour"] * 3, "east", "west", "late", "undated"]
    assert names(case.assertions()) == expected
    assert [line.location for line in case.reports()] == [f"{name}.txt" for name in dict.fromkeys(expected)]
    places = [line.assertion.content[0].start for line in case.assertions(LedgerFilter(document="k-1"))]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (LedgerFilter(speaker="pawel los"), ["harbour"]),
        (LedgerFilter(speaker="HARBOUR MASTER"), ["harbour"]),
        (LedgerFilter(speaker="ook"), ["april", "east", "west", "late", "undated"]),
        (LedgerFilter(speaker="es"), ["harbour"]),
        (LedgerFilter(speaker="发言"), ["cn"]),
        (LedgerFilter(speaker='"'), []),
        (LedgerFilter(speaker="%"), []),
        (LedgerFilter(source_kind="unnamed"), ["cn"]),
        (LedgerFilter(outlet="RADIO VELL"), ["cn", "april", "late"]),
        (LedgerFilter(document="k-1"), ["harbour"] * 3),
        (LedgerFilter(stance=("denies",)), ["harbour"]),
        (LedgerFilter(stance=("denies", "leaves_open")), ["harbour"] * 2),
        (LedgerFilter(certainty=("unknown",)), ["harbour"]),
        (LedgerFilter(kind="inference"), ["cn"]),
        (LedgerFilter(words="PIER open"), ["april", "east", "west", "late", "undated"]),
        (LedgerFilter(words='"open pier"'), []),
        (LedgerFilter(words='"pier is"', limit=1), ["april"]),
        (LedgerFilter(words="inspect*"), ["harbour"]),
        (LedgerFilter(words="inspect"), []),
        (LedgerFilter(words="关闭"), ["cn"]),
        (LedgerFilter(words="闭关"), []),
        (LedgerFilter(words="pier OR NEAR("), []),
        (LedgerFilter(since="2031-04-15"), ["april", "late"]),
        (LedgerFilter(until="2031-04-01"), ["cn", "april"]),
        (LedgerFilter(since="2031-04", until="2031-04"), ["april", *["harbour"] * 3, "east", "west"]),
        (LedgerFilter(since="2031-05", words="pier", outlet="radio vell"), ["late"]),
        (LedgerFilter(limit=2), ["cn", "april"]),
        (LedgerFilter(limit=0), []),
    ],
)  # fmt: skip
def test_filters(case: Case, wanted: LedgerFilter, expected: list[str]) -> None:
    assert names(case.assertions(wanted)) == expected


@pytest.mark.parametrize("words", ["", " ", '""', "!!! ?", "*"])
def test_a_search_without_a_word_is_refused(case: Case, words: str) -> None:
    with pytest.raises(UsageError, match="no word"):
        list(case.assertions(LedgerFilter(words=words)))


@pytest.mark.parametrize("value", ["yesterday", "2031-13", "2031-02-30", "", "2031-00"])
def test_a_date_that_is_none_is_refused(case: Case, value: str) -> None:
    with pytest.raises(UsageError, match="no date"):
        list(case.assertions(LedgerFilter(since=value)))


def test_questions_are_what_is_asked_or_left_open(case: Case) -> None:
    (line,) = case.questions()
    assert line.quote == "whether the crane is safe"
    assert line.source_text == ""
    assert list(case.questions(LedgerFilter(outlet="Radio Vell"))) == []


def test_a_line_has_its_words_and_its_report(case: Case) -> None:
    line = next(case.assertions(LedgerFilter(speaker="łoś")))
    assert (line.source_text, line.cue_text) == ("harbour master Paweł Łoś", "said")
    assert line.quote == "the quay … “was never inspected”"
    assert line.report.name == "The quay"
    assert line.report.assertions == 3
    (hop,) = line.attribution.hops
    assert hop.span[0].of(HARBOUR) == "the Lower Tarn Gazette"


def test_counts_outlets_skipped(case: Case) -> None:
    counts = case.counts()
    assert (counts.reports, counts.outlets, counts.attributions, counts.assertions) == (7, 2, 9, 9)
    assert (counts.questions, counts.denials, counts.skipped) == (1, 1, 1)
    assert list(case.skipped()) == [Skipped("gone.txt", "It is not there.")]
    assert list(case.outlets()) == [
        OutletLine("Radio Vell", 2, 2), OutletLine("rádio vell", 1, 1),
        OutletLine("The Tarn Post", 3, 5), OutletLine(None, 1, 1),
    ]  # fmt: skip


def test_reports_are_found_by_words_in_title_or_text(case: Case) -> None:
    assert [line.location for line in case.mentioning("gazette crane")] == ["harbour.txt"]
    assert [line.location for line in case.mentioning('"the quay" title*')] == []
    assert [line.location for line in case.mentioning("码头")] == ["cn.txt"]


def test_a_passage_is_the_sentence_with_marks_in_it(case: Case) -> None:
    line = next(case.assertions(LedgerFilter(speaker="łoś")))
    for key in (line.assertion.id, line.attribution.id):
        passage = case.passage(key)
        assert passage.text.startswith("According to the Lower Tarn Gazette")
        assert passage.text.endswith("“was never inspected”.")
        assert HARBOUR[passage.start :].startswith(passage.text)
        marked = [
            (role, passage.text[span.start - passage.start : span.end - passage.start])
            for role, span in passage.marks
        ]
        assert marked == [
            ("hop", "the Lower Tarn Gazette"), ("source", "harbour master Paweł Łoś"), ("cue", "said"),
            ("content", "the quay"), ("content", "“was never inspected”"),
        ]  # fmt: skip
        assert passage.inner == ()
        assert passage.outer is None


def test_a_nested_attribution_shows_both_ways(case: Case) -> None:
    text = "Ada Brook said that Pia Moor claimed the crane had fallen."
    of = item(text, "nested.txt")
    said = (
        Said("Ada Brook", "said", ("that Pia Moor claimed the crane had fallen",), "Ada Brook"),
        Said("Pia Moor", "claimed", ("the crane had fallen",), "Pia Moor", inside=0),
    )
    case.capture([of])
    case.record([processed(of, said)], MAKERS)
    outer, inner = case.report(of.id).lines
    assert case.passage(outer.attribution.id).inner == (inner,)
    assert case.passage(inner.assertion.id).outer == outer


@pytest.mark.parametrize(
    "text", ["x" * 9000 + " Ada Brook says the pier is open", "\n\nAda Brook says the pier is open\n"]
)
def test_a_passage_in_an_endless_or_broken_text_stays_small(case: Case, text: str) -> None:
    of = item(text, "endless.txt")
    case.capture([of])
    outcome = processed(of, SAYS)
    case.record([outcome], MAKERS)
    passage = case.passage(outcome.attributions[0].id)
    assert "Ada Brook says the pier is open" in passage.text
    assert len(passage.text) < 3200
    assert text[passage.start : passage.start + len(passage.text)] == passage.text


def test_any_record_is_found_by_the_beginning_of_its_id(case: Case) -> None:
    line = next(case.assertions(LedgerFilter(speaker="łoś")))
    for kind, key in (
        ("assertion", line.assertion.id), ("attribution", line.attribution.id), ("document", line.report.id),
        ("original", sha256(HARBOUR)),
    ):  # fmt: skip
        assert case.find(key) == (kind, key)
        assert case.find(f" {key[:14]} ") == (kind, key)
    assert case.find("k-1") == ("document", line.report.id)
    assert case.find("3") == ("capture", "3")


def test_what_could_not_be_read_is_found_as_its_capture(case: Case) -> None:
    of = item("broken", "broken.txt")
    case.capture([of])
    case.record([Skipped(of.location, "It is cut off.", of.id)], MAKERS)
    kind, number = case.find(of.id)
    assert kind == "capture"
    view = case.taken(int(number))
    assert (view.capture.location, view.report, view.skipped) == ("broken.txt", None, "It is cut off.")
    assert case.kept(of.sha256).captures == (view,)


@pytest.mark.parametrize("asked", ["", "   ", "nothing", "%", "99999999999999999999", "-1", "doc-\U0010ffff"])
def test_what_is_not_there_is_not_found(case: Case, asked: str) -> None:
    with pytest.raises(NoSuchRecord, match="No record"):
        case.find(asked)


def test_an_ambiguous_beginning_names_what_it_may_mean(case: Case) -> None:
    with pytest.raises(NoSuchRecord, match=r"may mean .*assertion ast-.* and more"):
        case.find("a")
    with pytest.raises(NoSuchRecord, match="begins with"):
        list(case.assertions(LedgerFilter(document="doc-")))
    with pytest.raises(NoSuchRecord, match="No report"):
        list(case.assertions(LedgerFilter(document="nothing")))
    for ask in (case.report, case.passage, case.kept):
        with pytest.raises(NoSuchRecord):
            ask("nothing")
    with pytest.raises(NoSuchRecord):
        case.taken(99)


PLANS = [
    LedgerFilter(speaker="brook"), LedgerFilter(words="pier"), LedgerFilter(source_kind="unnamed"),
    LedgerFilter(outlet="Radio Vell"), LedgerFilter(document="k-1"), LedgerFilter(stance=("denies",)),
    LedgerFilter(certainty=("unknown", "possible")), LedgerFilter(kind="question"),
    LedgerFilter(since="2031"), LedgerFilter(until="2031"), LedgerFilter(speaker="brook", stance=("denies",)),
]  # fmt: skip


@pytest.mark.parametrize("wanted", PLANS)
def test_filtered_listings_use_indexes(case: Case, wanted: LedgerFilter) -> None:
    statements: list[tuple[str, Any]] = []

    def note(connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        statements.append((statement, parameters))

    event.listen(case._door.engine, "before_cursor_execute", note)
    list(case.assertions(wanted))
    event.remove(case._door.engine, "before_cursor_execute", note)
    with case._door.reading() as connection:
        for statement, parameters in statements:
            if not statement.startswith("SELECT"):
                continue
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            scans = [row[3] for row in plan if row[3].startswith("SCAN") and "VIRTUAL TABLE" not in row[3]]
            assert not scans, (scans, statement)


@pytest.mark.parametrize("reports", [3, 300])
def test_a_listing_asks_a_few_questions_however_many_lines(tmp_path: Path, reports: int) -> None:
    asked: list[str] = []
    with open_case(tmp_path / "big.case", create=True) as case:
        items = [item(f"{HARBOUR} {number}", f"{number}.txt") for number in range(reports)]
        case.capture(items)
        case.record([processed(of, HARBOUR_SAYS) for of in items], MAKERS)
        event.listen(case._door.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
        assert sum(1 for _ in case.assertions()) == 3 * reports
    assert len(asked) <= 2 + 2 * (1 + 3 * reports // 400)


def test_a_listing_that_is_left_halfway_leaves_the_case_usable(case: Case) -> None:
    for _ in range(20):
        lines = case.assertions()
        next(lines)
        lines.close()  # type: ignore[attr-defined]
    of = item("after that")
    case.capture([of])
    assert list(case.pending()) == [of]


def test_a_span_beyond_its_text_is_reported_not_shown(case: Case) -> None:
    of, outcome = harbour("other.txt", "Radio Vell")
    case.capture([of])
    case.record([outcome], MAKERS)
    raw = sqlite3.connect(case.path)
    raw.execute("UPDATE document SET text = 'short' WHERE id = ?", [of.id])
    raw.commit()
    raw.close()
    with pytest.raises(SpanError, match="sayso verify"):
        case.passage(outcome.attributions[0].id)
