"""A name taken apart, once, so that comparing it with many costs little."""

from __future__ import annotations

import functools
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.model.annotation import MentionKind
from sayso.text.names import letters
from sayso.text.names.groups import groups, memberships, single
from sayso.text.names.sound import bones, codes, sound, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_WORDS = 16
"""Words of a name that count."""
_WHOLE, _WEAK, _INITIAL = 1.0, 0.5, 0.4
_LONGEST_PHRASE = 10
_TENS = range(20, 100, 10)
_SERVANT = ("abdul", "abdel", "abdal", "abdur", "abdol")
"""Arabic ‘abd, servant of, run together with its article."""
_SHORTEST_REST = 4
_ACRONYM = range(2, 9)
_ARTICLES = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """One word of a name. Compared by identity, so that what is found out about it is cached cheaply."""

    text: str
    """In a to z and digits."""
    sound: str
    bones: str
    codes: tuple[str, ...]
    groups: frozenset[str]
    """Names or words that this is a form of."""
    weight: float
    """How much it tells: 1, less for words that many names share and for initials."""

    @property
    def initial(self) -> bool:
        """Return whether it is a letter that may stand for a word."""
        return len(self.text) == 1 and not self.text.isdigit()


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart."""

    words: tuple[Word, ...]
    """Without titles, legal forms, particles and numbers."""
    solid: str
    """All of it but titles and legal forms, without spaces."""
    code: str
    """Of ``solid``, with the likeliest reading of each word."""
    numbers: frozenset[int]
    forms: frozenset[str]
    """Classes of legal forms: limited, stock, partnership, state, any."""
    organisation: bool
    script: str
    """Of its first letter."""
    signs: str
    """If written in Han or Hangul alone: these."""
    fathers: frozenset[str]
    """Words after "bin", "ibn" and the like."""
    acronyms: frozenset[str]
    """What it could be abbreviated to."""
    short: str
    """If it may itself be an acronym: its letters."""

    @property
    def key(self) -> tuple[str, ...]:
        """Return what the order of two names is decided by."""
        return (self.solid, *(word.text for word in self.words), self.signs)


@functools.lru_cache(maxsize=20_000)
def prepared(name: str, kind: MentionKind | None = None) -> Name:
    """Return a name taken apart; total on any text, empty ones included."""
    person = kind is MentionKind.PERSON
    found = letters.words(name, initials=person)
    found, forms = ((*found,), frozenset[str]()) if person else _without_forms(found)
    organisation = not person and (kind is not None or bool(forms) or not single("weak").isdisjoint(found))
    if not organisation or kind is MentionKind.ORGANISATION:
        found = _without_titles(found)
    if not person:
        found = _phrases(found)
    found, numbers = _without_numbers(found, organisation=organisation)
    rest = _told(found, organisation=organisation)[:MOST_WORDS]
    after = single("patronymic")
    fathers = {b for a, b in itertools.pairwise(found) if a in after} - after
    return Name(
        words=tuple(_word(word, organisation=organisation) for word in rest),
        solid="".join(found),
        code=squeezed("".join(codes(word)[0] for word in found)),
        numbers=frozenset(numbers),
        forms=forms,
        organisation=organisation,
        script=letters.script(name),
        signs=letters.signs(letters.cut(name)) if not name.isascii() else "",
        fathers=frozenset() if organisation else frozenset(sound(word) for word in fathers),
        acronyms=frozenset() if person else _acronyms(found),
        short=_short(name, found),
    )


def _without_forms(words: tuple[str, ...]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Take legal forms off both ends; one in the middle if it is long enough not to be a word."""
    listed = groups("forms")
    classes: set[str] = set()
    rest = list(words)
    changed = True
    while changed and len(rest) > 1:
        changed = False
        for size in range(min(_LONGEST_PHRASE, len(rest) - 1), 0, -1):
            if (found := listed.get(" ".join(rest[-size:]))) and rest[:-size]:
                classes.add(found)
                del rest[-size:]
                changed = True
                break
            if (found := listed.get(" ".join(rest[:size]))) and found != "any" and rest[size:]:
                classes.add(found)
                del rest[:size]
                changed = True
                break
    if len(classes) > 1:
        classes.discard("any")
    return tuple(rest), frozenset(classes)


