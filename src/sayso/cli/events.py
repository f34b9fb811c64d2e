"""``sayso events``: what happened, or is said to have, and who is blamed for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sayso.cli.found import listed, report_filters
from sayso.cli.options import case_argument, choice
from sayso.model.event import EventKind

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.model.listing import FindingFilter


@click.command(short_help="List events, and who is blamed for them.")
@case_argument
@click.option("--kind", type=choice(EventKind), help="Only events of this kind.")
@click.option("--blame", is_flag=True, help="List who blames whom, backed by what, instead.")
@report_filters
def events(case: Path, wanted: FindingFilter, blame: bool, as_json: bool) -> None:
    """List events as the reports tell of them: kind, time, place, and who is said to be what in them.

    Every role is on somebody's say-so. With --blame: each who is said to be behind something, who says so,
    backed by what, and who denies it. In a pipe each line has tab-separated fields: id, report, date, outlet,
    kind, time, place, roles, sentence; with --blame: name, role, kind, backing, says who, denied by, reports.

    \b
    Examples:
      sayso events case.db --kind attack
      sayso events case.db --blame
    """
    from dataclasses import replace
    from itertools import islice

    from sayso.actions import findings
    from sayso.cli import render_found

    if blame:
        rows = islice(findings.blame(case, replace(wanted, limit=None)), wanted.limit)
        listed(rows, as_json, findings.blame_json, render_found.blame_lines, ("row", "rows"))
        return
    listed(
        findings.events(case, wanted),
        as_json,
        findings.event_json,
        render_found.event_lines,
        ("event", "events"),
    )
