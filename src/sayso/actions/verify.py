"""Verify: does the case still hold what was captured, and does every span still say what was recorded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import CaseDamaged, CaseError
from sayso.model.ledger import Finding, Verification

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def verify(case: Path | str, *, wait: float = 1.0) -> Verification:
    """Check a case from the bytes up; changes nothing.

    Originals are hashed anew; the chain of captures is followed; each text is hashed; each span
    is compared with the characters recorded for it; search indexes are compared with the records;
    the database checks its own pages and references.

    Args:
        case: the case file.
        wait: seconds to wait for another writer before the search indexes' own check is left out.

    Raises:
        CaseError: the file cannot be opened as a case. Damage inside of a case is a finding instead.
    """
    # Late, so that a command line that only prints its help does not load a database.
    from sayso.store import open_case

    findings: list[Finding] = []
    captures = originals = documents = spans = 0
    try:
        opened = open_case(case, read_only=True)
    except CaseDamaged as error:
        return Verification(0, 0, 0, 0, (Finding("file", str(error)),))
    with opened as ledger:
        try:
            findings += ledger.check_file()
            originals = sum(_told(ledger.check_originals(), findings))
            captures = sum(_told(ledger.check_chain(), findings))
            for number in _told(ledger.check_texts(), findings):
                documents += 1
                spans += number
            sum(_told(ledger.check_judgments(), findings))
            findings += ledger.check_indexes()
        except CaseError as error:
            findings.append(Finding("file", str(error)))
    findings += _search(Path(case), wait)
    return Verification(captures, originals, documents, spans, tuple(findings))


def _told(results: Iterable[Finding | int], findings: list[Finding]) -> Iterator[int]:
    """Put findings where they belong, and yield the numbers between them."""
    for result in results:
        if isinstance(result, Finding):
            findings.append(result)
        else:
            yield result


def _search(case: Path, wait: float) -> list[Finding]:
    from sayso.store import open_case

    try:
        with open_case(case, wait=wait) as ledger:
            return list(ledger.check_search())
    except CaseError:
        # The indexes' own check counts as a write. Where the case may only be read, or somebody is
        # writing to it, comparing them with the records (done above) has to do.
        return []