def _without_titles(words: tuple[str, ...]) -> tuple[str, ...]:
    titles, suffixes = single("titles"), single("suffixes")
    first = 0
    while first < len(words) - 1 and words[first] in titles:
        first += 1
    last = len(words)
    while last > first + 1 and words[last - 1] in suffixes:
        last -= 1
    kept = words[first:last]
    inner = tuple(word for word in kept if word not in titles or word in kept[-1:])
    return inner if len(inner) > 1 else kept


def _phrases(words: tuple[str, ...]) -> tuple[str, ...]:
    listed = groups("phrases")
    made: list[str] = []
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
            if meaning := listed.get(" ".join(words[at : at + size])):
                made += meaning.split()
                at += size
                break
        else:
            made.append(words[at])
            at += 1
    return tuple(made)


def _without_numbers(words: tuple[str, ...], *, organisation: bool) -> tuple[tuple[str, ...], list[int]]:
    listed = groups("numbers") if organisation else {}
    rest: list[str] = []
    numbers: list[int] = []
    tens = False
    for place, word in enumerate(words):
        known = listed.get(word) if place or len(words) > 1 else None
        if known is None and organisation and place and word in {"v", "x"}:
            known = "5" if word == "v" else "10"
        value = int(known) if known else int(word[:9]) if word.isdigit() else None
        if value is None:
            rest.append(word)
        elif tens and value < 10:  # noqa: PLR2004 - "forty" "four"
            numbers[-1] += value
        else:
            numbers.append(value)
        tens = value in _TENS and not word.isdigit()
    return tuple(rest), numbers


def _told(words: tuple[str, ...], *, organisation: bool) -> tuple[str, ...]:
    """Return words without small ones, unless nothing else is left."""
    if organisation:
        small = single("small")
        return tuple(word for word in words if word not in small) or words
    split: list[str] = []
    for word in words:
        split += _servant(word) if word.startswith("abd") else (word,)
    small = single("particles")
    told = [word for word in split if word not in small]
    if len(told) == 1 and len(split) > 1 and split[0] != told[0] and split[0] in memberships("given"):
        told.insert(0, split[0])  # Ben, before a surname and nothing else
    return tuple(told or split)


def _servant(word: str) -> tuple[str, ...]:
    for head in _SERVANT:
        rest = word.removeprefix(head)
        if rest != word and (not rest or len(rest) >= _SHORTEST_REST):
            return ("abd", rest) if rest else ("abd",)
    return (word,)


@functools.lru_cache(maxsize=200_000)
def _word(text: str, *, organisation: bool) -> Word:
    folded = sound(text)
    listed = memberships("spellings" if organisation else "given")
    weight = _WHOLE
    if organisation and text in single("weak"):
        weight = _WEAK
    elif len(text) == 1:
        weight = _INITIAL
    return Word(text, folded, bones(folded), codes(text), listed.get(text, frozenset()), weight)


def _acronyms(words: tuple[str, ...]) -> frozenset[str]:
    small, weak = single("small"), single("weak") | {"province", "party", "movement"}
    telling = [word for word in words if word not in small]
    made = (
        _initials(words),
        _initials(word for word in words if word not in _ARTICLES),
        _initials(telling),
        _initials(word for word in telling if word not in weak),
    )
    return frozenset(one for one in made if len(one) in _ACRONYM)


def _initials(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words)


def _short(name: str, words: tuple[str, ...]) -> str:
    """Return a name's letters if it may be an acronym: few, and half of them capitals."""
    solid = "".join(words)
    if len(solid) not in _ACRONYM or len(words) > 2:  # noqa: PLR2004 - "ISIL-K"
        return ""
    capitals = sum(sign.isupper() for sign in name[: letters.LONGEST])
    return solid if capitals * 2 >= len(solid) else ""
