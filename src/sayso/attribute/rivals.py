"""Who else a short name can mean: names too doubtful to be led to, which yet make it doubtful who is meant.

A name that begins a sentence and comes once may be no name ("Isolated Velt"), so nothing is resolved to it.
But where it may be one, a surname or a short form that it shares with a surer name is nobody's for certain.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from sayso.attribute.gender import Gender, of_name, of_noun
from sayso.attribute.roles import ROLES
from sayso.text.bodies import BODIES, NAME, STATES, TITLES
from sayso.text.words import words as word_list

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_ABOUT = frozenset({"of", "for", "on"})
"""Small words after a body's noun: "Observatory for Rights"."""
_APART = re.compile(r"\s+(?:and|&|the)\s+|\s+(?:of|for|on)\s+the\s+")
_TRAIL = re.compile(r"(?:\s+(?:of|for|on|and|the|de|la))+$")
_OWNER = re.compile(r"[’']s?$")
_OWNED = re.compile(r"[’']s?\s")
_SENTENCE = re.compile(r"[.!?:;”\"’')\]]\s*$")
_HEADLINE = 160
"""Characters of the longest line that can be a headline: its capitals tell nothing."""
_LONGEST_NAME = 15
"""Words in a body's name."""
_TITLE = r"(Mr|Mrs|Ms|Miss|Sir|Madam|Lord|Lady)"
_TITLED = re.compile(rf"\b(?:{_TITLE}\.?\s+and\s+)?{_TITLE}\.?\s+([^\W\d_][\w’'-]*)")
_WORD = r"[A-Z][\w’'-]{0,30}"
_PAIR = re.compile(rf"\b({_WORD}),?\s+(?:and|or)\s+{_WORD}\s+({_WORD})")
""""Mara and Oren Velt": two of one surname."""
_KIN = re.compile(
    rf"\b(?:the\s+([A-Z][\w-]{{0,30}}?)s|({_WORD})\s+(?:brothers|sisters|siblings|twins|couple))(?!\w)"
)
"""Several of one surname: "the Velts", "the Velt sisters"."""
_NICK = 3
"""Letters from which the beginning of a given name can stand for it: "Rob", "Robert"."""


class People:
    """Asks whether somebody else in a text can have a surname, or a given name, that stands alone."""

    def __init__(self, text: str, doubtful: Iterable[str], read: Iterable[str]) -> None:
        """Take names that a text may hold, and those that the model has read as people's."""
        self._last: dict[str, set[str]] = defaultdict(set)
        self._first: dict[str, set[str]] = defaultdict(set)
        for name in doubtful:
            words = _personal(name)
            if len(words) > 1 and not BODIES & set(words) and not STATES & set(words):
                self._last[words[-1]].add(" ".join(words))
                self._first[words[0]].add(" ".join(words))
        for name in read:
            words = _personal(name)
            if len(words) > 1:
                self._last[words[-1]].add(" ".join(words))
                self._first[words[0]].add(" ".join(words))
        given = word_list("given_female") | word_list("given_male")
        for first, surname in _PAIR.findall(text):
            if first.casefold() in given:
                self._last[surname.casefold()].add(f"{first} {surname}".casefold())
        self._sexes: dict[str, set[Gender]] = defaultdict(set)
        for *titles, surname in _TITLED.findall(text):
            self._sexes[_OWNER.sub("", surname.casefold())] |= {
                sex for title in titles if title and (sex := of_noun(title)) is not None
            }
        self._kin = {name.casefold() for pair in _KIN.findall(text) for name in pair if name}

    def other(self, short: str, full: str) -> bool:
        """Tell whether a name alone, in lower case, can mean somebody else than ``full``."""
        if full.casefold().split()[-1] == short:
            sexes = self._sexes.get(short, set()) | {of_name(full)} - {None}
            if len(sexes) > 1 or short in self._kin:
                return True
        rivals = self._last.get(short, set()) | self._first.get(short, set())
        mine = full.casefold().split()
        return any(not _same_person(mine, rival.split()) for rival in rivals)


