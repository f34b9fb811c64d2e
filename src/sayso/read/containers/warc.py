"""WARC: an item for each archived answer that is a page, a text or a document."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, BinaryIO

from sayso.model.outcome import Skipped
from sayso.read.fetch import OK, REDIRECTED, content_type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.model.item import Item
    from sayso.read.options import GatherOptions
    from sayso.read.origin import Origin

_READABLE = re.compile(
    r"^(?:text/(?:html|plain|markdown)|application/(?:xhtml\+xml|pdf|x-pdf|octet-stream"
    r"|vnd\.openxmlformats-officedocument\.wordprocessingml\.document)|message/rfc822)$"
)
_PLAIN_START = re.compile(rb"WARC/1\.[01]\r?\nWARC-")
_GZIP_START = re.compile(rb"\x1f\x8b\x08[\x00-\x1f].{4}[\x00\x02\x04][\x00-\x0d\xff]", re.DOTALL)
_CHUNK = 1 << 20
_MOST_DAMAGE = 1_000


def warc_items(stream: BinaryIO, origin: Origin, options: GatherOptions) -> Iterator[Item | Skipped]:
    """Yield an item for each readable response or resource record, in the archive's order.

    Pictures, scripts and answers other than 2xx are passed over. A damaged record is skipped with its
    number, and reading goes on at the next record that can be found, if the stream can be wound back.
    """
    number = 0
    start = 0
    can_seek = stream.seekable()
    packed = can_seek and _is_packed(stream)
    for _ in range(_MOST_DAMAGE):
        at = start
        try:
            for record in _records(stream):
                number += 1
                at = start + int(record.stream_pos)
                outcome = _outcome(record, number, origin, options)
                if outcome is not None:
                    yield outcome
            return  # noqa: TRY300  leaving the loop is not part of what may fail
        except BaseException as problem:
            # The archive library is written in Rust, whose panics are outside of Exception.
            if not isinstance(problem, OSError) and type(problem).__name__ != "PanicException":
                raise
            going_on = _next(stream, at + 1, packed=packed) if can_seek else None
            rest = (
                "the next whole record is read on"
                if going_on is not None
                else "the rest is lost; obtain it again"
            )
            reason = f"Record {number + 1} or later (after byte {at:,}) is damaged ({problem}); {rest}."
            yield Skipped(f"{origin.location}#R{number + 1}", reason)
            if going_on is None:
                return
            start = going_on
            number += 1
            stream.seek(start)
    yield Skipped(origin.location, f"More than {_MOST_DAMAGE:,} records are damaged; the rest is not read.")


def _records(stream: BinaryIO) -> Iterator[Any]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    return iter(
        ArchiveIterator(
            _Unnamed(stream),  # type: ignore[arg-type]  # it asks for read() only
            record_types=WarcRecordType.response | WarcRecordType.resource,
            parse_http=True,
            auto_decode="all",
        )
    )


class _Unnamed:
    """A stream without a name, whose position counts from where it is: nobody opens or winds it behind us."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._position = 0

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(size)
        self._position += len(piece)
        return piece

    def tell(self) -> int:
        return self._position


def _outcome(record: Any, number: int, origin: Origin, options: GatherOptions) -> Item | Skipped | None:  # noqa: ANN401
    headers = record.headers
    url = (headers.get("WARC-Target-URI") or "").strip("<>")
    place = f"R{number}"
    status: int | None = None
    encoded = False
    if record.is_http and record.http_headers is not None:
        status = record.http_headers.status_code
        media_type, charset = content_type(record.http_headers.get("Content-Type"))
        encoded = bool(
            record.http_headers.get("Content-Encoding") or record.http_headers.get("Transfer-Encoding")
        )
        if status is None or not OK <= status < REDIRECTED:
            return None
    else:
        media_type, charset = content_type(headers.get("Content-Type"))
    if media_type and not _READABLE.match(media_type):
        return None
    where = f"{origin.location}#{place}"
    expected = int(record.content_length)
    data = record.reader.read(options.max_item_bytes + 1)
    if len(data) > options.max_item_bytes:
        return Skipped(
            where,
            f"The record ({url}) is larger than {options.max_item_bytes:,} bytes; raise the limit to read "
            "it.",
        )
    if not data or (not encoded and len(data) < expected):
        return Skipped(
            where,
            f"The record ({url}) is empty or truncated ({len(data):,} bytes); obtain the archive again.",
        )
    given = {"url": url if url.startswith(("http://", "https://")) else ""}
    if status is not None:
        given["http.status"] = str(status)
    if date := headers.get("WARC-Date"):
        given["http.date"] = date
    return origin.member(
        place, media_type=media_type, charset=charset, key=record.record_id, given=given
    ).item(data)


def _is_packed(stream: BinaryIO) -> bool:
    magic = stream.read(2)
    stream.seek(-len(magic), io.SEEK_CUR)
    return magic == b"\x1f\x8b"


def _next(stream: BinaryIO, position: int, *, packed: bool) -> int | None:
    """Return the position of the next thing that looks like a record's start; None if there is none."""
    stream.seek(position)
    pattern = _GZIP_START if packed else _PLAIN_START
    before = b""
    base = position
    while chunk := stream.read(_CHUNK):
        window = before + chunk
        if match := pattern.search(window):
            return base - len(before) + match.start()
        before = window[-32:]
        base += len(chunk)
    return None
