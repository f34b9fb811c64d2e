"""Which place a name means: every meaning weighed by declared evidence, and why.

The evidence: how many people live there and what kind of place it is; a place beside the name that holds it
("Dayton, Ohio"), here or at another mention of the name (one sense a document, Gale, Church & Yarowsky
1992); what the document's other names mean, by country, region, district and distance; and where the outlet
or the dateline is. Chances are those of a conditional logit (McFadden 1974), with round weights set by hand
in ``data/choice.tsv``.
The other names vote with what they mean by themselves at first, and then with what they mean together.
"""

from __future__ import annotations

import functools
import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sayso.resolve.places.bodies import stands_for_body
from sayso.resolve.places.gazetteer import KINDS, NONE, Flag, gazetteer
from sayso.resolve.places.weights import weights
from sayso.resolve.places.words import group

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from sayso.model.place import Place
    from sayso.resolve.places.gazetteer import Entry
    from sayso.resolve.places.scan import Sighting
    from sayso.resolve.places.signs import Document

    Numbers = NDArray[np.float64]

MOST = 32
"""Meanings of a name that are weighed: those with most people, and any that a place beside it holds."""
VOTERS = 96
"""Names of a document that vote: those believed most."""
BALLOTS = 4
"""Meanings of a name that have a vote."""
NEAR, REGIONAL = 60.0, 300.0
"""Kilometres over which nearness falls to a third."""
ROUNDS = 2
BIG = 5.5
"""Logarithm of the people from which on a city is known everywhere."""
DOUBT = 3.0
"""Added to the votes that are shared out, so that two names alone cannot carry each other far."""
_KM = 111.19
_BESIDE = re.compile(r"(?:, | \(|,? in |,? near |, (?:[A-Z][\w.]+ ){1,2}County, )")
_WITHIN = 24
_LOCAL = ("city", "capital", "region", "district")
"""Kinds whose nearness says something; the middle of a country or a sea is near nothing."""
_FITTING = {
    "wide": {"region", "district", "area"}, "town": {"city", "capital"}, "seat": {"capital", "country"},
}  # fmt: skip

FEATURES = (
    "inhabitants", "inhabitants_wide", "big_city", "most_people", "country", "region", "capital", "district",
    "feature", "other_name", "nationality", "kind_said", "kind_unsaid", "held_beside", "not_held_beside",
    "held_elsewhere", "not_held_elsewhere", "same_country", "same_region", "same_district", "holds_others",
    "near", "nearest", "regional", "capital_abroad", "outlet_country", "outlet_region", "outlet_near",
)  # fmt: skip
BY_ITSELF = FEATURES.index("same_country")
"""Features from here on ask about other names."""


def _nothing() -> Numbers:
    import numpy as np

    return np.zeros(0)


@dataclass
class Name:
    """A name as the document uses it, at one mention or at several that have the same evidence."""

    key: str
    entries: list[Entry]
    weight: float
    """0..1: how surely it is a place at all."""
    beside: frozenset[int] = frozenset()
    """Rows that may hold it, of a name beside it here."""
    elsewhere: frozenset[int] = frozenset()
    """The same, of its other mentions."""
    said: str = ""
    """``wide`` or ``town`` if the text calls it a province or a village, ``seat`` if it speaks or decides."""
    table: Numbers = field(repr=False, default_factory=_nothing)
    """A row a meaning, a column a feature."""
    chances: Numbers = field(repr=False, default_factory=_nothing)


def names_of(
    document: Document, seen: Sequence[Sighting], beliefs: Sequence[float]
) -> tuple[list[Name], list[int]]:
    """Return the names to be decided, and which of them each sighting is."""
    held = [_beside(document.text, seen, at) for at in range(len(seen))]
    together: dict[str, set[int]] = {}
    for one, rows in zip(seen, held, strict=True):
        together.setdefault(one.key, set()).update(rows)
    made: dict[tuple[str, frozenset[int], str], int] = {}
    names: list[Name] = []
    which = []
    for one, rows, belief in zip(seen, held, beliefs, strict=True):
        said = _said_kind(document, one)
        place = made.setdefault((one.key, rows, said), len(names))
        if place == len(names):
            elsewhere = frozenset(together[one.key]) if not rows else frozenset()
            names.append(Name(one.key, _kept(one, rows | elsewhere), belief, rows, elsewhere, said))
        names[place].weight = max(names[place].weight, belief)
        which.append(place)
    return names, which


