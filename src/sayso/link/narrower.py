"""Narrower: whether a statement says all that another one says, and more.

"Two miners were killed in the eastern shaft" is narrower than "two miners were killed": the same words, and
then a where, when or how. Other ways to say more are not looked for. Words alone do not tell them from
another matter ("guards who robbed the bank were arrested"), and of what readers call narrower beyond words
(one man's knowledge of a deed, against the deed) a small network tells the direction no better than chance.
"""

from __future__ import annotations

import re

from sayso.link import wordlists
from sayso.link.keys import word_keys
from sayso.text.fold import fold

_FEWEST = 3
"""Words of meaning, or numbers, that the broader statement must have; with fewer it says too little."""
_MOST = 40
"""Words that may be added."""
_WORD = re.compile(r"\d{1,3}(?:[,.]\d{3})+|[^\W_]+(?:[’'.-][^\W_]+)*|[$€£%]")
_OPENS = "that"


def says_more(one: str, other: str) -> str:
    """Return the words that a statement adds to another one all of which it says; empty if it does not."""
    if "…" in one or not wordlists.patterns("verbs").search(other) or len(word_keys(other)) < _FEWEST:
        return ""
    found = list(_WORD.finditer(one))
    mine, theirs = (_spelt([match.group() for match in some]) for some in (found, _WORD.finditer(other)))
    skipped = len(found) - len(mine)
    added = mine[len(theirs) :]
    if mine[: len(theirs)] != theirs or not 1 < len(added) <= _MOST:
        return ""
    if added[0] not in wordlists.words("adjuncts") or not set(mine).isdisjoint(wordlists.words("undoing")):
        return ""
    gap = one[found[skipped + len(theirs) - 1].end() : found[skipped + len(theirs)].start()]
    return "" if gap.strip(" ,") else one[found[skipped + len(theirs)].start() :].strip(' .,;”"')


def _spelt(some: list[str]) -> list[str]:
    """Return words in one spelling; a "that" before them is none of what is stated."""
    spelt = [fold(word) for word in some]
    return spelt[1:] if spelt[:1] == [_OPENS] else spelt
