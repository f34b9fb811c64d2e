"""Triggers: the words of a sentence that name an event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.attribute.events.lexicon import (
    BE,
    DETERMINERS,
    HAVE,
    MODALS,
    NEGATIONS,
    PREPOSITIONS,
    Takes,
    instruments,
    senses,
)
from sayso.attribute.events.lexicon import (
    words as word_list,
)
from sayso.model.event import EventKind

if TYPE_CHECKING:
    from collections.abc import Container

    from sayso.attribute.events.lexicon import Sense
    from sayso.attribute.events.words import Words

_ADVERBS = frozenset(
    {"also", "then", "allegedly", "reportedly", "later", "already", "again", "just", "possibly", "even"}
)
_TRIED = frozenset(
    {"tried", "attempted", "managed", "helped", "began", "started", "continued", "trying", "attempting"}
)
_UNREAL_NOUN = frozenset(
    {"possible", "future", "planned", "potential", "any", "no", "further", "imminent", "feared"}
)
_NOT_PAID = frozenset({"tribute", "attention", "visit", "homage", "heed", "respect", "respects", "price"})
_NOT_STRUCK = frozenset({"deal", "agreement", "balance", "chord", "accord"})
_IDLE = {"pay": _NOT_PAID, "paid": _NOT_PAID, "pays": _NOT_PAID, "struck": _NOT_STRUCK, "heart": frozenset()}
_PRONOUNS = frozenset({"they", "we", "he", "she", "it", "who", "which", "you", "i"})
_DO = frozenset({"did", "does", "do"})
_POSSESSIVE = frozenset({"'s", "’s"})
_NONE: frozenset[str] = frozenset()
_LOOK = 6


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word, or a word and its particle, that names an event; indices of words, both included."""

    first: int
    last: int
    kind: EventKind
    takes: Takes
    noun: bool
    passive: bool = False
    """A participle after a form of to be, or before "by"."""
    negated: bool = False
    definite: bool = False
    """"the attack": most likely one that was told of before."""


def triggers_of(words: Words, subjects: Container[int]) -> list[Trigger]:
    """Return the triggers of a sentence in order.

    What is only threatened, planned or possible ("will attack", "threatened to kill", "a possible raid") is
    no event. A present tense ("rebels attack", "the League strikes") counts only right after one of the
    ``subjects``, the last words of actors, or a pronoun: most such words are nouns.
    """
    known = senses()
    found: list[Trigger] = []
    at = 0
    while at < len(words):
        trigger = None
        for sense in known.get(words.low[at], ()):
            trigger = (
                _as_noun(words, at, sense) if "noun" in sense.forms else _as_verb(words, at, sense, subjects)
            )
            if trigger is not None:
                break
        if trigger is not None:
            found.append(trigger)
        at = (trigger.last if trigger else at) + 1
    return found


def _as_noun(words: Words, at: int, sense: Sense) -> Trigger | None:
    before = words.low[at - 1] if at else ""
    if (
        before in _UNREAL_NOUN
        or before in MODALS
        or before == "to"
        or (before in BE | HAVE and words.low[at].endswith("ing"))
    ):
        return None
    definite = before in {"the", "this", "that", "these", "those", "his", "her", "its", "their"}
    return Trigger(at, at, sense.kind, sense.takes, noun=True, definite=definite)


def _as_verb(words: Words, at: int, sense: Sense, subjects: Container[int]) -> Trigger | None:
    last = at
    if sense.particle:
        last = next((n for n in range(at + 1, min(at + 5, len(words))) if words.low[n] == sense.particle), at)
        if last == at:
            return None
    lead = _lead(words, at)
    before = words.low[lead] if lead >= 0 else ""
    helpers = words.low[max(lead, 0) : at]
    idle = _IDLE.get(words.low[at], _NONE) & set(words.low[at + 1 : at + 4])
    if idle or _unreal(words, at, lead) or not _tense(words, lead, sense, subjects):
        return None
    by = words.has(last + 1, ("by",))
    if _no_verb(words, last, before, sense, by=by):
        return None
    to_be = bool(set(helpers) & BE) or before in BE
    passive = "participle" in sense.forms and ((to_be and "gerund" not in sense.forms) or by)
    negated = any(word in NEGATIONS or word.endswith("n't") for word in (*helpers, before))
    return Trigger(at, last, sense.kind, sense.takes, noun=False, passive=passive, negated=negated)


def _no_verb(words: Words, last: int, before: str, sense: Sense, *, by: bool) -> bool:
    """Tell whether a form is an adjective ("a captured ship"), a noun ("the killing of"), or weaponless."""
    if sense.takes is Takes.INSTRUMENT and not _weapon_near(words, last):
        return True
    if "gerund" in sense.forms:
        return before in DETERMINERS | _POSSESSIVE or words.has(last + 1, ("of",)) or _in_phrase(words, last)
    adjective = before in DETERMINERS | PREPOSITIONS and not sense.particle
    return adjective and not ("participle" in sense.forms and by)


def _in_phrase(words: Words, at: int) -> bool:
    """Tell whether an article opens the phrase that a gerund ends: "the 2031 Marl bombing"."""
    for place in range(at - 1, max(-1, at - _LOOK), -1):
        if words.low[place] in DETERMINERS:
            return True
        if words.low[place] in PREPOSITIONS | BE | HAVE or not words.low[place][0].isalnum():
            return False
    return False


def _lead(words: Words, at: int) -> int:
    """Return the index of the first word before a verb that is no helper; -1 where there is none."""
    lead = at - 1
    while lead >= max(0, at - _LOOK) and (
        words.low[lead] in _ADVERBS | BE | HAVE | NEGATIONS | _DO or words.low[lead].endswith("n't")
    ):
        lead -= 1
    return lead


def _unreal(words: Words, at: int, lead: int) -> bool:
    """Tell whether what a verb names has not happened: "will attack", "to kill"."""
    before = words.low[lead] if lead >= 0 else ""
    helpers = set(words.low[max(lead + 1, 0) : at])
    if before == "to":
        return not (words.has(lead - 1, _TRIED) or helpers & HAVE)
    if before in MODALS:
        return not helpers & {"have", "has"}
    return False


_KINDS = frozenset({"military", "terrorist", "criminal", "extremist", "militant"})


def _tense(words: Words, lead: int, sense: Sense, subjects: Container[int]) -> bool:
    """Tell whether a form is past, or a present with a subject right before it."""
    if words.has(lead, _KINDS):
        return False  # "a military strike" is a noun
    past = not sense.forms & {"base", "third"} or bool(sense.forms & {"past", "participle"})
    return past or lead in subjects or words.has(lead, _PRONOUNS | MODALS | {"to"})


def _weapon_near(words: Words, at: int) -> bool:
    known = instruments()
    for place in range(max(0, at - _LOOK), min(at + _LOOK, len(words))):
        if (words.low[place],) in known or tuple(words.low[place : place + 2]) in known:
            return True
    return False


VIOLENT = frozenset(
    {EventKind.ATTACK, EventKind.BOMBING, EventKind.EXPLOSION, EventKind.SHOOTING, EventKind.KILLING,
     EventKind.KIDNAPPING, EventKind.FIRE, EventKind.CRASH, EventKind.SEIZURE}
)  # fmt: skip
"""Kinds of events that somebody can be to blame for."""
SUPPORT = word_list("support")