def choose(names: Sequence[Name], outlet: Sequence[Place] = ()) -> None:
    """Fill in every name's chances."""
    import numpy as np

    if not names:
        return
    worth = np.array([weights("choice").get(name, 0.0) for name in FEATURES])
    alone = np.array([weights("alone").get(name, 0.0) for name in FEATURES])
    for name in names:
        name.table = _alone(name, outlet)
        name.chances = _chances(name.table @ alone)
    for _ in range(ROUNDS):
        _vote(names)
        for name in names:
            name.chances = _chances(name.table @ worth)


def reasons(name: Name, number: int) -> tuple[str, ...]:
    """Return why a meaning is likely, the weightiest first, in plain words."""
    told = weights("choice")
    values = [
        (told.get(feature, 0.0) * value, feature)
        for feature, value in zip(FEATURES, name.table[number], strict=True)
    ]
    return tuple(
        _SAID[feature] for gain, feature in sorted(values, reverse=True) if gain > _TOLD and feature in _SAID
    )


_TOLD = 0.3
_SAID = {
    "inhabitants": "many people live there",
    "inhabitants_wide": "many people live there",
    "big_city": "a big city",
    "most_people": "most people of all places of this name",
    "country": "a country",
    "capital": "a capital",
    "kind_said": "the text says what kind of place it is",
    "held_beside": "the place named beside it holds it",
    "held_elsewhere": "a place named beside another mention holds it",
    "same_country": "other names here lie in the same country",
    "same_region": "other names here lie in the same region",
    "same_district": "other names here lie in the same district",
    "holds_others": "it holds other places named here",
    "near": "other places named here are near",
    "nearest": "a place named here is near",
    "capital_abroad": "a capital, named beside places of other countries",
    "regional": "other places named here are in reach",
    "outlet_country": "in the outlet's country",
    "outlet_region": "in the outlet's region",
    "outlet_near": "near the outlet or dateline",
}


def _beside(text: str, seen: Sequence[Sighting], at: int) -> frozenset[int]:
    """Return the rows of the name that follows, if it stands as a holder would."""
    if at + 1 >= len(seen) or seen[at + 1].start - seen[at].end > _WITHIN:
        return frozenset()
    gap = text[seen[at].end : seen[at + 1].start]
    short = any(entry.flag & Flag.SHORT for entry in seen[at + 1].entries)
    if not (_BESIDE.fullmatch(gap) or (short and len(gap) <= len(", "))):
        return frozenset()
    return _holders(seen[at].entries, seen[at + 1].entries)


@functools.lru_cache(maxsize=4096)
def _holders(inner: tuple[Entry, ...], outer: tuple[Entry, ...]) -> frozenset[int]:
    """Return the rows of the second name that hold a place of the first."""
    places = gazetteer()
    rows = {entry.row for entry in outer if not entry.flag & Flag.PEOPLE} - {entry.row for entry in inner}
    rows = {row for row in rows if places.kind(row) in {"country", "region", "district", "area", "island"}}
    return frozenset(row for row in rows if any(_holds(row, entry.row) for entry in inner))


def _said_kind(document: Document, one: Sighting) -> str:
    """Return what the text calls it: "the village of X", "X province"."""
    after = document.after(one)
    head = document.words[one.first - 2].text if one.first > 1 and (before := document.before(one)) else ""
    called = {after.text.lower()} if after else set()
    if head and before is not None and before.text == "of":
        called.add(head.lower())
    said = next((kind for kind in ("wide", "town") if called & group(kind)), "")
    return said or ("seat" if stands_for_body(document, one) else "")


def _holds(outer: int, inner: int) -> bool:
    places = gazetteer()
    if places.kind(outer) == "country":
        return places.country(inner) == places.country(outer)
    if places.kind(outer) in {"region", "district"}:
        return outer in {places.region[inner], places.district[inner]}
    return outer == inner


def _kept(one: Sighting, holders: frozenset[int]) -> list[Entry]:
    entries = list(one.entries)
    if len(entries) <= MOST:
        return entries
    held = [entry for entry in entries[MOST:] if any(_holds(row, entry.row) for row in holders)]
    return entries[:MOST] + held[:MOST]


