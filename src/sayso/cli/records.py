"""Any record in its place: a passage with its marks, a report, a capture, an original.

Colours only repeat what signs say already, so that everything can be read without them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.actions.claims import ClaimView
from sayso.cli.render import STYLES, ledger_block, line_of, where
from sayso.cli.render_claims import origin_lines
from sayso.cli.render_entities import entity_lines
from sayso.cli.render_found import event_lines
from sayso.cli.terminal import Line, inert, one_line
from sayso.model.entity import Entity
from sayso.model.ledger import CaptureView, OriginalView, Passage, ReportView
from sayso.model.listing import EventLine
from sayso.present.sentence import hedges_of, statement, who_in_words
from sayso.present.when import readable, readable_iso

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.actions.explain import Explanation
    from sayso.model.ledger import LedgerLine

MARKS = {"source": ("«", "»"), "cue": ("[", "]"), "content": ("{", "}"), "hop": ("‹", "›")}
LEGEND = ("source", "cue", "content", "hop")
_ORDER = {role: position for position, role in enumerate(("content", "hop", "source", "cue"))}


def record_lines(
    record: Explanation,
) -> list[Line]:
    """Return any record as lines for a person."""
    for kind, lines_of in _READERS.items():
        if isinstance(record, kind):
            return lines_of(record)
    raise AssertionError  # pragma: no cover - every kind is listed


def original_lines(view: OriginalView) -> list[Line]:
    """Return what is known of original bytes: each time they were captured."""
    head = [line_of((f"original {view.sha256}", "bold")), _fact("size", f"{view.size:,} bytes")]
    return [*head, *(line for each in view.captures for line in (line_of(), *capture_lines(each)))]


def capture_lines(view: CaptureView) -> list[Line]:
    """Return one capture: what was obtained, when and how, and what came of it."""
    taken = view.capture
    lines = [
        line_of((f"capture {taken.sequence}", "bold")),
        _fact("from", one_line(taken.location)),
        _fact("obtained", f"{readable_iso(taken.at)}, as {one_line(taken.obtained)}"),
        _fact("bytes", f"{taken.size:,}"),
        _fact("sha256", taken.sha256),
        _fact("hash", taken.hash),
        _fact("previous", taken.previous),
    ]
    if view.report is not None:
        lines.append(_fact("report", f"{view.report.id}  {one_line(view.report.name)}"))
    elif view.skipped is not None:
        lines.append(_fact("skipped", one_line(view.skipped)))
    else:
        lines.append(_fact("report", "not read yet; the next `sayso add` to this case goes on with it"))
    return lines


def passage_lines(passage: Passage) -> list[Line]:
    """Return an attribution in its place: who says what, the passage with its marks, the way it came."""
    line = passage.line
    told = statement(line)
    lines = [
        line_of((line.assertion.id, "bold"), (f"  {line.attribution.id}", "dim")),
        line_of((one_line(line.report.name), "bold")),
        line_of((where(line.report), ""), (f" · {one_line(line.report.location)}", "dim")),
        line_of(),
        highlighted(passage),
        line_of(),
        _legend(),
        line_of(),
        _fact("speaker", one_line(who_in_words(told))),
        _fact("stance", " · ".join([line.assertion.stance, *(chip.label for chip in hedges_of(line))])),
        _fact("mode", f"{line.attribution.mode} speech, {line.assertion.kind}"),
        _fact("offsets", _offsets(line)),
    ]
    way = _way(line)
    if len(way) > 1:
        lines.append(_fact("way", " → ".join(way)))
    if passage.outer is not None:
        lines.append(_fact("inside", _brief(passage.outer)))
    lines.extend(_fact("holds", _brief(inner)) for inner in passage.inner)
    return lines


def _way(line: LedgerLine) -> list[str]:
    hops = [one_line(hop.name) for hop in line.attribution.hops]
    outlet = line.report.outlet
    if outlet and (not hops or hops[0] != one_line(outlet)):
        hops.insert(0, one_line(outlet))
    told = statement(line)
    who = f"“{told.who}”" if told.who_verbatim else told.who
    return [*hops, one_line(who)]


def _brief(line: LedgerLine) -> str:
    told = statement(line)
    opening, closing = told.marks
    words = f"{line.assertion.id} {who_in_words(told)} {told.verb}: {opening}{told.quote}{closing}"
    return one_line(words)


def _offsets(line: LedgerLine) -> str:
    found = line.attribution
    roles = (("source", found.source), ("cue", found.cue), ("content", found.content))
    return "; ".join(
        f"{role} {', '.join(f'{span.start}–{span.end}' for span in spans)}" for role, spans in roles if spans
    )


def highlighted(passage: Passage) -> Line:
    """Return the passage with signs and styles around source, cue, content and hops.

    Signs are set for each mark, also where marks overlap; between two signs stands the document's own
    text, made inert.
    """
    marks = [
        (role, span.start - passage.start, span.end - passage.start)
        for role, span in passage.marks
        if role in MARKS and passage.start <= span.start and span.end - passage.start <= len(passage.text)
    ]
    pieces: list[tuple[str, str]] = []
    cuts = sorted({0, len(passage.text), *(at for _, start, end in marks for at in (start, end))})
    for start, end in zip(cuts, [*cuts[1:], cuts[-1]], strict=True):
        ending = sorted(
            (mark for mark in marks if mark[2] == start), key=lambda mark: (-mark[1], -_ORDER[mark[0]])
        )
        opening = sorted(
            (mark for mark in marks if mark[1] == start), key=lambda mark: (-mark[2], _ORDER[mark[0]])
        )
        pieces.extend((MARKS[role][1], STYLES[role]) for role, _, _ in ending)
        pieces.extend((MARKS[role][0], STYLES[role]) for role, _, _ in opening)
        inside = [role for role, first, last in marks if first <= start and end <= last and start < end]
        style = STYLES[max(inside, key=_ORDER.__getitem__)] if inside else ""
        pieces.append((inert(passage.text[start:end]), style))
    return line_of(*pieces)


def _legend() -> Line:
    pieces: list[tuple[str, str]] = []
    for role in LEGEND:
        opening, closing = MARKS[role]
        pieces += [(f"{opening}{role}{closing}", STYLES[role]), ("  ", "")]
    return line_of(*pieces[:-1])


def report_lines(view: ReportView) -> list[Line]:
    """Return a whole report: its facts, then its assertions in order of position."""
    document = view.document
    facts = [
        ("outlet", document.outlet), ("agency", document.agency), ("author", document.author),
        ("published", readable(document.published)), ("address", document.url),
        ("language", document.language), ("key", document.key), ("from", document.location),
        ("format", document.media_type),
        ("sha256", document.sha256), ("length", f"{len(document.text):,} characters"),
    ]  # fmt: skip
    lines = [line_of((document.id, "bold")), line_of((one_line(document.name), "bold"))]
    lines.extend(_fact(name, one_line(value)) for name, value in facts if value)
    lines.extend(_fact("note", one_line(note)) for note in document.notes)
    lines.append(line_of())
    for line in view.lines:
        lines.extend(ledger_block(line))
    return lines


def _fact(name: str, value: str) -> Line:
    return line_of((value, ""), indent=10, label=name)


_READERS: dict[type, Callable[[Any], list[Line]]] = {
    EventLine: event_lines[0],
    Entity: entity_lines[0],
    ClaimView: lambda view: origin_lines(*view),
    Passage: passage_lines,
    ReportView: report_lines,
    CaptureView: capture_lines,
    OriginalView: original_lines,
}
