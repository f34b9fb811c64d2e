"""The files that watch lists come in, read line by line.

FollowTheMoney entities  JSON lines as OpenSanctions publishes (``entities.ftm.json``)
targets.simple.csv       OpenSanctions' simplified table
wallets                  JSON lines with ``address`` (and ``asset``), a JSON list of addresses, or a text
                         file with one address a line, as the lists that are made from OFAC's are published

A line that cannot be read is told with its number and left out; a file that is none of these is an error.
"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sayso.errors import WatchListError
from sayso.model.outcome import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

NAMED = frozenset({"Person", "Organization", "Company", "LegalEntity", "PublicBody", "Vessel", "Airplane"})
"""FollowTheMoney schemata of what has a name; other lines (addresses, ownerships) are passed over."""
_LONGEST_LINE = 1_000_000
_LONGEST_LIST = 64_000_000
"""Bytes of a JSON list, which has to be read as a whole."""
_ADDRESS = re.compile(r"(?=[^\s]*\d)[A-Za-z0-9]+(?::[A-Za-z0-9]+)?")
_ADDRESS_LENGTH = range(20, 161)
_HEADER = frozenset({"id", "schema", "name"})
_EXPECTED = (
    "expected FollowTheMoney entities as JSON lines, OpenSanctions' targets.simple.csv, or wallet addresses "
    "(JSON list, JSON lines with “address”, or one a line)"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody or something on a list."""

    id: str
    schema: str
    """FollowTheMoney's."""
    names: tuple[str, ...]
    weak: tuple[str, ...] = ()
    """Names so vague that they alone say nothing."""
    births: frozenset[int] = frozenset()
    """Years."""
    countries: frozenset[str] = frozenset()
    """Codes, lower case."""
    topics: tuple[str, ...] = ()
    wallets: tuple[str, ...] = ()
    holder: str = ""
    """The id of the entry that a wallet belongs to."""


def entries(path: Path) -> Iterator[Entry | Skipped]:
    """Yield what a file lists, in its order.

    Raises:
        WatchListError: if there is no such file, or it is none of the kinds that can be read.
    """
    head = _head(path)
    if head.startswith(b"["):
        yield from _json_list(path)
    elif head.startswith(b"{"):
        yield from _json_lines(path)
    elif set(_fields(head)) >= _HEADER:
        yield from _table(path)
    elif _address(head.split(b"\n", 1)[0].decode("utf-8", "replace")):
        yield from _plain(path)
    else:
        message = f"{path} is not a watch list: {_EXPECTED}."
        raise WatchListError(message)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            head = file.read(65_536)
    except OSError as error:
        message = f"{path} cannot be opened ({error.strerror}): name a file that exists."
        raise WatchListError(message) from error
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    while head.startswith(b"#"):
        head = head.partition(b"\n")[2].lstrip()
    if not head:
        message = f"{path} is empty: {_EXPECTED}."
        raise WatchListError(message)
    return head


def _fields(head: bytes) -> list[str]:
    return [
        field.strip().strip('"') for field in head.split(b"\n", 1)[0].decode("utf-8", "replace").split(",")
    ]


def _lines(path: Path) -> Iterator[tuple[int, str | Skipped]]:
    with path.open("rb") as file:
        number = 0
        while line := file.readline(_LONGEST_LINE):
            number += 1
            whole, more = True, line
            while not more.endswith(b"\n") and (more := file.readline(_LONGEST_LINE)):
                whole = False
            if not whole:
                yield number, _skipped(path, number, f"longer than {_LONGEST_LINE:,} bytes")
            elif text := line.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").strip():
                yield number, text


def _skipped(path: Path, number: int, reason: str) -> Skipped:
    return Skipped(f"{path}:{number}", reason)


def _json_lines(path: Path) -> Iterator[Entry | Skipped]:
    for number, line in _lines(path):
        if isinstance(line, Skipped):
            yield line
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            yield _skipped(path, number, "not JSON: one object a line is expected")
            continue
        yield from _row(path, number, row)


