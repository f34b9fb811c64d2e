"""Names and nouns that tell what sort of speaker something is."""

from __future__ import annotations

import re

from sayso.text.words import words

STATES = words("states")
CAPITALS = words("capitals")
BODIES = words("bodies")
DOCUMENTS = words("documents")
PEOPLE = words("people")
TITLES = words("titles")

PERSONAL = frozenset(
    {"he", "she", "i", "you", "him", "her", "himself", "herself", "myself", "me", "his", "my"}
)
"""Pronouns that only a person can be."""
PRONOUNS = PERSONAL | {
    "we",
    "who",
    "they",
    "it",
    "them",
    "us",
    "our",
    "your",
    "their",
    "its",
    "one",
    "itself",
    "themselves",
}

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-ſƏḀ-ỿА-ЯЁ]"
_ABBREVIATION = (
    r"(?:(?:[A-Z]\.){1,3}[A-Z]|[A-Z]|"
    r"Dr|Mr|Mrs|Ms|Lt|Gen|Col|Maj|Capt|Cmdr|Adm|Sgt|Sen|Rep|Gov|Prof|Rev|St|Jr|Sr)\."
)
_NAME_WORD = rf"(?:{_ABBREVIATION}|{_CAPITAL}[\w’'\-]*)"
_SMALL = (
    r"(?:(?:al|el|bin|ibn|abu|van|von|der|den|de|la|le|da|di|du|dos|of|the|for|and|on|&)(?!\w)[\s-]*){0,2}"
)
NAME = re.compile(rf"{_NAME_WORD}(?:[^\S\n]+{_SMALL}{_NAME_WORD})*")
"""A run of capitalised words, with the small words that stand inside names."""
ACRONYM = re.compile(r"\b[A-Z][A-Z0-9]{1,6}(?:-[A-Z])?\b")


def singular(noun: str) -> str:
    """Return the singular of a regular English noun in lower case, and of -men."""
    if noun.endswith("men"):
        return noun[:-2] + "an"
    if noun.endswith("ies") and len(noun) > len("ties"):
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is", "news", "press")):
        return noun[:-1]
    return noun
