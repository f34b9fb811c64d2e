"""Ledger lines and reports as rows for a pipe and as blocks for a person.

Nothing is truncated: a quotation is shown whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.cli.terminal import Line, one_line
from sayso.present.sentence import statement, who_in_words
from sayso.present.when import readable

if TYPE_CHECKING:
    from sayso.model.ledger import LedgerLine, ReportLine

STYLES = {"source": "bold cyan", "cue": "bold yellow", "content": "green", "hop": "magenta"}


def ledger_row(line: LedgerLine) -> str:
    """Return one assertion as tab-separated fields."""
    found, report = line.assertion, line.report
    return _row(
        found.id, report.published.value if report.published else "", report.outlet,
        found.speaker or (f"“{line.source_text}”" if line.source_text else ""),
        found.source_kind, found.stance, found.certainty, line.quote,
    )  # fmt: skip


def report_row(line: ReportLine) -> str:
    """Return one report as tab-separated fields."""
    return _row(
        line.id, line.published.value if line.published else "", line.outlet, line.agency,
        str(line.assertions), line.name, line.location,
    )  # fmt: skip


def _row(*fields: str | None) -> str:
    return "\t".join(one_line(field or "") for field in fields)


def ledger_block(line: LedgerLine) -> list[Line]:
    """Return one assertion as a few lines for a person: where, who and how surely, what."""
    told = statement(line)
    opening, closing = told.marks
    chips = "".join(f" · {chip.label}" for chip in told.hedges)
    who = (one_line(who_in_words(told)), STYLES["source"])
    quote = (f"{opening}{one_line(told.quote)}{closing}", STYLES["content"])
    return [
        line_of((line.assertion.id, "bold"), (f"  {where(line.report)}", "dim")),
        line_of(who, (f" {told.verb}", STYLES["cue"]), (chips, "dim"), indent=2),
        line_of(quote, indent=4),
        line_of(),
    ]


def report_block(line: ReportLine) -> list[Line]:
    """Return one report as a few lines for a person."""
    facts = [
        f"{line.assertions:,} assertion{'' if line.assertions == 1 else 's'}",
        *([f"agency {line.agency}"] if line.agency else []),
    ]
    facts += [f"by {line.author}"] if line.author else []
    return [
        line_of((line.id, "bold"), (f"  {where(line)}", "dim")),
        line_of((one_line(line.name), ""), indent=4),
        line_of((one_line(" · ".join([*facts, line.location])), "dim"), indent=4),
        line_of(),
    ]


def where(report: ReportLine) -> str:
    """Return date and outlet, in words."""
    return one_line(f"{readable(report.published)} · {report.outlet or 'outlet not known'}")


def line_of(*pieces: tuple[str, str], indent: int = 0, label: str = "") -> Line:
    """Return pieces, each with its style, as one paragraph."""
    return Line(pieces, indent, label)
