"""Sources, places, amounts, times, events … as rows for a pipe and as blocks for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.cli.render import STYLES, line_of, where
from sayso.cli.terminal import Line, one_line
from sayso.present.found import reading_of, said_by

if TYPE_CHECKING:
    from sayso.model.ledger import OutletLine, ReportLine
    from sayso.model.listing import EventLine, FoundLine, PlaceLine, SourceLine
    from sayso.present.blame import BlameRow


def _row(*fields: object) -> str:
    return "\t".join(one_line("" if field is None else str(field)) for field in fields)


def _published(report: ReportLine) -> str:
    return report.published.value if report.published else ""


def _source_block(line: SourceLine) -> list[Line]:
    name = line.name or f"“{line.words[0] if line.words else 'nobody named'}”"
    counts = [
        many(line.assertions, "assertion"),
        many(line.reports, "report"),
        many(line.outlets, "outlet"),
    ]
    counts += [many(line.denials, "denial")] if line.denials else []
    told = " · ".join(f"{field}: {value}" for field, value in line.descriptor)
    others = [words for words in line.words if words != line.name]
    lines = [
        line_of((one_line(name), STYLES["source"]), (f"  {line.source_kind}", "dim")),
        line_of((" · ".join(counts), ""), indent=4),
    ]
    if told:
        lines.append(line_of((one_line(told), "dim"), indent=4))
    if line.name and others:
        called = ", ".join(f"“{one_line(words)}”" for words in others[:6])
        lines.append(line_of((f"also {called}", "dim"), indent=4))
    if line.report:
        lines.append(line_of((f"in {line.report}", "dim"), indent=4))
    return [*lines, line_of()]


def _source_row(line: SourceLine) -> str:
    told = "; ".join(f"{field}: {value}" for field, value in line.descriptor)
    return _row(
        line.assertions, line.denials, line.reports, line.outlets, line.source_kind, line.name,
        " | ".join(line.words), told,
    )  # fmt: skip


def _outlet_block(line: OutletLine) -> list[Line]:
    counts = f"{many(line.reports, 'report')} · {many(line.assertions, 'assertion')}"
    return [line_of((one_line(line.name or "outlet not known"), "bold"), (f"  {counts}", "dim"))]


def _outlet_row(line: OutletLine) -> str:
    return _row(line.reports, line.assertions, line.name)


def _place_block(line: PlaceLine) -> list[Line]:
    place = line.place
    name = place.name if place else line.names[0]
    counts = [many(line.reports, "report"), many(line.mentions, "mention")]
    counts += [f"{line.ambiguous} of them may be elsewhere"] if line.ambiguous else []
    told = "not in the gazetteer"
    if place:
        country = f", {place.country}" if place.country else ""
        told = f"{place.kind}{country} · {place.latitude:.3f}, {place.longitude:.3f}"
    lines = [
        line_of((one_line(name), "bold"), (f"  {told}", "dim")),
        line_of((" · ".join(counts), ""), indent=4),
    ]
    others = [spelt for spelt in line.names if spelt != name]
    if others:
        lines.append(line_of((f"as {one_line(', '.join(others[:8]))}", "dim"), indent=4))
    return [*lines, line_of()]


def _place_row(line: PlaceLine) -> str:
    place = line.place
    where = (place.latitude, place.longitude, place.country, place.kind) if place else ("", "", "", "")
    name = place.name if place else line.names[0]
    return _row(line.reports, line.mentions, line.ambiguous, *where, name, " | ".join(line.names))


def _found_block(line: FoundLine) -> list[Line]:
    before, after = line.context[: line.offset], line.context[line.offset + len(line.exact) :]
    return [
        line_of((one_line(line.exact), "bold"), (f"  {one_line(reading_of(line.found))}", "cyan")),
        line_of(
            (_glued(before, "…"), ""), (one_line(line.exact), STYLES["content"]),
            (_glued(after, "…", end=True), ""), indent=4,
        ),
        line_of((f"{one_line(said_by(line.say_so, line.report))} · {where(line.report)}", "dim"), indent=4),
        line_of(),
    ]  # fmt: skip


def _glued(text: str, mark: str, *, end: bool = False) -> str:
    """Return context on one line, white space towards the finding kept, the far side marked as cut."""
    shown = one_line(text)
    if end:
        return (" " if text[:1].isspace() else "") + shown + mark
    return mark + shown + (" " if text[-1:].isspace() else "")


def _found_row(line: FoundLine) -> str:
    return _row(
        line.report.id, _published(line.report), line.report.outlet, line.exact, reading_of(line.found),
        said_by(line.say_so, line.report), line.context,
    )  # fmt: skip


def _time_block(line: FoundLine) -> list[Line]:
    return _found_block(line)


def _time_row(line: FoundLine) -> str:
    time = line.found
    first, last = getattr(time, "earliest", None), getattr(time, "latest", None)
    return _row(first, last, getattr(time, "value", None)) + "\t" + _row(
        line.report.id, _published(line.report), line.report.outlet, line.exact,
        said_by(line.say_so, line.report), line.context,
    )  # fmt: skip


def _event_block(line: EventLine) -> list[Line]:
    event = line.event
    facts = [fact for fact in (line.time, line.place) if fact]
    lines = [
        line_of((event.id, "bold"), (f"  {event.kind} · {where(line.report)}", "dim")),
        line_of((one_line(line.sentence), STYLES["content"]), indent=4),
    ]
    if facts:
        lines.append(line_of((one_line(" · ".join(facts)), ""), indent=4))
    for one, who in zip(event.participants, line.of_participants, strict=True):
        backing = f", {one.backing}" if one.backing else ""
        denied = " (denied)" if one.denied else ""
        lines.append(
            line_of(
                (f"{one.role.replace('_', '-')}: ", STYLES["cue"]), (one_line(one.name), STYLES["source"]),
                (f"{denied}{backing} · {one_line(said_by(who, line.report))}", "dim"),
                indent=4,
            )
        )  # fmt: skip
    return [*lines, line_of()]


def _event_row(line: EventLine) -> str:
    roles = "; ".join(
        f"{'not ' if one.denied else ''}{one.role}: {one.name}" for one in line.event.participants
    )
    return _row(
        line.event.id, line.report.id, _published(line.report), line.report.outlet, line.event.kind,
        line.time, line.place, roles, line.sentence,
    )  # fmt: skip


def many(count: int, noun: str) -> str:
    """Return ``1 report``, ``3 reports``."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _blame_block(row: BlameRow) -> list[Line]:
    backing = f"{row.backing} · " if row.backing else ""
    said = f"on the say-so of {one_line(row.by)}" if row.by else "only denied here"
    lines = [
        line_of(
            (one_line(row.who), STYLES["source"]),
            (f" · {row.role.replace('_', '-')} of {row.kind}", STYLES["cue"]),
        ),
        line_of((f"{backing}{said}", ""), (f" · {many(len(row.documents), 'report')}", "dim"), indent=4),
    ]  # fmt: skip
    if row.denied_by:
        lines.append(line_of((f"denied by {one_line('; '.join(row.denied_by))}", STYLES["cue"]), indent=4))
    return [*lines, line_of()]


def _blame_row(row: BlameRow) -> str:
    return _row(
        row.who, row.role, row.kind, row.backing, row.by, "; ".join(row.denied_by), len(row.documents)
    )


blame_lines = (_blame_block, _blame_row)
source_lines = (_source_block, _source_row)
outlet_lines = (_outlet_block, _outlet_row)
place_lines = (_place_block, _place_row)
found_lines = (_found_block, _found_row)
time_lines = (_time_block, _time_row)
event_lines = (_event_block, _event_row)
