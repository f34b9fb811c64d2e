"""Capture: how and when bytes were obtained, in an append-only hash chain."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.ids import sha256

GENESIS = "0" * 64
"""What the first capture names as its predecessor."""


@dataclass(frozen=True, slots=True)
class Capture:
    """One act of obtaining. ``hash`` seals all other fields and the predecessor's hash."""

    sequence: int
    """1, 2, 3 … without gaps."""
    document: str
    """The id of the document that these bytes become (or would have become, if they can be read)."""
    sha256: str
    size: int
    location: str
    obtained: str
    media_type: str | None
    at: str
    """UTC, ISO 8601 with seconds and ``Z``."""
    details: str
    """Further facts as JSON with sorted keys (HTTP status, charset, metadata told from outside)."""
    previous: str
    hash: str

    def expected_hash(self) -> str:
        """Compute what ``hash`` must be, from all other fields (length-prefixed, SHA-256)."""
        parts = (
            str(self.sequence), self.document, self.sha256, str(self.size), self.location,
            self.obtained, self.media_type or "", self.at, self.details, self.previous,
        )  # fmt: skip
        return sha256("".join(f"{len(part)}:{part}" for part in parts))
