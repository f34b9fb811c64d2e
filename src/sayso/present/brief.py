"""Builds the view model of a brief from plain records."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sayso.model.attribution import SourceKind
from sayso.model.claim import ContradictionStatus
from sayso.present.claims import claim_tables
from sayso.present.concern import Concern, may_concern
from sayso.present.context import (
    BasisGroup,
    Brief,
    Date,
    Entries,
    Figure,
    Input,
    Limits,
    More,
    Ref,
    ReportRow,
    SpeakerGroup,
    SpeakerRow,
)  # fmt: skip
from sayso.present.entries import Desk, command_for, counted
from sayso.present.facts import Facts, tables
from sayso.present.footnotes import PassageOf, date_of
from sayso.present.grouping import (
    Sections,
    basis_of,
    by_speaker,
    is_named,
    most_recent_first,
    most_reported_first,
    outlets_of,
    reports_of,
    same_words,
    sections,
    speaker_key,
)  # fmt: skip
from sayso.present.links import command, safe_link
from sayso.present.sentence import CERTAINTY, KIND_WORDS, speaker_of
from sayso.present.timeline import timeline
from sayso.present.when import readable_iso, sort_key

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from sayso.model.ledger import CaseCounts, LedgerLine, ReportLine
    from sayso.model.outcome import Skipped

_BASES = (
    (SourceKind.PERSON, "Named persons", "The report names a person as the source."),
    (
        SourceKind.ORGANISATION,
        "Organisations",
        "The report names a body; who in it spoke, the passage need not tell.",
    ),
    (
        SourceKind.DOCUMENT,
        "Documents",
        "A paper, record or publication is cited. What is read here is the report’s citation.",
    ),
    (
        SourceKind.UNNAMED,
        "Unnamed sources",
        (
            "The passage does not name who speaks. The same description in two reports need not mean "
            "the same source."
        ),
    ),
    (
        SourceKind.AUTHOR,
        "The reports’ own authors",
        "In the author’s own voice; the passage names no other source.",
    ),
)


def build_brief(  # noqa: PLR0913 - all of a case, and how to show it
    lines: Iterable[LedgerLine],
    reports: Iterable[ReportLine],
    counts: CaseCounts,
    skipped: Iterable[Skipped],
    *,
    title: str,
    as_of: str,
    passage: PassageOf | None = None,
    limits: Limits | None = None,
    facts: Facts | None = None,
) -> Brief:
    """Build a brief.

    Args:
        lines: the ledger; each line appears in exactly one of the four sections, or is counted as left out.
        reports: all reports of the case.
        counts: what the case holds, to tell when the brief was given less.
        skipped: inputs that could not be used.
        title: title of the brief.
        as_of: when the ledger was read, ISO 8601.
        passage: finds the sentence around a line; without it, footnotes show only source, cue and content.
        limits: how much to show; the default suits a page that can fold.
        facts: what the tables of claims, contradictions, blame, amounts, times and places are made from.
    """
    ledger, listed, unread = list(lines), list(reports), list(skipped)
    caps, told = limits or Limits(), facts or Facts()
    parts = sections(ledger)
    desk = Desk(ledger, caps, concerns=_concerns(ledger, parts, caps.pointers))
    disputed = desk.entries(
        most_recent_first(ledger, same_words(ledger, parts.denied)),
        (caps.disputed, caps.disputed_folded),
        command("assertions", "CASE", stance="denies"),
    )
    bases, anchors = _bases(desk, parts.asserted)
    inferred = _ranked(
        desk,
        parts.inferred,
        (caps.inferences, caps.inferences_folded),
        command("assertions", "CASE", kind="inference"),
    )
    left_open = _ranked(
        desk, parts.open, (caps.questions, caps.questions_folded), command("questions", "CASE")
    )
    speakers = _speaker_rows(desk, parts, anchors)
    rows = _report_rows(desk, listed)
    inputs = [Input(one.location, one.reason) for one in unread]
    denials = Counter(ledger[position].report.id for position in parts.denied)
    end = caps.rows + caps.rows_folded
    return Brief(
        title=title,
        as_of=Date(readable_iso(as_of), as_of),
        total_reports=len(listed),
        total_assertions=len(ledger),
        figures=_figures(ledger, listed, parts, len(inputs), told),
        not_shown=" ".join(
            filter(
                None, (_missing(counts.assertions - len(ledger)), _silent(listed), _unlinked(told.waiting))
            )
        ),
        timeline=timeline(listed, denials),
        claims=claim_tables(
            told.claims, told.contradictions, _Refs(desk, lambda line: line.assertion.id), caps.facts
        ),
        disputed=disputed,
        bases=bases,
        asserted=len(parts.asserted),
        inferred=inferred,
        open_questions=left_open,
        speakers=tuple(speakers[: caps.rows]),
        speakers_folded=tuple(speakers[caps.rows : end]),
        more_speakers=More(max(0, len(speakers) - end), command("assertions", "CASE")),
        facts=tables(told, _Refs(desk, lambda line: line.assertion.attribution), caps.facts),
        reports=tuple(rows[: caps.rows]),
        reports_folded=tuple(rows[caps.rows : end]),
        more_reports=More(max(0, len(rows) - end), command("reports", "CASE")),
        skipped=tuple(inputs[: caps.rows]),
        skipped_folded=tuple(inputs[caps.rows :]),
        footnotes=desk.notes.footnotes(passage or _no_passage),
        certainties=tuple(CERTAINTY.values()),
    )


class _Refs:
    """Finds the footnotes of attributions, or of assertions, by their ids."""

    def __init__(self, desk: Desk, key: Callable[[LedgerLine], str]) -> None:
        self._desk = desk
        self._at = {key(line): position for position, line in enumerate(desk.lines)}

    def __call__(self, ids: Iterable[str], quoted: Iterable[str] = ()) -> tuple[Ref, ...]:
        """Return references: to what is quoted in any case, to others if they have a footnote already."""
        mine = [one for one in dict.fromkeys(quoted) if one in self._at]
        made = tuple(self._desk.notes.ref(self._desk.lines[self._at[one]]) for one in mine)
        rest = [self._at[one] for one in ids if one in self._at and one not in mine]
        return (*made, *self._desk.known(rest))


def _missing(number: int) -> str:
    if number <= 0:
        return ""
    return f"{counted(number, 'assertion')} of this case {'is' if number == 1 else 'are'} not in this brief."


def _silent(reports: Sequence[ReportLine]) -> str:
    number = sum(report.assertions == 0 for report in reports)
    if not number:
        return ""
    return (
        f"{counted(number, 'report')} {'has' if number == 1 else 'have'} no assertion here: sayso found "
        "none, or the text is not English, and sayso reads English only."
    )


def _unlinked(number: int) -> str:
    if not number:
        return ""
    return f"Claims of {counted(number, 'report')} are not complete: the next “sayso add” goes on with them."


def _no_passage(_: LedgerLine) -> None:
    return None


def _ranked(desk: Desk, positions: Sequence[int], caps: tuple[int, int], more: str) -> Entries:
    groups = most_reported_first(desk.lines, same_words(desk.lines, positions))
    return desk.entries(groups, caps, more)


def _concerns(lines: Sequence[LedgerLine], parts: Sections, most: int) -> dict[int, list[Concern]]:
    """Find who may concern whom, both ways; the first line stands for all that say the same."""
    denials = {group[0]: lines[group[0]].quote for group in same_words(lines, parts.denied)}
    put_forward = same_words(lines, (*parts.asserted, *parts.inferred))
    others = {group[0]: lines[group[0]].quote for group in put_forward}
    found = may_concern(denials, others, most, lambda one, other: _apart(lines[one], lines[other]))
    both: dict[int, list[Concern]] = defaultdict(list, found)
    for denial, concerns in found.items():
        for concern in concerns:
            both[concern.other].append(Concern(denial, concern.shared))
    return dict(both)


def _apart(one: LedgerLine, other: LedgerLine) -> bool:
    """Tell whether two lines stand in different reports, or in different places of one."""
    if one.report.id != other.report.id:
        return True
    cue, content = one.attribution.cue, one.attribution.content
    mine = (*one.attribution.source, *cue, *content)
    theirs = (*other.attribution.source, *other.attribution.cue, *other.attribution.content)
    return not any(a.overlaps(b) for a in mine for b in theirs)


def _figures(
    lines: Sequence[LedgerLine],
    reports: Sequence[ReportLine],
    parts: Sections,
    skipped: int,
    facts: Facts,
) -> tuple[Figure, ...]:
    outlets = {report.outlet for report in reports if report.outlet}
    speakers = {speaker_key(line) for line in lines if is_named(line)}
    shared = sum(one.sourcing.reports > 1 for one in facts.claims)
    confirmed = sum(one.status is ContradictionStatus.CONFIRMED for one in facts.contradictions)
    told = (
        (shared, "claim", "claimed", False),
        (confirmed, "contradiction", "claimed", bool(confirmed)),
        (len(parts.denied), "denial", "disputed", bool(parts.denied)),
        (len(parts.open), "open question", "open", False),
        (len(lines), "assertion", "asserted", False),
        (len(speakers), "named speaker", "speakers", False),
        (len(reports), "report", "reports", False),
        (len(outlets), "outlet", "reports", False),
        (skipped, "input", "skipped", False),
    )
    after = {"assertion": " in all", "input": " skipped", "claim": " in several reports"}
    return tuple(
        Figure(number, f"{noun}{'' if number == 1 else 's'}{after.get(noun, '')}", target, alert)
        for number, noun, target, alert in told
    )


def _bases(desk: Desk, positions: Sequence[int]) -> tuple[tuple[BasisGroup, ...], dict[Hashable, str]]:
    """Return the groups, and where each speaker's group stands."""
    lines, caps = desk.lines, desk.limits
    anchors: dict[Hashable, str] = {}
    groups: list[BasisGroup] = []
    for kind, title, explanation in _BASES:
        mine = [position for position in positions if basis_of(lines[position]) == kind.value]
        if not mine:
            continue
        speakers = by_speaker(lines, mine)
        shown: list[SpeakerGroup] = []
        folded: list[SpeakerGroup] = []
        for index, group in enumerate(speakers[: caps.speakers + caps.speakers_folded]):
            if len(desk.notes) >= caps.footnotes:
                break
            anchor = f"speaker-{len(anchors) + 1}"
            anchors[speaker_key(lines[group[0]])] = anchor
            fold = index >= caps.speakers
            (folded if fold else shown).append(_speaker_group(desk, group, anchor, folded=fold))
        rest = len(speakers) - len(shown) - len(folded)
        groups.append(
            BasisGroup(
                anchor=f"basis-{kind.value}",
                title=title,
                explanation=explanation,
                speakers=tuple(shown),
                folded=tuple(folded),
                more=More(rest, command("assertions", "CASE", source_kind=kind.value)),
                assertions=len(mine),
                total_speakers=len(speakers),
            )
        )
    return tuple(groups), anchors


