"""Features: what a report tells of one body that bears on whether it is blamed, and on whose word.

Every feature is a number with a name; the names are the ones in ``weights.json``. None of them is the body's
name: who was blamed before tells nothing about this report.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.attribute.events.backing import is_authority
from sayso.attribute.events.lexicon import ALLEGED, HEDGES, spread
from sayso.attribute.events.lexicon import words as word_list
from sayso.attribute.events.names import group_of
from sayso.attribute.events.triggers import VIOLENT
from sayso.model.annotation import Backing
from sayso.model.event import EventKind, Role
from sayso.model.span import spans_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.attribute.events.bodies import Body
    from sayso.attribute.events.report import Report
    from sayso.model.attribution import Attribution
    from sayso.model.event import Event, Participant
    from sayso.model.span import Span

Features = dict[str, float]
_EARLY = 3
"""Sentences at the beginning in which the news stands."""
_HURT = frozenset({Role.VICTIM, Role.TARGET})
_GENRES = (
    "speech",
    "interview",
    "editorial",
    "commentary",
    "communique",
    "article",
    "report",
    "clandestine",
    "excerpts",
)
_BACKINGS = {backing: backing.name.lower() for backing in Backing}
_STATE = spread(
    "army armies military police navy government regime troops forces battalion guard soldiers force patrol"
    " brigade detachment"
)


@dataclass(slots=True)
class Facts:
    """What is counted once for a whole report."""

    shared: Features
    of_body: dict[int, list[tuple[Event, Participant]]]
    """What each body, by its number, has a part in."""
    sentence_of: dict[Span, int]
    """The sentence in which each place of a body stands."""
    violent: frozenset[int]
    """Sentences with violence in them."""
    handed: frozenset[int]
    """Bodies that are a perpetrator of violence."""
    named: int
    """How often bodies are named at all."""
    most_named: int
    """How often the body is named that is named most."""
    claimed: bool
    """Some body claims or admits something."""
    generic: bool
    """Fighters without a name did something."""


def _family(kind: EventKind) -> EventKind:
    """Return a kind as the weights were fitted: an explosion counts as a bombing."""
    return EventKind.BOMBING if kind is EventKind.EXPLOSION else kind


def facts_of(report: Report, events: Sequence[Event], bodies: Sequence[Body]) -> Facts:
    """Count what concerns all bodies of a report."""
    owner = {span: number for number, body in enumerate(bodies) for span in body.spans}
    numbers = {
        actor.span: number for number, sentence in enumerate(report.sentences) for actor in sentence.actors
    }
    heads = {actor.span: actor for sentence in report.sentences for actor in sentence.actors}
    violent = frozenset(
        number for number, one in enumerate(report.sentences) if any(t.kind in VIOLENT for t in one.triggers)
    )
    of_body: dict[int, list[tuple[Event, Participant]]] = {}
    generic = False
    for event in events:
        for participant in event.participants:
            if (number := owner.get(participant.span)) is not None:
                of_body.setdefault(number, []).append((event, participant))
            elif participant.role is Role.PERPETRATOR and event.kind in VIOLENT:
                actor = heads.get(participant.span)
                generic = generic or (actor is not None and actor.kind in {"armed", "band"})
    sentence_of = {span: numbers[span] for span in owner if span in numbers}
    handed = frozenset(
        number
        for number, some in of_body.items()
        if any(p.role is Role.PERPETRATOR and event.kind in VIOLENT for event, p in some)
    )
    counts = [len(body.spans) for body in bodies]
    return Facts(
        _shared(report, events, violent),
        of_body,
        sentence_of,
        violent,
        handed,
        sum(counts),
        max(counts, default=0),
        any(p.backing is Backing.ADMITTED for some in of_body.values() for _, p in some),
        generic,
    )


def _shared(report: Report, events: Sequence[Event], violent: frozenset[int]) -> Features:
    words = Counter(word for sentence in report.sentences for word in sentence.words.low)
    total = sum(words.values()) or 1
    early = {word for sentence in report.sentences[:2] for word in sentence.words.low[:60]}
    struck = [event for event in events if event.kind in VIOLENT]
    concrete = {event.id for event in struck if any(p.role in _HURT for p in event.participants)}
    first = [event for event in struck if event.sentence in report.spans[:_EARLY]]
    found: Features = {
        "doc_words": math.log1p(total) / 5,
        "doc_violent": math.log1p(len(struck)),
        "doc_concrete": math.log1p(len(concrete)),
        "doc_violent_share": len(violent) / max(len(report.sentences), 1),
        "doc_first_violent": float(bool(first)),
        "doc_first_concrete": float(any(event.id in concrete for event in first)),
        "doc_fighting": math.log1p(1000 * sum(words[w] for w in word_list("fighting")) / total),
        "doc_politics": math.log1p(1000 * sum(words[w] for w in word_list("politics")) / total),
        "doc_responsibility": float(words["responsibility"] > 0),
    }
    for kind in (
        EventKind.BOMBING,
        EventKind.KIDNAPPING,
        EventKind.KILLING,
        EventKind.ATTACK,
        EventKind.SHOOTING,
    ):
        found[f"doc_first_{kind.value}"] = float(any(_family(event.kind) is kind for event in first))
    for genre in _GENRES:
        found[f"doc_{genre}"] = float(genre in early)
    claims = [set(one.words.low) for one in report.sentences if "responsibility" in one.words.low]
    found["doc_no_claim"] = float(any(some & {"no", "nobody", "not", "none"} for some in claims))
    return found


def features(report: Report, bodies: Sequence[Body], number: int, facts: Facts) -> Features:
    """Return what bears on whether a body is blamed."""
    body = bodies[number]
    parts = facts.of_body.get(number, [])
    hands = [
        (event, p)
        for event, p in parts
        if p.role is Role.PERPETRATOR and event.kind in VIOLENT and not p.denied
    ]
    actor = body.actors[0]
    named = [one for one in body.actors if one.named]
    group = any(group_of(name) is not None for name in body.names)
    state = any(set(name.split()) & _STATE for name in body.names) and not group
    armed = not state and (group or any(one.kind in {"armed_group", "armed"} for one in body.actors))
    places = [facts.sentence_of[span] for span in body.spans if span in facts.sentence_of]
    near = len({place for place in places if place in facts.violent})
    top = len(body.spans) == facts.most_named
    others = len(facts.handed) > (number in facts.handed)
    concrete = [1 for event, _ in hands if any(p.role in _HURT for p in event.participants)]
    backings = {p.backing for _, p in hands}
    found: Features = {
        "bias": 1.0,
        "mentions": math.log1p(len(body.spans)),
        "share": len(body.spans) / facts.named,
        "top": float(top),
        "early": float(bool(places) and min(places) < _EARLY),
        "named": float(bool(named)),
        "known_group": float(group),
        "armed": float(armed),
        "state": float(state),
        "band": float(actor.kind == "band" and not named),
        "loose_armed": float(actor.kind == "armed" and not named),
        "organisation": float(actor.kind == "organisation" and not group),
        "hand": float(bool(hands)),
        "hands": math.log1p(len(hands)),
        "hand_concrete": math.log1p(len(concrete)),
        "hand_early": float(any(event.sentence in report.spans[:_EARLY] for event, _ in hands)),
        "hand_placed": float(any(event.time or event.place for event, _ in hands)),
        "only_hand": float(bool(hands) and not others),
        "no_hand_but_others": float(not hands and others),
        "hurt": float(any(p.role in _HURT for _, p in parts)),
        "principal": float(any(p.role in {Role.PRINCIPAL, Role.GO_BETWEEN} for _, p in parts)),
        "denied": float(any(p.denied for _, p in parts)),
        "near": math.log1p(near),
        "near_share": near / max(len(set(places)), 1),
        "near_early": float(any(place in facts.violent and place < _EARLY for place in places)),
        "crew": float(any(one.head in word_list("crews") for one in named)),
        "alleged": float(any(one.alleged for one in body.actors)),
        "speaks": float(_speaks(report, body)),
    }
    for backing, name in _BACKINGS.items():
        found[f"hand_{name}"] = float(backing in backings)
    for kind in (
        EventKind.BOMBING,
        EventKind.KIDNAPPING,
        EventKind.KILLING,
        EventKind.ATTACK,
        EventKind.SHOOTING,
    ):
        found[f"hand_{kind.value}"] = float(any(_family(event.kind) is kind for event, _ in hands))
    found["generic_hand_armed"] = float(facts.generic and armed)
    found["generic_hand_top_armed"] = float(facts.generic and armed and top)
    for name in ("hand", "hand_concrete", "near"):
        found[f"{name}_state"] = found[name] * found["state"]
        found[f"{name}_armed"] = found[name] * found["armed"]
    for name, value in facts.shared.items():
        found[name] = value
        if name in {
            "doc_violent_share",
            "doc_first_concrete",
            "doc_fighting",
            "doc_politics",
            "doc_concrete",
        }:
            found[f"{name}_armed"] = value * found["armed"]
            found[f"{name}_hand"] = value * found["hand"]
    return found


def backing_features(report: Report, number: int, body: Body, facts: Facts) -> Features:
    """Return what bears on what backs the blame of a body."""
    parts = [
        (event, p)
        for event, p in facts.of_body.get(number, [])
        if p.role is Role.PERPETRATOR and event.kind in VIOLENT
    ]
    said = [report.saying.by_id[p.attribution] for _, p in parts if p.attribution in report.saying.by_id]
    places = sorted({facts.sentence_of[span] for span in body.spans if span in facts.sentence_of})
    tight = [place for place in places if place in facts.violent] or places[:1]
    around = Counter(word for place in tight for word in report.sentences[place].words.low[:80])
    found: Features = {
        "bias": 1.0,
        "no_hand": float(not parts),
        "speaks": float(_speaks(report, body)),
        "alleged": float(any(actor.alleged for actor in body.actors)),
        "hedge_near": float(bool(HEDGES & around.keys())),
        "alleged_near": float(bool(ALLEGED & around.keys())),
        "authority_near": float(is_authority(" ".join(around))),
        "responsibility_near": float(around["responsibility"] > 0),
        "claimed_near": float(bool(around.keys() & {"claimed", "claims", "claiming", "admitted", "credit"})),
        "accused_near": float(bool(around.keys() & _ACCUSING)),
        "we_near": float(bool(around.keys() & {"we", "our", "us"})),
        "no_near": float(bool(around.keys() & {"no", "nobody", "not", "unknown"})),
        "said_by_authority": float(any(is_authority(_source(report, one)) for one in said)),
        "said": float(bool(said)),
        "unsaid": float(any(p.attribution is None for _, p in parts)),
        "denied": float(any(p.denied for _, p in parts)),
    }
    counts = Counter(p.backing for _, p in parts if p.backing is not None)
    total = sum(counts.values()) or 1
    for backing, name in _BACKINGS.items():
        found[f"rule_{name}"] = counts[backing] / total
        found[f"any_{name}"] = float(counts[backing] > 0)
    for genre in _GENRES:
        found[f"doc_{genre}"] = facts.shared[f"doc_{genre}"]
    state = float(any(set(name.split()) & _STATE for name in body.names))
    own = max(found["doc_clandestine"], found["doc_communique"])
    found |= {
        "state": state,
        "own_voice": own * (1 - state),
        "foe_voice": own * state,
        "hands": math.log1p(len(parts)),
        "no_hand_near": float(not parts and any(place in facts.violent for place in places)),
        "no_hand_far": float(not parts and not any(place in facts.violent for place in places)),
        "no_hand_hedge": float(not parts) * found["hedge_near"],
        "doc_claimed": float(facts.claimed),
        "doc_responsibility": facts.shared["doc_responsibility"],
        "doc_no_claim": facts.shared["doc_no_claim"],
        "group": float(any(group_of(name) is not None for name in body.names)),
    }
    return found


_ACCUSING = spread(
    "accused accuse accuses accusing blamed blame blames blaming suspected suspect suspects attributed"
    " responsible charged denounced"
)


def _source(report: Report, attribution: Attribution) -> str:
    return f"{attribution.speaker or ''} {spans_of(attribution.source, report.text)}"


def _speaks(report: Report, body: Body) -> bool:
    """Tell whether a body is the source of some attribution."""
    return any(report.saying.source_at(span) is not None for span in body.spans)
