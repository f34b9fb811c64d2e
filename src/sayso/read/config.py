"""Configuration of the reading stage."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class ReadConfig:
    """Limits of reading one document. All sizes are in bytes, all times in seconds."""

    max_bytes: int = 100 * MEGABYTE
    """Of the original, whatever its format."""
    max_html_bytes: int = 10 * MEGABYTE
    max_characters: int = 2_000_000
    """Of the text, in code points; a longer one is cut, and a note says so."""
    max_pages: int = 5_000
    """Of a PDF; further pages are left out, and a note says so."""
    max_archive_bytes: int = 200 * MEGABYTE
    """Unpacked, all parts of a Word document together."""
    max_archive_parts: int = 5_000
    max_archive_ratio: int = 200
    """Unpacked to packed, for parts of over a megabyte."""
    seconds: float = 60.0
    """Soft limit, looked at between pages and paragraphs; hard limits are the engine's business."""
    language: bool = True
    """Whether to detect the language where the document does not declare one."""

    def as_json(self) -> str:
        """Return the configuration as JSON with sorted keys."""
        return json.dumps(asdict(self), sort_keys=True)
