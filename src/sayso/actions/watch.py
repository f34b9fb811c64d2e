"""Possible matches of a case's entities and wallets with lists that the user loads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sayso.actions.listings import opened
from sayso.model.amount import Wallet
from sayso.model.annotation import MentionKind
from sayso.model.entity import Schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from sayso.model.entity import Entity, WatchMatch
    from sayso.model.outcome import Skipped
    from sayso.resolve.watchlists import WatchList
    from sayso.store import Case

_KINDS = {Schema.PERSON: MentionKind.PERSON, Schema.ORGANISATION: MentionKind.ORGANISATION}
"""Only persons and bodies are compared; places and weapons are on no list."""
_LEAST_WORDS = 2
"""A single word ("Smith") is no name to be found on a list by, unless it is a body's."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What may be on a list: an entity, or a wallet's address (then ``entity`` is None)."""

    name: str
    """As the reports have it."""
    entity: Entity | None
    reports: int
    match: WatchMatch


@dataclass(frozen=True, slots=True)
class WatchReport:
    """What a comparison with lists found."""

    matches: tuple[Watched, ...]
    """The likeliest first; each entity and entry of a list once."""
    entries: int
    """Entries of all lists."""
    left_out: int
    """Lines of the lists that could not be used."""
    skipped: tuple[Skipped, ...]
    """The first of them, with the reasons."""


def watch(case: Path | str | Case, lists: Sequence[Path]) -> WatchReport:
    """Return possible matches of a case's entities and wallets with lists.

    A match is never more than possible: names are shared, lists err, and reports misspell.

    Args:
        case: the case.
        lists: files of FollowTheMoney entities, tables of OpenSanctions, or lists of wallets.

    Raises:
        WatchListError: a file is missing, or is no watch list.
        CaseError: the case cannot be read.
    """
    from sayso.resolve.watchlists import load

    loaded = [load(path) for path in lists]
    found: list[Watched] = []
    with opened(case) as ledger:
        for entity in ledger.entities():
            found += _of_entity(entity, loaded)
        found += _of_wallets(ledger, loaded)
    found.sort(key=lambda one: (-one.match.score, one.name, one.match.list, one.match.entry))
    return WatchReport(
        tuple(found),
        sum(len(one.entries) for one in loaded),
        sum(one.left_out for one in loaded),
        tuple(skip for one in loaded for skip in one.skipped),
    )


def _of_entity(entity: Entity, lists: Sequence[WatchList]) -> Iterable[Watched]:
    """Return the best match of an entity's names with each entry."""
    kind = _KINDS.get(entity.schema)
    best: dict[tuple[str, str], Watched] = {}
    for alias in entity.aliases if kind is not None else ():
        if kind is MentionKind.PERSON and len(alias.name.split()) < _LEAST_WORDS:
            continue
        for match in (match for one in lists for match in one.match(alias.name, kind, entity=entity.id)):
            key = match.list, match.entry
            if key not in best or best[key].match.score < match.score:
                best[key] = Watched(alias.name, entity, entity.documents, match)
    return best.values()


def _of_wallets(ledger: Case, lists: Sequence[WatchList]) -> Iterator[Watched]:
    reports: dict[str, set[str]] = {}
    for line in ledger.found("wallet"):
        if isinstance(line.found, Wallet):
            reports.setdefault(line.found.address, set()).add(line.report.id)
    for address, where in reports.items():
        for one in lists:
            for match in one.match_wallet(address):
                yield Watched(address, None, len(where), match)


def watched_json(one: Watched) -> dict[str, Any]:
    """Return a line of ``sayso watch --json``."""
    return {
        "name": one.name,
        "entity": one.entity.id if one.entity else None,
        "wallet": one.name if one.entity is None else None,
        "reports": one.reports,
        "list": one.match.list,
        "entry": one.match.entry,
        "listed_name": one.match.name,
        "score": round(one.match.score, 4),
        "reasons": list(one.match.reasons),
        "topics": list(one.match.topics),
    }
