"""Watch lists that the user loads, and which of their entries a name or a wallet may be.

A match is a possible one and never more: names are shared, lists hold mistakes. Every match carries its
reasons; weak aliases match nothing by themselves; a country or a year of birth that disagrees lowers the
score and says so.

Names are found by :func:`sayso.text.names.keys`, hashed into sorted arrays: 8 bytes a key, some 15 keys a
name.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zlib import crc32

from sayso.errors import WatchListError
from sayso.model.annotation import MentionKind
from sayso.model.entity import WatchMatch
from sayso.model.outcome import Skipped
from sayso.resolve.watchlist_files import Entry, entries
from sayso.text.names import compare, keys
from sayso.text.names.compare import MAY_MATCH

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

_KINDS = {
    "Person": MentionKind.PERSON,
    "Organization": MentionKind.ORGANISATION,
    "Company": MentionKind.ORGANISATION,
    "PublicBody": MentionKind.ORGANISATION,
}
"""How names of an entry are judged; as what they look like if its schema does not tell."""
_BODIES = frozenset(
    {MentionKind.ORGANISATION, MentionKind.ARMED_GROUP, MentionKind.GEOPOLITICAL, MentionKind.FACILITY}
)
_COUNTRY_DIFFERS, _BIRTH_DIFFERS = 0.1, 0.2
_YEARS_APART = 1
"""Years of birth that differ by no more may be one."""
_AS_LISTED = 0.97
_MOST_CANDIDATES = 500
"""Names that are compared; of more, those that share the most keys."""
_TOLD = 100
"""Lines left out whose reasons are kept."""


@dataclass(frozen=True, slots=True)
class WatchList:
    """A list, ready to be asked."""

    name: str
    """The file's."""
    entries: tuple[Entry, ...]
    skipped: tuple[Skipped, ...]
    """The first hundred lines that were left out, and why."""
    left_out: int
    """How many lines were left out."""
    _names: tuple[tuple[int, str], ...] = field(repr=False)
    """Entry and name."""
    _hashes: NDArray[np.uint32] = field(repr=False)
    _places: NDArray[np.uint32] = field(repr=False)
    _wallets: dict[str, int] = field(repr=False)
    _ids: dict[str, int] = field(repr=False)

    def match(
        self,
        name: str,
        kind: MentionKind | None = None,
        *,
        entity: str = "",
        countries: Collection[str] = (),
        births: Collection[int] = (),
        most: int = 10,
    ) -> list[WatchMatch]:
        """Return the entries that a name may denote, the likeliest first.

        Args:
            name: as a text gives it.
            kind: what it stands for; a person is never matched with a company, nor a company with a person.
            entity: the id of the entity whose name it is, handed on.
            countries: codes (lower case) of the countries it is said to belong to, if known.
            births: years in which it may have been born, if known.
            most: how many to return.
        """
        best: dict[int, WatchMatch] = {}
        for place in self._candidates(name, kind):
            number, listed = self._names[place]
            entry = self.entries[number]
            if not _may_be(kind, entry):
                continue
            found = compare(name, listed, _KINDS.get(entry.schema, kind))
            if found.score < MAY_MATCH or (number in best and best[number].score >= found.score):
                continue
            best[number] = WatchMatch(
                entity, self.name, entry.id, listed, found.score, found.reasons, entry.topics
            )
        judged = [self._in_context(match, name, countries, births) for match in best.values()]
        return sorted(judged, key=lambda match: (-match.score, match.entry))[:most]

    def match_wallet(self, address: str, *, entity: str = "") -> list[WatchMatch]:
        """Return the entry with this wallet address; case counts where it does on the chain."""
        number = self._wallets.get(_plain(address))
        if number is None:
            return []
        wallet = self.entries[number]
        holder = self._ids.get(wallet.holder)
        if holder is None:
            reasons: tuple[str, ...] = ("possible match: the list has this address",)
            return [WatchMatch(entity, self.name, wallet.id, address, 1.0, reasons, wallet.topics)]
        owner = self.entries[holder]
        topics = tuple(dict.fromkeys((*wallet.topics, *owner.topics)))
        name = owner.names[0] if owner.names else address
        reasons = (f"possible match: the list has this address, held by {name}",)
        return [WatchMatch(entity, self.name, owner.id, name, 1.0, reasons, topics)]

    def _candidates(self, name: str, kind: MentionKind | None) -> list[int]:
        import numpy as np

        ways = {None, MentionKind.PERSON, MentionKind.ORGANISATION} if kind is None else {kind, None}
        if kind in _BODIES:
            ways.add(MentionKind.ORGANISATION)
        wanted = np.array(sorted({_hash(key) for way in ways for key in keys(name, way)}), dtype=np.uint32)
        starts = np.searchsorted(self._hashes, wanted, side="left")
        ends = np.searchsorted(self._hashes, wanted, side="right")
        runs = [self._places[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
        if not runs:
            return []
        found, shared = np.unique(np.concatenate(runs), return_counts=True)
        if len(found) > _MOST_CANDIDATES:
            found = found[np.argsort(-shared, kind="stable")[:_MOST_CANDIDATES]]
        return [int(place) for place in found]

    def _in_context(
        self, match: WatchMatch, name: str, countries: Collection[str], births: Collection[int]
    ) -> WatchMatch:
        entry = self.entries[self._ids[match.entry]]
        score, reasons = match.score, ["possible match", *match.reasons]
        if any(compare(name, weak).score >= _AS_LISTED for weak in entry.weak):
            reasons.append("also as one of its weak aliases")
        if countries and entry.countries:
            if not entry.countries.isdisjoint(countries):
                reasons.append("the same country")
            else:
                score -= _COUNTRY_DIFFERS
                reasons.append(f"another country: {_list(entry.countries)}, not {_list(countries)}")
        if births and entry.births:
            if any(abs(one - other) <= _YEARS_APART for one in births for other in entry.births):
                reasons.append("the same year of birth, or the next")
            else:
                score -= _BIRTH_DIFFERS
                reasons.append(f"another year of birth: {_list(entry.births)}, not {_list(births)}")
        return WatchMatch(
            match.entity, match.list, match.entry, match.name, max(score, 0.0), tuple(reasons), match.topics
        )


def load(path: Path) -> WatchList:
    """Return the list that a file holds: FollowTheMoney entities, a simple table, or wallets.

    Lines that cannot be read are left out with a reason.

    Raises:
        WatchListError: if the file is missing, is no watch list, or nothing in it can be used.
    """
    import numpy as np

    listed: list[Entry] = []
    names: list[tuple[int, str]] = []
    skipped: list[Skipped] = []
    left_out = 0
    wallets: dict[str, int] = {}
    hashes, places = array("I"), array("I")
    for entry in entries(path):
        if isinstance(entry, Skipped):
            left_out += 1
            skipped += [entry] if len(skipped) < _TOLD else []
            continue
        number = len(listed)
        listed.append(entry)
        wallets.update((_plain(wallet), number) for wallet in entry.wallets)
        for name in entry.names:
            some = keys(name, _KINDS.get(entry.schema))
            hashes.extend(_hash(key) for key in some)
            places.extend([len(names)] * len(some))
            names.append((number, name))
    if not listed:
        told = f" ({skipped[0].location}: {skipped[0].reason})" if skipped else ""
        message = f"{path} lists no names and no wallets{told}: give a file that does."
        raise WatchListError(message)
    kept, owners = np.frombuffer(hashes, dtype=np.uint32), np.frombuffer(places, dtype=np.uint32)
    order = np.argsort(kept, kind="stable")
    return WatchList(
        name=path.name,
        entries=tuple(listed),
        skipped=tuple(skipped),
        left_out=left_out,
        _names=tuple(names),
        _hashes=kept[order],
        _places=owners[order],
        _wallets=wallets,
        _ids={entry.id: number for number, entry in enumerate(listed)},
    )


def _hash(key: str) -> int:
    """Return 32 bits of a key, the same in every process; two keys with the same bits cost time only."""
    return crc32(key.encode())


def _may_be(kind: MentionKind | None, entry: Entry) -> bool:
    other = _KINDS.get(entry.schema)
    if kind is None or other is None:
        return True
    return (kind is MentionKind.PERSON) == (other is MentionKind.PERSON)


def _plain(address: str) -> str:
    """Return an address as it is looked up: without a prefix, in lower case where case says nothing."""
    address = address.strip().rpartition(":")[2]
    lower = address.lower()
    if lower.startswith(("0x", "bc1", "ltc1", "tb1")) or (lower == address or address.isupper()):
        return lower
    return address


def _list(values: Collection[object]) -> str:
    return ", ".join(map(str, sorted(map(str, values))))
