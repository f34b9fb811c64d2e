"""The word lists of events: what names one, who can have a part in it, with what, and who has authority."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sayso.model.event import EventKind

_LISTS = Path(__file__).parent / "lists"
_FORMS = ("base", "third", "past", "participle", "gerund")


class Takes(StrEnum):
    """What the object of a verb is, or what stands after a noun and "of"."""

    VICTIM = "victim"
    TARGET = "target"
    INSTRUMENT = "instrument"
    NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word tells when it names an event."""

    kind: EventKind
    takes: Takes
    forms: frozenset[str]
    """base, third, past, participle, gerund of a verb; noun."""
    particle: str = ""
    """A word that must follow."""


@functools.cache
def senses() -> dict[str, tuple[Sense, ...]]:
    """Return the senses of each word that can name an event, those with a particle first."""
    found: dict[str, list[Sense]] = {}
    for line in lines("verbs"):
        kind, takes, *forms = line.split()
        for form in dict.fromkeys(forms):
            names = frozenset(name for name, one in zip(_FORMS, forms, strict=True) if one == form)
            word, _, particle = form.partition("+")
            found.setdefault(word, []).append(Sense(EventKind(kind), Takes(takes), names, particle))
    for line in lines("nouns"):
        kind, takes, noun = line.split()
        sense = Sense(EventKind(kind), Takes(takes), frozenset({"noun"}))
        for word in (noun, noun + ("es" if noun.endswith("h") else "s")):
            found.setdefault(word, []).append(sense)
    return {word: tuple(sorted(some, key=lambda one: not one.particle)) for word, some in found.items()}


@functools.cache
def heads() -> dict[str, str]:
    """Return the class of each noun that can be an actor: armed, state, band, people, thing, money."""
    parts = (line.partition(":") for line in lines("actors"))
    return {word: kind for kind, _, rest in parts for word in rest.split()}


@functools.cache
def instruments() -> frozenset[tuple[str, ...]]:
    """Return weapons as tuples of one or two words, singular and plural."""
    names = lines("instruments")
    return frozenset(tuple(form.split()) for name in names for form in (name, name + "s"))


@functools.cache
def words(name: str) -> frozenset[str]:
    """Return the words of a plain list."""
    return frozenset(word for line in lines(name) for word in line.split())


@functools.cache
def lines(name: str) -> tuple[str, ...]:
    """Return the lines of a list that are no comments."""
    all_lines = (_LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in all_lines if line.strip() and not line.startswith("#"))


def spread(some: str) -> frozenset[str]:
    """Return the words of a short list that stands in the code."""
    return frozenset(some.split())


BE = spread("was were is are be been being am got gets")
HAVE = frozenset({"had", "has", "have", "having"})
MODALS = frozenset({"will", "would", "shall", "can", "could", "may", "might", "should", "must", "cannot"})
NEGATIONS = frozenset({"not", "never", "n't", "neither", "nor", "didn't", "wasn't", "weren't", "hadn't"})
PREPOSITIONS = words("prepositions")
DETERMINERS = words("determiners")
HEDGES = words("hedges")
ALLEGED = words("alleged")
