"""Bring the statements of new documents into the case: which claims they are, and where those come from."""

from __future__ import annotations

import functools
import math
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from sayso.link.accusation import marks, with_their_state
from sayso.link.linker import Linker
from sayso.link.pointing import pointed_to, points_back
from sayso.model.claim import Appearance, Claim, Sourcing
from sayso.pipeline.lineage import acquainted, told
from sayso.text.governments import leaders_in
from sayso.trace.origins import trace

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

    from sayso.link.index import StatementIndex
    from sayso.link.matcher import Comparer, Matcher
    from sayso.model.ledger import LedgerLine
    from sayso.model.lineage import Lineage
    from sayso.model.naming import Verdict
    from sayso.model.statement import Linked, Statement
    from sayso.ports import Progress

TOGETHER = 100
"""Statements of one document that are linked in one transaction: few, since others wait for it to write."""
TRACED = 200
"""Claims of one transaction."""
LARGE = 150
"""Assertions of a claim from which it is traced when somebody asks for it, not whenever it grows."""
_FEWEST, _MOST = 5, 40
"""Words of a content that can stand for its claim."""


class Statements(Protocol):
    """What this module needs of a case."""

    def unlinked(self) -> Mapping[str, int]:
        """Return the documents with assertions of no claim yet, by date of publication, and how many."""

    def statements_of(self, document: str) -> tuple[list[Statement], set[str]]:
        """Return all statements of a document, without embeddings, and which of them wait for a claim."""

    def link(self, decide: Callable[[StatementIndex], Linked]) -> None:
        """Let claims of statements be decided, and store them, in one transaction."""

    def untraced(self, most: int | None) -> list[str]:
        """Return the claims of up to ``most`` assertions that changed since they were traced."""

    def members(self, claims: Sequence[str]) -> Mapping[str, Sequence[LedgerLine]]:
        """Return the assertions of claims, by date of publication."""

    def keep(self, claims: Sequence[Claim]) -> None:
        """Store what was traced."""


@functools.cache
def shipped_matcher() -> Matcher:
    """Return the matcher that sayso comes with.

    Raises:
        ModelError: files are missing or damaged.
    """
    from sayso.annotate.model import subwords_of
    from sayso.link.matcher import load

    return load(subwords_of())


def link_new(case: Statements, comparer: Comparer | None = None, progress: Progress | None = None) -> int:
    """Link the statements of all documents that are new to the case; return how many documents these were.

    A killed run leaves some behind; the next one goes on with them. What one document costs does not depend
    on how many the case holds.
    """
    waiting = case.unlinked()
    if not waiting:
        return 0
    chosen = comparer or shipped_matcher()
    if progress is not None:
        progress.expect(sum(math.ceil(count / TOGETHER) for count in waiting.values()))
    for number, document in enumerate(waiting, start=1):
        whole, left = case.statements_of(document)
        new = [one for one in prepared(whole, left, chosen) if one.id in left]
        for start in range(0, len(new), TOGETHER):
            some = new[start : start + TOGETHER]
            case.link(functools.partial(_added, statements=some, comparer=chosen))
            if progress is not None:
                progress.step(f"claims of report {number:,} of {len(waiting):,}")
    return len(waiting)


def _added(index: StatementIndex, statements: Sequence[Statement], comparer: Comparer) -> Linked:
    # Somebody else may have linked them since they were read: whoever judges links what waits, too.
    there = index.claims([one.id for one in statements])
    return Linker(index, comparer).add([one for one in statements if one.id not in there])


def prepared(statements: Sequence[Statement], wanted: Container[str], comparer: Comparer) -> list[Statement]:
    """Return a document's statements, in order of place, with marks and echoes; those wanted are embedded."""
    leaders = leaders_in(f"{one.source} {one.said}" for one in statements)
    found: list[Statement] = []
    telling: set[str] = set()
    every = [marks(one.said or one.text, one.source, leaders) for one in statements]
    for one, accused in zip(statements, with_their_state(every), strict=True):
        points = not accused and points_back(one.quote, denied=one.denies)
        vector = comparer.embed(one.compared) if one.id in wanted else b""
        echoes = pointed_to(one, found, telling) if points else ""
        found.append(replace(one, vector=vector, marks=accused, echoes=echoes))
        if not points:
            telling.add(one.id)
    return found


def judged(index: StatementIndex, verdict: Verdict, undo: bool, comparer: Comparer) -> Linked:  # noqa: FBT001
    """Return what an analyst's verdict on two assertions, or taking it back, changes."""
    return Linker(index, comparer).judge(verdict, undo=undo)


def trace_new(case: Statements, *, most: int | None = LARGE) -> None:
    """Trace the claims that changed; those with more than ``most`` assertions, if that is given, are left."""
    waiting = case.untraced(most)
    for start in range(0, len(waiting), TRACED):
        some = waiting[start : start + TRACED]
        case.keep(traced_together(case.members(some)))


def traced_together(members: Mapping[str, Sequence[LedgerLine]]) -> list[Claim]:
    """Return claims with what their assertions tell of them; one without assertions is left out.

    Each is traced by its own assertions alone, so that it is the same whichever others are traced beside it.
    """
    return [traced(claim, lines) for claim, lines in members.items() if lines]


def traced(claim: str, lines: Sequence[LedgerLine]) -> Claim:
    """Return a claim with what its assertions tell of it; there must be one at least."""
    known = acquainted(lines)
    lineage = trace(claim, (told(line, known) for line in lines))
    first = lines[0].report
    chosen = representative(lines)
    return Claim(
        id=claim,
        proposition=chosen.quote,
        representative=chosen.assertion.id,
        assertions=len(lines),
        stances=dict(sorted(Counter(line.assertion.stance.value for line in lines).items())),
        sourcing=sourcing(lines, lineage),
        first_appearance=Appearance(
            first.id, first.outlet, first.published.value if first.published else None
        ),
        lineage=lineage,
    )


def sourcing(lines: Iterable[LedgerLine], lineage: Lineage) -> Sourcing:
    """Return the count line: an outlet that is not known counts as none."""
    reports = {line.report.id: line.report.outlet for line in lines}
    established = len(independent_origins(lineage))
    return Sourcing(
        reports=len(reports),
        outlets=len({outlet for outlet in reports.values() if outlet}),
        origins=established,
        not_established=len(lineage.origins) - established,
    )


def independent_origins(lineage: Lineage) -> tuple[str, ...]:
    """Return origins of which each is established to be independent of each other, as many as are found.

    Greedy, those with most independent others first: for so few origins as a claim has it finds the most.
    At least one.
    """
    beside: dict[str, set[str]] = {origin.id: set() for origin in lineage.origins}
    for left, right, _ in lineage.independent:
        beside[left].add(right)
        beside[right].add(left)
    chosen: list[str] = []
    for one in sorted(beside, key=lambda origin: -len(beside[origin])):
        if all(one in beside[other] for other in chosen):
            chosen.append(one)
    return tuple(chosen)


def representative(lines: Sequence[LedgerLine]) -> LedgerLine:
    """Return the assertion whose words stand for the claim: asserted, of middling length, of common words."""
    words = Counter(word for line in lines for word in set(line.quote.casefold().split()))

    def rank(line: LedgerLine) -> tuple[bool, bool, bool, float, int]:
        mine = line.quote.casefold().split()
        shared = sum(words[word] for word in set(mine)) / (len(set(mine)) + 3)
        return (
            line.assertion.stance.value == "asserts",
            line.assertion.kind.value == "claim",
            _FEWEST <= len(mine) <= _MOST,
            shared,
            -len(line.quote),
        )

    return max(lines, key=rank)
