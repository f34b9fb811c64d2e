"""The speaker's canonical name within one document, where the document gives one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.model.attribution import SourceKind
from sayso.text.bodies import BODIES, CAPITALS, NAME, PRONOUNS, STATES, TITLES
from sayso.text.words import words as word_list

if TYPE_CHECKING:
    from collections.abc import Sequence

_EDGE = " \t\n\"“”‘’',;:—–-"
_LEADS = word_list("common_english")
"""A sentence's first word is capitalised too: function words begin no name."""


def first_person(words: str) -> bool:
    """Tell whether a source speaks of itself: "I", "we"."""
    return words.strip(_EDGE).casefold() in {"i", "we"}


def names_in(text: str) -> list[str]:
    """Return the text's names of two or more capitalised words, titles stripped, in order."""
    found = []
    for match in NAME.finditer(text):
        words = _untitled(match.group().split())
        if len(words) > 1:
            found.append(" ".join(words))
    return found


def speaker_name(source: str, kind: SourceKind, names: Sequence[str]) -> str | None:
    """Return what to call the speaker, or None where the source's words name nobody.

    A surname alone becomes the longest name in the document that ends in it, if there is only one;
    pronouns and unnamed sources stay None: who "he" is gets decided elsewhere, or not at all.
    """
    text = source.strip(_EDGE)
    if not text or kind in (SourceKind.UNNAMED, SourceKind.AUTHOR) or text.casefold() in PRONOUNS:
        return None
    if kind is SourceKind.DOCUMENT:
        return _phrase(text)
    if kind is SourceKind.ORGANISATION:
        return _phrase(text) if re.search(r"[A-Z]", text) else None
    candidates = [words for match in NAME.finditer(text) if (words := _untitled(match.group().split()))]
    personal = [words for words in candidates if not any(_is_body(word) for word in words)]
    if not personal:
        return None
    words = max(personal, key=len)
    name = " ".join(words).removesuffix("’s").removesuffix("'s").rstrip(".,")
    if len(words) == 1:
        full = {
            known
            for known in names
            if known.split()[-1] == name and not any(_is_body(word) for word in known.split())
        }
        if len(full) == 1:
            return full.pop()
    return name


def _untitled(words: list[str]) -> list[str]:
    while words and (
        words[0].casefold().rstrip(".") in TITLES or words[0].casefold() in _LEADS or _nationality(words)
    ):
        words = words[1:]
    return words


def _nationality(words: list[str]) -> bool:
    """Tell whether an adjective of a state stands before a title ("Ukrainian President …")."""
    return (
        len(words) > 1
        and words[1].casefold().rstrip(".") in TITLES
        and words[0].casefold().endswith(("an", "ese", "ish", "i", "ch"))
    )


def _is_body(word: str) -> bool:
    plain = word.casefold().removesuffix("’s").removesuffix("'s").rstrip(".,")
    return plain in BODIES or plain in STATES or plain in CAPITALS


def _phrase(text: str) -> str:
    """Return a noun phrase without its article and without what follows a comma or a relative clause."""
    text = re.split(r",|\b(?:which|who|that)\b", text, maxsplit=1)[0].strip(_EDGE)
    return re.sub(r"(?i)^(?:the|an?)\s+", "", text) or text
