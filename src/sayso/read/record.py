"""One JSON object with a report in it: the member of a JSONL file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sayso.errors import Damaged, Empty
from sayso.read.dates import published
from sayso.read.language import from_tag
from sayso.read.plain import replaced_note
from sayso.read.reading import Original, Reading
from sayso.text.clean import storable

FIELDS = ("text", "title", "outlet", "date", "url", "author", "id", "language")
"""What a line may hold; ``--map`` gives other names to them."""


def parse(data: bytes) -> dict[str, Any]:
    """Return the JSON object.

    Raises:
        Damaged: the bytes are not UTF-8, not JSON, or no object.
    """
    try:
        value = json.loads(data)
    except UnicodeDecodeError as problem:
        message = f"is not UTF-8 (byte {problem.start}); JSONL must be, so convert it first"
        raise Damaged(message) from problem
    except (ValueError, RecursionError) as problem:
        message = f"is not valid JSON ({problem}); correct or remove it"
        raise Damaged(message) from problem
    if not isinstance(value, dict):
        message = (
            f"is JSON, but not an object with a text field ({type(value).__name__}); give one object a line"
        )
        raise Damaged(message)
    return value


def pick(record: Mapping[str, Any], name: str, given: Mapping[str, str]) -> Any:  # noqa: ANN401  it is JSON
    """Return a field by its name or by the name that ``map.NAME`` gives; ``a.b`` looks inside ``a``."""
    path = given.get(f"map.{name}", name)
    if path in record:
        return record[path]
    value: Any = record
    for step in path.split("."):
        if not isinstance(value, Mapping) or step not in value:
            return None
        value = value[step]
    return value


def read_record(original: Original, media_type: str) -> Reading:
    """Read a JSON object; its text is kept code point for code point.

    Raises:
        Damaged: it is not an object, or its text is not a string.
        Empty: it has no text.
    """
    record = parse(original.data)
    text = pick(record, "text", original.given)
    path = original.given.get("map.text", "text")
    if text is None:
        known = ", ".join(sorted(str(name) for name in record)[:10]) or "none"
        message = (
            f"has no field {path!r} (fields: {known}); name the field that holds the text with "
            "--map text=FIELD"
        )
        raise Empty(message)
    if not isinstance(text, str):
        message = (
            f"holds {type(text).__name__} in {path!r} where text is expected; name another field with --map"
        )
        raise Damaged(message)
    text, replaced = storable(text)
    language = from_tag(_word(pick(record, "language", original.given)))
    date = pick(record, "date", original.given)
    values = {
        name: _word(pick(record, name, original.given)) for name in ("title", "author", "outlet", "url")
    }
    moment = published(date, language)
    notes = replaced_note(replaced)
    if date not in (None, "") and moment is None:
        notes += (f"the date {str(date)[:60]!r} is not understood or can be read in two ways",)
    found = {
        name: f"field {original.given.get(f'map.{name}', name)}" for name, value in values.items() if value
    }
    if moment:
        found["published"] = f"field {original.given.get('map.date', 'date')}"
    if language:
        found["language"] = f"field {original.given.get('map.language', 'language')}"
    return Reading(
        text,
        media_type,
        title=values["title"],
        author=values["author"],
        outlet=values["outlet"],
        url=values["url"],
        published=moment,
        language=language,
        key=_word(pick(record, "id", original.given)),
        found=found,
        notes=notes,
    )


def _word(value: object) -> str | None:
    if isinstance(value, list):
        words = [word for word in (_word(part) for part in value) if word]
        return ", ".join(words) or None
    if isinstance(value, Mapping):
        return _word(value.get("name"))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return " ".join(storable(str(value))[0].split()) or None
