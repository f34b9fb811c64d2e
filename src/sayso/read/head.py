"""The head of a plain text: lines that tell title, outlet and date before the text begins.

People who keep reports as plain text write them in two ways: as front matter between two lines of ``---``, or
as a few lines of “Title: …” and the like before the first empty line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sayso.read.dates import published

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST = 5_000
"""Characters of a text in which its head must end."""
FRONT_MATTER = re.compile(
    r"\A---[ \t]*\r?\n(?P<lines>.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE | re.DOTALL
)
_BLOCK = re.compile(r"\A\s*(?P<lines>(?:[^\W\d_][\w -]{1,20}:[ \t]*\S[^\r\n]*\r?\n){2,12})[ \t]*\r?\n")
_MATTER = re.compile(r"[ \t#-]|[^\W\d_][\w -]{0,20}:")
_LINE = re.compile(r"^(?P<key>[^\W\d_][\w -]{1,20}):[ \t]*(?P<value>\S.*?)[ \t]*\r?$", re.MULTILINE)
_FIELDS = {
    "title": "title", "headline": "title",
    "outlet": "outlet", "publisher": "outlet", "publication": "outlet", "newspaper": "outlet",
    "site": "outlet", "site name": "outlet", "source": "outlet",
    "date": "published", "published": "published", "publication date": "published", "pubdate": "published",
    "author": "author", "by": "author", "byline": "author",
    "url": "url", "link": "url", "canonical": "url",
}  # fmt: skip
_FEWEST = 2
"""Lines of a head without ``---`` that must be known, lest “Note: …” and “Warning: …” are taken for one."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a text's head tells, by the names of a reading's fields, and where each stands."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    found: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def head(text: str) -> Head:
    """Return what the first lines of a text tell of it; nothing if they are no head."""
    start = text[:_LONGEST].removeprefix("\ufeff")
    front = FRONT_MATTER.match(start)
    if front and not all(map(_MATTER.match, filter(str.strip, front["lines"].splitlines()))):
        front = None  # a rule, and then text
    block = front or _BLOCK.match(start)
    if block is None:
        return Head()
    told: dict[str, tuple[str, str]] = {}
    for line in _LINE.finditer(block["lines"]):
        name = _FIELDS.get(line["key"].casefold().replace("_", " ").replace("-", " "))
        value = line["value"].strip("\"'“”")
        if name and value:
            told.setdefault(name, (value, line["key"]))
    if not front and len(told) < _FEWEST:
        return Head()
    where = "front matter" if front else "first lines"
    fields: dict[str, Any] = {name: value for name, (value, _) in told.items() if name != "published"}
    notes: tuple[str, ...] = ()
    if "published" in told:
        moment = published(told["published"][0])
        if moment is None:
            notes = (f"the date {told['published'][0][:60]!r} is not understood or can be read in two ways",)
        else:
            fields["published"] = moment
    return Head(fields, {name: f"{where}, “{told[name][1]}”" for name in fields}, notes)
