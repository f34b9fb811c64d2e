"""What a brief holds: every line once, every statement with its footnote, nothing left out silently."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom import Newsroom, dam_case
from sayso.model.assertion import Stance
from sayso.model.attribution import Kind, SourceKind
from sayso.model.span import Span
from sayso.present.brief import build_brief
from sayso.present.context import Brief, Entry, Limits
from sayso.present.facts import Facts
from sayso.present.grouping import sections

if TYPE_CHECKING:
    from collections.abc import Iterator

TIGHT = Limits(
    disputed=1,
    disputed_folded=1,
    speakers=1,
    speakers_folded=1,
    entries=1,
    entries_folded=1,
    inferences=1,
    inferences_folded=0,
    questions=1,
    questions_folded=0,
    notes_per_entry=2,
    rows=2,
    rows_folded=1,
    row_notes=1,
)


def brief_of(room: Newsroom, limits: Limits | None = None) -> Brief:
    return build_brief(
        room.lines, room.reports, room.counts, room.skipped,
        title="The Orsk dam", as_of="2031-04-03T21:10Z", passage=room.passage, limits=limits,
    )  # fmt: skip


def entries_of(brief: Brief) -> Iterator[Entry]:
    lists = [brief.disputed, brief.inferred, brief.open_questions]
    groups = [group for basis in brief.bases for group in (*basis.speakers, *basis.folded)]
    for entries in (*lists, *(group.entries for group in groups)):
        yield from (*entries.shown, *entries.folded)


@st.composite
def rooms(draw: st.DrawFn) -> Newsroom:
    room = Newsroom()
    names = ["Mara Velt", "Ilse Dorn", "Orsk Wire", None]
    words = ["the wall cracked", "The wall  cracked", "the northern wall of the dam cracked", "all is well"]
    for number in range(draw(st.integers(0, 5))):
        said: list[tuple[str, dict[str, Any]]] = [
            (
                f"{{S:she {number}}} {{C:said}} {{X:{draw(st.sampled_from(words))}}} {index}.",
                {
                    "speaker": draw(st.sampled_from(names)),
                    "source_kind": draw(st.sampled_from(list(SourceKind))),
                    "stance": draw(st.sampled_from(list(Stance))),
                    "kind": draw(st.sampled_from(list(Kind))),
                },
            )
            for index in range(draw(st.integers(0, 5)))
        ]
        day = draw(st.sampled_from([None, "2031", "2031-04-02", "2031-04-03"]))
        room.report(f"Report {number}", draw(st.sampled_from([None, "Post", "Gazette"])), day, *said)
    return room


@given(rooms(), st.sampled_from([None, TIGHT, Limits().without_folds()]))
def test_every_line_is_shown_once_or_counted_as_left_out(room: Newsroom, limits: Limits | None) -> None:
    brief = brief_of(room, limits)
    assert brief.disputed.total + brief.asserted + brief.inferred.total + brief.open_questions.total == len(
        room.lines
    )
    for entries in (brief.disputed, brief.inferred, brief.open_questions):
        made = (*entries.shown, *entries.folded)
        shown = sum(len(entry.refs) + entry.more_refs.count for entry in made)
        assert shown + entries.more.count == entries.total
        assert bool(entries.more.count) == bool(entries.more.command)
    for basis in brief.bases:
        made_groups = (*basis.speakers, *basis.folded)
        assert len(made_groups) + basis.more.count == basis.total_speakers
        for group in made_groups:
            told = (*group.entries.shown, *group.entries.folded)
            shown = sum(len(entry.refs) + entry.more_refs.count for entry in told)
            assert shown + group.entries.more.count == group.entries.total


@given(rooms(), st.sampled_from([None, TIGHT]))
def test_every_reference_has_its_footnote_and_the_way_back(room: Newsroom, limits: Limits | None) -> None:
    brief = brief_of(room, limits)
    assert [note.number for note in brief.footnotes] == list(range(1, len(brief.footnotes) + 1))
    refs = [ref for entry in entries_of(brief) for ref in (*entry.refs, *(p.ref for p in entry.pointers))]
    assert all(entry.refs for entry in entries_of(brief))
    anchors = [ref.anchor for ref in refs]
    assert len(anchors) == len(set(anchors))
    assert sorted(anchors) == sorted(anchor for note in brief.footnotes for anchor in note.back)
    for row in (*brief.speakers, *brief.reports):
        assert all(1 <= ref.number <= len(brief.footnotes) for ref in row.refs)
        assert len(row.refs) + row.more.count == row.assertions


@given(rooms())
def test_sections_part_the_ledger(room: Newsroom) -> None:
    parts = sections(room.lines)
    positions = sorted((*parts.denied, *parts.asserted, *parts.inferred, *parts.open))
    assert positions == list(range(len(room.lines)))


def test_the_same_words_in_several_reports_are_one_entry_without_a_claim_of_independence() -> None:
    brief = brief_of(dam_case())
    entry = next(entry for entry in entries_of(brief) if entry.statement.who == "Two engineers")
    assert len(entry.refs) == 2
    assert entry.tally == "2 reports · 2 outlets · origin not established"


def test_one_report_that_says_it_twice_is_one_report() -> None:
    room = Newsroom()
    said = ("{S:Mara Velt} {C:said} {X:the dam was sound}.", {"speaker": "Mara Velt"})
    room.report("Twice", "Harrow Gazette", "2031-04-02", said, said)
    (entry,) = entries_of(brief_of(room))
    assert len(entry.refs) == 2
    assert entry.tally == "Harrow Gazette, 2 April 2031"


def test_words_without_a_name_are_not_one_speaker_across_reports() -> None:
    room = Newsroom()
    for outlet in ("Harrow Gazette", "Lowland Post"):
        room.report(f"In {outlet}", outlet, "2031-04-02", ("{S:He} {C:said} {X:the dam was sound}.", {}))
    brief = brief_of(room)
    assert len(list(entries_of(brief))) == 2
    assert [row.reports for row in brief.speakers] == [1, 1]
    assert brief.bases[0].title == "Unnamed sources"


def test_another_hedge_makes_another_entry() -> None:
    room = Newsroom()
    for certainty in ("certain", "possible"):
        options = {"speaker": "Mara Velt", "certainty": certainty}
        room.report(certainty, "Post", "2031-04-02", ("{S:Velt} {C:said} {X:the dam was sound}.", options))
    assert [entry.statement.hedges[0].tone for entry in entries_of(brief_of(room))] == ["certain", "possible"]


def test_a_denial_points_at_what_it_may_concern_and_is_pointed_at() -> None:
    brief = brief_of(dam_case())
    (denial,) = brief.disputed.shown
    assert [pointer.statement.who for pointer in denial.pointers] == ["Two engineers", "Tomas Ekh"]
    assert denial.pointers[0].shared == ("northern", "wall", "dam", "cracked")
    asserted = next(entry for entry in entries_of(brief) if entry.statement.who == "Two engineers")
    assert [pointer.statement.who for pointer in asserted.pointers] == ["Mara Velt"]


def test_the_latest_denial_comes_first() -> None:
    room = Newsroom()
    for day in ("2031-04-02", "2031-04-04", "2031-04-03", None):
        room.report(
            f"On {day}", "Post", day, (f"{{S:Velt}} {{C:denied}} {{X:fault {day}}}.", {"stance": "denies"})
        )
    quotes = [entry.statement.quote for entry in brief_of(room).disputed.shown]
    assert quotes == ["fault 2031-04-04", "fault 2031-04-03", "fault 2031-04-02", "fault None"]


def test_figures_count_what_is_there_and_lead_to_it() -> None:
    figures = {figure.label: (figure.number, figure.target) for figure in brief_of(dam_case()).figures}
    assert figures == {
        "claims in several reports": (0, "claimed"),
        "contradictions": (0, "claimed"),
        "denial": (1, "disputed"),
        "open question": (1, "open"),
        "assertions in all": (11, "asserted"),
        "named speakers": (4, "speakers"),
        "reports": (4, "reports"),
        "outlets": (3, "reports"),
        "input skipped": (1, "skipped"),
    }


def test_a_brief_says_when_it_was_given_less_than_the_case_holds() -> None:
    room = dam_case()
    brief = build_brief(
        room.lines[:-2], room.reports, room.counts, [], title="x", as_of="2031", passage=room.passage
    )
    assert brief.not_shown == "2 assertions of this case are not in this brief."
    assert brief_of(room).not_shown == ""


def test_a_brief_says_how_many_reports_nothing_was_read_out_of() -> None:
    room = dam_case()
    silent = replace(room.reports[0], id="doc-silent", assertions=0)
    reports = [*room.reports, silent]
    brief = build_brief(room.lines, reports, room.counts, [], title="x", as_of="2031", passage=room.passage)
    assert brief.not_shown.startswith("1 report has no assertion here")


def test_a_footnote_quotes_the_passage_with_its_roles_and_offsets() -> None:
    room = dam_case()
    note = brief_of(room).footnotes[0]
    assert [(piece.role, piece.text) for piece in note.segments] == [
        ("source", "Mara Velt"),
        ("plain", ", the minister, "),
        ("cue", "denied"),
        ("plain", " that "),
        ("content", "the northern wall of the dam had cracked"),
        ("plain", "."),
    ]
    text = room.documents[note.document].text
    for part in note.parts:
        start, end = (int(offset) for offset in part.offsets.split("–"))
        assert text[start:end] == part.text


def test_the_characters_of_a_passage_are_all_there_in_order() -> None:
    room = dam_case()
    notes = {note.id: note for note in brief_of(room).footnotes}
    for line in room.lines:
        segments = notes[line.assertion.id].segments
        assert "".join(piece.text for piece in segments) == room.passage(line).text


def test_without_passages_the_footnotes_still_quote_source_cue_and_content() -> None:
    room = dam_case()
    brief = build_brief(room.lines, room.reports, room.counts, [], title="x", as_of="2031")
    assert [piece.text for piece in brief.footnotes[0].segments if piece.role != "cut"] == [
        "Mara Velt", "denied", "the northern wall of the dam had cracked",
    ]  # fmt: skip


def test_relays_nesting_and_doubtful_readings_are_told() -> None:
    room = Newsroom()
    options = {"speaker": "Mara Velt", "nested_in": "att-1", "score": 0.31}
    room.report("x", "Post", None, ("{S:Velt} {C:said} {X:so}, {H:Orsk Wire} reported.", options))
    (note,) = brief_of(room).footnotes
    assert note.chain == ("Post", "Orsk Wire", "Mara Velt")
    assert note.nested
    assert "0.31" in note.unsure


def test_very_long_quotations_and_passages_are_cut_and_say_so() -> None:
    room = Newsroom()
    words = "water " * 900
    room.report(
        "x", "Post", None, ("{S:Velt} {C:said} {X:" + words + "end}" + " and" * 300, {"speaker": "Velt"})
    )
    brief = brief_of(room)
    (entry,) = entries_of(brief)
    assert room.lines[0].quote.startswith(entry.statement.quote)
    assert len(entry.statement.quote) + entry.cut == len(room.lines[0].quote)
    (note,) = brief.footnotes
    cuts = [piece.text for piece in note.segments if piece.role == "cut"]
    assert cuts == [" [3,003 characters left out] ", " [960 characters left out] "]


def test_marks_outside_of_the_passage_do_no_harm() -> None:
    room = dam_case()

    def elsewhere(line: Any) -> Any:
        passage = room.passage(line)
        return replace(passage, marks=(*passage.marks, ("hop", Span(0, 1)), ("other", Span(0, 10_000))))

    brief = build_brief(room.lines, room.reports, room.counts, [], title="x", as_of="2031", passage=elsewhere)
    assert (
        "".join(piece.text for piece in brief.footnotes[0].segments) == room.passage(room.lines[5 + 2]).text
    )


@pytest.mark.parametrize("limits", [None, Limits().without_folds()])
def test_an_empty_case_makes_an_empty_brief(limits: Limits | None) -> None:
    brief = brief_of(Newsroom(), limits)
    assert (brief.footnotes, brief.bases, brief.timeline) == ((), (), None)


def test_no_entry_is_begun_beyond_the_limit_of_footnotes_and_the_rest_is_counted() -> None:
    brief = brief_of(dam_case(), Limits(footnotes=4))
    (persons, *others) = brief.bases
    assert sum(len(basis.speakers) + len(basis.folded) for basis in brief.bases) == 1
    assert persons.more.count == 1
    assert all(basis.more.count == basis.total_speakers for basis in others)


def test_a_brief_says_when_claims_are_not_complete() -> None:
    room = dam_case()
    brief = build_brief(
        room.lines, room.reports, room.counts, [], title="x", as_of="2031", facts=Facts(waiting=2)
    )
    assert brief.not_shown == "Claims of 2 reports are not complete: the next “sayso add” goes on with them."
