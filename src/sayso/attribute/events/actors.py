"""Actors: noun phrases of a sentence that can have a part in an event, named or not.

"FMLN guerrillas", "two members of the Free Hill Front", "the army", "unknown gunmen", "the mayor, Tolan
Brisk". There is no parser: an actor is a run of names and of nouns from the list of heads; "members of the
League" is one, and so is a name with its acronym in brackets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.attribute.events.lexicon import (
    ALLEGED,
    DETERMINERS,
    HEDGES,
    PREPOSITIONS,
    heads,
    instruments,
    spread,
)
from sayso.attribute.events.words import QUOTES
from sayso.model.annotation import MentionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.attribute.events.words import Words
    from sayso.model.annotation import Mention
    from sayso.model.span import Span

_BODIES = frozenset({MentionKind.ARMED_GROUP.value, MentionKind.ORGANISATION.value})
_RANK = ("armed_group", "organisation", "person", "geopolitical", "facility", "place", "weapon", "event")
_BEFORE_NAME = frozenset({"armed", "state", "band"})
_JOINS = frozenset({"of", "from", "belonging", "in", "to"})
_LIST = frozenset({",", "and", "or", "&"})
_MODIFIERS = 4
"""Words before a head that can belong to its phrase."""
_BRACKETS = {"(": ")", "[": "]"}
_LONGEST_LIST = 12
"""Actors that are listed together, at most; keeps the time in proportion to the text."""
CAN_ACT = frozenset(
    {"armed", "state", "band", "people", "armed_group", "organisation", "person", "geopolitical"}
)
"""Kinds that can do something."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A phrase of a sentence; ``first`` and ``last`` are indices of its words, both included."""

    first: int
    last: int
    span: Span
    """What to call them by: the name alone, or the whole phrase where there is none."""
    phrase: Span
    """All of it, but for articles: "suspected League fighters"."""
    kind: str
    """A :class:`MentionKind` of what has a name, else a class of heads."""
    named: bool
    before: str
    """The word in front of the phrase with its articles and adjectives; empty at the beginning."""
    alleged: bool
    """"suspected members of …"."""
    hedged: bool
    """"possibly members of …"."""
    nobody: bool
    """"no group"."""
    head: str
    """The last noun, in lower case."""

    @property
    def governed(self) -> bool:
        """Whether a preposition stands before it."""
        return self.before in PREPOSITIONS


@dataclass(slots=True)
class _Run:
    first: int
    last: int
    mentions: list[Mention]
    head: str


def actors_of(words: Words, mentions: Sequence[Mention]) -> list[Actor]:
    """Return the actors of a sentence in order; ``mentions`` are those that stand in it, in order."""
    return [_actor(words, run) for run in _with_names(words, _runs(words, mentions))]


def together(words: Words, actors: Sequence[Actor], number: int) -> list[Actor]:
    """Return the actor of a number with those that are listed with it: "A, B and C"."""
    first = last = number
    while first > max(0, number - _LONGEST_LIST) and _listed(words, actors[first - 1], actors[first]):
        first -= 1
    while last + 1 < min(len(actors), number + _LONGEST_LIST) and _listed(
        words, actors[last], actors[last + 1]
    ):
        last += 1
    return list(actors[first : last + 1])


def _listed(words: Words, left: Actor, right: Actor) -> bool:
    between = words.low[left.last + 1 : right.first]
    joined = {word for word in between if word in _LIST}
    rest = [word for word in between if word not in _LIST and word not in DETERMINERS and word not in QUOTES]
    return bool(joined & {"and", "or", "&"} or (joined and right.kind == left.kind)) and not rest


def _runs(words: Words, mentions: Sequence[Mention]) -> list[_Run]:
    """Return runs of names and heads that nothing but quotation marks and bracketed acronyms part."""
    owner = _owners(words, mentions)
    known = heads()
    runs: list[_Run] = []
    at = 0
    while at < len(words):
        mention = owner.get(at)
        if mention is None and (words.low[at] not in known or _is_weapon(words, at)):
            at += 1
            continue
        end = at
        while mention is not None and owner.get(end + 1) is mention:
            end += 1
        found = [mention] if mention is not None else []
        head = known.get(words.low[end], "")
        previous = runs[-1] if runs else None
        if previous is not None and _touch(words, previous.last, at, end):
            previous.last = end
            previous.mentions += found
            previous.head = head if mention is None or not previous.head else previous.head
        else:
            runs.append(_Run(at, end, found, head))
        at = end + 1
    return runs


