"""Judgment: what an analyst decided, in an append-only hash chain. It changes the view, never the record."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sayso.model.ids import sha256


class Verb(StrEnum):
    """What an analyst can decide."""

    SAME = "same"
    """Two names denote one entity."""
    DIFFERENT = "different"
    """They do not."""
    UNDO = "undo"
    """An earlier judgment no longer holds."""


@dataclass(frozen=True, slots=True)
class Judgment:
    """One decision. ``hash`` seals all other fields and the predecessor's hash."""

    sequence: int
    """1, 2, 3 … without gaps."""
    verb: Verb
    left: str
    """Id of an entity, or of one of its names."""
    right: str
    who: str
    why: str
    at: str
    """UTC, ISO 8601 with seconds and ``Z``."""
    undoes: int | None
    """Of an undo: the judgment that it takes back."""
    previous: str
    hash: str

    def expected_hash(self) -> str:
        """Compute what ``hash`` must be, from all other fields (length-prefixed, SHA-256)."""
        undoes = "" if self.undoes is None else str(self.undoes)
        parts = (
            str(self.sequence), self.verb.value, self.left, self.right, self.who, self.why, self.at, undoes,
            self.previous,
        )  # fmt: skip
        return sha256("".join(f"{len(part)}:{part}" for part in parts))
