"""Add a folder to a case in a process of its own, which a test then kills: CASE FOLDER JOBS small|real."""

from __future__ import annotations

import sys
from pathlib import Path


def say(*words: object) -> None:
    print(*words, flush=True)  # noqa: T201 - this is how it talks to the test


class Steps:
    """Tells each step on standard output."""

    def expect(self, total: int) -> None:
        say("expect", total)

    def step(self, label: str) -> None:
        say("step", Path(label).name)


def main() -> None:
    """Run ``add`` as the command line does."""
    # Imported before "ready" is said, so that the time after it is all the action's own.
    import sayso.read.gather
    import sayso.read.stage
    import sayso.store  # noqa: F401
    from comparers import Deaf
    from reports import small_pipeline
    from sayso.actions.add import AddOptions, add
    from sayso.pipeline import claims

    case, folder, jobs, kind = sys.argv[1:]
    pipeline = small_pipeline() if kind == "small" else None
    if kind == "small":
        claims.shipped_matcher = Deaf  # type: ignore[assignment] # linking has tests of its own
    say("ready")
    report = add(
        Path(case), [folder], options=AddOptions(jobs=int(jobs)), progress=Steps(), pipeline=pipeline
    )
    say("added", report.added, "known", report.known, "skipped", len(report.skipped))


if __name__ == "__main__":
    main()
