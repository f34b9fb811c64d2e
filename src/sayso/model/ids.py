"""Ids are hashes of content, so the same thing has the same id in every run and every case."""

from __future__ import annotations

import hashlib

_DIGITS = 16
"""64 bits: a case of ten million records has a collision with odds of about 1 in 400,000."""


def content_id(kind: str, *parts: str | bytes | int) -> str:
    """Return ``kind-`` and sixteen hexadecimal digits that depend on all parts and their order.

    Parts are length-prefixed before they are hashed (SHA-256), so ``("ab", "c")`` and
    ``("a", "bc")`` have different ids.
    """
    digest = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return f"{kind}-{digest.hexdigest()[:_DIGITS]}"


def sha256(data: bytes | str) -> str:
    """Return the SHA-256 of bytes, or of a text's UTF-8, in hexadecimal."""
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()
