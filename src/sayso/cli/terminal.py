"""Getting text to a terminal, a pipe or a file without harm.

Documents are written by strangers. A terminal obeys escape sequences, so no control character of a
document may reach it: each is named instead.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from sayso.present.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.console import Console

_LEAST_WIDTH = 20
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def inert(text: str) -> str:
    """Return the text with every control character named instead of obeyed: ``⟨U+001B⟩``.

    Newlines and tabs stay; a CR LF is a newline.
    """
    return visible(text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """Return the text inert and on one line: runs of white space become one space."""
    return visible(" ".join(text.split()))


def json_line(value: Mapping[str, object], *, indent: int | None = None) -> str:
    """Return the value as JSON that means the same and holds nothing a terminal obeys."""
    text = json.dumps(value, ensure_ascii=not _speaks_unicode(sys.stdout), indent=indent)
    return _UNSAFE_IN_JSON.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def _speaks_unicode(stream: TextIO) -> bool:
    return (stream.encoding or "").lower().replace("-", "").startswith("utf")


def prepare_streams() -> None:
    """Let characters that the terminal's encoding lacks appear as escapes rather than as an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def is_terminal() -> bool:
    """Tell whether a person reads standard output."""
    return sys.stdout.isatty()


def write(line: str = "") -> None:
    """Write one line, already inert, to standard output."""
    sys.stdout.write(line + "\n")


def complain(message: object) -> None:
    """Write ``sayso: …`` to standard error; the message is made inert."""
    sys.stderr.write(f"sayso: {inert(str(message))}\n")
    sys.stderr.flush()


def console(*, stderr: bool = False) -> Console:
    """Return a rich console that interprets no markup, no emoji names and highlights nothing."""
    from rich.console import Console

    return Console(stderr=stderr, markup=False, emoji=False, highlight=False)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph for people: inert text in styles, wrapped to the right of ``indent`` columns."""

    pieces: tuple[tuple[str, str], ...] = ()
    indent: int = 0
    label: str = ""
    """Stands in the indentation of the first line."""

    @property
    def plain(self) -> str:
        """The paragraph without colours and not wrapped."""
        return (self.label.ljust(self.indent) + "".join(text for text, _ in self.pieces)).rstrip()


def show(lines: Iterable[Line]) -> None:
    """Print paragraphs: wrapped and coloured on a terminal, bare in a pipe (and then never wrapped)."""
    if not is_terminal():
        for line in lines:
            write(line.plain)
        return
    from rich.text import Text

    screen = console()
    for line in lines:
        room = max(_LEAST_WIDTH, screen.width - line.indent)
        start = Text(line.label.ljust(line.indent), style="dim")
        for row in Text.assemble(*line.pieces).wrap(screen, room) or [Text()]:
            screen.print(Text.assemble(start, row), soft_wrap=True)
            start = Text(" " * line.indent)
