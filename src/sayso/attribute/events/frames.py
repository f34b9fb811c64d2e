"""Frames: phrases that blame somebody, or that somebody takes the blame with, for an event named elsewhere.

"blamed the League for the attack", "attributed to the League", "the League claimed responsibility", "denied
any part in it", "was behind the raid", "ordered by", "through a go-between, Mara Velt".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.attribute.events.actors import CAN_ACT
from sayso.attribute.events.lexicon import ALLEGED, BE, DETERMINERS, HAVE, HEDGES, MODALS, NEGATIONS, spread
from sayso.attribute.events.roles import GO_BETWEENS, PRINCIPAL_WORDS, Found, Way, agent, object_of, subject
from sayso.attribute.events.words import QUOTES
from sayso.model.event import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sayso.attribute.events.actors import Actor
    from sayso.attribute.events.roles import Sentence

Placed = tuple[Found, int]
"""A role, and the word that gives it."""


_ACCUSE = spread(
    "accuse accuses accused accusing blame blames blamed blaming suspect suspects suspected implicate"
    " implicates implicated implicating hold holds held holding charge charged charging incriminate"
    " incriminated denounced"
)
_ASCRIBE = spread(
    "attribute attributes attributed attributing ascribe ascribed pin pinned blame blamed blames"
    " blaming trace traced link linked links linking tied ties impute imputed"
)
_TAKES = spread(
    "claim claims claimed claiming take takes took taken taking assume assumes assumed assuming accept"
    " accepts accepted accepting acknowledge acknowledged acknowledging admit admits admitted admitting"
)
_OWNED = spread("responsibility credit authorship blame")
_DENY = spread(
    "deny denies denied denying reject rejects rejected rejecting disclaim disclaimed disavow disavowed"
    " disavows"
)
_PART = spread(
    "responsibility involvement role part participation link links connection connections hand"
    " complicity authorship accusation"
    " accusations allegation allegations charge charges"
)
_CONFESS = spread(
    "admit admits admitted admitting confess confesses confessed confessing acknowledge acknowledged"
    " acknowledges"
)
_NOUNS_TOO = spread("suspected accused suspect suspects")
_INVOLVED = spread("involved implicated participated complicit")
_LEFT_OF_PART = spread("of by")
_CHARGES = spread("of for with in")
_REACH = 12


def frames(sentence: Sentence) -> Iterator[Placed]:
    """Yield whoever is blamed, takes the blame, denies it, gave the order or went between, in no order."""
    words = sentence.words
    for at, word in enumerate(words.low):
        for known, read in _READERS:
            if word in known:
                yield from ((found, at) for found in read(sentence, at))


def _found(
    sentence: Sentence,
    actors: Sequence[Actor],
    way: Way,
    first: int,
    last: int,
    role: Role = Role.PERPETRATOR,
) -> Iterator[Found]:
    words = sentence.words
    cue = words.span(first, last)
    around = set(words.low[max(0, first - 4) : first])
    negated = bool(around & NEGATIONS) or any(word.endswith("n't") for word in around)
    for actor in actors:
        if actor.kind in CAN_ACT and not actor.nobody:
            denied = way is Way.DENIED or (negated and way in {Way.PLAIN, Way.INVOLVED, Way.ACCUSED})
            yield Found(
                role, actor.span, cue, Way.DENIED if denied else way, actor, denied=denied,
                hedged=actor.hedged or bool(around & HEDGES), alleged=actor.alleged or bool(around & ALLEGED),
            )  # fmt: skip


def _passive(sentence: Sentence, at: int) -> bool:
    words = sentence.words
    before = set(words.low[max(0, at - 3) : at])
    held = not words.low[at].startswith("hold")
    return held and words.low[at].endswith("ed" if words.low[at] != "held" else "held") and bool(before & BE)


def _accuse(sentence: Sentence, at: int) -> Iterator[Found]:
    words = sentence.words
    low = words.low
    if low[at] in {"hold", "holds", "held", "holding"} and "responsible" not in low[at : at + _REACH]:
        return
    if low[at].startswith("charge") and not set(low[at + 1 : at + _REACH]) & {"with"}:
        return
    if at and low[at - 1] in DETERMINERS and low[at] in _NOUNS_TOO:  # "the suspected killers", "the suspects"
        return
    by, _ = agent(sentence, at, reach=6)
    if _passive(sentence, at) or (
        low[at].endswith("ed") and words.has(at + 1, _CHARGES) and not words.has(at + 1, ("with",))
    ):
        who, accuser = subject(sentence, at), by
    else:
        who, accuser = object_of(sentence, at, on=False, reach=7), subject(sentence, at)
    speaker = accuser[0].span if accuser else None
    yield from (replace(found, accuser=speaker) for found in _found(sentence, who, Way.ACCUSED, at, at))


def _ascribe(sentence: Sentence, at: int) -> Iterator[Found]:
    low = sentence.words.low
    word = "on" if low[at].startswith(("blam", "pin")) else "to"
    who, place = agent(sentence, at, word)
    if not who or set(low[at + 1 : place]) & BE:
        return
    accuser = [] if _passive(sentence, at) else subject(sentence, at)
    speaker = accuser[0].span if accuser else None
    way = Way.INVOLVED if low[at].startswith(("link", "tie")) else Way.ACCUSED
    yield from (replace(found, accuser=speaker) for found in _found(sentence, who, way, at, at))


def _takes(sentence: Sentence, at: int) -> Iterator[Found]:
    low = sentence.words.low
    if low[at] == "claimed" and sentence.words.has(at + 1, ("by",)):
        who, place = agent(sentence, at, reach=2)
        yield from _found(sentence, who, Way.CLAIMED, at, place)
        return
    nouns = {trigger.first for trigger in sentence.triggers if trigger.noun}
    if (
        low[at].startswith("claim")
        and any(n in nouns for n in range(at + 2, at + 5))
        and "that" not in low[at + 1 : at + 5]
    ):
        yield from _found(sentence, subject(sentence, at), Way.CLAIMED, at, at)
        return
    owned = next((n for n in range(at + 1, min(at + 6, len(low))) if low[n] in _OWNED), None)
    if owned is not None and not set(low[at + 1 : owned]) & {"of", "by", "no"}:
        yield from _found(sentence, subject(sentence, at), Way.CLAIMED, at, owned)


def _responsibility(sentence: Sentence, at: int) -> Iterator[Found]:
    """Read "responsibility was claimed by"."""
    low = sentence.words.low
    taken = next((n for n in range(at + 1, min(at + _REACH, len(low))) if low[n] in _TAKES), None)
    if taken is not None and set(low[at:taken]) & BE:
        who, place = agent(sentence, taken, reach=8)
        yield from _found(sentence, who, Way.CLAIMED, taken, max(place, taken))


def _denies(sentence: Sentence, at: int) -> Iterator[Found]:
    low = sentence.words.low
    part = next(
        (n for n in range(at + 1, min(at + 8, len(low))) if low[n] in _PART or low[n] in {"being", "having"}),
        None,
    )
    if part is not None:
        yield from _found(sentence, subject(sentence, at), Way.DENIED, at, part)


def _confesses(sentence: Sentence, at: int) -> Iterator[Found]:
    low = sentence.words.low
    next_words = low[at + 1 : at + 4]
    firsts = {trigger.first for trigger in sentence.triggers}
    if set(next_words) & {"having", "carrying"} or any(n in firsts for n in range(at + 1, at + 5)):
        yield from _found(sentence, subject(sentence, at), Way.CLAIMED, at, at)


def _responsible(sentence: Sentence, at: int) -> Iterator[Found]:
    """Read "is responsible for", "was behind", "was involved in"."""
    words = sentence.words
    low = words.low
    if low[at] == "responsible" and not words.has(at + 1, ("for",)):
        return
    if low[at] == "behind" and not set(low[max(0, at - 3) : at]) & BE:
        return
    if set(low[max(0, at - 3) : at]) & {"those", "hold", "held", "holds", "holding", "who"}:
        return
    way = Way.PLAIN if low[at] in {"responsible", "behind"} else Way.INVOLVED
    yield from _found(sentence, subject(sentence, at), way, at, at)


def _part(sentence: Sentence, at: int) -> Iterator[Found]:
    """Read "the involvement of", "'s involvement", "the work of", "hallmarks of"."""
    words = sentence.words
    if words.has(at + 1, _LEFT_OF_PART):
        who, place = agent(sentence, at, words.low[at + 1], reach=3)
        yield from _found(sentence, who, Way.INVOLVED, at, place)
    elif words.has(at - 1, ("'s", "’s")) and at - 2 in sentence.ends:
        yield from _found(sentence, [sentence.actors[sentence.ends[at - 2]]], Way.INVOLVED, at, at)


def _principal(sentence: Sentence, at: int) -> Iterator[Found]:
    """Read "ordered by", "who financed the attack"."""
    words = sentence.words
    paid = words.low[at] == "paid"
    if words.has(at + 1, ("by",)) or (paid and words.low[at + 1 : at + 3] == ("for", "by")):
        who, place = agent(sentence, at, reach=3)
        yield from _found(sentence, who, Way.PLAIN, at, place, Role.PRINCIPAL)
        return
    if paid:
        return
    firsts = {trigger.first for trigger in sentence.triggers}
    near = any(n in firsts for n in range(at + 1, at + 7)) or words.has(at + 1, ("it", "them"))
    if near and not words.has(at - 1, DETERMINERS) and not words.has(at - 1, MODALS | {"to"}):
        who = subject(sentence, at)
        yield from _found(sentence, who, Way.PLAIN, at, at, Role.PRINCIPAL)


def _behalf(sentence: Sentence, at: int) -> Iterator[Found]:
    """Read "on behalf of", "on the orders of", "on orders from", "at the behest of", "in the pay of"."""
    words = sentence.words
    if words.has(at + 1, ("of", "from")) and set(words.low[max(0, at - 3) : at]) & {
        "on",
        "at",
        "in",
        "under",
    }:
        who, place = agent(sentence, at, words.low[at + 1], reach=3)
        yield from _found(sentence, who, Way.PLAIN, at, place, Role.PRINCIPAL)


def _go_between(sentence: Sentence, at: int) -> Iterator[Found]:
    """Read "through a go-between, Mara Velt", "Mara Velt, a broker", "acted as intermediary"."""
    words = sentence.words
    low = words.low
    after = next(
        (n for n in range(at + 1, min(at + 4, len(low))) if low[n] not in QUOTES | {",", "named", "called"}),
        at,
    )
    if after in sentence.begins and sentence.actors[sentence.begins[after]].kind == "person":
        who = [sentence.actors[sentence.begins[after]]]
        yield from _found(sentence, who, Way.PLAIN, at, at, Role.GO_BETWEEN)
        return
    before = at - 1
    while before >= max(0, at - 5) and (
        low[before] in DETERMINERS | {"as", "acted", "served", ","} | BE | HAVE or low[before] in ALLEGED
    ):
        before -= 1
    number = sentence.ends.get(before)
    if number is not None and sentence.actors[number].kind in CAN_ACT:
        yield from _found(sentence, [sentence.actors[number]], Way.PLAIN, at, at, Role.GO_BETWEEN)
    elif set(low[max(0, at - 4) : at]) & {"through", "via", "by"}:
        yield Found(Role.GO_BETWEEN, words.span(at, at), words.span(at, at))


def _brokered(sentence: Sentence, at: int) -> Iterator[Found]:
    who, place = agent(sentence, at, reach=3)
    yield from _found(sentence, who, Way.PLAIN, at, max(at, place), Role.GO_BETWEEN)


_READERS: tuple[tuple[frozenset[str], Callable[[Sentence, int], Iterator[Found]]], ...] = (
    (_ACCUSE, _accuse),
    (_ASCRIBE, _ascribe),
    (_TAKES, _takes),
    (_OWNED, _responsibility),
    (_DENY, _denies),
    (_CONFESS, _confesses),
    (spread("responsible behind") | _INVOLVED, _responsible),
    (spread("involvement participation work hallmark hallmarks complicity"), _part),
    (PRINCIPAL_WORDS | {"paid"}, _principal),
    (spread("behalf order orders behest service pay instructions instigation"), _behalf),
    (GO_BETWEENS, _go_between),
    (spread("brokered mediated arranged"), _brokered),
)
