"""Writing a case: captures, outcomes, what takes the place of what."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_records import HARBOUR, HARBOUR_SAYS, MAKERS, READ, TEXTS, Said, harbour, item, processed
from sayso.errors import CaseError, SpanError
from sayso.model.capture import GENESIS
from sayso.model.item import Item
from sayso.model.outcome import Skipped
from sayso.model.run import Maker
from sayso.model.span import Span
from sayso.store import Case, open_case
from sayso.store.rows import capture_of, item_from, pack, unpack

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "matter.case"


@pytest.fixture
def case(path: Path) -> Iterator[Case]:
    with open_case(path, create=True, clock=lambda: "2031-04-02T06:30:00Z") as opened:
        yield opened


@given(
    st.builds(
        Item,
        data=st.binary(max_size=300), location=WORDS, obtained=st.sampled_from(["file", "url", "member"]),
        media_type=st.none() | WORDS, charset=st.none() | WORDS, key=st.none() | WORDS,
        given=st.lists(st.tuples(WORDS, WORDS), max_size=4).map(lambda pairs: tuple(sorted(pairs))),
    )
)  # fmt: skip
def test_an_item_is_rebuilt_exactly_from_its_capture(of: Item) -> None:
    sealed = capture_of(of, 1, "2031-04-02T06:30:00Z", GENESIS)
    encoding, data = pack(of.data)
    assert item_from(sealed, unpack(encoding, data, sealed.size)) == of
    assert sealed.hash == sealed.expected_hash()
    assert sealed.document == of.id


def test_bytes_are_compressed_only_where_it_helps() -> None:
    assert pack(b"quay " * 500)[0] == "zlib"
    assert pack(bytes(range(256))) == ("none", bytes(range(256)))
    assert pack(b"") == ("none", b"")


def test_unpacking_never_yields_much_more_than_was_captured() -> None:
    _, bomb = pack(b"0" * 10_000_000)
    assert len(unpack("zlib", bomb, 100)) == 101
    with pytest.raises(CaseError, match="damaged"):
        unpack("zlib", b"no such stream", 100)
    with pytest.raises(CaseError, match="rot13"):
        unpack("rot13", b"", 0)


def test_captures_are_a_chain(case: Case) -> None:
    case.capture([item("one", "1.txt"), item("two", "2.txt")])
    case.capture([item("two", "elsewhere.txt"), item("three", "3.txt")])
    links = list(case.captures())
    assert [(link.sequence, link.location) for link in links] == [(1, "1.txt"), (2, "2.txt"), (3, "3.txt")]
    assert [link.previous for link in links] == [GENESIS, links[0].hash, links[1].hash]
    assert all(link.hash == link.expected_hash() for link in links)


@pytest.mark.parametrize("table", ["capture", "original", "migration"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET rowid = rowid + 1"])
def test_what_custody_rests_on_cannot_be_changed(case: Case, path: Path, table: str, change: str) -> None:
    case.capture([item("one")])
    with sqlite3.connect(path) as raw, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute(change.format(table))
    raw.close()


def test_all_of_a_report_comes_back(case: Case) -> None:
    of, outcome = harbour(published="2031-04-02", title="Quay", agency="TNA", language="en")
    case.capture([of])
    case.record([outcome], MAKERS)
    view = case.report(of.id)
    assert view.document == outcome.document
    assert tuple(line.attribution for line in view.lines) == outcome.attributions
    assert tuple(line.assertion for line in view.lines) == outcome.assertions
    assert view.lines[0].quote == "the quay … “was never inspected”"


@pytest.mark.parametrize("text", TEXTS)
def test_any_script_comes_back_code_point_for_code_point(case: Case, text: str) -> None:
    of = item(text)
    said = Said(text[:3], text[4:6], (text[6:9], text[-3:]), speaker=text[:3])
    case.capture([of])
    case.record([processed(of, [said])], MAKERS)
    view = case.report(of.id)
    assert view.document.text == text
    assert view.lines[0].quote == f"{text[6:9]} … {text[-3:]}"
    assert list(case.pending()) == []


def test_recording_twice_is_recording_once(case: Case) -> None:
    of, outcome = harbour()
    case.capture([of])
    case.record([outcome], MAKERS)
    once = list(case.contents())
    case.record([outcome, outcome], MAKERS)
    assert list(case.contents()) == once


def test_a_new_outcome_leaves_nothing_of_the_old_one(case: Case, path: Path, tmp_path: Path) -> None:
    of, outcome = harbour()
    newer = replace(
        processed(of, HARBOUR_SAYS[1:2]),
        makers=(("read", READ.id), ("annotate", Maker("annotate", "2", "{}").id)),
    )
    makers = (READ, Maker("annotate", "2", "{}"))
    case.capture([of])
    case.record([outcome], MAKERS)
    case.record([newer], makers)
    with open_case(tmp_path / "fresh.case", create=True) as fresh:
        fresh.capture([of])
        fresh.record([newer], makers)
        left = [line for line in case.contents() if line[0] != "maker"]
        assert left == [line for line in fresh.contents() if line[0] != "maker"]


def test_the_order_of_work_does_not_show_in_the_contents(case: Case, tmp_path: Path) -> None:
    items = [item(f"Ada Brook says quay {number}", f"{number}.txt") for number in range(6)]
    outcomes = [processed(of, [Said("Ada Brook", "says", (of.data.decode()[15:],))]) for of in items]
    case.capture(items)
    case.record(outcomes, MAKERS)
    with open_case(tmp_path / "other.case", create=True) as other:
        for some in (items[:2], items[2:]):
            other.capture(some)
        for outcome in reversed(outcomes):
            other.record([outcome], MAKERS)
        assert other.fingerprint() == case.fingerprint()
        other.record([Skipped("gone.txt", "It is not there.")], MAKERS)
        assert other.fingerprint() != case.fingerprint()


def test_pending_can_be_recorded_while_it_is_read(case: Case) -> None:
    items = [item(f"report {number}") for number in range(5)]
    case.capture(items)
    for of in case.pending():
        case.record([processed(of)], MAKERS)
        case.capture([item("came meanwhile")])
    assert case.current([of.id for of in items], MAKERS) == {of.id for of in items}
    assert list(case.pending()) == [item("came meanwhile")]


def test_a_skip_of_a_place_is_replaced_and_lifted(case: Case) -> None:
    case.record([Skipped("quay.txt", "It is not there.")], MAKERS)
    case.record([Skipped("quay.txt", "It may not be read."), Skipped("pier.txt", "It is not there.")], MAKERS)
    assert [(one.location, one.reason) for one in case.skipped()] == [
        ("quay.txt", "It may not be read."),
        ("pier.txt", "It is not there."),
    ]
    of = item("found again", "quay.txt")
    case.capture([of])
    case.record([processed(of)], MAKERS)
    assert [one.location for one in case.skipped()] == ["pier.txt"]


def test_skips_carry_the_run_that_met_them(case: Case, path: Path) -> None:
    number = case.begin_run("add quay.txt", "1.2.3")
    case.record([Skipped("quay.txt", "It is not there.")], MAKERS)
    case.end_run(added=4, skipped=1)
    case.begin_run("add pier.txt")
    first, second = case.runs()
    assert (first.id, first.command, first.version, first.added, first.skipped) == (
        number, "add quay.txt", "1.2.3", 4, 1,
    )  # fmt: skip
    assert first.ended is not None
    assert second.ended is None
    raw = sqlite3.connect(path)
    assert raw.execute("SELECT run FROM skipped").fetchall() == [(number,)]
    raw.close()


@pytest.mark.parametrize("where", ["location", "given"])
def test_half_a_character_is_refused_clearly_and_nothing_is_written(case: Case, where: str) -> None:
    bad = replace(item("one"), **{where: (("title", "a\ud800"),) if where == "given" else "a\ud800"})
    with pytest.raises(CaseError, match="lone surrogate U\\+D800"):
        case.capture([item("two"), bad])
    assert list(case.captures()) == []


def test_a_report_that_was_not_captured_is_refused(case: Case) -> None:
    of, outcome = harbour()
    with pytest.raises(CaseError, match="not captured"):
        case.record([outcome], MAKERS)
    case.capture([of])
    with pytest.raises(CaseError, match="not captured"):
        case.record([replace(outcome, document=replace(outcome.document, sha256="0" * 64))], MAKERS)


def test_a_maker_that_nobody_gave_is_refused(case: Case) -> None:
    of, outcome = harbour()
    case.capture([of])
    with pytest.raises(CaseError, match="annotate"):
        case.record([outcome], (READ,))
    assert list(case.pending()) == [of]


def test_a_span_beyond_the_text_is_refused_and_the_batch_undone(case: Case) -> None:
    of, outcome = harbour()
    other = item("fine")
    beyond = replace(outcome.attributions[0], cue=(Span(len(HARBOUR), len(HARBOUR) + 1),))
    case.capture([of, other])
    with pytest.raises(SpanError, match=of.id):
        case.record([processed(other), replace(outcome, attributions=(beyond,))], MAKERS)
    assert list(case.pending()) == [of, other]


def test_three_hundred_reports_are_written_and_listed(case: Case) -> None:
    items = [item(f"{HARBOUR} {number}", f"{number}.txt") for number in range(300)]
    case.capture(items)
    case.record([processed(of, HARBOUR_SAYS) for of in items], MAKERS)
    counts = case.counts()
    assert (counts.reports, counts.assertions, counts.questions, counts.denials) == (300, 900, 300, 300)
    assert sum(1 for _ in case.assertions()) == 900
