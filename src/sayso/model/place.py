"""Place: somewhere on the map that a name can mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.model.span import Span


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer."""

    id: str
    """``geonames:1138958``."""
    name: str
    kind: str
    """country, region, city, capital, …"""
    country: str | None
    """ISO 3166-1 alpha-2; None for what lies in no country or in several."""
    latitude: float
    longitude: float
    population: int = 0


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """A place that a name may mean here, and why."""

    place: Place
    probability: float
    """0..1; over all candidates of a name at most 1."""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Toponym:
    """The name of a place in a text, with the places that it may mean, likeliest first.

    No candidates: a place, but not in the gazetteer. More than one near the top: ambiguous, and shown so.
    """

    span: Span
    candidates: tuple[PlaceCandidate, ...] = ()
    ambiguous: bool = False
    """The likeliest is not likely enough to be shown alone."""
    stands_for_body: bool = False
    """The name stands for a government or an agency here ("Kabul believes"), not for the place."""
