"""Plain text and Markdown: kept code point for code point, a byte order mark apart."""

from __future__ import annotations

import re

from sayso.read.charset import decode
from sayso.read.head import FRONT_MATTER, head
from sayso.read.reading import Original, Reading
from sayso.text.clean import storable

_ATX = re.compile(r"^ {0,3}#{1,2}[ \t]+(\S.*)$", re.MULTILINE)
_SETEXT = re.compile(r"^(?=\S)(.{1,200})\r?\n(?:={3,}|-{3,})[ \t]*\r?$", re.MULTILINE)
_MARKS = re.compile(r"[*_`]+|\[([^\[\]]*)\]\([^()]*\)")
_HEAD = 5_000


def read_text(original: Original, media_type: str) -> Reading:
    """Read plain text: nothing is added, trimmed or normalised, line ends included.

    Title, outlet and date are those of its head, if it has one.
    """
    decoded = decode(original.data, original.charset)
    text, replaced = storable(decoded.text)
    told = head(text)
    notes = decoded.notes + replaced_note(replaced) + told.notes
    return Reading(text, media_type, **told.fields, found=told.found, notes=notes)


def read_markdown(original: Original, media_type: str) -> Reading:
    """Read Markdown: the raw text stays as it is; its first heading is the title, if its head tells none."""
    decoded = decode(original.data, original.charset)
    text, replaced = storable(decoded.text)
    told = head(text)
    title = heading(text)
    fields = {"title": title, **told.fields}
    found = {**({"title": "first heading"} if title else {}), **told.found}
    notes = decoded.notes + replaced_note(replaced) + told.notes
    return Reading(text, media_type, **fields, found=found, notes=notes)


def heading(text: str) -> str | None:
    """Return the first heading of Markdown, without its marks; None if there is none near the top."""
    front = FRONT_MATTER.match(text, 0, _HEAD)
    start = front.end() if front else 0
    found = (pattern.search(text, start, start + _HEAD) for pattern in (_ATX, _SETEXT))
    matches = [match for match in found if match]
    if not matches:
        return None
    first = min(matches, key=lambda match: match.start())
    words = first.group(1).strip().rstrip("#")
    return " ".join(_MARKS.sub(r"\1", words).split()) or None


def replaced_note(replaced: int) -> tuple[str, ...]:
    """Return the note for characters that :func:`sayso.text.clean.storable` had to replace."""
    if not replaced:
        return ()
    return (f"{replaced} NUL or surrogate characters stand as U+FFFD",)
