"""Roles: who did what to whom, with what, around one trigger, read off the order of words.

The subject of a verb is the nearest actor in front of it that no preposition governs; in "entered the town
and killed", the first one of the clause. A passive turns the two round. Around a noun: "the attack by the
League on the tower", "the League's attack", "the League carried out the attack".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sayso.attribute.events.actors import CAN_ACT, together
from sayso.attribute.events.lexicon import (
    ALLEGED,
    BE,
    HAVE,
    HEDGES,
    PREPOSITIONS,
    Takes,
    instruments,
    spread,
)
from sayso.attribute.events.lexicon import (
    words as word_list,
)
from sayso.attribute.events.triggers import SUPPORT, VIOLENT
from sayso.attribute.events.words import QUOTES
from sayso.model.event import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.attribute.events.actors import Actor
    from sayso.attribute.events.triggers import Trigger
    from sayso.attribute.events.words import Words
    from sayso.model.span import Span

_LEFT, _RIGHT, _AGENT = 30, 9, 16
"""Words in which a subject, an object, and "by …" are looked for."""
_CLAUSE_ENDS = frozenset({";", ":", "that", "because", "although", "while", "whereas", "if"})
_STOPS_OBJECT = frozenset(
    {".", ";", ":", "by", "who", "which", "when", "while", "after", "before", "because", "that", "but"}
)
_SAID = frozenset({"said", "says", "say", "told", "reported", "announced", "added", "stated"})
_PRONOUNS = frozenset({"it", "they", "he", "she", "we", "i"})
_HELPERS = HAVE | BE | frozenset({"then", "also", "not", "since"})
_ON = frozenset({"on", "at", "against", "upon", "into"})
_DONE = spread(
    "out committed staged launched perpetrated executed conducted made mounted claimed led carried"
    " unleashed waged attempted performed"
)
_ADJECTIVES = frozenset({"terrorist", "criminal", "military", "subversive", "extremist", "militant"})
_PEOPLE = frozenset({"person", "people", "state", "band", "armed"})


class Way(StrEnum):
    """How the text gives somebody a role."""

    PLAIN = "plain"
    ACCUSED = "accused"
    CLAIMED = "claimed"
    INVOLVED = "involved"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody in a role."""

    role: Role
    span: Span
    cue: Span
    way: Way = Way.PLAIN
    actor: Actor | None = None
    """None for instruments."""
    denied: bool = False
    hedged: bool = False
    alleged: bool = False
    accuser: Span | None = None
    """Who accuses, where a frame tells."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, taken apart."""

    words: Words
    actors: tuple[Actor, ...]
    triggers: tuple[Trigger, ...]
    ends: dict[int, int]
    """The number of the actor that ends at a word."""
    begins: dict[int, int]


def roles(sentence: Sentence, trigger: Trigger) -> list[Found]:
    """Return who has which role in what a trigger names."""
    parts = _noun(sentence, trigger) if trigger.noun else _verb(sentence, trigger)
    return [*parts, *_weapons(sentence, trigger)]


def subject(sentence: Sentence, at: int) -> list[Actor]:
    """Return the subject of a verb: the nearest actor before it without a preposition, and its list."""
    words, low = sentence.words, sentence.words.low
    if (right_before := sentence.ends.get(at - 1)) is not None and sentence.actors[right_before].governed:
        return []  # "the number of people killed": they have done nothing, nor has who counts them
    lead = _lead(words, at)
    if (parted := _before_insertion(sentence, lead)) is not None:
        return [sentence.actors[parted]]
    joined = lead >= 0 and low[lead] in {"and", "or"}
    best: int | None = None
    place = at - 1
    while place >= max(0, at - _LEFT):
        number = sentence.ends.get(place)
        if number is not None:
            actor = sentence.actors[number]
            if not actor.governed:
                best = number
                if not joined:
                    break
            place = actor.first - 1
            continue
        if low[place] in _SAID and lead not in sentence.ends and low[max(lead, 0)] not in _PRONOUNS:
            break  # "officials said a raid was …": who speaks has done nothing
        if low[place] in _CLAUSE_ENDS and not (low[place] == "that" and place - 1 in sentence.ends):
            break
        place -= 1
    return together(words, sentence.actors, best) if best is not None else []


