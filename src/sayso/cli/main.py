"""The ``sayso`` command: its sub-commands, and what becomes of errors."""

from __future__ import annotations

import os
import sys
import traceback

import click
from click.exceptions import Exit

from sayso.cli.add import add
from sayso.cli.brief import brief
from sayso.cli.claims import claims, contradictions, origins
from sayso.cli.demo import demo
from sayso.cli.entities import entities, judge, judgments
from sayso.cli.events import events
from sayso.cli.extract import extract
from sayso.cli.found import amounts, designations, outlets, places, sources, timeline, wallets
from sayso.cli.listings import assertions, questions, reports
from sayso.cli.show import show
from sayso.cli.terminal import complain, prepare_streams
from sayso.cli.verify import verify
from sayso.cli.watch import watch
from sayso.errors import SaysoError

_INTERRUPTED = 130
_INTERNAL_FAULT = 70
_WRONG_USE = 2


class Program(click.Group):
    """Turns errors into one clear line on standard error and an exit status."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the sub-command.

        Raises:
            click.exceptions.Exit: with the error's own status; 130 after Ctrl-C.
        """
        try:
            result: object = super().invoke(ctx)
            sys.stdout.flush()
        except SaysoError as error:
            complain(error)
            raise Exit(error.exit_status) from error
        except KeyboardInterrupt as stop:
            complain("stopped; run the same command again to go on")
            raise Exit(_INTERRUPTED) from stop
        except BrokenPipeError as closed:
            # Whoever reads has seen enough (``| head``). What Python still holds back must not fail again.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise Exit(0) from closed
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            complain(f"{where}{error.strerror or error}")
            raise Exit(_WRONG_USE) from error
        return result

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the sub-commands in the order in which they were added, not by the alphabet."""
        return list(self.commands)


def _version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        click.echo(f"sayso {version('sayso')}")
        context.exit()


@click.group(
    name="sayso",
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--version",
    is_flag=True,
    callback=_version,
    is_eager=True,
    expose_value=False,
    help="Show the version and stop.",
)
def program() -> None:
    """On whose say-so? Read reports and keep a ledger of who says what.

    Reports (web pages, PDF, DOCX, e-mail, feeds, archives, plain text) go into a case, which is one
    file. The ledger then tells who says what, how surely, and in which characters of which report.
    Nothing it shows is presented as fact: every line is somebody's.

    \b
    Start with:
      sayso demo
      sayso add case.db reports/
      sayso claims case.db --reports 2
      sayso assertions case.db --stance denies
      sayso brief case.db -o brief.html

    \b
    Exit status: 0 done; 1 done, but some inputs were skipped (each is named on standard error);
    2 wrong use, nothing was done.
    """


_COMMANDS = (
    demo, add, assertions, claims, origins, contradictions, questions, sources, outlets, reports, entities,
    events, amounts, places, timeline, wallets, designations, watch, show, brief, judge, judgments,
    extract, verify,
)  # fmt: skip
for command in _COMMANDS:
    program.add_command(command)


def run() -> None:
    """Run the command line; the entry point of the ``sayso`` script."""
    prepare_streams()
    try:
        program()
    except Exception:  # noqa: BLE001 - the outermost boundary; Python's own status, 1, means "some were skipped"
        traceback.print_exc()
        complain("this is a fault in sayso, not in your input; please report it with the lines above")
        sys.exit(_INTERNAL_FAULT)
