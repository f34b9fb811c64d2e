"""Whether a place's name stands for its government or agency: "Kabul believes", "Moscow's denial"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.resolve.places.words import group

if TYPE_CHECKING:
    from sayso.resolve.places.scan import Sighting
    from sayso.resolve.places.signs import Document

_REACH = 4
"""Words between "talks" and the names that they are between."""
_HELPERS = 3


def stands_for_body(document: Document, one: Sighting) -> bool:
    """Tell whether the name speaks, decides, is spoken to, or is a party to talks.

    The rules ask for what only a body can do: the subject of a verb of saying or deciding; the owner of a
    denial or a policy; whom somebody accuses of something or urges to do it; a party to talks. A name after
    "in" or "from" is where somebody is ("officials in Kabul said"), and none of these.
    """
    before = document.before(one)
    plain = before.text.lower() if before else ""
    located = plain in group("locative") | group("motion") | group("of") or plain in group("side")
    if _owns(document, one):
        return True
    if _party(document, one):
        return True
    if located or (before is not None and before.capital and not document.opens(one.first - 1)):
        return False
    return _speaks(document, one) or _addressed(document, one, plain)


def _speaks(document: Document, one: Sighting) -> bool:
    """Tell whether a verb of saying or deciding follows, an adverb or helping verb between at most."""
    at = one.last + 1
    last = one.end
    for number in range(at, min(at + _HELPERS, len(document.words))):
        word = document.words[number]
        if document.text[last : word.start] != " " or word.capital:
            return False
        if word.text in group("speech"):
            return True
        if word.text not in group("help") and not word.text.endswith("ly"):
            return False
        last = word.end
    return False


def _owns(document: Document, one: Sighting) -> bool:
    """Tell whether "'s denial" follows, one word between at most."""
    if document.text[one.end : one.end + 2] not in {"'s", "’s"}:
        return False
    following = document.words[one.last + 2 : one.last + 4]  # after the s
    return any(word.text in group("deed") for word in following)


def _addressed(document: Document, one: Sighting, before: str) -> bool:
    """Tell whether somebody accused it of something, or urged it to do something."""
    after = document.after(one)
    return before in group("object") and after is not None and after.text in group("object_after")


def _party(document: Document, one: Sighting) -> bool:
    """Tell whether it is a party to talks: "talks between A and B", "relations with A"."""
    words = document.words
    start = one.first
    if start > 1 and words[start - 1].text in {"and", "or"} and start - 2 in document.of_token:
        start = document.of_token[start - 2].first
    if start <= 1:
        return False
    link = words[start - 1].text
    if link == "between":
        window = words[max(0, start - 1 - _REACH) : start - 1]
        return any(word.text.lower() in group("parley") for word in window)
    return link == "with" and words[start - 2].text.lower() in group("parley")
