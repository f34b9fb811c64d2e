"""Names of places in a text, each with the places that it may mean."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.model.annotation import MentionKind
from sayso.model.place import PlaceCandidate, Toponym
from sayso.model.span import Span
from sayso.resolve.places.bodies import stands_for_body
from sayso.resolve.places.choose import choose, distance, names_of, reasons
from sayso.resolve.places.gazetteer import gazetteer
from sayso.resolve.places.scan import sighting_at, sightings, tokens
from sayso.resolve.places.signs import Document, signs
from sayso.resolve.places.weights import weights
from sayso.resolve.places.words import group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model.annotation import Mention
    from sayso.model.place import Place
    from sayso.resolve.places.choose import Name
    from sayso.resolve.places.scan import Sighting

_SAME_SPOT = 60.0
"""Kilometres within which a city and the region named for it are one answer."""
_SHOWN, _LEAST_SHOWN = 5, 0.02
_RANK = {"country": 0, "capital": 1, "city": 2, "region": 4, "district": 5}
_RANK_OTHER = 3
_SHORTEST = 4
_UNLISTED = frozenset({MentionKind.GEOPOLITICAL, MentionKind.PLACE})


@dataclass(frozen=True, slots=True)
class PlacesConfig:
    """What counts as a place's name, and as a sure answer."""

    nationalities: bool = False
    """Count nationality words ("Kenyan") as names of the country. LGL does so, GeoVirus does not."""
    least: float = 0.25
    """Belief, 0..1, below which a name of the gazetteer is not taken for a place here."""
    least_unlisted: float = 0.9
    """The reading model's confidence from which on a name that no gazetteer has is a place."""
    sure: float = 0.6
    """Chance of the likeliest place below which a name is ambiguous."""


def find_toponyms(
    text: str,
    mentions: Sequence[Mention] = (),
    outlet: Sequence[Place] = (),
    config: PlacesConfig = PlacesConfig(),
) -> list[Toponym]:
    """Return the names of places in a text, in order; they do not overlap.

    Args:
        text: the document's text; spans are code points of it, end-exclusive.
        mentions: what the reading model saw in it; without any, names are believed by their surroundings.
        outlet: where the outlet sits or the report was filed; such places draw ambiguous names near.
        config: what counts.

    Raises:
        ModelError: the gazetteer is missing or damaged.
    """
    words = tokens(text)
    everything = sightings(text, words)
    document = Document(text, words, everything, mentions)
    seen, beliefs = [], []
    for one in everything:
        belief = believe(document, one)
        if belief >= config.least:
            seen.append(one)
            beliefs.append(belief)
    names, which = names_of(document, seen, beliefs)
    choose(names, outlet)
    shown = _Shown(document, names)
    found = [
        _toponym(shown, one, number, config)
        for one, number in zip(seen, which, strict=True)
        if config.nationalities or not one.people
    ]
    found += _unlisted(document, everything, config)
    return sorted(found, key=lambda one: one.span)


def locate(
    text: str, spans: Sequence[Span], outlet: Sequence[Place] = (), config: PlacesConfig = PlacesConfig()
) -> list[Toponym]:
    """Return what given spans mean that are known to name places, in order; nationality words too.

    Raises:
        ModelError: the gazetteer is missing or damaged.
    """
    words = tokens(text)
    ordered = sorted(set(spans))
    known = [sighting_at(text, words, span) for span in ordered]
    seen = [one for one in known if one is not None]
    document = Document(text, words, seen, ())
    names, which = names_of(document, seen, [1.0] * len(seen))
    choose(names, outlet)
    numbers, shown = iter(which), _Shown(document, names)
    return [
        Toponym(span) if one is None else _toponym(shown, one, next(numbers), config)
        for span, one in zip(ordered, known, strict=True)
    ]


def believe(document: Document, one: Sighting) -> float:
    """Return how likely a name of the gazetteer is meant as a place here, 0..1 (a logistic of its signs)."""
    told = weights("belief")
    score = sum(told.get(name, 0.0) * value for name, value in signs(document, one).items())
    return 1 / (1 + math.exp(-score))


class _Shown:
    """The candidates of each name, made once for all its mentions."""

    def __init__(self, document: Document, names: Sequence[Name]) -> None:
        self.document = document
        self._names = names
        self._made: dict[tuple[int, bool], tuple[PlaceCandidate, ...]] = {}

    def of(self, one: Sighting, number: int) -> tuple[PlaceCandidate, ...]:
        """Return the candidates of a name, as one of its mentions wants them."""
        after = self.document.after(one)
        wide = after is not None and after.text.lower() in group("wide")
        if (number, wide) not in self._made:
            self._made[number, wide] = _candidates(self._names[number], wide=wide)
        return self._made[number, wide]


def _toponym(shown: _Shown, one: Sighting, number: int, config: PlacesConfig) -> Toponym:
    candidates = shown.of(one, number)
    return Toponym(
        span=Span(one.start, one.end),
        candidates=candidates,
        ambiguous=candidates[0].probability < config.sure,
        stands_for_body=not one.people and stands_for_body(shown.document, one),
    )


def _candidates(name: Name, *, wide: bool) -> tuple[PlaceCandidate, ...]:
    """Return the likeliest places; those that share a name and a spot answer as one, the fittest of them."""
    places = gazetteer()
    order = sorted(range(len(name.entries)), key=lambda number: -name.chances[number])
    left = order[: 4 * _SHOWN]
    made: list[tuple[float, int]] = []
    while left and len(made) < _SHOWN:
        first = places.place(name.entries[left[0]].row)
        spot = [number for number in left if _same_spot(first, places.place(name.entries[number].row))]
        best = min(spot, key=lambda number: _rank(places.kind(name.entries[number].row), wide=wide))
        chance = float(sum(name.chances[number] for number in spot))
        made.append((chance, best))
        left = [number for number in left if number not in spot]
    made.sort(key=lambda pair: -pair[0])
    return tuple(
        PlaceCandidate(
            places.place(name.entries[number].row), round(min(1.0, chance), 4), reasons(name, number)
        )
        for at, (chance, number) in enumerate(made)
        if chance >= _LEAST_SHOWN or at == 0
    )


def _same_spot(one: Place, other: Place) -> bool:
    return (
        one.country == other.country
        and distance(one.latitude, one.longitude, other.latitude, other.longitude) <= _SAME_SPOT
    )


def _rank(kind: str, *, wide: bool) -> int:
    rank = _RANK.get(kind, _RANK_OTHER)
    return -rank if wide else rank


def _unlisted(document: Document, seen: Sequence[Sighting], config: PlacesConfig) -> list[Toponym]:
    """Return what the model is sure of and the gazetteer does not have."""
    taken = [(one.start, one.end) for one in seen]
    found = []
    at = 0
    for mention in document.mentions:
        span = mention.span
        while at < len(taken) and taken[at][1] <= span.start:
            at += 1
        free = at == len(taken) or taken[at][0] >= span.end
        if not free or mention.kind not in _UNLISTED or mention.score < config.least_unlisted:
            continue
        words = span.of(document.text).split()
        if words and all(word[0].isupper() for word in (words[0], words[-1])) and len(span) >= _SHORTEST:
            found.append(Toponym(span))
    return found
