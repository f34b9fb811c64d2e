"""``sayso demo``: the bundled example, end to end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.exceptions import Exit

from sayso.cli.bar import progress
from sayso.cli.options import PATH
from sayso.cli.terminal import Line, one_line, show

if TYPE_CHECKING:
    from sayso.actions.demo import DemoReport, SharedSentence

_SOME_SKIPPED = 1
_LEDGER = 12
"""How many assertions are shown, the earliest first."""
_SHOWN = 3
"""How many denials and shared sentences are shown; the rest is counted, and its command named."""


@click.command(short_help="Run the bundled example, end to end.")
@click.option(
    "--directory",
    type=PATH,
    metavar="DIR",
    default=Path("sayso-demo"),
    show_default=True,
    help="Where the case and the brief are written.",
)
def demo(directory: Path) -> None:
    """Read the bundled example: reports of an invented, contested incident, then ledger and brief.

    Country, people and outlets in it are fiction. Running it again adds nothing.

    \b
    Example:
      sayso demo --directory /tmp/sayso-demo
    """
    from sayso.actions.demo import demo as run_demo
    from sayso.cli.add import name_skipped

    with progress("reading") as bar:
        report = run_demo(directory, bar)
    show(demo_lines(report))
    if name_skipped(report.skipped):
        raise Exit(_SOME_SKIPPED)


def demo_lines(report: DemoReport) -> list[Line]:
    """Return what the demonstration did and found, for a person."""
    return [
        *_ledger(report),
        *_sourcing(report),
        *_denials(report),
        *_shared(report),
        *_where_to_go_on(report),
    ]


def _ledger(report: DemoReport) -> list[Line]:
    from sayso.cli.render import ledger_block

    known = f", {report.known} were read before" if report.known else ""
    lines = [
        _words(f"Read {report.added} reports of an invented incident in {report.seconds:.1f} s{known}."),
        Line(),
        _head("The ledger: who says what, how surely, where"),
    ]
    for assertion in report.ledger[:_LEDGER]:
        lines += ledger_block(assertion)
    rest = len(report.ledger) - _LEDGER
    if rest > 0:
        lines += [_words(f"{rest} more: sayso assertions {report.case}"), Line()]
    return lines


def _sourcing(report: DemoReport) -> list[Line]:
    so_far = report.sourcing
    rows = [
        ("reports", f"{so_far.reports} by {so_far.outlets} outlets"),
        ("agencies", ", ".join(so_far.agencies)),
        ("assertions", f"{report.counts.assertions}"),
        ("by name", f"{so_far.named_speakers} persons, organisations and documents speak under a name"),
        ("unnamed", f"{so_far.unnamed} assertions by sources that the passage does not name"),
        ("authors", f"{so_far.authors} assertions by the authors themselves"),
        ("denials", f"{so_far.denials}"),
        ("open", f"{so_far.open_questions} questions"),
    ]
    return [
        _head("The sourcing so far"),
        *(Line(((one_line(text), ""),), 13, f"  {name}") for name, text in rows if text),
        Line(),
    ]


def _denials(report: DemoReport) -> list[Line]:
    from sayso.cli.render import ledger_block

    if not report.disputed:
        return []
    lines = [_head("What is denied")]
    for denial in report.disputed[:_SHOWN]:
        lines += ledger_block(denial)
    rest = len(report.disputed) - _SHOWN
    if rest > 0:
        lines += [_words(f"{rest} more: sayso assertions {report.case} --stance denies"), Line()]
    return lines


def _shared(report: DemoReport) -> list[Line]:
    shared = report.sourcing.shared
    if not shared:
        return []
    lines = [_head("The same words in several outlets")]
    for sentence in shared[:_SHOWN]:
        lines += [_words(f"“{sentence.text}”", 2), Line(((one_line(_outlets(sentence)), "dim"),), 4)]
    rest = len(shared) - _SHOWN
    if rest > 0:
        stand = "sentence stands" if rest == 1 else "sentences stand"
        lines.append(_words(f"{rest} more {stand} in several outlets."))
    return [*lines, Line()]


def _outlets(sentence: SharedSentence) -> str:
    from sayso.actions.demo import ORIGIN

    count = len(sentence.outlets)
    return f"{sentence.reports} reports · {count} outlets ({', '.join(sentence.outlets)}) · {ORIGIN}"


def _where_to_go_on(report: DemoReport) -> list[Line]:
    rows = [("Case", str(report.case)), ("Brief", f"{report.brief_html} (to read in a browser)")]
    rows += [
        ("", f"{report.brief_markdown}"),
        ("Go on", f"sayso claims {report.case} --reports 3"),
    ]
    rows += [("", f"sayso questions {report.case}")]
    return [
        Line(((one_line(text), "bold" if name in {"Case", "Brief"} else ""),), 7, name) for name, text in rows
    ]


def _head(text: str) -> Line:
    return Line(((text, "bold"),))


def _words(text: str, indent: int = 0) -> Line:
    return Line(((one_line(text), ""),), indent)
