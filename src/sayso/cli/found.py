"""``sayso sources``, ``places``, ``amounts``, ``wallets``, ``designations``, ``timeline`` and ``outlets``."""

from __future__ import annotations

import dataclasses
import functools
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.options import case_argument, choice, date, json_option
from sayso.cli.terminal import json_line, write
from sayso.model.amount import AmountKind
from sayso.model.listing import FindingFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

_FIELDS = {one.name for one in dataclasses.fields(FindingFilter)}

limit_option = click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Stop after this many.")


def report_filters(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that narrow by report, and ``--json``.

    Options named after fields of ``FindingFilter``, these and those declared above, reach the command as
    ``wanted``.
    """

    @functools.wraps(command)
    def narrowed(**given: Any) -> None:  # noqa: ANN401 - click's options, each of its own type
        wanted = {name: given.pop(name) for name in _FIELDS & given.keys()}
        command(wanted=FindingFilter(**wanted), **given)

    options = (
        click.option(
            "--document", metavar="ID", help="Only this report: its id, the id's start, or its key."
        ),
        click.option("--outlet", metavar="NAME", help="Only reports of this outlet."),
        click.option(
            "--since", callback=date, metavar="DATE", help="Only reports published on this day or later."
        ),
        click.option(
            "--until", callback=date, metavar="DATE", help="Only reports published on this day or earlier."
        ),
        limit_option,
        json_option,
    )
    found: Callable[..., None] = narrowed
    for option in reversed(options):
        found = option(found)
    return found


@click.command(short_help="List who speaks in a case, and how often.")
@case_argument
@limit_option
@json_option
def sources(case: Path, limit: int | None, as_json: bool) -> None:
    """List who speaks in a case: each source once, however many reports it is in.

    An unnamed source ("two officials familiar with the inquiry") is one inside its report only: nobody can
    tell whether two reports' officials are the same. In a pipe each line has tab-separated fields:
    assertions, denials, reports, outlets, kind of source, name, what it is called, what is told of it.

    \b
    Example:
      sayso sources case.db
    """
    from itertools import islice

    from sayso.actions import findings
    from sayso.cli import render_found

    lines = islice(findings.sources(case), limit)
    listed(lines, as_json, findings.source_json, render_found.source_lines, ("source", "sources"))


@click.command(short_help="List the outlets of a case.")
@case_argument
@json_option
def outlets(case: Path, as_json: bool) -> None:
    """List the outlets of a case, with their reports and assertions.

    In a pipe each line has tab-separated fields: reports, assertions, name.

    \b
    Example:
      sayso outlets case.db
    """
    from sayso.actions import listings
    from sayso.cli import render_found

    lines = listings.outlets(case)
    listed(lines, as_json, listings.outlet_json, render_found.outlet_lines, ("outlet", "outlets"))


@click.command(short_help="List the places that reports name.")
@case_argument
@click.option("--country", metavar="CODE", help="Only places in this country (ISO 3166-1, two letters).")
@limit_option
@json_option
def places(case: Path, country: str | None, limit: int | None, as_json: bool) -> None:
    """List the places that reports name, with coordinates; a name that may mean several is marked.

    In a pipe each line has tab-separated fields: reports, mentions, how many of them are ambiguous, latitude,
    longitude, country, kind, name, spellings.

    \b
    Example:
      sayso places case.db --country UA --json
    """
    from sayso.actions import findings
    from sayso.cli import render_found

    lines = findings.places(case, FindingFilter(country=country, limit=limit))
    listed(lines, as_json, findings.place_json, render_found.place_lines, ("place", "places"))


@click.command(short_help="List amounts: money, casualties, counts.")
@case_argument
@click.option("--kind", type=choice(AmountKind), help="Only amounts of this kind.")
@click.option("--words", metavar="TEXT", help="Only amounts in whose words this stands.")
@report_filters
def amounts(case: Path, wanted: FindingFilter, as_json: bool) -> None:
    """List amounts with what they count, how they are meant (over, about, at least) and on whose say-so.

    In a pipe each line has tab-separated fields: report, date, outlet, words, reading, source, context.

    \b
    Examples:
      sayso amounts case.db --kind casualties
      sayso amounts case.db --kind money --json
    """
    _list_found(case, "amount", wanted, as_json, ("amount", "amounts"))


@click.command(short_help="List addresses of digital currencies.")
@case_argument
@report_filters
def wallets(case: Path, wanted: FindingFilter, as_json: bool) -> None:
    """List addresses of digital currencies, with the chains that they can be on.

    The checksum of each is right; forms that have none are marked as not checked.

    The fields are those of `sayso amounts`.

    \b
    Example:
      sayso wallets case.db --json
    """
    _list_found(case, "wallet", wanted, as_json, ("wallet", "wallets"))


@click.command(short_help="List bounties, sanctions and listings.")
@case_argument
@report_filters
def designations(case: Path, wanted: FindingFilter, as_json: bool) -> None:
    """List who is said to be designated: bounties, sanctions, lists of wanted or banned.

    The fields are those of `sayso amounts`.

    \b
    Example:
      sayso designations case.db
    """
    _list_found(case, "designation", wanted, as_json, ("designation", "designations"))


@click.command(short_help="List what reports date, in order of the dates.")
@case_argument
@click.option(
    "--from", "start", callback=date, metavar="DATE", help="Only what may lie on this day or later."
)
@click.option("--to", "end", callback=date, metavar="DATE", help="Only what may lie on this day or earlier.")
@report_filters
def timeline(case: Path, wanted: FindingFilter, as_json: bool) -> None:
    """List every time that reports give, by date, with the words around it and on whose say-so they are.

    "Last week" is counted from the day of publication; what cannot be dated is left out. In a pipe each
    line has tab-separated fields: first day, last day, value, report, date, outlet, words, source, context.

    \b
    Example:
      sayso timeline case.db --from 2031-03 --to 2031-04
    """
    from sayso.actions import findings
    from sayso.cli import render_found

    lines = findings.timeline(case, wanted)
    listed(lines, as_json, findings.found_json, render_found.time_lines, ("time", "times"))


def _list_found(case: Path, what: str, wanted: FindingFilter, as_json: bool, called: tuple[str, str]) -> None:
    from sayso.actions import findings
    from sayso.cli import render_found

    lines = findings.found(case, what, wanted)
    listed(lines, as_json, findings.found_json, render_found.found_lines, called)


def listed(
    lines: Iterable[Any],
    as_json: bool,
    to_json: Callable[[Any], dict[str, Any]],
    to_lines: tuple[Callable[[Any], Any], Callable[[Any], str]],
    called: tuple[str, str],
) -> None:
    """Write each line as JSON, as a block for a person or as a row for a program, as soon as it is there."""
    from sayso.cli.listings import list_lines

    if as_json:
        for line in lines:
            write(json_line(to_json(line)))
        return
    block, row = to_lines
    list_lines(lines, block, row, called)
