"""``sayso assertions``, ``questions`` and ``reports``: what a case holds, one line or block each."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import click

from sayso.cli.options import Command, case_argument, choice, date, json_option
from sayso.cli.terminal import complain, is_terminal, json_line, show, write
from sayso.model.assertion import Stance
from sayso.model.attribution import Certainty, Kind, SourceKind
from sayso.model.ledger import LedgerFilter, LedgerLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from sayso.cli.terminal import Line

Record = TypeVar("Record")

SHOW = "; `sayso show CASE ID` shows one in its place"


def _filters(command: Command) -> Command:
    """Give a command the options that all lists of assertions take."""
    options = (
        click.option("--speaker", metavar="TEXT", help="Only speakers or sources whose name holds this."),
        click.option("--outlet", metavar="NAME", help="Only reports of this outlet."),
        click.option(
            "--document", metavar="ID", help="Only this report: its id, the id's start, or its key."
        ),
        click.option("--words", metavar="WORDS", help="Only contents in which these words stand."),
        click.option(
            "--since", callback=date, metavar="DATE", help="Only reports published on this day or later."
        ),
        click.option(
            "--until", callback=date, metavar="DATE", help="Only reports published on this day or earlier."
        ),
        click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Stop after this many."),
        json_option,
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command(short_help="List who asserts, denies or leaves open what.")
@case_argument
@click.option("--stance", type=choice(Stance), multiple=True, help="Only this stance; may be given again.")
@click.option(
    "--certainty", type=choice(Certainty), multiple=True, help="Only this certainty; may be given again."
)
@click.option("--kind", type=choice(Kind), help="Only claims, questions or inferences.")
@click.option("--source-kind", type=choice(SourceKind), help="Only this kind of source.")
@_filters
def assertions(
    case: Path,
    stance: tuple[str, ...],
    certainty: tuple[str, ...],
    kind: str | None,
    source_kind: str | None,
    speaker: str | None,
    outlet: str | None,
    document: str | None,
    words: str | None,
    since: str | None,
    until: str | None,
    limit: int | None,
    as_json: bool,
) -> None:
    """List who asserts, denies or leaves open what, in the words of the reports.

    In order of publication, then of place in the report. In a pipe each line has tab-separated fields:
    id, date, outlet, speaker, kind of source, stance, certainty, quotation.

    \b
    Examples:
      sayso assertions case.db --stance denies
      sayso assertions case.db --speaker ministry --since 2031-04 --json
    """
    from sayso.actions import listings

    chosen = LedgerFilter(
        speaker=speaker, source_kind=source_kind, outlet=outlet, document=document,
        stance=stance, certainty=certainty, kind=kind, words=words,
        since=since, until=until, limit=limit,
    )  # fmt: skip
    _list_ledger(listings.assertions(case, chosen), as_json=as_json, what=("assertion", "assertions"))


@click.command(short_help="List what the reports say is not known.")
@case_argument
@_filters
def questions(
    case: Path,
    speaker: str | None,
    outlet: str | None,
    document: str | None,
    words: str | None,
    since: str | None,
    until: str | None,
    limit: int | None,
    as_json: bool,
) -> None:
    """List what the reports say is not known: open questions, and what somebody leaves open.

    The fields are those of `sayso assertions`.

    \b
    Example:
      sayso questions case.db --words "responsible"
    """
    from sayso.actions import listings

    chosen = LedgerFilter(
        speaker=speaker, outlet=outlet, document=document, words=words, since=since, until=until, limit=limit
    )
    _list_ledger(listings.questions(case, chosen), as_json=as_json, what=("open question", "open questions"))


@click.command(short_help="List the reports of a case.")
@case_argument
@json_option
def reports(case: Path, as_json: bool) -> None:
    """List the reports of a case: outlet, date, title, where it came from.

    In a pipe each line has tab-separated fields: id, date, outlet, agency, number of assertions, title,
    location.

    \b
    Example:
      sayso reports case.db
    """
    from sayso.actions import listings
    from sayso.cli import render

    lines = listings.reports(case)
    if as_json:
        for line in lines:
            write(json_line(listings.report_json(line)))
        return
    list_lines(lines, render.report_block, render.report_row, ("report", "reports"), SHOW)


def _list_ledger(lines: Iterable[LedgerLine], *, as_json: bool, what: tuple[str, str]) -> None:
    from sayso.actions.listings import assertion_json
    from sayso.cli import render

    if as_json:
        for line in lines:
            write(json_line(assertion_json(line)))
        return
    list_lines(lines, render.ledger_block, render.ledger_row, what, SHOW)


def list_lines(
    lines: Iterable[Record],
    block: Callable[[Record], list[Line]],
    row: Callable[[Record], str],
    what: tuple[str, str],
    hint: str = "",
) -> None:
    """Write each line as a block for a person or as a row for a program, as soon as it is there."""
    count = 0
    for count, line in enumerate(lines, start=1):  # noqa: B007 - the last number is the count
        if is_terminal():
            show(block(line))
        else:
            write(row(line))
    if not count:
        complain(f"no {what[0]} here answers to that")
    elif is_terminal():
        complain(f"{count:,} {what[0] if count == 1 else what[1]}{hint}")
