"""Writes docs/commands.md from the program itself; a test checks that the page is current.

Run: ``just commands``.
"""

from __future__ import annotations

import inspect
from pathlib import Path

import click

from sayso.cli.main import program

PAGE = Path(__file__).resolve().parents[1] / "docs" / "commands.md"

HEAD = """# Commands

<!-- Written by `just commands` from the program itself; edit the docstrings in src/sayso/cli instead. -->

Exit status of every command: **0** done; **1** done, but some inputs were skipped (each is named on standard
error, with the reason); **2** wrong use, nothing was done. `verify` ends with 1 when something does not hold.
Ctrl-C ends with 130, and the same command goes on where it stopped.
"""

ARGUMENTS = {
    "CASE": "The case: one file.",
    "INPUT...": "Files, folders, addresses (http, https), or `-` for standard input.",
    "ID": "The id of a record, or its beginning; a report's key; the number of a capture.",
    "VERB": "`same`, `different` or `undo`.",
    "ENTITY|CLAIM...": "Two entities, each by id, its beginning, or name; or two claims or "
    "assertions, by id or its beginning; for `undo` the number of a judgment.",
    "[CLAIM]": "The id of a claim or of one of its assertions, or its beginning.",
    "LIST...": "Files: FollowTheMoney entities, OpenSanctions' simple table, or wallets.",
    "[FILE]": "A UTF-8 text file; `-`, or nothing, for standard input.",
}


def page() -> str:
    """Return the whole page."""
    parts = [HEAD, section(program, "sayso", with_examples=False)]
    parts += [section(command, f"sayso {name}") for name, command in commands().items()]
    return "\n".join(parts)


def commands() -> dict[str, click.Command]:
    """Return all sub-commands by name, in the order of the help page."""
    return dict(program.commands)


def section(command: click.Command, name: str, *, with_examples: bool = True) -> str:
    """Return one command's section: what it does, an example, its arguments and options."""
    prose, examples = help_parts(command)
    lines = [f"## {name}", "", prose, ""]
    if with_examples and examples:
        lines += ["```console", *(f"$ {example}" for example in examples), "```", ""]
    rows = [row(parameter) for parameter in command.params]
    if rows:
        lines += ["| | |", "|---|---|", *rows, ""]
    return "\n".join(lines)


def help_parts(command: click.Command) -> tuple[str, list[str]]:
    """Return the help's paragraphs as Markdown, and the command lines of its examples."""
    paragraphs, examples = [], []
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        lines = [line.strip() for line in paragraph.replace("\b", "").splitlines() if line.strip()]
        if lines and lines[0].startswith("Example"):
            examples += lines[1:]
        elif lines and "\b" not in paragraph:
            paragraphs.append(" ".join(lines))
    return "\n\n".join(paragraphs), examples


def row(parameter: click.Parameter) -> str:
    """Return one argument or option as a row of a table."""
    if not isinstance(parameter, click.Option):
        return f"| `{parameter.metavar}` | {ARGUMENTS[parameter.metavar or '']} |"
    value = parameter.metavar or (
        "\\|".join(parameter.type.choices) if isinstance(parameter.type, click.Choice) else ""
    )
    name = f"`{', '.join(parameter.opts)}{' ' + value if value else ''}`"
    facts = [parameter.help or ""]
    if parameter.show_default:
        facts.append(f"Default: `{parameter.default}`.")
    if parameter.required:
        facts.append("Required.")
    return f"| {name} | {' '.join(facts)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
