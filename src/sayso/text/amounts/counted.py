"""What a number counts: the noun phrase after it, as far as it can be told without a parser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.text.amounts.wordlists import word_set
from sayso.text.words import words

if TYPE_CHECKING:
    from sayso.text.amounts.tokens import Line

_LONGEST = 6
"""Words in which the head of the noun phrase must come."""
_DETERMINERS = frozenset(
    {"the", "its", "their", "his", "her", "our", "these", "those", "all", "such", "more", "earlier", "later"}
)
_ADJECTIVE = ("ary", "al", "ic", "ed", "ing", "ive", "ous", "ian", "ese", "ern", "an", "ish")
_HYPHENS = frozenset("-‐‑")
_NO_PLURAL = ("ss", "us", "is", "'s")
_SHORTEST_PLURAL = 3
_NOT_OF = frozenset(
    {"total", "all", "return", "exchange", "addition", "favour", "favor", "response", "order"}
)

Range = tuple[int, int]
"""The first and the last token."""


def counted(line: Line, index: int, *, one: bool = False) -> Range | None:
    """Return the words of a plural noun and its adjectives from ``index`` on; None if there is none.

    Leading determiners and "of" are left out ("two of the attackers"). The head is the first word that looks
    like a plural, or a later one if it is a name's part ("United Nations officials") or plurals follow one
    another ("arms dealers"). After ``one``, a noun for a person.
    """
    first = _after_determiners(line, index)
    run = _run(line, first)
    head = None
    for at in run:
        if one and are_people(line, at):
            return first, at
        if not plural(line, at):
            if head is not None and not line.named(head):
                break
            continue
        if head is None or line.named(head) or at == head + 1:
            head = at
    return None if head is None else (first, head)


def measured(line: Line, index: int) -> Range | None:
    """Return what a sum, share or measure is of ("in donations", "worth of arms"), without "of"."""
    at = index + 1 if line.lower(index) == "worth" and line.lower(index + 1) == "of" else index
    if line.lower(at) not in {"in", "of"}:
        return (index, index) if line.lower(index) in word_set("money_nouns") else None
    first = _after_determiners(line, at + 1)
    if line.lower(at) == "in" and (first > at + 1 or line.lower(first) in _NOT_OF):
        return None
    run = [token for token in _run(line, first) if not line.named(token)]
    if not run or run[0] != first:
        return None
    for token in run:
        if plural(line, token):
            return first, token
        if line.lower(token) in word_set("mass") and not (token + 1 in run and plural(line, token + 1)):
            return first, token
    adjective = len(run) > 1 and line.lower(first).endswith(_ADJECTIVE)
    return (first, run[1]) if adjective else ((first, first) if line.lower(at) == "of" else None)


def are_people(line: Line, index: int) -> bool:
    """Tell whether a noun is one for people."""
    token = line.tokens[index]
    word = token.lower
    if word in word_set("people") or word in words("people"):
        return True
    if word in word_set("not_people"):
        return False
    if word.endswith(("ans", "is")):
        return line.named(index) or (token.capital and line.cased) or word.endswith("ians")
    return word.endswith(tuple(word_set("people_endings")))


def _after_determiners(line: Line, index: int) -> int:
    if line.lower(index) == "of":
        index += 1
    while line.lower(index) in _DETERMINERS:
        index += 1
    return index


def _run(line: Line, first: int) -> list[int]:
    """Return the indexes of words that may be one noun phrase; hyphens join words."""
    run: list[int] = []
    at = first
    while len(run) < _LONGEST:
        token = line.at(at)
        if token is None:
            break
        if token.lower in _HYPHENS and token.glued and line.glued(at + 1) and run:
            at += 1
            continue
        joined = token.glued and at > first
        if token.is_word and (joined or token.lower not in word_set("not_counted")):
            run.append(at)
        elif not (token.is_figure and joined):  # "F-16s"
            break
        at += 1
    return run


def plural(line: Line, index: int) -> bool:
    """Tell whether a word looks like a plural noun."""
    word = line.lower(index)
    following = line.at(index + 1)
    if following is not None and following.glued and following.lower in _HYPHENS and line.glued(index + 2):
        return False  # the first part of a compound
    if word in word_set("plurals") or word.endswith(("men", "women")):
        return True
    named_people = line.named(index) and word.endswith("is")
    long_enough = len(word) >= _SHORTEST_PLURAL or line.glued(index)
    return named_people or (word.endswith("s") and long_enough and not word.endswith(_NO_PLURAL))
