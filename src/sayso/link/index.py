"""StatementIndex: what the linker asks a case for; MemoryIndex keeps it in memory."""

from __future__ import annotations

from bisect import insort
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.model.naming import Verdict
    from sayso.model.statement import Linked, Statement


class StatementIndex(Protocol):
    """What the linker reads; every call is a look-up by key, whatever the size of the case."""

    def counts(self, keys: Iterable[str]) -> Mapping[str, int]:
        """Return how many statements are found by each key."""

    def holders(self, keys: Iterable[str], most: int) -> Mapping[str, Sequence[str]]:
        """Return up to ``most`` ids of statements that are found by each key, the smallest first."""

    def statements(self, ids: Iterable[str]) -> Mapping[str, Statement]:
        """Return the statements that exist."""

    def claims(self, ids: Iterable[str]) -> Mapping[str, str]:
        """Return the claim of each statement."""

    def exemplars(self, claims: Iterable[str]) -> Mapping[str, Sequence[str]]:
        """Return the statements of each claim that are found by keys."""

    def members(self, claims: Iterable[str]) -> Mapping[str, Sequence[str]]:
        """Return all statements of each claim."""

    def matches(self, ids: Iterable[str]) -> Mapping[tuple[str, str], float]:
        """Return the scores of pairs of these statements that were compared; the smaller id first."""

    def verdicts(self, ids: Iterable[str]) -> Sequence[Verdict]:
        """Return the verdicts that stand with an end among these statements."""


class MemoryIndex:
    """A :class:`StatementIndex` in memory."""

    def __init__(self) -> None:
        self._statements: dict[str, Statement] = {}
        self._holders: dict[str, list[str]] = {}
        self._claims: dict[str, str] = {}
        self._members: dict[str, set[str]] = {}
        self._found: set[str] = set()
        self._matches: dict[str, dict[str, float]] = {}
        self._verdicts: list[Verdict] = []

    def apply(self, changes: Linked) -> None:
        """Store what a document changed."""
        for new in changes.statements:
            self._statements[new.id] = new
        self._found -= set(changes.dropped)
        for holders in self._holders.values() if changes.dropped else ():
            holders[:] = [one for one in holders if one in self._found]
        for key, statement in changes.exemplars:
            self._found.add(statement)
            holders = self._holders.setdefault(key, [])
            if statement not in holders:
                insort(holders, statement)
        for one in changes.matches:
            self._matches.setdefault(one.left, {})[one.right] = one.score
        for statement, claim in changes.claims:
            before = self._claims.get(statement)
            if before is not None:
                self._members[before].discard(statement)
            self._claims[statement] = claim
            self._members.setdefault(claim, set()).add(statement)

    def judge(self, verdict: Verdict) -> None:
        """Put a verdict into force."""
        self._verdicts.append(verdict)

    def counts(self, keys: Iterable[str]) -> Mapping[str, int]:
        """Return how many statements are found by each key."""
        return {key: len(self._holders.get(key, ())) for key in keys}

    def holders(self, keys: Iterable[str], most: int) -> Mapping[str, Sequence[str]]:
        """Return up to ``most`` ids of statements that are found by each key, the smallest first."""
        return {key: self._holders.get(key, [])[:most] for key in keys}

    def statements(self, ids: Iterable[str]) -> Mapping[str, Statement]:
        """Return the statements that exist."""
        return {one: self._statements[one] for one in ids if one in self._statements}

    def claims(self, ids: Iterable[str]) -> Mapping[str, str]:
        """Return the claim of each statement."""
        return {one: self._claims[one] for one in ids if one in self._claims}

    def exemplars(self, claims: Iterable[str]) -> Mapping[str, Sequence[str]]:
        """Return the statements of each claim that are found by keys."""
        return {claim: sorted(self._members.get(claim, set()) & self._found) for claim in claims}

    def members(self, claims: Iterable[str]) -> Mapping[str, Sequence[str]]:
        """Return all statements of each claim."""
        return {claim: sorted(self._members.get(claim, ())) for claim in claims}

    def matches(self, ids: Iterable[str]) -> Mapping[tuple[str, str], float]:
        """Return the scores of pairs of these statements that were compared; the smaller id first."""
        wanted = set(ids)
        return {
            (left, right): score
            for left in wanted
            for right, score in self._matches.get(left, {}).items()
            if right in wanted
        }

    def verdicts(self, ids: Iterable[str]) -> Sequence[Verdict]:
        """Return the verdicts that stand with an end among these statements."""
        wanted = set(ids)
        return [one for one in self._verdicts if one.left in wanted or one.right in wanted]

    def groups(self) -> list[tuple[str, ...]]:
        """Return the statements' ids in groups, each a claim."""
        return sorted(tuple(sorted(members)) for members in self._members.values() if members)
