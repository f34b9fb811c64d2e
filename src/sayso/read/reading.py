"""Reading: what a reader makes of bytes, before it becomes a document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.model.document import Link, Published
    from sayso.read.config import ReadConfig
    from sayso.read.deadline import Deadline


NOBODY = frozenset(
    {
        "python-docx", "user", "admin", "administrator", "owner", "unknown", "microsoft office user",
        "anonymous", "unspecified", "untitled",
    }
)  # fmt: skip
"""What programs write where an author should stand."""


@dataclass(frozen=True, slots=True)
class Original:
    """What a reader is given: bytes, what was told about them, and the limits."""

    data: bytes
    location: str
    charset: str | None
    given: Mapping[str, str]
    config: ReadConfig
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class Reading:
    """Text and metadata as a reader found them; ``found`` says where, by field name."""

    text: str
    media_type: str
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    agency: str | None = None
    published: Published | None = None
    url: str | None = None
    language: str | None = None
    key: str | None = None
    links: tuple[Link, ...] = ()
    found: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
