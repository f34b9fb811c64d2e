"""Write a footnoted brief of a case, as a page or as Markdown."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import UsageError
from sayso.model.ledger import Passage
from sayso.model.span import Span
from sayso.text.sentences import around, sentences

if TYPE_CHECKING:
    from sayso.model.ledger import LedgerLine
    from sayso.present.context import Brief
    from sayso.store import Case

_FORMATS = {"html": "html", "htm": "html", "md": "md", "markdown": "md"}
_MODE = 0o666
_TEXTS = 4000
"""How many reports' texts to keep at a time."""


@dataclass(frozen=True, slots=True)
class BriefReport:
    """What was written."""

    path: Path
    format: str
    """``html`` or ``md``."""
    size: int
    """Of the file, in bytes."""
    reports: int
    assertions: int
    footnotes: int


def brief(case: Path, output: Path, *, format: str | None = None, title: str | None = None) -> BriefReport:  # noqa: A002 - the word of the command line
    """Write a brief of a case.

    The file appears whole or not at all; one that was there is replaced in one step.

    Args:
        case: the case's file.
        output: where to write.
        format: ``html`` or ``md``; None takes it from the name of ``output``.
        title: title of the brief; None takes the name of the case.

    Raises:
        UsageError: there is no such format, or the file cannot be written there.
        CaseError: the case cannot be read.
    """
    chosen = _format(output, format)
    if not output.parent.is_dir():
        message = f"The folder {output.parent} does not exist: make it, or write the brief elsewhere."
        raise UsageError(message)
    if output.is_dir() or (output.exists() and case.exists() and output.samefile(case)):
        message = f"{output} is {'a folder' if output.is_dir() else 'the case itself'}: name another file."
        raise UsageError(message)
    view = _view(case, title, fold=chosen == "html")
    data = _render(view, chosen).encode("utf-8")
    _write(output, data)
    return BriefReport(
        path=output,
        format=chosen,
        size=len(data),
        reports=view.total_reports,
        assertions=view.total_assertions,
        footnotes=len(view.footnotes),
    )


def _format(output: Path, asked: str | None) -> str:
    name = (asked or output.suffix).lower().lstrip(".")
    if name in _FORMATS:
        return _FORMATS[name]
    what = f"“{name}”" if name else "a file without an extension"
    message = f"A brief cannot be written as {what}. Formats: html (print it to get a PDF), md."
    raise UsageError(message)


def _view(case: Path, title: str | None, *, fold: bool) -> Brief:
    from sayso.actions.claims import claims
    from sayso.actions.contradictions import contradictions
    from sayso.present.blame import blame_rows
    from sayso.present.brief import build_brief
    from sayso.present.context import Limits
    from sayso.present.facts import Facts
    from sayso.store import open_case

    limits = Limits() if fold else Limits().without_folds()
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ")
    with open_case(case, read_only=True) as ledger:
        facts = Facts(
            blame=blame_rows(ledger.events()),
            amounts=list(ledger.found("amount")),
            places=list(ledger.places()),
            times=list(ledger.timeline()),
            claims=list(claims(ledger)),
            contradictions=list(contradictions(ledger)),
            waiting=len(ledger.unlinked()),
        )
        return build_brief(
            ledger.assertions(),
            ledger.reports(),
            ledger.counts(),
            ledger.skipped(),
            title=title or case.stem,
            as_of=now,
            passage=_Passages(ledger).around,
            limits=limits,
            facts=facts,
        )


class _Passages:
    """Finds the sentences around assertions; a report's text is fetched and cut into sentences once.

    ``Case.passage`` answers the same for one record; for thousands of footnotes it would fetch each text
    many times.
    """

    def __init__(self, ledger: Case) -> None:
        self._text = lru_cache(maxsize=_TEXTS)(lambda document: ledger.report(document).document.text)
        self._sentences = lru_cache(maxsize=_TEXTS)(lambda document: sentences(self._text(document)))

    def around(self, line: LedgerLine) -> Passage | None:
        """Return the whole sentences from the first to the last character of source, cue and content."""
        said = line.attribution
        marks = [("source", span) for span in said.source]
        marks += [("cue", span) for span in said.cue]
        marks += [("content", span) for span in line.assertion.content]
        if not marks:
            return None
        place = Span(min(span.start for _, span in marks), max(span.end for _, span in marks))
        stretch = around(self._sentences(said.document), place)
        marks += [("hop", span) for hop in said.hops for span in hop.span if stretch.contains(span)]
        marks.sort(key=lambda mark: mark[1])
        text = stretch.of(self._text(said.document))
        return Passage(line=line, start=stretch.start, text=text, marks=tuple(marks))


def _render(view: Brief, chosen: str) -> str:
    if chosen == "md":
        from sayso.present.markdown import to_markdown

        return to_markdown(view)
    from sayso.present.page import to_html

    return to_html(view)


def _write(output: Path, data: bytes) -> None:
    """Write beside the target and rename, so that nobody ever sees half a brief."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{output.name}.", dir=output.parent)
    except OSError as error:
        message = f"{output} cannot be written: {error.strerror}."
        raise UsageError(message) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_MODE & ~_umask())
        Path(name).replace(output)
    except OSError as error:
        message = f"{output} cannot be written: {error.strerror}."
        raise UsageError(message) from error
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()


def _umask() -> int:
    """Return the process's mask, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
