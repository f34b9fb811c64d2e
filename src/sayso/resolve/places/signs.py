"""Signs that a name is meant as a place here: what it is, what stands around it, what the model made of it.

Each sign is a name with a number, mostly 0 or 1. ``belief`` weighs them; a sign's weight is in
``data/belief.tsv``.
"""

from __future__ import annotations

import bisect
import functools
import math
import re
from collections import Counter
from typing import TYPE_CHECKING

from sayso.resolve.places.gazetteer import Flag, gazetteer
from sayso.resolve.places.keys import word_key
from sayso.resolve.places.words import group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model.annotation import Mention
    from sayso.resolve.places.gazetteer import Entry
    from sayso.resolve.places.scan import Sighting, Token

Signs = dict[str, float]

_ENDS = re.compile(r"[.!?:;\n•]|--|—|–|[\"“”‘]")
_NEAR = frozenset({" ", "\u00a0", ". ", "-"})
_INITIAL = 2
_PROMINENT = frozenset({"country", "region", "capital", "continent"})
_OTHER_MEANINGS = ((Flag.WORD, "english_word"), (Flag.FIRST_NAME, "first_name"), (Flag.SURNAME, "surname"))
_PERSONAL = Flag.FIRST_NAME | Flag.SURNAME


class Document:
    """One text with its words, sightings and mentions, ready for questions about its neighbourhoods."""

    def __init__(self, text: str, words: list[Token], seen: Sequence[Sighting], mentions: Sequence[Mention]):
        self.text, self.words, self.seen = text, words, seen
        self.mentions = sorted(mentions, key=lambda one: (one.span.start, -one.span.end))
        self._starts = [one.span.start for one in self.mentions]
        self._widest = max((len(one.span) for one in self.mentions), default=0)
        self.of_token = {number: one for one in seen for number in range(one.first, one.last + 1)}
        self.small = {word.text for word in words if not word.capital}
        self.keys = Counter(one.key for one in seen)
        self.people = Counter(one.key for one in seen if self._after_first_name(one))
        self.placed = Counter(one.key for one in seen if self._in(one))

    def before(self, one: Sighting, step: int = 1) -> Token | None:
        """Return the word before, with nothing but a space or hyphen between."""
        at = one.first - step
        return self.words[at] if at >= 0 and self._joined(at) else None

    def after(self, one: Sighting) -> Token | None:
        """Return the word after, likewise."""
        at = one.last + 1
        return self.words[at] if at < len(self.words) and self._joined(at - 1) else None

    def between(self, left: Sighting, right: Sighting) -> str:
        """Return the characters between two sightings, the first 8."""
        return self.text[left.end : min(right.start, left.end + 8)]

    def mention(self, one: Sighting) -> Mention | None:
        """Return the model's mention that shares most characters with a sighting."""
        best, most = None, 0
        at = bisect.bisect_left(self._starts, one.start - self._widest)
        for mention in self.mentions[at : bisect.bisect_left(self._starts, one.end)]:
            shared = min(mention.span.end, one.end) - max(mention.span.start, one.start)
            if shared > most:
                best, most = mention, shared
        return best

    def starts_sentence(self, one: Sighting) -> bool:
        """Tell whether a sentence, a title or a quotation begins with the name."""
        return self.opens(one.first)

    def opens(self, at: int) -> bool:
        """Tell whether a sentence, a title or a quotation begins with a word."""
        return at <= 0 or bool(_ENDS.search(self.text, self.words[at - 1].end, self.words[at].start))

    def _joined(self, at: int) -> bool:
        return at + 1 < len(self.words) and self.text[self.words[at].end : self.words[at + 1].start] in _NEAR

    def _after_first_name(self, one: Sighting) -> bool:
        word = self.before(one)
        if word is None or not word.capital or one.first - 1 in self.of_token or word.text.isupper():
            return word is not None and word.text.lower() in group("title")
        return not group("side") >= {word.text.lower()} and not self.starts_sentence(one)

    def _in(self, one: Sighting) -> bool:
        word = self.before(one)
        return word is not None and word.text in group("locative")


def signs(document: Document, one: Sighting) -> Signs:
    """Return the signs of one sighting."""
    found: Signs = dict(_by_itself(one.key, one.entries, one.meanings))
    for name in (*_left(document, one), *_right(document, one), *_reader(document, one)):
        found[name] = 1.0
    count = document.keys[one.key]
    found["named_again"] = math.log2(count)
    found["person_elsewhere"] = min(1.0, document.people[one.key] / count)
    found["placed_elsewhere"] = min(1.0, document.placed[one.key] / count)
    return found


@functools.lru_cache(maxsize=16384)
def _by_itself(key: str, entries: tuple[Entry, ...], meanings: int) -> Signs:
    """Return the signs that a name has wherever it stands; do not change what is returned."""
    places = gazetteer()
    main = [entry.row for entry in entries if not entry.flag] or [entry.row for entry in entries]
    found = {"always": 1.0} | dict.fromkeys(_kinds(key, entries, meanings), 1.0)
    found["inhabitants"] = math.log10(1 + max(places.population[row] for row in main)) / 8
    return found


