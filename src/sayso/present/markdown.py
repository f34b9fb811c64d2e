"""Renders a brief as Markdown: CommonMark with tables and footnotes as GitHub and Pandoc read them.

Every text of a report goes through :func:`escaped`, so that it cannot make a link, markup, HTML, a heading, a
table cell or a list. Passages are quoted whole and unmarked; source, cue and content follow with offsets.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.present.context import More
from sayso.present.sentence import quotation_marks
from sayso.present.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sayso.present.context import (
        Brief,
        Entries,
        Entry,
        FactRow,
        FactTable,
        Footnote,
        Ref,
        ReportRow,
        SpeakerRow,
    )
    from sayso.present.sentence import Chip, Statement

_SPECIAL = re.compile(r"[\\`*_\[\]|~#$^@{}]")
_ADDRESS = re.compile(r"(?i)(?<=[a-z])(:)(?=//)|(?<=\bwww)(\.)|(?<=mailto)(:)|(?<=xmpp)(:)")
_BLOCK = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^([-+=>:])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def to_markdown(brief: Brief) -> str:
    """Return the brief as Markdown; it can be encoded as UTF-8 whatever the reports contain."""
    blocks = [
        *_head(brief),
        *_claimed(brief),
        *_disputed(brief),
        *_asserted(brief),
        *_section(
            "4. What the reports infer",
            "Conclusions drawn by an author, or by somebody quoted.",
            brief.inferred,
            "No inference was found in these reports.",
        ),
        *_section(
            "5. What is not known",
            "Left open or asked by whoever speaks, at the time of that report.",
            brief.open_questions,
            "No open question was found in these reports.",
        ),
        *_speakers(brief),
        *_facts(brief),
        *_reports(brief),
        "## 9. Footnotes",
        *(_footnote(note) for note in brief.footnotes),
        *_how(brief),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def escaped(text: str) -> str:
    """Return a text on one line in which nothing is Markdown or HTML any more, and nothing acts."""
    line = one_line(text)
    line = "".join(_ENTITIES.get(character, character) for character in line)
    line = _SPECIAL.sub(lambda match: "\\" + match[0], line)
    line = _ADDRESS.sub(lambda match: "\\" + match[0], line)
    return _BLOCK.sub(lambda match: f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}", line)


def code_span(text: str, *, cell: bool = False) -> str:
    """Return a code span that shows the text exactly, whatever backticks are in it.

    Args:
        text: what to show.
        cell: whether it stands in a table, where a bar must be escaped even inside a code span.
    """
    line = one_line(text)
    line = line.replace("|", r"\|") if cell else line
    longest = max((len(run) for run in re.findall(r"`+", line)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if "`" in line else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def _head(brief: Brief) -> Iterator[str]:
    yield f"# {escaped(brief.title)}"
    yield f"As of {escaped(brief.as_of.words)}"
    yield (
        "**Nothing here is presented as fact.** Every statement is somebody’s, in the words of the report "
        "that carries it; its footnote quotes the passage it rests on."
    )
    if brief.not_shown:
        yield f"**{brief.not_shown}**"
    yield "## At a glance"
    yield "\n".join(f"- **{figure.number:,}** {figure.label}" for figure in brief.figures)


def _claimed(brief: Brief) -> Iterator[str]:
    yield "## 1. What is claimed, and from how many origins"
    if not brief.claims:
        yield "No claim stands in several reports, as far as sayso can tell."
    yield from _tables(brief.claims)


def _disputed(brief: Brief) -> Iterator[str]:
    yield from _section(
        "2. Disputed",
        "Denials, latest first. “May concern” points at the statements, three at most, that "
        "share most words with a denial; whether both speak of one matter is for you to judge.",
        brief.disputed,
        "No denial was found in these reports. That is no sign that nobody disputes anything.",
        pointing="may concern",
    )


def _asserted(brief: Brief) -> Iterator[str]:
    yield "## 3. What is asserted, by whom, on what basis"
    if not brief.bases:
        yield "No assertion was found in these reports."
        return
    yield (
        "Grouped by whom the reports give as the source, most reported first. Several reports are not "
        "several sources: section 1 tells how many origins they have."
    )
    for basis in brief.bases:
        yield f"### {basis.title} ({basis.assertions:,})"
        yield basis.explanation
        for group in basis.speakers:
            yield f"#### {_who(group.who, verbatim=group.who_verbatim, note=group.note)}"
            yield group.tally
            yield _entries(group.entries)
            yield _more(group.entries.more, "assertion")
        yield _more(basis.more, "speaker")


def _section(title: str, lead: str, entries: Entries, nothing: str, *, pointing: str = "") -> Iterator[str]:
    yield f"## {title}" + (f" ({entries.total:,})" if entries.total else "")
    if not entries.total:
        yield nothing
        return
    yield lead
    yield _entries(entries, pointing or "a denial may concern this")
    yield _more(entries.more, "assertion")


def _entries(entries: Entries, pointing: str = "a denial may concern this") -> str:
    return "\n".join(_entry(entry, pointing) for entry in (*entries.shown, *entries.folded))


def _entry(entry: Entry, pointing: str) -> str:
    lines = [
        f"- {_said(entry.statement, entry.cut)}{_refs(entry.refs)}  ",
        f"  {_chips(entry.statement.hedges)} · {escaped(entry.tally)}",
    ]
    if entry.more_refs.count:
        lines.append(f"  · {entry.more_refs.count:,} more passages: {code_span(entry.more_refs.command)}")
    for pointer in entry.pointers:
        words = ", ".join(escaped(word) for word in pointer.shared)
        lines.append(
            f"    - *{pointing}:* {_said(pointer.statement, pointer.cut)}{_refs([pointer.ref])}  \n"
            f"      {_chips(pointer.statement.hedges)} · {escaped(pointer.ref.where)} · shared words: {words}"
        )
    return "\n".join(lines)


def _said(told: Statement, cut: int) -> str:
    who = _who(told.who, verbatim=told.who_verbatim, note=told.note)
    relays = f", as relayed by {' → '.join(escaped(name) for name in told.relays)}" if told.relays else ""
    left_out = f" \\[{cut:,} more characters, in the footnote\\]" if cut else ""
    return f"{who}{relays} *{told.verb}:* {_quoted(told.quote, told.marks)}{left_out}"


def _who(name: str, *, verbatim: bool, note: str) -> str:
    words = f"“{escaped(name)}”" if verbatim else escaped(name)
    return f"**{words}**" + (f" ({note})" if note else "")


def _quoted(text: str, marks: tuple[str, str]) -> str:
    return f"{marks[0]}{escaped(text)}{marks[1]}"


def _chips(chips: Sequence[Chip]) -> str:
    return " ".join(f"\\[{chip.label}\\]" for chip in chips)


def _refs(refs: Iterable[Ref]) -> str:
    return "".join(f"[^{ref.number}]" for ref in refs)


def _more(more: More, noun: str) -> str:
    if not more.count:
        return ""
    plural = "" if more.count == 1 else "s"
    return f"{more.count:,} more {noun}{plural}, not shown: {code_span(more.command)}"


def _passages(refs: Sequence[Ref], more: More) -> str:
    left = f"{more.count:,} more: {code_span(more.command, cell=True)}" if more.count else ""
    return " ".join(part for part in (_refs(refs), left) if part) or "–"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    ruled = ["---:" if name in {"Assertions", "Denials", "Reports", "Outlets"} else "---" for name in head]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ruled, *rows))


def _speakers(brief: Brief) -> Iterator[str]:
    yield "## 6. Who speaks"
    if not brief.speakers:
        yield "Nobody was found to speak in these reports."
        return
    head = ("Speaker", "Kind", "Assertions", "Denials", "Reports", "Outlets", "Passages")
    yield _table(head, (_speaker(row) for row in (*brief.speakers, *brief.speakers_folded)))
    yield _more(brief.more_speakers, "speaker")


def _speaker(row: SpeakerRow) -> Sequence[str]:
    figures = (row.assertions, row.denials, row.reports, row.outlets)
    who = _who(row.who, verbatim=row.who_verbatim, note=row.note)
    return (who, row.kind, *(f"{figure:,}" for figure in figures), _passages(row.refs, row.more))


def _facts(brief: Brief) -> Iterator[str]:
    yield "## 7. Who is blamed, how many, when and where"
    if not brief.facts:
        yield (
            "No blame, amount, date or place was found in these reports. Those that an earlier sayso read "
            "are looked through when they are added again."
        )
        return
    yield (
        "Each row is on somebody’s say-so. A row without a passage is the outlet’s own, or its passage is "
        "not in this brief."
    )
    yield from _tables(brief.facts)


def _tables(tables: Iterable[FactTable]) -> Iterator[str]:
    for table in tables:
        yield f"### {table.title}"
        yield table.lead
        head = (*table.head, "Passages") if table.opens else table.head
        yield _table(head, (_fact(row, opens=table.opens) for row in table.rows))
        yield _more(table.more, table.noun)


def _fact(row: FactRow, *, opens: bool) -> Sequence[str]:
    cells = [escaped(cell) for cell in row.cells]
    return [*cells, _passages(row.refs, More())] if opens else cells


def _reports(brief: Brief) -> Iterator[str]:
    yield "## 8. Reports"
    if brief.reports:
        head = ("Report", "Outlet", "Published", "Author, agency", "Assertions", "Passages")
        yield _table(head, (_report(row) for row in (*brief.reports, *brief.reports_folded)))
        yield _more(brief.more_reports, "report")
    else:
        yield "The case holds no report."
    yield "### Skipped inputs"
    inputs = (*brief.skipped, *brief.skipped_folded)
    if not inputs:
        yield "No input was skipped."
        return
    yield "These could not be read. What they say is missing from everything above."
    yield _table(("Input", "Reason"), ((escaped(one.location), escaped(one.reason)) for one in inputs))


def _report(row: ReportRow) -> Sequence[str]:
    place = _link(row.link) if row.link else escaped(row.location)
    title = f"{escaped(row.title)} {place}" if row.link or row.location != row.title else escaped(row.title)
    when = escaped(row.date.words) + (f" (to the {row.precision})" if row.precision else "")
    people = "; ".join(escaped(name) for name in (row.author, row.agency) if name) or "not told"
    outlet = escaped(row.outlet or "not known")
    return (title, outlet, when, people, f"{row.assertions:,}", _passages(row.refs, row.more))


def _link(url: str) -> str:
    """Return an autolink; :func:`sayso.present.links.safe_link` has passed the address."""
    return f"<{url}>"


def _footnote(note: Footnote) -> str:
    passage = "".join(_segment(segment.text) for segment in note.segments)
    about = [
        f"{escaped(note.title)} — {escaped(note.outlet or 'outlet not known')}, {escaped(note.date.words)}"
    ]
    about += [f"by {escaped(note.author)}"] if note.author else []
    about += [f"agency {escaped(note.agency)}"] if note.agency else []
    place = _link(note.link) if note.link else escaped(note.location)
    roles = " · ".join(f"{part.role} {_quoted(part.text, part.marks)} {part.offsets}" for part in note.parts)
    opening, closing = quotation_marks(passage)
    lines = [f"{opening}{passage}{closing} — {'; '.join(about)}. {place}", f"{note.mode} · {roles}"]
    if note.chain:
        lines.append(f"Passed on: {' → '.join(escaped(name) for name in note.chain)}")
    if note.nested:
        lines.append("Stands inside somebody else’s statement.")
    if note.unsure:
        lines.append(note.unsure)
    lines.append(code_span(f"sayso show CASE {note.id}"))
    return f"[^{note.number}]: " + "\n\n    ".join(lines)


def _segment(text: str) -> str:
    """Escape a piece of a passage, keeping one blank where white space stood at its ends."""
    middle = escaped(text)
    if not middle:
        return " " if text else ""
    before, after = " " * text[:1].isspace(), " " * text[-1:].isspace()
    return f"{before}{middle}{after}"


def _how(brief: Brief) -> Iterator[str]:
    yield "## 10. How to read this"
    hedges = " ".join(f"\\[{chip.label}\\]: {chip.meaning}" for chip in brief.certainties)
    yield _HOW.format(hedges=hedges).strip()


_HOW = """
- Words between quotation marks are the report’s own characters, with white space shown as single blanks.
  The verb before them is ours and tells only the stance.
- The label after a statement is the source’s own hedge. {hedges} It grades nobody and nothing.
- “N reports · M outlets” counts who carries the words; they may all go back to one origin. Section 1
  counts origins, claim by claim; `sayso origins CASE CLAIM` shows the tree and the reasons.
- Speakers are grouped by the name that the reports give. Two people of one name are not told apart, and
  one person under two names counts twice.
- Offsets count characters from the start of the text as the case keeps it; the end is exclusive.
- Passages were found by a program. It misses some and misreads others: read the footnote before you
  repeat anything. `sayso show CASE ID` shows a passage in its place; CASE stands for the case’s file.
"""
