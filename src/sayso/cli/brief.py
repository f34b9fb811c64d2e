"""``sayso brief``: the footnoted brief."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sayso.cli.options import PATH, case_argument
from sayso.cli.terminal import one_line, write

if TYPE_CHECKING:
    from pathlib import Path


@click.command(short_help="Write a footnoted brief.")
@case_argument
@click.option(
    "-o", "--output", type=PATH, metavar="FILE", required=True, help="Where to write it: .html or .md."
)
@click.option("--title", metavar="TEXT", help="The brief's title.")
def brief(case: Path, output: Path, title: str | None) -> None:
    """Write a footnoted brief: what is disputed, who says what, and what is not known.

    Every sentence is somebody's, with a footnote that quotes the exact characters. The HTML is one
    file without scripts, made to be read, printed and sent on.

    \b
    Examples:
      sayso brief case.db -o brief.html
      sayso brief case.db -o brief.md --title "The night fire at the terminal"
    """
    from sayso.actions.brief import brief as write_brief

    write_brief(case, output, title=title)
    write(one_line(f"Wrote {output}"))
