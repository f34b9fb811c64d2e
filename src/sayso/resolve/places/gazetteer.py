"""The gazetteer: names of places, and what is known of each place.

One compressed file, read whole at the first question (some 0.2 s) and kept as flat arrays: places in order
of their people, the most first, and an index of names in order of their keys, in which one looks up by
halving. Built by ``tools/build_gazetteer.py``; ``data/README.md`` says from what.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import json
import re
import sys
import zlib
from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sayso.errors import ModelError
from sayso.model.place import Place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DATA = Path(__file__).parent / "data"
FILE = DATA / "gazetteer.bin"
KINDS = (
    "city", "capital", "country", "region", "district", "continent", "area", "island", "mountains",
    "mountain", "river", "lake", "sea", "strait", "ocean", "desert", "canal",
)  # fmt: skip
NONE = 2**32 - 1
"""In the columns region and district: none."""
_FORMAT = 1


class Flag:
    """Bits: how a name stands for a place (the first three), and what else the name can mean (the others)."""

    ALIAS: Final = 1
    """Not the main name."""
    PEOPLE: Final = 2
    """A nationality word ("Kenyan")."""
    SHORT: Final = 4
    """A short form that means the region only beside a town ("Mass.", "TX")."""
    WORD: Final = 8
    """An English word in small letters."""
    FIRST_NAME: Final = 16
    SURNAME: Final = 32


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning of a name."""

    row: int
    """Number of the place; a smaller one has more people."""
    flag: int
    """Bits of ``Flag``."""


class Gazetteer:
    """All places and names, in flat arrays."""

    def __init__(
        self, countries: Sequence[str], names: bytes, keys: bytes, columns: Mapping[str, array[int]]
    ):
        self.countries = countries
        self.columns = columns
        self._names, self._keys = names, keys
        self._name_at = _offsets(columns["name_length"])
        self._key_at = _offsets(columns["key_length"])
        self._entry_at = _offsets(columns["entry_count"])
        self._entries = columns["entry"]
        self._meanings = columns["meaning"]
        self._ids, self._kinds, self._countries = columns["id"], columns["kind"], columns["country"]
        self.latitude, self.longitude = columns["latitude"], columns["longitude"]
        self.population, self.region, self.district = (
            columns["population"],
            columns["region"],
            columns["district"],
        )

    def __len__(self) -> int:
        return len(self._ids)

    def find(self, key: str) -> tuple[list[Entry], int]:
        """Return what a key can mean, most people first, and what else it means in English."""
        sought = key.encode()
        number = bisect.bisect_left(range(len(self._key_at) - 1), sought, key=self._key)
        if number >= len(self._key_at) - 1 or self._key(number) != sought:
            return [], 0
        first, end = self._entry_at[number], self._entry_at[number + 1]
        entries = [Entry(packed >> 3, packed & 7) for packed in self._entries[first:end]]
        return entries, self._meanings[number]

    def kind(self, row: int) -> str:
        """Return what a place is, one of ``KINDS``."""
        return KINDS[self._kinds[row]]

    def country(self, row: int) -> str | None:
        """Return the code of a place's country."""
        return self.countries[self._countries[row]] or None

    def name(self, row: int) -> str:
        """Return a place's main name."""
        return self._names[self._name_at[row] : self._name_at[row + 1]].decode()

    def place(self, row: int) -> Place:
        """Return a place as a record."""
        name, number = self.name(row), self._ids[row]
        own = re.sub(r"\W+", "-", name.lower()).strip("-")
        return Place(
            id=f"geonames:{number}" if number else f"sayso:{own}",
            name=name,
            kind=self.kind(row),
            country=self.country(row),
            latitude=self.latitude[row] / 1000,
            longitude=self.longitude[row] / 1000,
            population=self.population[row],
        )

    def _key(self, number: int) -> bytes:
        return self._keys[self._key_at[number] : self._key_at[number + 1]]


@functools.cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer, reading it when it is first asked for.

    Raises:
        ModelError: the file is missing or damaged.
    """
    try:
        return _read(zlib.decompress(FILE.read_bytes()))
    except (OSError, zlib.error, ValueError, KeyError) as fault:
        message = f"The gazetteer {FILE.name} cannot be read: {fault}"
        raise ModelError(message) from fault


def _read(content: bytes) -> Gazetteer:
    end = content.index(b"\n")
    head = json.loads(content[:end])
    if head["format"] != _FORMAT:
        message = f"format {head['format']}, not {_FORMAT}"
        raise ValueError(message)
    at = end + 1
    parts: dict[str, bytes] = {}
    columns: dict[str, array[int]] = {}
    for name, code, size in head["parts"]:
        part = content[at : at + size]
        at += size
        if code:
            columns[name] = array(code, _together(part, array(code).itemsize))
            if sys.byteorder == "big":
                columns[name].byteswap()
        else:
            parts[name] = part
    return Gazetteer(head["countries"], parts["names"], parts["keys"], columns)


def write(
    countries: Sequence[str],
    names: Sequence[str],
    columns: Mapping[str, array[int]],
    index: Mapping[str, Sequence[int]],
    meanings: Mapping[str, int],
) -> int:
    """Write the file and return its size in bytes; ``index`` holds a place's number and flag, packed."""
    keys = sorted(key.encode() for key in index)
    texts = [key.decode() for key in keys]
    spelt = [name.encode() for name in names]
    everything = dict(columns) | {
        "name_length": array("B", [len(name) for name in spelt]),
        "key_length": array("B", [len(key) for key in keys]),
        "entry_count": array("H", [len(index[key]) for key in texts]),
        "entry": array("I", itertools.chain.from_iterable(index[key] for key in texts)),
        "meaning": array("B", [meanings.get(key, 0) for key in texts]),
    }
    blobs = {"names": b"".join(spelt), "keys": b"".join(keys)}
    parts = [(name, "", blob) for name, blob in blobs.items()]
    for name, column in everything.items():
        if sys.byteorder == "big":
            column.byteswap()
        parts.append((name, column.typecode, _apart(column.tobytes(), column.itemsize)))
    head = {
        "format": _FORMAT,
        "countries": list(countries),
        "parts": [(name, code, len(part)) for name, code, part in parts],
    }
    content = json.dumps(head).encode() + b"\n" + b"".join(part for _, _, part in parts)
    packed = zlib.compress(content, 9)
    FILE.write_bytes(packed)
    return len(packed)


def _offsets(lengths: array[int]) -> array[int]:
    return array("I", itertools.accumulate(lengths, initial=0))


def _apart(content: bytes, size: int) -> bytes:
    """Return all first bytes, then all second ones, and so on: like beside like packs better."""
    return b"".join(content[at::size] for at in range(size))


def _together(content: bytes, size: int) -> bytes:
    whole = bytearray(len(content))
    each = len(content) // size
    for at in range(size):
        whole[at::size] = content[at * each : (at + 1) * each]
    return bytes(whole)
