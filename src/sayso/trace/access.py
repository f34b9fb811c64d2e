"""Whether a source knows from an access of its own: it saw, counted, examined, or holds the records.

A claim that two sources make independently needs that of both. Only what the text tells counts; that somebody
could know by virtue of an office is no access.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path


def own_access(source: str, words: str) -> bool:
    """Tell whether a source's description, or the words by which it speaks, tell of its own access."""
    return _told().search(f"{source} · {words}") is not None


@functools.cache
def _told() -> re.Pattern[str]:
    lines = (Path(__file__).parent / "access.txt").read_text(encoding="utf-8").splitlines()
    kept = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    return re.compile(r"\b(?:" + "|".join(kept) + r")\b", re.IGNORECASE)
