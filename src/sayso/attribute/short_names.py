"""One name for each person and body of a text: surnames, acronyms and short forms lead to the full name."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from sayso.attribute.rivals import Bodies, People
from sayso.attribute.speakers import possible_names_in
from sayso.model.span import Span
from sayso.text.bodies import ACRONYM, BODIES, TITLES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_WORD = re.compile(r"[^\W_]+(?:[’'.&-][^\W_]+)*|&")
_SMALL = frozenset({"of", "for", "the", "and", "on", "in", "to", "de", "la", "&", "al"})
_GENERIC = frozenset({"state", "states", "united", "national", "new", "general", "international"})
"""Words that stand in many names, and are none alone."""


def plain_name(name: str) -> str:
    """Return a name without article, titles and possessive ending, its blanks single."""
    words = re.sub(r"[’']s?$", "", name.strip(' \t\n"“”‘,;:')).split()
    while len(words) > 1 and words[0].casefold().rstrip(".") in TITLES | {"the", "a", "an"}:
        words = words[1:]
    return " ".join(words)


class FullNames:
    """Leads a name to the fullest one in a text for the same person or body; where two fit, to none."""

    def __init__(
        self, text: str, people: Iterable[str], bodies: Iterable[str], others: Iterable[str] = ()
    ) -> None:
        """Take the names of people and bodies as the text has them, and of ``others``: places, buildings.

        What may be a name besides is found here; nothing is led to it, but it can make a short form doubtful.
        """
        people, others = list(people), [plain_name(name) for name in others]
        elsewhere = {name.casefold() for name in others}
        possible = [name for name in possible_names_in(text) if name.casefold() not in elsewhere]
        self._other_people = People(text, possible, people)
        self._other_bodies = Bodies(text, others)
        self._people: dict[str, set[str]] = defaultdict(set)
        self._known: dict[str, str] = {}
        for name in people:
            words = [word for word in plain_name(name).split() if _WORD.search(word)]
            if len(words) > 1:
                full = " ".join(words)
                self._known.setdefault(full.casefold(), full)
                for word in {words[0].casefold(), words[-1].casefold()}:
                    self._people[word].add(full.casefold())
        self._bodies: dict[str, set[str]] = defaultdict(set)
        self._body: dict[str, str] = {}
        for name in bodies:
            self._add_body(plain_name(name))
        self._defined(text)

    def _add_body(self, name: str) -> None:
        folded = name.casefold()
        if not folded or folded in self._body:
            return
        self._body[folded] = name
        for word in _significant(name):
            self._bodies[word].add(folded)

    def _defined(self, text: str) -> None:
        """Note acronyms: those in brackets behind their words, and those that a body's words make."""
        self._acronyms: dict[str, set[str]] = defaultdict(set)
        for folded, name in self._body.items():
            words = [word for word in _WORD.findall(name) if word.casefold() not in _SMALL]
            letters = "".join(word[0] for word in words if word[0].isupper())
            if len(letters) > 1 and len(words) > 1:
                self._acronyms[letters.upper()].add(folded)
        defined: dict[str, set[str]] = defaultdict(set)
        for span, short in definitions(text):
            full = plain_name(span.of(text))
            self._add_body(full)
            defined[short.upper()].add(full.casefold())
        self._acronyms |= defined
        self._meant = frozenset(defined)

    def person(self, name: str) -> str:
        """Return the full name of whom a surname or given name alone means, else the name as it is."""
        plain = plain_name(name)
        folded = plain.casefold()
        if folded in self._known:
            return self._known[folded]
        if " " in plain:
            return plain
        full = self._people.get(folded, set())
        if len(full) != 1 or self._other_people.other(folded, *full):
            return plain
        return self._known[next(iter(full))]

    def shared(self, name: str) -> bool:
        """Tell whether two people of the text, or one and another who may be none, can have a name alone."""
        folded = plain_name(name).casefold()
        full = self._people.get(folded, set())
        return len(full) > 1 or any(self._other_people.other(folded, one) for one in full)

    def body(self, name: str) -> str:
        """Return the fullest name of the body that a short form or acronym means, else the name as it is."""
        plain = plain_name(name)
        if ACRONYM.fullmatch(plain):
            long = self._acronyms.get(plain, set())
            defined = plain in self._meant
            if len(long) != 1 or (not defined and self._other_bodies.other_acronym(plain, *long)):
                return plain
            return self._body[next(iter(long))]
        words = _significant(plain)
        if not words or (len(words) == 1 and words[0] in _GENERIC):
            return plain
        sets = sorted((self._bodies.get(word, set()) for word in words), key=len)
        longer = {one for one in sets[0] if all(one in other for other in sets[1:])} - {plain.casefold()}
        if len(longer) > _MOST:
            return plain
        longer = {one for one in longer if _short_for(words, _significant(one))}
        split = {one: _significant(one) for one in longer}
        longer = {one for one in longer if not any(_short_for(split[one], split[two]) for two in longer)}
        if len(longer) != 1 or self._other_bodies.other(plain, *longer):
            return plain
        return self._body[next(iter(longer))]

    def other_body(self, short: str, full: str, known: Collection[str]) -> bool:
        """Tell whether a short form can mean a body that the text may name, but one of those known."""
        return self._other_bodies.other(short, full, known)


def definitions(text: str) -> Iterator[tuple[Span, str]]:
    """Yield full names that stand before their acronym in brackets, and the acronym: "Shore Relief (SR)".

    The acronym must have the first letters of the name's words; in any order, since names are translated.
    """
    for found in _BRACKETS.finditer(text):
        begin = max(0, found.start() - _REACH)
        words = [
            word
            for word in _WORD.finditer(text, begin, found.start())
            if word.group().casefold() not in _SMALL
        ]
        short = found.group("short")
        for count in range(2, len(words) + 1):
            first = words[-count]
            letters = sorted("".join(word.group()[0] for word in words[-count:]).upper())
            if not first.group()[0].isupper() or "\n" in text[first.start() : found.start()]:
                continue
            if letters == sorted(re.sub(r"[^A-Z]", "", short)):
                yield Span(first.start(), words[-1].end()), short
                break


_MOST = 50
"""Names with the same words among which none can be told to be the one that is meant."""
_REACH = 120
"""Characters before an acronym in which the name that it stands for begins."""
_BRACKETS = re.compile(r"\(\s?[“\"'‘]?(?P<short>[A-Z][A-Z0-9-]{1,7})[”\"'’]?\s?\)")


def _significant(name: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(name) if word.casefold() not in _SMALL]


def _short_for(short: list[str], long: list[str]) -> bool:
    """Tell whether words in the same order are in a longer name, its head noun among them.

    The head is a body's noun ("Commission", "Observatory"), or else the first or last word.
    """
    if len(short) >= len(long):
        return False
    places = iter(long)
    if not all(word in places for word in short):
        return False
    heads = [word for word in long if word in BODIES] or [long[0], long[-1]]
    return short[-1] in heads or (short == long[: len(short)] and not any(word in BODIES for word in short))