def _kinds(key: str, entries: tuple[Entry, ...], meanings: int) -> list[str]:
    places = gazetteer()
    flags = [entry.flag for entry in entries]
    kinds = {places.kind(entry.row) for entry in entries if not entry.flag & Flag.PEOPLE}
    found = [f"is_{kind}" for kind in kinds & _PROMINENT]
    if all(flag & Flag.PEOPLE for flag in flags):
        found.append("nationality")
    elif all(flags):
        found.append("other_name_only")
    if any(flag & Flag.SHORT for flag in flags):
        found.append("short_form")
    if kinds and not kinds & (_PROMINENT | {"city", "district"}):
        found.append("is_feature")
    if kinds == {"district"}:
        found.append("is_district")
    if key.startswith("="):
        found.append("acronym")
    if " " in key:
        return [*found, "several_words"]
    return found + [name for flag, name in _OTHER_MEANINGS if meanings & flag]


def _left(document: Document, one: Sighting) -> list[str]:
    """Return the signs of what stands before the name."""
    found = ["starts_sentence"] if document.starts_sentence(one) else []
    neighbour = document.of_token.get(one.first - 1)
    if neighbour and "," in (gap := document.between(neighbour, one)) and len(gap) <= _INITIAL:
        found.append("after_place_comma")
    word = document.before(one)
    if word is None:
        return found
    plain = word.text.lower()
    found += [f"after_{name}" for name in ("locative", "motion", "of") if word.text in group(name)]
    found += ["after_title"] * (plain in group("title"))
    found += ["after_number"] * word.text.isdigit()
    found += ["after_the"] * (plain == "the")
    found += ["after_hyphen"] * (document.text[one.start - 1 : one.start] == "-")
    if plain in group("side"):
        found.append("after_side")
    elif word.capital:
        found += _after_capital(word, neighbour, one, first="starts_sentence" in found)
    if plain == "of" and one.first > 1:
        head = document.words[one.first - 2]
        found += ["after_body_of"] * (head.text.lower() in group("body") and head.capital)
        found += ["after_kind_of"] * (head.text in group("of_kind"))
    return found


def _after_capital(word: Token, neighbour: Sighting | None, one: Sighting, *, first: bool) -> list[str]:
    if neighbour and neighbour.meanings & Flag.FIRST_NAME and one.meanings & Flag.SURNAME:
        return ["after_first_name"]
    if len(word.text) == 1 or first:
        return []
    return ["after_place_name" if neighbour else "after_capital"]


def _right(document: Document, one: Sighting) -> list[str]:
    """Return the signs of what stands after the name."""
    found = []
    follower = document.of_token.get(one.last + 1)
    gap = document.between(one, follower) if follower else ""
    if follower and gap.startswith(",") and len(gap) <= _INITIAL and _holds(one, follower):
        found.append("before_container")
    ahead = document.text[one.end : one.end + 2]
    found += ["possessive"] * (ahead in {"'s", "’s"})
    found += ["before_hyphen"] * ahead.startswith("-")
    found += ["before_stop"] * ahead.startswith((",", "."))
    word = document.after(one)
    if word is None:
        return found
    plain = word.text.lower()
    found += ["before_speech"] * (plain in group("speech") and one.meanings != 0)
    found += ["before_number"] * word.text.isdigit()
    if plain in group("kin"):
        found.append("before_kin")
    elif word.capital:
        found.append(_before_capital(plain, follower, one))
    elif plain in group("body"):
        found.append("before_small_body")
    return found


def _before_capital(plain: str, follower: Sighting | None, one: Sighting) -> str:
    if plain in group("street"):
        return "before_street"
    if plain in group("body"):
        return "before_body"
    if follower and follower.meanings & _PERSONAL and one.meanings & _PERSONAL:
        return "before_surname"
    return "before_place_name" if follower else "before_capital"


def _reader(document: Document, one: Sighting) -> list[str]:
    if not document.mentions:
        return ["no_reader"] + [f"unread_{name}" for name in _lone(document, one)]
    mention = document.mention(one)
    if mention is None:
        return ["read_nothing", *(["small_elsewhere"] if word_key(one.key) in document.small else [])]
    exact = abs(mention.span.start - one.start) <= 1 and abs(mention.span.end - one.end) <= 1
    found = [f"read_{mention.kind.value}", f"read_{mention.kind.value}_{'whole' if exact else 'part'}"]
    if mention.span.start < one.start - 4:
        found.append(f"read_{mention.kind.value}_end")
    return found


def _lone(document: Document, one: Sighting) -> list[str]:
    found = ["small_elsewhere"] if one.key in document.small else []
    if one.meanings & Flag.WORD and document.starts_sentence(one):
        found.append("word_first")
    return found


def _holds(one: Sighting, other: Sighting) -> bool:
    """Tell whether some place of the second name holds some place of the first."""
    places = gazetteer()
    outer = {entry.row for entry in other.entries}
    nations = {places.country(row) for row in outer if places.kind(row) == "country"} - {None}
    return any(
        places.region[entry.row] in outer
        or places.district[entry.row] in outer
        or places.country(entry.row) in nations
        for entry in one.entries
        if entry.row not in outer
    )