def _row(path: Path, number: int, row: Any) -> Iterator[Entry | Skipped]:  # noqa: ANN401 - whatever JSON held
    if not isinstance(row, dict):
        yield _skipped(path, number, "not an object")
    elif "address" in row:
        address = row["address"]
        if isinstance(address, str) and _address(address.strip()):
            yield _wallet(address.strip())
        else:
            yield _skipped(path, number, "“address” holds no wallet address")
    elif isinstance(row.get("schema"), str) and isinstance(row.get("id"), str):
        yield from _entity(path, number, row)
    else:
        yield _skipped(path, number, "neither “id” and “schema” nor “address”")


def _entity(path: Path, number: int, row: dict[str, Any]) -> Iterator[Entry | Skipped]:
    schema, properties = row["schema"], row.get("properties")
    if not isinstance(properties, dict):
        yield _skipped(path, number, "“properties” is missing")
        return
    many = {name: _texts(properties.get(name)) for name in _PROPERTIES}
    if schema == "CryptoWallet":
        if keys := [key for key in many["publicKey"] if _address(key)]:
            yield Entry(
                row["id"], schema, (), topics=many["topics"], wallets=tuple(keys),
                holder=next(iter(many["holder"]), ""),
            )  # fmt: skip
        else:
            yield _skipped(path, number, "a wallet without a “publicKey”")
    elif schema in NAMED:
        names = dict.fromkeys((*_texts(row.get("caption")), *many["name"], *many["alias"]))
        for weak in many["weakAlias"]:
            names.pop(weak, None)
        if not names:
            yield _skipped(path, number, "no name")
            return
        yield Entry(
            row["id"], schema, tuple(names), many["weakAlias"], _years(many["birthDate"]),
            frozenset(code.lower() for name in _COUNTRIES for code in many[name]), many["topics"],
        )  # fmt: skip


_COUNTRIES = ("country", "nationality", "jurisdiction")
_PROPERTIES = ("name", "alias", "weakAlias", "birthDate", "topics", "publicKey", "holder", *_COUNTRIES)


def _texts(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - whatever JSON held
    values = value if isinstance(value, list) else [value]
    return tuple(text.strip() for text in values if isinstance(text, str) and text.strip())


def _years(dates: Iterable[str]) -> frozenset[int]:
    return frozenset(int(date[:4]) for date in dates if re.match(r"[12]\d{3}(?!\d)", date, re.ASCII))


def _table(path: Path) -> Iterator[Entry | Skipped]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = csv.DictReader(file)
        while True:
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                yield _skipped(path, rows.line_num, f"not a row of a table ({error})")
                continue
            many = {
                name: _cells(row.get(name))
                for name in ("name", "aliases", "birth_date", "countries", "sanctions")
            }
            names = tuple(dict.fromkeys((*many["name"], *many["aliases"])))
            if not row.get("id") or not names:
                yield _skipped(path, rows.line_num, "no id or no name")
            elif row.get("schema") in NAMED:
                yield Entry(
                    row["id"], row["schema"], names, (), _years(many["birth_date"]),
                    frozenset(code.lower() for code in many["countries"]),
                    ("sanction",) if many["sanctions"] else (),
                )  # fmt: skip


def _cells(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - csv gives text, None, or a list for what is too much
    return tuple(part.strip() for part in value.split(";") if part.strip()) if isinstance(value, str) else ()


def _json_list(path: Path) -> Iterator[Entry | Skipped]:
    if path.stat().st_size > _LONGEST_LIST:
        message = f"{path} is a JSON list over {_LONGEST_LIST:,} bytes: give it as JSON lines."
        raise WatchListError(message)
    try:
        rows = json.loads(path.read_text(encoding="utf-8-sig", errors="replace"))
    except (ValueError, RecursionError) as error:
        message = f"{path} begins like a JSON list but is none ({error}): {_EXPECTED}."
        raise WatchListError(message) from error
    for number, row in enumerate(rows, 1):
        yield from _row(path, number, {"address": row} if isinstance(row, str) else row)


def _plain(path: Path) -> Iterator[Entry | Skipped]:
    for number, line in _lines(path):
        if isinstance(line, Skipped):
            yield line
        elif not line.startswith("#"):
            yield _wallet(line) if _address(line) else _skipped(path, number, "not a wallet address")


def _address(text: str) -> bool:
    text = text.strip()
    return len(text) in _ADDRESS_LENGTH and _ADDRESS.fullmatch(text) is not None


def _wallet(address: str) -> Entry:
    return Entry(address, "CryptoWallet", (), wallets=(address,))
