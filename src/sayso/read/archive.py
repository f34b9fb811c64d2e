"""Checks on an Office document's archive, before anybody parses it."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from sayso.errors import Damaged, Encrypted, Hostile

if TYPE_CHECKING:
    from sayso.read.config import ReadConfig
    from sayso.read.deadline import Deadline

_SMALL = 1_000_000
"""Parts up to this size may be packed as tightly as they like: blank tables are."""
_DECLARATIONS = tuple(
    mark.encode(codec) for mark in ("<!DOCTYPE", "<!ENTITY") for codec in ("ascii", "utf-16-le", "utf-16-be")
)
_CHUNK = 1 << 20


def check_archive(data: bytes, config: ReadConfig, deadline: Deadline) -> None:
    """Refuse an archive that would exhaust its reader.

    Sizes are looked at as declared (unpacking stops at the declared size), and each XML part is
    searched for document type and entity declarations, which Office never writes.

    Raises:
        Hostile: too many parts, too large unpacked, packed too tightly, or with declarations.
        Encrypted: parts need a password.
        Damaged: a part cannot be unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_sizes(parts, config)
            for part in parts:
                deadline.check(f"part {part.filename}")
                if part.filename.lower().endswith((".xml", ".rels", ".vml")) and _declares(archive, part):
                    message = (
                        f"declares a document type or entities in {part.filename}, as attacks do and Word "
                        "never does; "
                        "do not open it"
                    )
                    raise Hostile(message)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError) as problem:
        message = f"is a damaged Word document ({problem}); obtain it again"
        raise Damaged(message) from problem


def _check_sizes(parts: list[zipfile.ZipInfo], config: ReadConfig) -> None:
    if any(part.flag_bits & 1 for part in parts):
        message = "has encrypted parts; open it, save it without the password, and add that"
        raise Encrypted(message)
    if len(parts) > config.max_archive_parts:
        message = (
            f"has {len(parts):,} parts, over the limit of {config.max_archive_parts:,}; it looks "
            "like an archive bomb"
        )
        raise Hostile(message)
    total = sum(part.file_size for part in parts)
    if total > config.max_archive_bytes:
        message = (
            f"unpacks to {total:,} bytes, over the limit of {config.max_archive_bytes:,}; it looks like an "
            "archive bomb. "
            "If it is genuine, save it without its pictures"
        )
        raise Hostile(message)
    for part in parts:
        if part.file_size > _SMALL and part.file_size > part.compress_size * config.max_archive_ratio:
            message = (
                f"packs {part.file_size:,} bytes into {part.compress_size:,} in {part.filename}; "
                "it looks like an archive bomb"
            )
            raise Hostile(message)


def _declares(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    tail = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            if any(mark in tail + chunk for mark in _DECLARATIONS):
                return True
            tail = chunk[-32:]
    return False
