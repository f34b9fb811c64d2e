"""Gathering: paths, folders, standard input and web addresses become items, one a report."""

from __future__ import annotations

import gzip
import io
import os
import re
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from sayso.errors import FetchError
from sayso.model.item import Item
from sayso.model.outcome import Skipped
from sayso.read import files
from sayso.read.addresses import without_credentials
from sayso.read.containers.feed import feed_items, is_feed
from sayso.read.containers.jsonl import is_jsonl, jsonl_items
from sayso.read.containers.mail import mail_attachments
from sayso.read.containers.warc import warc_items
from sayso.read.fetch import Fetcher, fetch
from sayso.read.options import GatherOptions
from sayso.read.origin import Origin
from sayso.read.sniff import head_text, looks_like_mail

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ADDRESS = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*://")
_HEAD = 1 << 20


def gather(
    inputs: Sequence[str],
    options: GatherOptions | None = None,
    *,
    stdin: BinaryIO | None = None,
    fetcher: Fetcher = fetch,
) -> Iterator[Item | Skipped]:
    """Yield an item for each report in the inputs, in their order, as it is asked for.

    Args:
        inputs: Paths of files and folders, ``-`` for standard input, http and https addresses.
        options: Names, overrides and limits.
        stdin: Read in place of the process's standard input.
        fetcher: Called in place of :func:`sayso.read.fetch.fetch`.

    Nothing raises: what cannot be obtained is Skipped, with the reason.
    """
    options = options or GatherOptions()
    items = total = 0
    for found in _all(inputs, options, stdin, fetcher):
        if isinstance(found, Item):
            items += 1
            total += len(found.data)
            if options.max_items is not None and items > options.max_items:
                yield Skipped(
                    found.location,
                    f"The limit of {options.max_items:,} reports is reached; this and all after it are "
                    "left out.",
                )
                return
            if options.max_total_bytes is not None and total > options.max_total_bytes:
                yield Skipped(
                    found.location,
                    f"The limit of {options.max_total_bytes:,} bytes in all is reached; this and all after "
                    "it are left out.",
                )
                return
        yield found


def _all(
    inputs: Sequence[str], options: GatherOptions, stdin: BinaryIO | None, fetcher: Fetcher
) -> Iterator[Item | Skipped]:
    told = {"outlet": options.outlet, "published": options.published}
    given = {name: value for name, value in told.items() if value}
    for text in inputs:
        if text == "-":
            stream = stdin if stdin is not None else sys.stdin.buffer
            yield from _opened(stream, Origin("-", "stdin", given=given), options)
        elif _ADDRESS.match(text):
            yield from _address(text, given, options, fetcher)
        else:
            for path in files.walk(Path(text)):
                if isinstance(path, Skipped):
                    yield path
                else:
                    yield from _file(path, given, options)


def _file(path: Path, given: dict[str, str], options: GatherOptions) -> Iterator[Item | Skipped]:
    if options.leave_out and os.path.realpath(path) in options.leave_out:
        return
    location = os.fsencode(path).decode("utf-8", "replace")
    try:
        stream = path.open("rb")
    except OSError as problem:
        yield Skipped(location, f"It cannot be opened ({(problem.strerror or str(problem)).lower()}).")
        return
    with stream:
        yield from _opened(stream, Origin(location, "file", given=given), options)


def _address(
    address: str, given: dict[str, str], options: GatherOptions, fetcher: Fetcher
) -> Iterator[Item | Skipped]:
    # What is skipped is kept in the case and shown in briefs.
    shown = without_credentials(address)
    try:
        page = fetcher(address, options.fetch)
    except FetchError as problem:
        reason = without_credentials(str(problem))
        yield Skipped(shown, f"{reason[:1].upper()}{reason[1:]}.")
        return
    told = {
        **given,
        "url": page.url,
        "http.status": str(page.status),
        "http.final_url": page.url,
        "http.last_modified": page.last_modified or "",
    }
    origin = Origin(shown, "url", page.media_type, page.charset, given=told)
    yield from _opened(io.BytesIO(page.data), origin, options)


def _opened(stream: BinaryIO, origin: Origin, options: GatherOptions) -> Iterator[Item | Skipped]:
    """Yield what a stream holds; an error of the disk or the pipe ends it with a reason."""
    try:
        yield from _stream(stream, origin, options)
    except (OSError, EOFError, zlib.error) as problem:
        why = getattr(problem, "strerror", None) or str(problem)
        yield Skipped(
            origin.location, f"Reading it failed ({why}); what came before is kept. Obtain it again."
        )


