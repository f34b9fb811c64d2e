"""``sayso add``: read reports into a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click.exceptions import Exit

from sayso.cli.bar import progress
from sayso.cli.options import case_argument
from sayso.cli.terminal import complain, one_line, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sayso.actions.add import AddReport
    from sayso.model.outcome import Skipped

_SOME_SKIPPED = 1


def pairs(_context: click.Context, _option: click.Parameter, text: str | None) -> tuple[tuple[str, str], ...]:
    """Read ``text=body,title=headline``.

    Raises:
        click.BadParameter: a part has no ``=``, or nothing on one of its sides.
    """
    found = []
    for part in (text or "").split(","):
        if not part.strip():
            continue
        field, equals, name = (piece.strip() for piece in part.partition("="))
        if not (field and equals and name):
            message = f"{part.strip()!r} is not FIELD=NAME; write for example text=body,title=headline."
            raise click.BadParameter(message)
        found.append((field, name))
    return tuple(found)


@click.command(short_help="Read reports into a case.")
@case_argument
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option(
    "--jobs",
    type=click.IntRange(min=0),
    metavar="N",
    help="How many processes read at once; 0 reads in this one. By default one for each processor.",
)
@click.option(
    "--map",
    "mapping",
    metavar="FIELD=NAME,...",
    callback=pairs,
    help="Where JSONL lines keep their fields (text, title, outlet, date, url, author, id).",
)
@click.option("--outlet", metavar="NAME", help="The outlet of all these reports, whatever they say.")
@click.option(
    "--published", metavar="DATE", help="The date of all these reports, whatever they say (2031-03-31)."
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0.1),
    metavar="SECONDS",
    default=300.0,
    show_default=True,
    help="Give up on a report after this long.",
)
def add(
    case: Path,
    inputs: tuple[str, ...],
    jobs: int | None,
    mapping: tuple[tuple[str, str], ...],
    outlet: str | None,
    published: str | None,
    time_limit: float,
) -> None:
    """Read reports into a case, making the case if there is none.

    CASE is one file. An INPUT is a file, a folder with everything in it, an address (http, https), or
    - for standard input.

    Reads HTML, PDF, DOCX, e-mail (EML), plain text and Markdown, and opens JSONL, WARC and RSS or Atom
    feeds. What cannot be read is skipped, and named with the reason. Adding a report again changes
    nothing; after an interruption the same command goes on where it stopped.

    Plain text and Markdown tell outlet and date in front matter (between two lines of ---), or in lines
    before the first empty one: "Title: ...", "Outlet: ...", "Date: 2031-03-31", "Author: ...", "URL: ...".

    \b
    Examples:
      sayso add case.db reports/ press-release.eml
      sayso add case.db https://example.org/story.html --outlet "Example Post"
      sayso add case.db corpus.jsonl --map text=body,title=headline
    """
    from sayso.actions.add import AddOptions
    from sayso.actions.add import add as add_reports

    options = AddOptions(
        jobs=jobs, mapping=mapping, outlet=outlet, published=published, time_limit=time_limit
    )
    with progress("adding") as bar:
        report = add_reports(case, inputs, options=options, progress=bar)
    write(one_line(summary(report, str(case))))
    if report.untold:
        many = _count(report.untold, "report tells", "reports tell")
        complain(
            f"{many} neither outlet nor date, so who repeats whom stays open: give --outlet "
            "and --published, or begin a text with lines such as “Outlet: …” and “Date: …”"
        )
    if name_skipped(report.skipped):
        raise Exit(_SOME_SKIPPED)


def summary(report: AddReport, case: str) -> str:
    """Say in one line what was added."""
    reports = _count(report.added, "report", "reports")
    assertions = _count(report.assertions, "assertion", "assertions")
    known = f" {_count(report.known, 'was', 'were')} in it already." if report.known else ""
    foreign = (
        f" {_count(report.not_read, 'report is', 'reports are')} not in English: kept, but not read."
        if report.not_read
        else ""
    )
    return f"Added {reports} with {assertions} to {case} in {report.seconds:.1f} s.{known}{foreign}"


def name_skipped(skipped: Sequence[Skipped]) -> bool:
    """Name each skipped input and its reason on standard error; tell whether there was any."""
    for one in skipped:
        complain(f"skipped {one_line(one.location)}: {one_line(one.reason)}")
    if skipped:
        complain(f"{_count(len(skipped), 'input was', 'inputs were')} skipped; everything else is done")
    return bool(skipped)


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
