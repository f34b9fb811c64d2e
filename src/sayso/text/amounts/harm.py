"""Which amounts count victims, and of what: from verbs, adjectives and nouns of harm around them."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from sayso.text.amounts.harm_words import (
    BE,
    Harm,
    aside_end,
    harm_at,
    harm_ending,
    harm_of_noun,
    no_object_at,
)
from sayso.text.amounts.wordlists import word_set

if TYPE_CHECKING:
    from sayso.text.amounts.draft import Draft
    from sayso.text.amounts.tokens import Line

_HAVE = frozenset({"have", "has", "had", "having", "to"})
_FORWARD = 8
"""Words between victims and what befell them."""
_TOLL_WITHIN = 12
_STOPS = frozenset(".;!?")
_OBJECT_WITHIN = 3
_ANOTHER_WITHIN = 6
_ONE = frozenset({"the", "a", "an", "his", "her", "its", "their"})
_ROW_AT_MOST = 6
_ROW = frozenset(
    {",", "and", "including", "as", "well", "another", "a", "further", "among", "them", "(", "plus"}
)
_OF_A_ROW = frozenset(
    {"were", "was", "are", "have", "been", "had", "dead", "killed", "wounded", "injured", "missing", "died"}
)
"""Words between two amounts of one row: ", including", "and another", "dead, among them"."""
_SUBJECTS = frozenset({"and", ",", "another", "a", "further"})
_AS_NOUNS = frozenset({"dead", "wounded", "injured", "missing", "displaced", "homeless", "hurt"})
"""Adjectives that are counted themselves: "30 dead"."""
_ADJECTIVES = frozenset({"dead", "missing", "homeless", "unaccounted"})
"""Adjectives that can be no verb."""


def harm_all(line: Line, drafts: list[Draft]) -> None:
    """Set ``harm`` of the drafts of one line that count victims, in the text's order.

    Money, shares and measures count none. A number that is joined by "and", a comma or "including" to one
    that is governed by a verb before it is governed by the same ("killed 12 soldiers and three guards"), and
    one that stands in a row before its verb by that ("two guards and three drivers died").
    """
    before: Draft | None = None
    governed = False
    for draft in drafts:
        by_verb = False
        if draft.kind is None:
            harm = _beside(line, draft)
            harm = _forward(line, draft) if harm is None else harm
            if harm is None:
                harm = _backward(line, draft)
                by_verb = harm is not None
            if harm is None and before is not None and _in_a_row(line, before, draft, governed=governed):
                harm, by_verb = before.harm, True
            draft.harm = _toll(line, draft) if harm is None else harm
        before, governed = draft, by_verb
    for first, second in reversed(list(itertools.pairwise(drafts))):
        if first.kind is None and first.harm is None and _are_one_subject(line, first, second):
            first.harm = second.harm


def _beside(line: Line, draft: Draft) -> str | None:
    """Read nouns and adjectives: "30 deaths", "12 dead", "three wounded", "40 casualties"."""
    if draft.counts is not None:
        return harm_of_noun(line, draft.counts[1], draft.begin)
    at = draft.last + 1
    at += line.lower(at) == "more"
    found = harm_at(line, at)
    if found is None or found.form in {"falls", "of"}:
        return None
    if found.form == "acts" and not no_object_at(line, at + found.length):
        return None
    if found.length == 1 and line.lower(at) in _AS_NOUNS:
        draft.counts = (at, at)
    return _with_second(line, at + found.length, found.harm)


def _forward(line: Line, draft: Draft) -> str | None:
    """Read what befalls the subject: "12 people, including a child, were killed", "30 soldiers died"."""
    at = aside_end(line, draft.end + 1)
    passive = have = False
    for _ in range(_FORWARD):
        word = line.lower(at)
        found = harm_at(line, at)
        if found is not None and found.form in {"acts", "state", "falls"}:
            suffered = found.form == "falls" or (found.form == "state" and word in _ADJECTIVES)
            done = passive or (not have and no_object_at(line, at + found.length))
            return _with_second(line, at + found.length, found.harm) if suffered or done else None
        passive = passive or word in BE
        have = have or word in _HAVE
        if word not in BE and word not in _HAVE and word not in word_set("between_victims"):
            return None
        at += 1
    return None


def _with_second(line: Line, index: int, harm: str) -> str:
    """Return the harm, or none in particular if another is named with it: "killed or wounded"."""
    if line.lower(index) in {"or", "and", "/"}:
        second = harm_at(line, index + 1)
        if second is not None and second.harm != harm and no_object_at(line, index + 1 + second.length):
            return ""
    return harm


def _backward(line: Line, draft: Draft) -> str | None:
    """Read the word that governs a number: "killed at least 30 people", "the death of six nurses"."""
    at = draft.begin - 1
    found = harm_ending(line, at)
    for _ in range(_OBJECT_WITHIN):
        if found is not None or line.lower(at) not in word_set("before_victims"):
            break
        at -= 1
        found = harm_ending(line, at)
    if found is None:
        return _after_another(line, draft.begin - 1)
    if found.form == "of":
        return found.harm
    if line.lower(at).startswith("captur") and draft.counts is not None and not draft.counts_people:
        return None  # a town, a seat, a share of a market
    verb = found.form in {"acts", "state"} or line.lower(at) in {"wounded", "injured"}
    before = at - found.length
    if not verb or _is_passive(line, before):
        return None
    if line.lower(before) in {"or", "and"}:
        first: Harm | None = harm_ending(line, before - 1)
        if first is not None and first.harm != found.harm:
            return ""
    return found.harm


def _after_another(line: Line, index: int) -> str | None:
    """Read "killing the driver and six pupils": a verb, somebody who is not counted, and the number."""
    if line.lower(index) != "and":
        return None
    for at in range(index - 2, index - 2 - _ANOTHER_WITHIN, -1):
        token = line.at(at)
        if token is None or not token.is_word:
            return None
        found = harm_ending(line, at)
        if found is not None and found.form in {"acts", "of"}:
            somebody = line.lower(at + 1) in _ONE or line.named(at + 1)
            return found.harm if somebody and not _is_passive(line, at - found.length) else None
    return None


def _is_passive(line: Line, index: int) -> bool:
    """Tell whether a form of "be" stands before a verb: who "was killed" has killed nobody by that."""
    while line.lower(index).endswith("ly") or line.lower(index) in {"also", "being", "all", "both"}:
        index -= 1
    return line.lower(index) in BE


def _in_a_row(line: Line, before: Draft, draft: Draft, *, governed: bool) -> bool:
    """Tell whether one amount is a part of the other, or, ``governed`` by a verb before it, one of a row."""
    between = {line.lower(at) for at in range(before.end + 1, min(draft.begin, before.end + 8))}
    if not between or draft.begin - before.end - 1 > _ROW_AT_MOST:
        return False
    if between & {"including", "among"}:
        return between <= _ROW | _OF_A_ROW
    return governed and between <= _ROW


def _are_one_subject(line: Line, first: Draft, second: Draft) -> bool:
    """Tell whether two amounts stand in one row before their verb: "two guards and three drivers died"."""
    if second.harm is None or second.begin - first.end > _ROW_AT_MOST or _beside(line, second) is not None:
        return False
    between = {line.lower(at) for at in range(first.end + 1, second.begin)}
    return bool(between) and between <= _SUBJECTS and _forward(line, second) is not None


def _toll(line: Line, draft: Draft) -> str | None:
    """Read "the death toll rose to 41", "put the number of wounded at 12"."""
    if draft.counts is not None and not draft.counts_people:
        return None
    for at in range(draft.begin - 1, max(draft.begin - 1 - _TOLL_WITHIN, -1), -1):
        word = line.lower(at)
        if word in _STOPS:
            return None
        if word in {"toll", "tolls"}:
            kinds = {"injury": "wounded", "wounded": "wounded", "casualty": ""}
            return kinds.get(line.lower(at - 1), "killed")
        if word == "number" and line.lower(at + 1) == "of":
            return _number_of(line, at + 2)
    return None


def _number_of(line: Line, index: int) -> str | None:
    """Return the harm in "the number of people killed", "of the dead", "of casualties"."""
    for at in range(index, index + 4):
        if line.lower(at) == "casualties":
            return ""
        found = harm_at(line, at)
        if found is not None:
            return found.harm
    return None
