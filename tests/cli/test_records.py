"""Any record in its place, readable without colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from ledger_records import TEXT, ledger_line, passage, report
from sayso.cli.records import MARKS, capture_lines, highlighted, passage_lines, record_lines, report_lines
from sayso.model.capture import GENESIS, Capture
from sayso.model.document import Document
from sayso.model.ledger import CaptureView, OriginalView, Passage, ReportView
from sayso.model.span import Span

if TYPE_CHECKING:
    from sayso.cli.terminal import Line


def text_of(lines: list[Line]) -> str:
    return "\n".join(line.plain for line in lines)


def test_a_passage_marks_hop_source_cue_and_content_without_colours() -> None:
    shown = highlighted(passage()).plain
    assert shown == "‹Orsk Wire› reported that «Mara Velt» [said] {the dam had held}. She left at dusk."


def test_colours_say_the_same_as_the_signs() -> None:
    styles = dict(highlighted(passage()).pieces)
    assert (
        len(
            {
                styles[word]
                for word in ("Orsk Wire", "Mara Velt", "said", "the dam had held", " reported that ")
            }
        )
        == 5
    )


def test_what_is_shown_has_a_legend() -> None:
    shown = text_of(passage_lines(passage()))
    assert "«source»  [cue]  {content}  ‹hop›" in shown


def test_a_passage_tells_report_speaker_way_and_offsets() -> None:
    shown = text_of(passage_lines(passage()))
    for part in (
        "ast-00000000000000cc", "The dam held", "2 April 2031 · The Tern", "dam.txt", "Mara Velt",
        "The Tern → Orsk Wire → Mara Velt", "source 24–33; cue 34–38; content 39–55",
    ):  # fmt: skip
        assert part in shown


def test_inner_and_outer_attributions_are_named() -> None:
    view = passage()
    both = Passage(view.line, 0, view.text, view.marks, (ledger_line(),), ledger_line(speaker="Edo Marsh"))
    shown = text_of(passage_lines(both))
    assert "inside    ast-00000000000000cc Edo Marsh" in shown
    assert "holds     ast-00000000000000cc Mara Velt" in shown


def test_offsets_of_a_passage_that_begins_later_still_fit() -> None:
    view = passage()
    cut = Passage(view.line, 24, TEXT[24:], view.marks[1:])
    assert highlighted(cut).plain == "«Mara Velt» [said] {the dam had held}. She left at dusk."


def test_a_mark_outside_of_the_passage_is_left_out() -> None:
    view = passage()
    cut = Passage(view.line, 24, TEXT[24:50], view.marks)
    assert highlighted(cut).plain == "«Mara Velt» [said] the dam had"


spans = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 20)).map(
    lambda pair: Span(pair[0], sum(pair))
)


@given(st.lists(st.tuples(st.sampled_from(sorted(MARKS)), spans), max_size=6))
def test_marks_in_any_arrangement_leave_the_text_as_it_is(marks: list[tuple[str, Span]]) -> None:
    view = passage()
    shown = highlighted(Passage(view.line, 0, TEXT, tuple(marks)))
    assert "".join(piece for piece, _ in shown.pieces if piece not in "«»[]{}‹›" or not piece) == TEXT
    inside = [role for role, span in marks if span.end <= len(TEXT)]
    for role, (opening, closing) in MARKS.items():
        assert shown.plain.count(opening) == shown.plain.count(closing) == inside.count(role)


def test_hostile_text_is_inert_in_its_place() -> None:
    text = TEXT.replace("dam", "\x1b[2").replace("dusk", "[bold]")
    shown = text_of(passage_lines(passage(text, name="\x1b]0;x\x07", location="\u202efile")))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "[bold]" in shown


def test_a_report_shows_its_facts_and_assertions() -> None:
    document = Document(
        "doc-1", "ab" * 32, TEXT, "cd" * 32, "text/plain", "dam.txt", title="The dam", notes=("cut",)
    )
    shown = text_of(report_lines(ReportView(document, (ledger_line(),))))
    for part in ("doc-1", "The dam", "date not known", "dam.txt", "ab" * 32, "cut", "“the dam had held”"):
        assert part in shown


def capture(**_changed: object) -> Capture:
    return Capture(
        7, "doc-1", "ab" * 32, 141, "dam.txt", "file", None, "2031-04-02T06:30:00Z", "{}", GENESIS, "ef" * 32
    )


def test_a_capture_says_what_came_of_it() -> None:
    read = text_of(capture_lines(CaptureView(capture(), report(), None)))
    assert "capture 7" in read
    assert "2 April 2031, 06:30 UTC" in read
    assert "report    doc-00000000000000aa  The dam held" in read
    assert "skipped   is empty" in text_of(capture_lines(CaptureView(capture(), None, "is empty")))
    assert "not read yet" in text_of(capture_lines(CaptureView(capture(), None, None)))


def test_every_kind_of_record_can_be_shown() -> None:
    seen = CaptureView(capture(), report(), None)
    document = Document("doc-1", "ab" * 32, TEXT, "cd" * 32, "text/plain", "dam.txt")
    for record in (passage(), ReportView(document, ()), seen, OriginalView("ab" * 32, 141, (seen,))):
        assert text_of(record_lines(record))
