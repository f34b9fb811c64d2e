"""``sayso extract``: the attributions of a text, without a case."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click
from click.exceptions import Exit

from sayso.cli.options import PATH
from sayso.cli.terminal import complain, is_terminal, json_line, one_line, write
from sayso.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SOME_SKIPPED = 1


@click.command(short_help="Print the attributions of one text; no case.")
@click.argument("file", metavar="[FILE]", type=PATH, default=Path("-"))
@click.option(
    "--jsonl", is_flag=True, help='Read {"id", "text"} lines and answer one line for each, in order.'
)
@click.option(
    "--mentions", is_flag=True, help="Tell the names in the text too: what they stand for, and blame."
)
def extract(file: Path, jsonl: bool, mentions: bool) -> None:
    """Print the attributions of one text as JSON; no case is made.

    FILE is a UTF-8 text; without one, or with -, standard input is read.

    The text is taken code point for code point, so offsets mean the same to you as to sayso. A line that
    cannot be used is answered with no attributions and the reason, and named on standard error.

    \b
    Examples:
      sayso extract statement.txt
      sayso extract --jsonl texts.jsonl > attributions.jsonl
    """
    from sayso.actions.extract import extract as extract_text
    from sayso.actions.extract import extract_lines

    with _opened(file) as stream:
        if jsonl:
            skipped = 0
            for answer in extract_lines(_lines(stream, file), mentions=mentions):
                write(json_line(answer))
                sys.stdout.flush()
                if "skipped" in answer:
                    complain(one_line(answer["skipped"]))
                    skipped += 1
            if skipped:
                raise Exit(_SOME_SKIPPED)
        else:
            answer = extract_text(_decoded(stream.read(), file, 1), mentions=mentions)
            write(json_line(answer, indent=2 if is_terminal() else None))


def _opened(file: Path) -> BinaryIO:
    return sys.stdin.buffer if str(file) == "-" else file.open("rb")


def _lines(stream: BinaryIO, file: Path) -> Iterator[str | UsageError]:
    """Yield the file's lines; an error in the place of one that is not UTF-8."""
    for number, line in enumerate(stream, start=1):
        try:
            yield _decoded(line, file, number)
        except UsageError as error:
            yield error


def _decoded(data: bytes, file: Path, first_line: int) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = first_line + data.count(b"\n", 0, error.start)
        name = "standard input" if str(file) == "-" else str(file)
        message = (
            f"{name} is not UTF-8 (line {line}, byte 0x{data[error.start]:02x}); convert it first, "
            "or use `sayso add`, which recognises other encodings and formats."
        )
        raise UsageError(message) from error
