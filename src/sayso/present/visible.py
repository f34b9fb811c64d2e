"""Making characters visible that would otherwise reorder, hide or break the text around them.

A report's text is quoted character for character, and some characters act on more than themselves:
bidirectional embeddings and overrides (U+202A–202E), isolates (U+2066–2069), controls, line separators, lone
surrogates and invisible tags. A reader must see that they are there, and the page must not obey them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ACTING = re.compile(
    "(\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f])"
)


def pieces(text: str) -> Iterator[tuple[bool, str]]:
    """Split a text at characters that act on others.

    Yields:
        ``(False, ordinary characters)`` and ``(True, "U+202E")``, in order.
    """
    for index, part in enumerate(_ACTING.split(text)):
        if index % 2:
            yield True, code(part)
        elif part:
            yield False, part


def code(character: str) -> str:
    """Return how a character is named where it cannot be shown: ``U+202E``."""
    return f"U+{ord(character):04X}"


def visible(text: str) -> str:
    """Return the text with each acting character replaced by its name in brackets: ``⟨U+202E⟩``.

    Tabs and line feeds stay, and so does a carriage return before a line feed. The result has no lone
    surrogates, so it can be encoded.
    """
    return _ACTING.sub(lambda match: f"⟨{code(match[0])}⟩", text)


def one_line(text: str) -> str:
    """Return the text made visible, with every run of white space as one blank."""
    return " ".join(visible(text).split())