def _speaker_group(desk: Desk, group: Sequence[int], anchor: str, *, folded: bool) -> SpeakerGroup:
    lines, caps = desk.lines, desk.limits
    line = lines[group[0]]
    who, verbatim, note = speaker_of(line)
    entries = desk.entries(
        most_reported_first(lines, same_words(lines, group)),
        (caps.entries, caps.entries_folded),
        command_for(line),
        folded=folded,
        room=caps.footnotes,
    )
    outlets = len(outlets_of(lines, group))
    tally = f"{counted(len(group), 'assertion')} in {counted(len(reports_of(lines, group)), 'report')}"
    return SpeakerGroup(
        anchor=anchor,
        who=who,
        who_verbatim=verbatim,
        note=note,
        tally=f"{tally}, {counted(outlets, 'outlet')}" if outlets else tally,
        entries=entries,
    )


def _speaker_rows(desk: Desk, parts: Sections, anchors: dict[Hashable, str]) -> list[SpeakerRow]:
    lines, denied = desk.lines, frozenset(parts.denied)
    rows = []
    for group in by_speaker(lines, range(len(lines))):
        line = lines[group[0]]
        who, verbatim, note = speaker_of(line)
        refs = desk.known(group)
        left = len(group) - len(refs)
        kind = KIND_WORDS[line.assertion.source_kind]
        rows.append(
            SpeakerRow(
                who=who,
                who_verbatim=verbatim,
                note="" if note == kind else note,
                kind=kind,
                assertions=len(group),
                denials=sum(position in denied for position in group),
                reports=len(reports_of(lines, group)),
                outlets=len(outlets_of(lines, group)),
                anchor=anchors.get(speaker_key(line), ""),
                refs=refs,
                more=More(left, command_for(line) if left else ""),
            )
        )
    return rows


def _report_rows(desk: Desk, reports: Sequence[ReportLine]) -> list[ReportRow]:
    lines_of: dict[str, list[int]] = defaultdict(list)
    for position, line in enumerate(desk.lines):
        lines_of[line.report.id].append(position)
    ordered = sorted(reports, key=lambda report: sort_key(report.published), reverse=True)
    rows = []
    for number, report in enumerate(ordered, start=1):
        refs = desk.known(lines_of[report.id])
        left = report.assertions - len(refs)
        rows.append(
            ReportRow(
                anchor=f"report-{number}",
                title=report.name,
                outlet=report.outlet or "",
                agency=report.agency or "",
                author=report.author or "",
                date=date_of(report),
                precision=report.published.precision.value if report.published else "",
                link=safe_link(report.url),
                location=report.location,
                assertions=report.assertions,
                refs=refs,
                more=More(
                    max(0, left), command("assertions", "CASE", document=report.id) if left > 0 else ""
                ),
            )
        )
    return rows