def object_of(sentence: Sentence, after: int, *, on: bool = True, reach: int = _RIGHT) -> list[Actor]:
    """Return the actors right after a word, with their list; with ``on``, also after "on" and "at"."""
    low = sentence.words.low
    for place in range(after + 1, min(after + 1 + reach, len(low))):
        if (number := sentence.begins.get(place)) is not None:
            return together(sentence.words, sentence.actors, number)
        if low[place] in _STOPS_OBJECT or (low[place] in PREPOSITIONS and not (on and low[place] in _ON)):
            return []
    return []


def agent(sentence: Sentence, after: int, word: str = "by", reach: int = _AGENT) -> tuple[list[Actor], int]:
    """Return the actors after the next "by", and where it stands."""
    low = sentence.words.low
    for place in range(after + 1, min(after + 1 + reach, len(low))):
        if low[place] in {".", ";"} or low[place] in {"said", "says"}:
            break
        if low[place] == word and (number := _next(sentence, place)) is not None:
            return together(sentence.words, sentence.actors, number), place
    return [], after


def _next(sentence: Sentence, at: int) -> int | None:
    """Return the actor whose phrase begins right after a word: articles and adjectives may stand between."""
    low = sentence.words.low
    for place in range(at + 1, min(at + 7, len(low))):
        if (number := sentence.begins.get(place)) is not None:
            return number
        if low[place] in PREPOSITIONS or not (
            low[place][0].isalnum() or low[place] in QUOTES or low[place] == ","
        ):
            return None
    return None


def _verb(sentence: Sentence, trigger: Trigger) -> Iterator[Found]:
    words = sentence.words
    cue = words.span(trigger.first, trigger.last)
    left = subject(sentence, trigger.first)
    takes_role = Role.VICTIM if trigger.takes is Takes.VICTIM else Role.TARGET
    if trigger.passive:
        yield from (_suffers(actor, takes_role, cue) for actor in left)
        doers, _ = agent(sentence, trigger.last)
        yield from _doers(sentence, trigger, doers, cue)
        return
    right = object_of(sentence, trigger.last)
    if trigger.takes is Takes.INSTRUMENT:
        yield from _doers(sentence, trigger, left, cue)
        yield from (_suffers(actor, Role.TARGET, cue) for actor in right if actor.kind != "weapon")
        return
    if not right and _after_preposition(words, trigger):
        return  # "a boy hurt during shelling": whoever stands before it has done nothing
    harmless = trigger.takes is not Takes.VICTIM
    if right or (harmless and all(actor.kind in CAN_ACT for actor in left)) or not left:
        yield from _doers(sentence, trigger, left, cue)
        yield from (_suffers(actor, takes_role, cue) for actor in right)
    else:  # "four soldiers wounded in the raid"
        yield from (_suffers(actor, takes_role, cue) for actor in left)


def _after_preposition(words: Words, trigger: Trigger) -> bool:
    """Tell whether a form in -ing hangs on a preposition: "by heavy shelling"."""
    before = words.low[max(0, trigger.first - 2) : trigger.first]
    return words.low[trigger.first].endswith("ing") and bool(set(before) & PREPOSITIONS)


def _noun(sentence: Sentence, trigger: Trigger) -> Iterator[Found]:
    words, low = sentence.words, sentence.words.low
    cue = words.span(trigger.first, trigger.last)
    doers, place = _noun_agent(sentence, trigger.last)
    yield from _doers(sentence, trigger, doers, words.span(place, place) if doers else cue)
    owner = sentence.ends.get(trigger.first - 1, sentence.ends.get(trigger.first - 2))
    if owner is not None:
        actor = sentence.actors[owner]
        possessive = low[trigger.first - 1] in {"'s", "’s", "'", "’"}
        if actor.head in _ADJECTIVES:
            pass  # "a terrorist attack"
        elif actor.last == trigger.first - 1 or possessive or low[trigger.first - 1] in QUOTES | {"]", ")"}:
            can = actor.kind in CAN_ACT - {"people", "person", "geopolitical"} or (
                possessive and actor.kind == "geopolitical"
            )
            if can and trigger.kind in VIOLENT and not (possessive and trigger.takes is Takes.VICTIM):
                yield from _doers(sentence, trigger, [actor], cue)
            else:
                yield _suffers(actor, Role.VICTIM if actor.kind in {"people", "person"} else Role.TARGET, cue)
    support = _support(words, trigger.first)
    if support is not None:
        yield from _doers(sentence, trigger, subject(sentence, support), words.span(support, support))
    if words.has(trigger.last + 1, _ON | {"of", "against"}):
        by_of = low[trigger.last + 1] == "of"
        if not by_of or trigger.takes is not Takes.NOTHING:
            number = _next(sentence, trigger.last + 1)
            hit = together(words, sentence.actors, number) if number is not None else []
            role = Role.VICTIM if by_of and trigger.takes is Takes.VICTIM else None
            yield from (
                _suffers(a, role or _hit_role(a), words.span(trigger.first, trigger.last + 1)) for a in hit
            )


