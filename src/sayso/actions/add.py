"""Read reports into a case."""

from __future__ import annotations

import os
import shlex
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model.outcome import Skipped
    from sayso.pipeline.run import Pipeline
    from sayso.ports import Progress

_BESIDE_A_CASE = ("", "-journal", "-wal", "-shm", "-lock")
"""What the files of a case are called beyond its own name."""


@dataclass(frozen=True, slots=True)
class AddOptions:
    """How to read reports into a case.

    Attributes:
        jobs: Number of worker processes; None takes one for each processor, 0 works in this process.
        mapping: Where JSONL lines keep their fields: pairs of our field and their name, as in
            ``("text", "body")``.
        outlet: The outlet of all these reports, whatever they say themselves.
        published: The date of publication of all these reports, likewise (``2031-03-31``, ``2031-03``).
        time_limit: Seconds after which a report is given up. A text of the greatest length that is read, two
            million characters, takes about a minute and a half of processor time.
    """

    jobs: int | None = None
    mapping: tuple[tuple[str, str], ...] = ()
    outlet: str | None = None
    published: str | None = None
    time_limit: float = 300.0


@dataclass(frozen=True, slots=True)
class AddReport:
    """What came of reading reports into a case."""

    added: int
    """Reports that are new or were read anew, those that an interrupted run left over included."""
    known: int
    """Reports that the case already held, read by the very same makers."""
    attributions: int
    """In the added reports."""
    assertions: int
    """In the added reports."""
    skipped: tuple[Skipped, ...]
    """What could not be obtained or read, with its reason, in order of input."""
    seconds: float
    """Wall time."""
    not_read: int = 0
    """Of the added reports, those in a language that is kept but not read."""
    untold: int = 0
    """Of the added reports, those that tell neither their outlet nor their date."""


def add(
    case: Path,
    inputs: Sequence[str],
    *,
    options: AddOptions | None = None,
    progress: Progress | None = None,
    pipeline: Pipeline | None = None,
) -> AddReport:
    """Read reports into a case, making the case if there is none.

    Adding a report again changes nothing. After any interruption, the end of the process included, the same
    call goes on where the earlier one stopped.

    Args:
        case: The case file.
        inputs: Files, folders, http and https addresses, or ``-`` for standard input.
        options: How; the defaults if None.
        progress: Told of every report.
        pipeline: What is done to a report; None for the stages that sayso comes with.

    Raises:
        UsageError: There are no inputs, or an option makes no sense.
        CaseBusy: Another process is adding to the case.
        CaseError: The case file cannot serve.
        ModelError: The reading model's files are missing or damaged.
        KeyboardInterrupt: After all workers have been stopped; the case is sound.
    """
    from importlib.metadata import version

    from sayso.engine.choose import engine
    from sayso.pipeline.claims import link_new, trace_new
    from sayso.pipeline.entities import resolve_new
    from sayso.pipeline.reports import report_pipeline
    from sayso.pipeline.run import process
    from sayso.read.addresses import without_credentials
    from sayso.read.gather import gather
    from sayso.read.options import GatherOptions
    from sayso.store import open_case
    from sayso.store.lock import alone

    options = options or AddOptions()
    if not inputs:
        message = "There is nothing to add: name files, folders, addresses, or - for standard input."
        raise UsageError(message)
    started = time.monotonic()
    workers = engine(options.jobs, options.time_limit)
    pipeline = pipeline or report_pipeline()
    gathering = GatherOptions(
        mapping=options.mapping,
        outlet=options.outlet,
        published=options.published,
        leave_out=own_files(case),
    )
    # A file's name may hold bytes that are no UTF-8, and an address a password: neither can be stored.
    command = os.fsencode(without_credentials(shlex.join(["add", *inputs]))).decode("utf-8", "replace")
    with open_case(case, create=True) as ledger, alone(Path(os.path.realpath(case))):
        # A run that is killed or interrupted stays without an end: that is what its record then says.
        ledger.begin_run(command, version("sayso"))
        summary = process(gather(inputs, gathering), ledger, pipeline, workers, progress)
        resolve_new(ledger)
        done = summary.added + summary.known + len(summary.skipped)
        link_new(ledger, progress=_Further(progress, done) if progress is not None else None)
        trace_new(ledger)
        ledger.end_run(added=summary.added, skipped=len(summary.skipped))
    return AddReport(
        added=summary.added,
        known=summary.known,
        attributions=summary.attributions,
        assertions=summary.assertions,
        skipped=summary.skipped,
        seconds=time.monotonic() - started,
        not_read=summary.not_read,
        untold=summary.untold,
    )


@dataclass(frozen=True, slots=True)
class _Further:
    """Steps that come after others, told to the same progress."""

    progress: Progress
    done: int

    def expect(self, total: int) -> None:
        """Say how many further steps are known."""
        self.progress.expect(self.done + total)

    def step(self, label: str) -> None:
        """Say that one more is done."""
        self.progress.step(label)


def own_files(case: Path) -> frozenset[str]:
    """Return the real paths of a case's files, which may lie in a folder that is added.

    They must not even be opened: when a process closes a file, it loses the locks that it holds on it, and
    the database's locks are such locks.
    """
    # The database names them after the file that a link leads to, not after the link.
    real = os.path.realpath(case)
    return frozenset(f"{real}{ending}" for ending in _BESIDE_A_CASE)
