from __future__ import annotations

import time
import zlib
from typing import TYPE_CHECKING

import pytest

from sayso.errors import ModelError
from sayso.resolve.places import gazetteer as module
from sayso.resolve.places.gazetteer import KINDS, NONE, Flag, gazetteer
from sayso.resolve.places.keys import acronym_key, name_key

if TYPE_CHECKING:
    from pathlib import Path


def first(name: str) -> tuple[str, str, str | None]:
    key = acronym_key(name) or name_key(name)
    (entry, *_), _ = gazetteer().find(key)
    place = gazetteer().place(entry.row)
    return place.name, place.kind, place.country


@pytest.mark.parametrize(
    ("name", "place", "country"),
    [
        ("U.S.", "United States", "US"),
        ("UK", "United Kingdom", "GB"),
        ("DPRK", "North Korea", "KP"),
        ("Kosovo", "Kosovo", "XK"),
        ("Türkiye", "Turkey", "TR"),
        ("Turkiye", "Turkey", "TR"),
        ("Kenyan", "Kenya", "KE"),
        ("Strait of Hormuz", "Strait of Hormuz", None),
        ("Middle East", "Middle East", None),
        ("Donbas", "Donbas", "UA"),
        ("Sao Paulo", "São Paulo", "BR"),
        ("SAINT LOUIS", "Saint Louis County", "US"),
    ],
)
def test_names_in_all_their_spellings(name: str, place: str, country: str | None) -> None:
    found, _, code = first(name)
    assert (name_key(found), code) == (name_key(place), country)


def test_a_city_lies_in_its_region_and_district() -> None:
    places = gazetteer()
    entries, _ = places.find("springfield")
    inside = {places.name(places.region[entry.row]) for entry in entries if places.region[entry.row] != NONE}
    assert {"Ohio", "Illinois", "Massachusetts", "Missouri"} <= inside
    (county,), _ = places.find("licking county")
    assert places.name(places.region[county.row]) == "Ohio"


def test_what_else_a_name_means_is_marked() -> None:
    assert gazetteer().find("reading")[1] & Flag.WORD
    assert gazetteer().find("jordan")[1] & Flag.FIRST_NAME
    assert gazetteer().find("washington")[1] & Flag.SURNAME
    assert not gazetteer().find("islamabad")[1]


def test_short_forms_are_marked_so() -> None:
    entries, _ = gazetteer().find("=TX")
    assert [gazetteer().name(entry.row) for entry in entries] == ["Texas"]
    assert entries[0].flag & Flag.SHORT


def test_an_unknown_name_has_no_meaning() -> None:
    assert gazetteer().find("vold harbour") == ([], 0)
    assert gazetteer().find("") == ([], 0)


def test_every_country_and_region_is_on_the_globe() -> None:
    places = gazetteer()
    seen = set()
    for row in range(len(places)):
        assert -90_000 <= places.latitude[row] <= 90_000
        assert -180_000 <= places.longitude[row] <= 180_000
        if places.kind(row) == "country":
            seen.add(places.country(row))
    assert len(seen) >= 249
    assert set(KINDS) >= {places.kind(row) for row in range(0, len(places), 97)}


def test_countries_lie_among_their_cities() -> None:
    """A slip of sign or digits in our table would put a country far from all its towns."""
    places = gazetteer()
    towns: dict[str | None, list[tuple[int, int]]] = {}
    for row in range(len(places)):
        if places.kind(row) in {"city", "capital"}:
            towns.setdefault(places.country(row), []).append((places.latitude[row], places.longitude[row]))
    for row in range(len(places)):
        if places.kind(row) != "country" or not (own := towns.get(places.country(row))):
            continue
        lat, lon = places.latitude[row], places.longitude[row]
        nearest = min(abs(a - lat) + min(abs(b - lon), 360_000 - abs(b - lon)) for a, b in own)
        assert nearest < 16_000, places.name(row)


def test_reading_is_quick() -> None:
    gazetteer.cache_clear()
    began = time.process_time()
    gazetteer()
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    "content", [b"", b"not zlib", zlib.compress(b"{}\n"), zlib.compress(b'{"format": 0}\n')]
)
def test_a_damaged_file_is_named(content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "gazetteer.bin"
    file.write_bytes(content)
    monkeypatch.setattr(module, "FILE", file)
    gazetteer.cache_clear()
    with pytest.raises(ModelError):
        gazetteer()
    gazetteer.cache_clear()