def _hit_role(actor: Actor) -> Role:
    return Role.VICTIM if actor.kind in _PEOPLE else Role.TARGET


def _noun_agent(sentence: Sentence, last: int) -> tuple[list[Actor], int]:
    """Return who stands after "attack (on the tower) (carried out) by"."""
    low = sentence.words.low
    found, place = agent(sentence, last)
    before = low[place - 1] if place > last else ""
    fitting = place == last + 1 or before in _DONE or (place - 1) in sentence.ends or place - last <= _RIGHT
    clause = set(low[last + 1 : place]) & (BE | HAVE | {"who", "which", "said", "and"})
    verbs = clause - {"which", "was", "were", "been", "had", "has"} if before in _DONE else clause
    return (found, place) if found and fitting and not verbs else ([], last)


def _support(words: Words, at: int) -> int | None:
    """Return where "carried out", "staged" stands before "the … attack"."""
    for place in range(at - 1, max(-1, at - 7), -1):
        word = words.low[place]
        if word.startswith("carr") and not words.has(place + 1, ("out",)):
            return None  # who carries a body after a raid has done nothing
        if word in SUPPORT and not (word == "out" and not words.has(place - 1, SUPPORT)):
            return place - 1 if word == "out" else place
        if word in PREPOSITIONS or not word[0].isalnum():
            return None
    return None


def _doers(sentence: Sentence, trigger: Trigger, actors: Sequence[Actor], cue: Span) -> Iterator[Found]:
    words = sentence.words
    for actor in actors:
        if actor.kind not in CAN_ACT or actor.nobody:
            continue
        low, high = sorted((actor.last, trigger.first))
        between = set(words.low[low:high][-_RIGHT:]) if actor.last < trigger.first else set()
        yield Found(
            Role.PERPETRATOR, actor.span, cue, Way.DENIED if trigger.negated else Way.PLAIN, actor,
            denied=trigger.negated, hedged=actor.hedged or bool(between & HEDGES),
            alleged=actor.alleged or bool(between & ALLEGED),
        )  # fmt: skip


def _suffers(actor: Actor, role: Role, cue: Span) -> Found:
    return Found(role, actor.span, cue, actor=actor)


def _weapons(sentence: Sentence, trigger: Trigger) -> Iterator[Found]:
    """Yield weapons right before a trigger, after it, or after "with" and "using"."""
    words, low, known = sentence.words, sentence.words.low, instruments()
    for place in range(max(0, trigger.first - 5), min(trigger.last + 12, len(low))):
        if trigger.first <= place <= trigger.last and not trigger.noun:
            continue
        for length in (2, 1):
            if tuple(low[place : place + length]) in known:
                last = place + length - 1
                near = trigger.first - 3 <= last < trigger.first
                begin = max(trigger.last + 1, place - 5)
                after = place > trigger.last and (
                    set(low[begin:place]) & {"with", "using", "by"} or trigger.takes is Takes.INSTRUMENT
                )
                if near or after:
                    yield Found(
                        Role.INSTRUMENT, words.span(place, last), words.span(trigger.first, trigger.last)
                    )
                    return
                break


def _lead(words: Words, at: int) -> int:
    """Return the index of the word before a verb and its helpers; -1 where there is none."""
    place = at - 1
    while place >= 0 and (words.low[place] in _HELPERS or words.low[place].endswith("ly")):
        place -= 1
    return place


def _before_insertion(sentence: Sentence, lead: int) -> int | None:
    """Return the actor that an insertion parts from its verb: "X, a band from Ostrel, killed"."""
    low = sentence.words.low
    if lead < 0 or low[lead] != ",":
        return None
    for place in range(lead - 1, max(0, lead - _LEFT), -1):
        if low[place] == "," and (number := sentence.ends.get(place - 1)) is not None:
            return None if sentence.actors[number].governed else number
    return None


PRINCIPAL_WORDS = word_list("principals")
GO_BETWEENS = word_list("go_betweens")