def _owners(words: Words, mentions: Sequence[Mention]) -> dict[int, Mention]:
    owner: dict[int, Mention] = {}
    at = 0
    for mention in mentions:
        while at < len(words) and words.ends[at] <= mention.span.start:
            at += 1
        place = at
        while place < len(words) and words.starts[place] < mention.span.end:
            owner.setdefault(place, mention)
            place += 1
    return owner


def _touch(words: Words, last: int, first: int, end: int) -> bool:
    """Tell whether nothing parts two runs, or the second one is an alias in brackets."""
    between = [word for word in words.low[last + 1 : min(first, last + 5)] if word not in QUOTES]
    if first - last > _MODIFIERS:
        return False
    if not between:
        return True
    opens = between[0] in _BRACKETS and len(between) == 1
    closes = any(word in _BRACKETS.values() for word in words.low[end + 1 : end + 3])
    return (opens and closes) or (between[0] in _BRACKETS.values() and len(between) == 1)


def _with_names(words: Words, runs: Sequence[_Run]) -> list[_Run]:
    """Join "members", "of the" and "League"."""
    joined: list[_Run] = []
    for run in runs:
        body = any(mention.kind.value in _BODIES for mention in run.mentions)
        previous = joined[-1] if joined else None
        if body and previous is not None and not previous.mentions and previous.head in _BEFORE_NAME:
            between = [
                w for w in words.low[previous.last + 1 : min(run.first, previous.last + 7)] if w not in QUOTES
            ]
            rest = [word for word in between[1:] if word in PREPOSITIONS and word != "to"]
            if (
                between
                and between[0] in _JOINS
                and run.first - previous.last <= _MODIFIERS + 2
                and not rest
                and "," not in between
            ):
                joined[-1] = _Run(previous.first, run.last, run.mentions, previous.head)
                continue
        joined.append(run)
    return joined


def _actor(words: Words, run: _Run) -> Actor:
    begin = run.first
    alleged = hedged = nobody = False
    for _ in range(_MODIFIERS):
        word = words.low[begin - 1] if begin else ""
        if not word or word in PREPOSITIONS or not (word[0].isalnum() or word in QUOTES) or word in _STOPS:
            break
        alleged = alleged or word in ALLEGED
        hedged = hedged or word in HEDGES
        nobody = nobody or word == "no"
        begin -= 1
        if word in DETERMINERS and not words.has(begin - 1, DETERMINERS | ALLEGED):
            break
    before = words.low[begin - 1] if begin else ""
    mention = min(run.mentions, key=lambda one: _RANK.index(one.kind.value), default=None)
    thing = run.head in {"thing", "money"}
    person = next((one for one in run.mentions if one.kind is MentionKind.PERSON), None)
    if person is not None and run.head not in _BEFORE_NAME:
        mention = person
    place = mention is not None and mention.kind in {MentionKind.GEOPOLITICAL, MentionKind.PLACE} and run.head
    staff = mention is not None and mention.kind.value in _BODIES and run.head == "people"
    start = begin
    while start < run.first and (words.low[start] in DETERMINERS or words.low[start] in QUOTES):
        start += 1
    phrase = words.span(start, run.last)
    nameless = mention is None or thing or place or staff
    if mention is None or nameless:
        kind, span, named = run.head or (mention.kind.value if mention else "people"), phrase, bool(place)
    else:
        kind, span, named = mention.kind.value, mention.span, True
    return Actor(
        first=run.first,
        last=run.last,
        span=span,
        phrase=phrase,
        kind=kind,
        named=named,
        before=before,
        alleged=alleged,
        hedged=hedged,
        nobody=nobody,
        head=words.low[run.last],
    )


def _is_weapon(words: Words, at: int) -> bool:
    """Tell whether a noun is only the first part of a weapon: "car bomb"."""
    return tuple(words.low[at : at + 2]) in instruments()


_STOPS = spread(
    "and or but that who which when while said says was were is are had has have been be not also by to"
    " as killed attacked claimed blamed accused then he she it they"
)