def _stream(stream: BinaryIO, origin: Origin, options: GatherOptions) -> Iterator[Item | Skipped]:
    head = _head(stream)
    whole = _rewound(stream, head)
    if head.startswith(b"\x1f\x8b"):
        yield from _gzip(whole, head, origin, options)
        return
    if head.startswith(b"WARC/1."):
        yield from warc_items(whole, origin, options)
        return
    if is_jsonl(head, _with_mapping(origin, options)):
        yield from jsonl_items(whole, origin, options)
        return
    data = _read(whole, options.max_item_bytes + 1)
    if len(data) > options.max_item_bytes:
        yield Skipped(
            origin.location,
            f"It is larger than {options.max_item_bytes:,} bytes; split it, or raise the limit.",
        )
        return
    yield from _document(data, origin, options)


def _document(data: bytes, origin: Origin, options: GatherOptions) -> Iterator[Item | Skipped]:
    text = (head_text(data) or "") if data else ""
    plain = origin.location.lower().endswith((".txt", ".md", ".text", ".markdown"))
    if text.lstrip().startswith("<") and is_feed(text) and not plain:
        if len(data) > options.max_container_bytes:
            yield Skipped(
                origin.location,
                f"The feed is larger than {options.max_container_bytes:,} bytes; split it, or raise the "
                "limit.",
            )
            return
        yield from feed_items(data, origin)
        return
    yield origin.item(data)
    if not looks_like_mail(text, origin.location, origin.media_type):
        return
    if origin.depth >= options.max_depth:
        yield Skipped(
            origin.location,
            f"Mails stand in each other more than {options.max_depth} deep; save the inner ones and add "
            "them.",
        )
        return
    if len(data) > options.max_container_bytes:
        yield Skipped(
            f"{origin.location}#attachments",
            "The mail is too large to take its attachments apart; save them and add the files.",
        )
        return
    for part in mail_attachments(data, origin):
        if isinstance(part, Skipped):
            yield part
        elif part[1]:
            yield from _document(part[1], part[0], options)


def _gzip(stream: BinaryIO, head: bytes, origin: Origin, options: GatherOptions) -> Iterator[Item | Skipped]:
    if _unpacked_head(head).startswith(b"WARC/1."):
        # Each record is packed on its own, which its reader knows better.
        yield from warc_items(stream, origin, options)
        return
    if origin.depth >= options.max_depth:
        yield Skipped(origin.location, "It is packed many times over; unpack it and add what is inside.")
        return
    inside = Origin(
        origin.location,
        origin.obtained,
        None,
        origin.charset,
        origin.key,
        origin.given,
        origin.depth + 1,
    )
    with gzip.open(stream) as unpacked:
        yield from _stream(cast("BinaryIO", unpacked), inside, options)


def _unpacked_head(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 64)
    except zlib.error:
        return b""


def _with_mapping(origin: Origin, options: GatherOptions) -> Origin:
    given = {**origin.given, **{f"map.{name}": path for name, path in options.mapping}}
    return Origin(
        origin.location, origin.obtained, origin.media_type, origin.charset, origin.key, given, origin.depth
    )


def _read(stream: BinaryIO, size: int) -> bytes:
    """Read so many bytes, or all there are; pipes may deliver them in pieces."""
    pieces: list[bytes] = []
    while size > 0 and (piece := _some(stream, min(size, _HEAD))):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def _head(stream: BinaryIO) -> bytes:
    """Read the beginning of a stream; damage further on shows itself again when one gets there."""
    head = b""
    try:
        while len(head) < _HEAD and (piece := _some(stream, _HEAD - len(head))):
            head += piece
    except (OSError, EOFError, zlib.error):
        if not head:
            raise
    return head


def _some(stream: BinaryIO, size: int) -> bytes:
    """Read what there is, up to a size; by one read of the device, so that an error loses nothing."""
    read_once = getattr(stream, "read1", None)
    return bytes(read_once(size) if read_once else stream.read(size))


def _is_packed(stream: object) -> bool:
    return isinstance(stream, gzip.GzipFile)


def _rewound(stream: BinaryIO, head: bytes) -> BinaryIO:
    """Return a stream that begins again with what was already read."""
    # Winding a packed stream back would unpack it again from its start.
    if stream.seekable() and not _is_packed(stream):
        stream.seek(-len(head), io.SEEK_CUR)
        return stream
    return cast("BinaryIO", io.BufferedReader(_Joined(head, stream), 1 << 16))


class _Joined(io.RawIOBase):
    """Bytes that were already read, and then the stream that they came from."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        piece, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        if not piece:
            piece = _some(self._rest, len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)