def _alone(name: Name, outlet: Sequence[Place]) -> Numbers:
    import numpy as np

    places = gazetteer()
    table = np.zeros((len(name.entries), len(FEATURES)))
    column = {feature: number for number, feature in enumerate(FEATURES)}
    for number, entry in enumerate(name.entries):
        row, kind = entry.row, places.kind(entry.row)
        said = table[number]
        people = math.log10(1 + places.population[row])
        town = kind in {"city", "capital"}
        said[column["inhabitants" if town else "inhabitants_wide"]] = people / 8
        said[column["big_city"]] = max(0.0, people - BIG) if town else 0.0
        said[column["most_people"]] = number == 0
        if kind != "city":
            said[column[kind if kind in column else "feature"]] = 1
        said[column["other_name"]] = bool(entry.flag & Flag.ALIAS)
        said[column["nationality"]] = bool(entry.flag & Flag.PEOPLE)
        if name.said:
            fits = kind in _FITTING[name.said]
            said[column["kind_said" if fits else "kind_unsaid"]] = 1
        for holders, sign in ((name.beside, "beside"), (name.elsewhere, "elsewhere")):
            if holders:
                said[column[f"{'' if any(_holds(one, row) for one in holders) else 'not_'}held_{sign}"]] = 1
        for place in outlet:
            said[column["outlet_country"]] = max(
                said[column["outlet_country"]], place.country == places.country(row)
            )
            far = distance(
                places.latitude[row] / 1000, places.longitude[row] / 1000, place.latitude, place.longitude
            )
            said[column["outlet_region"]] = max(said[column["outlet_region"]], math.exp(-far / REGIONAL))
            said[column["outlet_near"]] = max(said[column["outlet_near"]], math.exp(-far / NEAR))
    return table


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the kilometres between two points on the globe (haversine)."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = (
        math.sin((b - a) / 2) ** 2
        + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    )
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


def _chances(scores: Numbers) -> Numbers:
    import numpy as np

    odds: Numbers = np.exp(scores - scores.max())
    return np.asarray(odds / odds.sum())


def _vote(names: Sequence[Name]) -> None:
    """Fill in the features that ask what the other names mean."""
    import numpy as np

    strongest: dict[str, Name] = {}
    for name in names:
        if name.key not in strongest or name.weight > strongest[name.key].weight:
            strongest[name.key] = name
    voters = sorted(strongest.values(), key=lambda name: -name.weight)[:VOTERS]
    ballots = [
        (name.key, name.entries[number].row, name.weight * name.chances[number])
        for name in voters
        for number in np.argsort(-name.chances, kind="stable")[:BALLOTS]
    ]
    rows = np.array([row for _, row, _ in ballots])
    power = np.array([strength for _, _, strength in ballots])
    keys = {name.key: number for number, name in enumerate(voters)}
    whose = np.array([keys[key] for key, _, _ in ballots])
    theirs = _facts(rows)
    for name in names:
        own = whose == keys.get(name.key, -1)
        mine = _facts(np.array([entry.row for entry in name.entries]))
        name.table[:, BY_ITSELF : BY_ITSELF + 8] = _asked(mine, theirs, np.where(own, 0.0, power))


def _facts(rows: NDArray[np.int64]) -> Mapping[str, NDArray[Any]]:
    import numpy as np

    arrays = _arrays()
    kinds = arrays["kind"][rows]
    return {
        "row": rows,
        "country": arrays["country"][rows],
        "region": arrays["region"][rows],
        "district": arrays["district"][rows],
        "lat": np.radians(arrays["latitude"][rows] / 1000),
        "lon": np.radians(arrays["longitude"][rows] / 1000),
        "capital": kinds == KINDS.index("capital"),
        "local": np.isin(kinds, [KINDS.index(kind) for kind in _LOCAL]),
    }


@functools.cache
def _arrays() -> Mapping[str, NDArray[np.int64]]:
    import numpy as np

    return {name: np.frombuffer(column, column.typecode) for name, column in gazetteer().columns.items()}


def _asked(mine: Mapping[str, NDArray[Any]], theirs: Mapping[str, NDArray[Any]], power: Numbers) -> Numbers:
    import numpy as np

    total = power.sum() + DOUBT
    same_country = (mine["country"][:, None] == theirs["country"]) & (mine["country"] > 0)[:, None]
    regions = (mine["region"][:, None] == theirs["region"]) & (mine["region"] != NONE)[:, None]
    districts = (mine["district"][:, None] == theirs["district"]) & (mine["district"] != NONE)[:, None]
    holds = (mine["row"][:, None] == theirs["region"]) | (mine["row"][:, None] == theirs["district"])
    a, b = mine["lat"][:, None], theirs["lat"][None, :]
    half = (
        np.sin((b - a) / 2) ** 2
        + np.cos(a) * np.cos(b) * np.sin((theirs["lon"] - mine["lon"][:, None]) / 2) ** 2
    )
    far = 2 * 6371.0 * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    local = power * theirs["local"]
    close = np.exp(-far / NEAR) * local
    reach = np.exp(-far / REGIONAL) * local
    return np.column_stack(
        [
            (same_country @ power) / total,
            (regions @ power) / total,
            1 - np.exp(-(districts @ power)),
            1 - np.exp(-(holds @ power)),
            1 - np.exp(-close.sum(axis=1)),
            close.max(axis=1, initial=0.0),
            reach.sum(axis=1) / total,
            mine["capital"] * (power.sum() / total - (same_country @ power) / total),
        ]
    )
