"""``sayso watch``: what may be on lists that the user loads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click.exceptions import Exit

from sayso.cli.found import limit_option, listed
from sayso.cli.options import PATH, case_argument, json_option
from sayso.cli.terminal import complain

if TYPE_CHECKING:
    from pathlib import Path


@click.command(short_help="Compare names and wallets with lists that you load.")
@case_argument
@click.argument("lists", nargs=-1, required=True, metavar="LIST...", type=PATH)
@limit_option
@json_option
def watch(case: Path, lists: tuple[Path, ...], limit: int | None, as_json: bool) -> None:
    """Compare the names and wallets of a case with watch lists: every match is possible, none is a fact.

    A list is a file of FollowTheMoney entities (as OpenSanctions publishes them), its simple table, or a
    list of wallets. A person of whom nothing but one word is known is not compared. In a pipe each line has
    tab-separated fields: score, name, id, reports, list, entry, listed name, topics, reasons.

    \b
    Example:
      sayso watch case.db entities.ftm.json wallets.txt
    """
    from sayso.actions import watch as actions
    from sayso.cli import render_entities

    report = actions.watch(case, lists)
    called = ("possible match", "possible matches")
    listed(report.matches[:limit], as_json, actions.watched_json, render_entities.watch_lines, called)
    if report.left_out:
        for skip in report.skipped:
            complain(f"{skip.location}: {skip.reason}")
        complain(f"{report.left_out:,} lines of the lists were left out, {report.entries:,} entries compared")
        raise Exit(1)