def _personal(name: str) -> list[str]:
    """Return a name's words in lower case, without what stands before the last title or office."""
    words = [word.rstrip(".,") for word in _OWNER.sub("", name.casefold()).split()]
    start = max((at + 1 for at, word in enumerate(words) if word in TITLES or word in ROLES), default=0)
    return [word for word in words[start:] if word]


def _same_person(one: list[str], other: list[str]) -> bool:
    """Tell whether two full names can be one person's: "Robert Velt", "R. Velt", "Rob Velt"."""
    if set(one) <= set(other) or set(other) <= set(one):
        return True
    if one[-1] != other[-1]:
        return False
    short, long = sorted((one[0].rstrip("."), other[0].rstrip(".")), key=len)
    return long.startswith(short) and (len(short) == 1 or len(short) >= _NICK)


def bodies_in(text: str) -> set[str]:
    """Return runs of capitalised words that may name a body: they hold a body's noun as their head.

    Headlines and words that only begin a sentence are left out.
    """
    leads = word_list("common_english") | TITLES
    found: set[str] = set()
    for run in NAME.finditer(text):
        for part in _APART.split(_OWNED.sub(" and ", run.group() + " ")):
            words = _TRAIL.sub("", part.strip()).split()
            start = next((at for at, word in enumerate(words) if word.casefold() not in leads), len(words))
            words = words[start:]
            fits = 1 < len(words) <= _LONGEST_NAME and not BODIES.isdisjoint(_heads(words))
            if fits and not _headline(text, run.start()):
                found.add(" ".join(words))
    return found


class Bodies:
    """Asks whether another body of a text can have a short name."""

    def __init__(self, text: str, others: Iterable[str]) -> None:
        """Take what may name a body in the text, and other names that may."""
        self._headed: dict[str, set[str]] = defaultdict(set)
        self._letters: dict[str, set[str]] = defaultdict(set)
        for name in {*bodies_in(text), *others}:
            self._letters[letters(name)].add(name.casefold())
            for head in _heads(name.split()):
                self._headed[head].add(name.casefold())

    def other(self, short: str, full: str, known: Collection[str] = ()) -> bool:
        """Tell whether a short form can mean a body besides ``full`` and those known, in lower case."""
        words = short.casefold().split()
        rivals = self._headed.get(words[-1], ()) if words else ()
        return any(
            _in_order(words, rival.split())
            for rival in rivals
            if rival not in known and not _same_body(full.casefold(), rival)
        )

    def other_acronym(self, short: str, full: str) -> bool:
        """Tell whether the words of another body than ``full`` have these initials."""
        return any(not _same_body(full.casefold(), rival) for rival in self._letters.get(short, ()))


def letters(name: str) -> str:
    """Return the initials of a name's words in capitals."""
    return "".join(word[0] for word in re.findall(r"[^\W_]+(?:[’'.-][^\W_]+)*", name) if word[0].isupper())


def _same_body(one: str, other: str) -> bool:
    mine, theirs = set(one.split()), set(other.split())
    return theirs <= mine or mine <= theirs


def _in_order(short: list[str], long: list[str]) -> bool:
    """Tell whether all words of a short form are in a longer name, in the same order."""
    places = iter(long)
    return len(short) < len(long) and all(word in places for word in short)


def _heads(words: list[str]) -> Iterator[str]:
    """Yield the words of a body's name that can be its head: the last, and any before "of", "for", "on"."""
    for at, word in enumerate(words):
        if at + 1 == len(words) or words[at + 1].casefold() in _ABOUT:
            yield word.casefold()


def _headline(text: str, at: int) -> bool:
    begin = text.rfind("\n", max(0, at - _HEADLINE), at) + 1
    end = text.find("\n", at, begin + _HEADLINE)
    if (begin == 0 and at > _HEADLINE) or end < 0:
        return False
    return _SENTENCE.search(text, begin, end) is None
