"""Contents that only point back ("denied it", "called the story made up"), and what they point to.

A denial concerns what somebody else said: after "the editor wrote that the dam leaked" and "the spokeswoman
said it was dry", "she called the story an invention" is about the first.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.text.bodies import PRONOUNS
from sayso.text.cues import denies

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.model.statement import Statement

_WORD = re.compile(r"[^\W_]+")
_NAME = re.compile(r"[A-Z][\w’'-]+")
_MOST = 240
"""Characters; a longer content says something of its own."""
_WHOSE = re.compile(
    r"\b(?:from|by|of|against|in)\s+(?:the\s+)?[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,3}(?![^\W_])"
)
"""Whose the allegations are: "the claims from Ostrel"."""
_REMARK = re.compile(r"\s*[:,]\s*[“\"„«].*$", re.DOTALL)
"""What is said of the matter behind: the finding: "A laboratory that belongs to one side,"."""
_BACK = 8
"""Statements before a denial among which one of somebody else is looked for."""


def points_back(quote: str) -> bool:
    """Tell whether a content says nothing by itself ("it", "the allegations", "any part"): it points back."""
    if len(quote) > _MOST:
        return False
    told = _REMARK.sub("", quote)
    if _words_of(told) & _list("pointing_charges"):
        told = _WHOSE.sub(" ", told)
    words = _words_of(told)
    return bool(words) and words <= _list("pointing")


def pointed_to(one: Statement, earlier: Sequence[Statement]) -> str:
    """Return the id of the statement that one means which only points back; empty where there is none.

    It is the last one; of a denial, the last one of somebody else.

    Args:
        one: the statement that points back.
        earlier: those of its report that stand before it and say something, in order.
    """
    others = [other for other in earlier if one.quote not in other.quote] or earlier
    if not others:
        return ""
    if denies(one.said) or _words_of(one.said) & _list("pointing_false"):
        mine = _speakers([*earlier, one])
        for other, its in zip(earlier[::-1][:_BACK], mine[-2::-1], strict=False):
            if other in others and not _same_speaker(mine[-1], its):
                return other.id
    return others[-1].id


def _speakers(some: Iterable[Statement]) -> list[str]:
    """Return the words that name each statement's source; who is only "she" is who spoke before."""
    found: list[str] = []
    for one in some:
        words = one.source.strip()
        goes_on = words.casefold() in PRONOUNS or not words
        found.append(found[-1] if goes_on and found else words)
    return found


def _same_speaker(one: str, other: str) -> bool:
    return one == other or not set(_NAME.findall(one)).isdisjoint(_NAME.findall(other))


def _words_of(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


@functools.cache
def _list(name: str) -> frozenset[str]:
    lines = (Path(__file__).parent / "lists" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
