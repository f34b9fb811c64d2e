"""Document: one report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Precision(StrEnum):
    """How precisely a moment is told; a finer one is never made up."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Published:
    """When a report was published: ISO 8601, cut at its precision (``2031-04``, ``2031-04-02T06:30Z``)."""

    value: str
    precision: Precision

    @property
    def day(self) -> str:
        """The date part, as precise as it is known."""
        return self.value[:10]


@dataclass(frozen=True, slots=True)
class Link:
    """An outgoing link: an absolute address and the words it hangs on."""

    url: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One report: immutable bytes (by their SHA-256), the text extracted from them, and its metadata.

    ``text`` is fixed once, when the report is read; every offset in sayso points into it.
    Text that arrives as text is kept code point for code point.
    """

    id: str
    sha256: str
    """Of the original bytes, which the case keeps."""
    text: str
    text_sha256: str
    media_type: str
    """What the bytes really are, as found by the reader."""
    location: str
    key: str | None = None
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    agency: str | None = None
    """The agency or wire that a byline or credit line names."""
    published: Published | None = None
    url: str | None = None
    """Canonical, where the report names one."""
    language: str | None = None
    """ISO 639-1."""
    links: tuple[Link, ...] = ()
    found: tuple[tuple[str, str], ...] = ()
    """Where each field was found: ``("outlet", "meta[property=og:site_name]")``; sorted by field."""
    notes: tuple[str, ...] = ()
    """What a reader wants known: "3 of 12 pages carry no text", "text is cut at 2,000,000 characters"."""

    @property
    def name(self) -> str:
        """What to call the report in a list: its title, or where it came from."""
        return self.title or self.location
