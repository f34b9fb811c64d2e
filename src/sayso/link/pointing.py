"""Contents that only point back ("denied it", "called the story made up"), and what they point to.

A denial concerns what somebody else said: after "the editor wrote that the dam leaked" and "the spokeswoman
said it was dry", "she called the story an invention" is about the first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.link import wordlists
from sayso.text.bodies import PRONOUNS

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from sayso.model.statement import Statement

_WORD = re.compile(r"[^\W_]+")
_MOST = 240
"""Characters; a longer content says something of its own."""
_CHARGE = (
    r"(?:claims?|allegations?|accusations?|charges?|reports?|stor(?:y|ies)|suggestions?|findings?|articles?"
    r"|rumou?rs?)"
)
_NAMED = r"\s+(?:the\s+)?[^\W\da-z_][\w’'-]*(?:\s+[^\W\da-z_][\w’'-]*){0,3}(?![^\W_])"
_WHOSE = re.compile(
    rf"(?i:\b({_CHARGE})\s+(?:from|by|against)){_NAMED}"
    rf"|(?i:\b((?:claim|allegation|accusation|charge)s?)\s+of){_NAMED}"
)
"""Whose the allegations are: "the claims from Ostrel"."""
_CHARGED = re.compile(rf"\b{_CHARGE}\b", re.IGNORECASE)
_MADE_UP = re.compile(r"\bmade[ -]up(?:\s+from\s+beginning\s+to\s+end)?\b", re.IGNORECASE)
_REMARK = re.compile(r"\s*:\s*[“\"„«].*$", re.DOTALL)
"""What a denier remarks on the matter: the finding: "A laboratory that belongs to one side,"."""
_BACK = 8
"""Statements before a denial among which one of somebody else is looked for."""
_FEWEST = 2
"""Letters of a word that tells who speaks."""


def points_back(quote: str, *, denied: bool = False) -> bool:
    """Tell whether a content says nothing by itself ("it", "the allegations", "any part"): it points back.

    Args:
        quote: the content.
        denied: whether its source denies it; then a remark behind the matter does not tell what that is.
    """
    if len(quote) > _MOST:
        return False
    told = quote
    remark = _REMARK.search(told) if denied else None
    if (
        remark
        and _CHARGED.search(told[: remark.start()])
        and not wordlists.patterns("verbs").search(remark.group())
    ):
        told = told[: remark.start()]
    told = _WHOSE.sub(lambda found: found[1] or found[2], told)
    left = set(_WORD.findall(_MADE_UP.sub("false", told).casefold()))
    return bool(left) and left <= wordlists.words("pointing")


def pointed_to(one: Statement, earlier: Sequence[Statement], telling: Container[str]) -> str:
    """Return the id of the statement that one means which only points back; empty where there is none.

    It is the last one that says something; of a denial, the last one of somebody else, if there is any near.

    Args:
        one: the statement that points back.
        earlier: those of its report that stand before it, in order.
        telling: ids of those among them that say something.
    """
    # What somebody is said to have denied is inside of what is said of him: not that is meant.
    those = [other for other in earlier if other.id in telling]
    told = [other for other in those if not one.said or one.said not in other.quote] or those
    if not told:
        return ""
    if one.denies:
        voices = _voices([*earlier, one])
        for other in told[::-1][:_BACK]:
            if not _same_voice(voices[one.id], voices[other.id]):
                return other.id
    return told[-1].id


def _voices(some: Sequence[Statement]) -> dict[str, tuple[str, str]]:
    """Return who speaks each statement, and the words for it; who is only "she" is who spoke before."""
    found: dict[str, tuple[str, str]] = {}
    last = ("", "")
    for one in some:
        words = one.source.strip()
        if one.speaker or (words and words.casefold() not in PRONOUNS):
            last = (one.speaker.casefold(), words)
        found[one.id] = last
    return found


def _same_voice(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Tell whether two speakers are one, or may be: "the spokeswoman" and "Ms Bruhald, a spokeswoman"."""
    if one[0] and other[0]:
        return one[0] == other[0]
    if one == other:
        return True
    names, others = _names(one[1]), _names(other[1])
    if names and others:
        return not names.isdisjoint(others)
    return not _roles(one[1]).isdisjoint(_roles(other[1]))


def _names(words: str) -> set[str]:
    found = (word for word in _WORD.findall(words.replace("’s", "").replace("'s", "")) if word[:1].isupper())
    return {word.casefold() for word in found if len(word) >= _FEWEST} - wordlists.words("no_names")


def _roles(words: str) -> set[str]:
    found = {word for word in _WORD.findall(words) if len(word) > _FEWEST and word[:1].islower()}
    return found - wordlists.words("no_names")
