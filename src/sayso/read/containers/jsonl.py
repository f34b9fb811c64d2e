"""JSONL: an item a line, and the item's bytes are the line's own."""

from __future__ import annotations

import codecs
import json
from typing import TYPE_CHECKING, BinaryIO

from sayso.errors import UnreadableError
from sayso.model.outcome import Skipped
from sayso.read.record import parse, pick
from sayso.read.sniff import RECORD, suffix
from sayso.text.clean import storable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.model.item import Item
    from sayso.read.options import GatherOptions
    from sayso.read.origin import Origin

_NAMES = frozenset({".jsonl", ".ndjson", ".jsonlines"})
_TYPES = frozenset(
    {"application/x-ndjson", "application/ndjson", "application/jsonl", "application/json-lines"}
)
_OTHER_TEXT = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".eml"})


def is_jsonl(head: bytes, origin: Origin) -> bool:
    """Tell whether a stream holds JSON objects, one a line.

    A name or a declaration that says so is believed, so that damaged lines are named one by one. A
    name that says plain text is believed as well, because such text is kept as it is.
    """
    ending = suffix(origin.location)
    if ending in _NAMES or origin.media_type in _TYPES:
        return not head.startswith((b"PK\x03\x04", b"%PDF-", b"\x1f\x8b"))
    if ending in _OTHER_TEXT or origin.obtained == "member":
        return False
    lines = head.removeprefix(codecs.BOM_UTF8).lstrip().split(b"\n", 2)
    if not lines[0].startswith(b"{"):
        return False
    try:
        first = json.loads(lines[0])
    except (ValueError, RecursionError):
        return False
    more = len(lines) > 1 and lines[1].strip() != b""
    named = dict(origin.given).get("map.text", "text")
    return isinstance(first, dict) and (
        lines[1].lstrip().startswith(b"{") if more else ending != ".json" and named in first
    )


def jsonl_items(stream: BinaryIO, origin: Origin, options: GatherOptions) -> Iterator[Item | Skipped]:
    """Yield an item for each line that is an object; blank lines are passed over.

    A line that is damaged or too long is skipped with its number, and the rest goes on.
    """
    given = dict(origin.given) | {f"map.{name}": path for name, path in options.mapping}
    number = 0
    while line := stream.readline(options.max_line_bytes + 1):
        number += 1
        place = f"L{number}"
        if len(line) > options.max_line_bytes and not line.endswith(b"\n"):
            _pass_over(stream)
            reason = (
                f"The line is longer than {options.max_line_bytes:,} bytes; split the report, or "
                "raise the limit."
            )
            yield Skipped(f"{origin.location}#{place}", reason)
            continue
        data = line.removesuffix(b"\n").removesuffix(b"\r")
        if number == 1:
            data = data.removeprefix(codecs.BOM_UTF8)
        if not data.strip():
            continue
        try:
            record = parse(data)
        except UnreadableError as problem:
            yield Skipped(f"{origin.location}#{place}", f"Line {number} {problem}.")
            continue
        said = pick(record, "id", given)
        key = (
            storable(str(said))[0]
            if isinstance(said, str | int | float) and not isinstance(said, bool)
            else None
        )
        mapped = {name: value for name, value in given.items() if name.startswith("map.")}
        yield origin.member(place, media_type=RECORD, charset="utf-8", key=key, given=mapped).item(data)


def _pass_over(stream: BinaryIO) -> None:
    while chunk := stream.readline(1 << 20):
        if chunk.endswith(b"\n"):
            return
