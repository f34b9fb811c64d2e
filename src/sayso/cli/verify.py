"""``sayso verify``: does the case still hold what was put into it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click.exceptions import Exit

from sayso.cli.options import case_argument, json_option
from sayso.cli.terminal import complain, json_line, one_line, write

if TYPE_CHECKING:
    from pathlib import Path

_NOT_SOUND = 1
_SOUND = (
    "Sound: originals, captures, texts and quotations are as they were stored. Outlets, dates, stances and "
    "certainties are readings, which a seal cannot cover."
)


@click.command(short_help="Check hashes, the chain and every quotation.")
@case_argument
@json_option
def verify(case: Path, as_json: bool) -> None:
    """Check custody: originals, the chain of captures, and every quotation against its text.

    Ends with status 1 if anything does not hold; each finding is named.

    \b
    Example:
      sayso verify case.db
    """
    from dataclasses import asdict

    from sayso.actions.verify import verify as check

    found = check(case)
    if as_json:
        write(json_line({**asdict(found), "sound": found.sound}))
    else:
        write(
            f"Checked {found.originals:,} originals, {found.captures:,} captures, "
            f"{found.documents:,} texts and {found.spans:,} spans."
        )
        for finding in found.findings:
            complain(one_line(f"{finding.record}: {finding.problem}"))
        count = f"{len(found.findings):,} finding{'s' if len(found.findings) != 1 else ''}"
        write(_SOUND if found.sound else f"NOT SOUND: {count}.")
    if not found.sound:
        raise Exit(_NOT_SOUND)
