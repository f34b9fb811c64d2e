"""Maker and Run: what made a record, and which command was under way."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.ids import content_id


@dataclass(frozen=True, slots=True)
class Maker:
    """One version of one stage under one configuration; records carry its id."""

    stage: str
    version: str
    configuration: str
    """JSON with sorted keys; includes the hash of any model file."""

    @property
    def id(self) -> str:
        """Depends on all fields: another configuration is another maker."""
        return content_id("maker", self.stage, self.version, self.configuration)


@dataclass(frozen=True, slots=True)
class Run:
    """One command's work on a case; ``ended`` is None while it runs, and for good if it was killed."""

    id: int
    command: str
    version: str
    started: str
    ended: str | None = None
    added: int = 0
    skipped: int = 0
