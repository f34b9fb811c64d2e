"""``sayso show``: any record, with its passage highlighted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sayso.cli.options import case_argument
from sayso.cli.terminal import show as print_lines

if TYPE_CHECKING:
    from pathlib import Path


@click.command(short_help="Show a record in its place, highlighted.")
@case_argument
@click.argument("record", metavar="ID")
def show(case: Path, record: str) -> None:
    """Show a record in its place: the passage, who says it, and every hop on the way.

    ID is that of an assertion, attribution, report, event or entity, or its beginning; a report's own key,
    the number of a capture, or an original's SHA-256 will do too.

    The passage marks «source», [cue], {content} and ‹hop›. A report's id shows its facts and all its
    assertions.

    \b
    Example:
      sayso show case.db ID
    """
    from sayso.actions.claims import ClaimView
    from sayso.actions.explain import explain
    from sayso.cli.claims import tell_moved
    from sayso.cli.records import record_lines

    found = explain(case, record)
    if isinstance(found, ClaimView):
        tell_moved(record, found.claim.id)
    print_lines(record_lines(found))
