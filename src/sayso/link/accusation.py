"""Who is held, in a statement's words, to have done it: one claim for each alleged culprit, however worded.

An accusation names a body beside a word for doing, blaming or being behind something; a flat denial of "the
accusations" concerns whoever denies. Both give the statement a mark, by which other wordings of the same
accusation are found and told from those against others.
"""

from __future__ import annotations

import functools
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from sayso.link import wordlists
from sayso.text.governments import leaders_in, states_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

ACCUSED, DEED = "a:", "d:"
ANY_RULE = "a:rule"
"""A government or army of which the words do not tell whose it is."""
ANY_DEED = "d:any"
REBELS = "a:rebels"
_NAME = re.compile(r"(?<![\w’'])(?:[A-Z][\w’-]+)(?: (?:of |for )?[A-Z][\w’-]+){0,4}")
_BY = re.compile(
    r"\b(?:by|from|came from|comes from)\s+(?:the |a |an |its |an? alleged )?(?:[\w’'.-]+ ){0,4}?$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[a-z”\"’)])[.!?]\s+(?=[A-Z“\"])")
_REACH = 70
"""Characters between a body and what it is held to have done."""


def marks(said: str, source: str = "", leaders: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return whom words accuse and of what sort of deed, in order; nothing where that is not one body.

    Args:
        said: cue and content of an attribution, as they stand in the text.
        source: the words that name its source: who flatly denies "the accusations" is the accused.
        leaders: surnames in lower case of those who lead a state, and the states.
    """
    known = {**(leaders or {}), **leaders_in([said, source])}
    bodies = _one({body for sentence in _SENTENCE.split(said) for body in _accused(sentence, known)})
    if bodies is None and _flat(said):
        bodies = _one({key for key, _, _ in _bodies(f" {source}", known)})
    return tuple(sorted({bodies, *deeds(said)})) if bodies else ()


def _one(bodies: set[str]) -> str | None:
    """Return the one body that is meant: a state's before a nameless government, a party before a name."""
    states = {body for body in bodies if body.startswith("a:s:")}
    parties = states | (bodies & {REBELS})
    if not parties:
        parties = bodies & {ANY_RULE} or bodies
    return next(iter(parties)) if len(parties) == 1 else None


def _flat(said: str) -> bool:
    """Tell whether words deny some charge as a whole."""
    charge = wordlists.patterns("charges").search(said)
    return charge is not None and wordlists.patterns("baseless").search(said) is not None


def agree(one: Iterable[str], other: Iterable[str]) -> bool | None:
    """Tell whether two statements' marks are of one accusation; None where either accuses nobody."""
    mine, theirs = set(one), set(other)
    bodies = [{mark for mark in marked if mark.startswith(ACCUSED)} for marked in (mine, theirs)]
    if not bodies[0] or not bodies[1]:
        return None
    states = [any(mark.startswith("a:s:") for mark in some) for some in bodies]
    shared = bool(bodies[0] & bodies[1])
    shared = shared or (ANY_RULE in bodies[0] and states[1]) or (ANY_RULE in bodies[1] and states[0])
    sorts = [
        {mark for mark in marked if mark.startswith(DEED) and mark != ANY_DEED} for marked in (mine, theirs)
    ]
    return shared and (not sorts[0] or not sorts[1] or bool(sorts[0] & sorts[1]))


def with_their_state(every: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the marks of a report's statements; "the army" is that of the one state that it accuses."""
    states = {mark for some in every for mark in some if mark.startswith("a:s:")}
    if len(states) != 1:
        return list(every)
    (state,) = states
    return [tuple(sorted(state if mark == ANY_RULE else mark for mark in some)) for some in every]


def deeds(text: str) -> frozenset[str]:
    """Return the sorts of deeds that a text tells of."""
    words = re.findall(r"[a-z]+", text.casefold())
    joined = {f"{left}-{right}" for left, right in pairwise(words)}
    found = set()
    for sort, beginnings in _deeds().items():
        if any(word.startswith(beginnings) for word in words) or joined & set(beginnings):
            found.add(DEED + sort)
    return frozenset(found)


def _accused(sentence: str, leaders: Mapping[str, str]) -> Iterator[str]:
    if not deeds(sentence):
        return
    for key, start, end in _bodies(sentence, leaders):
        before, behind = sentence[max(0, start - _REACH) : start], sentence[end : end + _REACH]
        doing = wordlists.patterns("doing").search(behind.split(",")[0])
        if doing or _BY.search(before[-40:]) or _blamed(before):
            yield key


def _blamed(before: str) -> bool:
    """Tell whether words that blame stand so close before a body that it is the one blamed."""
    found = list(wordlists.patterns("blaming").finditer(before))
    return bool(found) and len(before) - found[-1].end() <= _REACH // 2


def _bodies(sentence: str, leaders: Mapping[str, str]) -> Iterator[tuple[str, int, int]]:
    """Yield bodies in a sentence, by key, in order of place."""
    taken = [
        (match.start(), match.end(), REBELS) for match in wordlists.patterns("rebels").finditer(sentence)
    ]
    for match in wordlists.patterns("rule").finditer(sentence):
        near = sentence[max(0, match.start() - 40) : match.end() + 25]
        states = sorted(states_in(near, leaders))
        taken.append((match.start(), match.end(), f"a:s:{states[0]}" if len(states) == 1 else ANY_RULE))
    covered = {place for start, end, _ in taken for place in range(start, end)}
    for match in _NAME.finditer(sentence):
        if not covered.isdisjoint(range(match.start(), match.end())):
            continue
        states = sorted(states_in(match.group(), leaders))
        if states:
            taken.append((match.start(), match.end(), f"a:s:{states[0]}"))
        elif match.start() and not wordlists.words("no_culprits") & set(match.group().casefold().split()):
            name = match.group().casefold().removeprefix("the ")
            taken.append((match.start(), match.end(), f"a:n:{name}"))
    for start, end, key in sorted(taken):
        yield key, start, end


@functools.cache
def _deeds() -> dict[str, tuple[str, ...]]:
    rows = {}
    for line in wordlists.lines("deeds"):
        sort, _, beginnings = line.partition(":")
        rows[sort] = tuple(beginnings.split())
    return rows
