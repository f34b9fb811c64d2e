"""Find the events of a report, with who is said to have had which part, and on whose say-so."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from sayso.attribute.events.backing import backing_of
from sayso.attribute.events.frames import frames
from sayso.attribute.events.merge import Draft, absorb, family, hurts, merged, tidy
from sayso.attribute.events.report import by_sentence, taken_apart
from sayso.attribute.events.roles import Found, Way, roles
from sayso.attribute.events.triggers import VIOLENT, Trigger
from sayso.model.annotation import Backing, MentionKind
from sayso.model.event import Event, Participant, Role
from sayso.model.ids import content_id
from sayso.text.words import words as word_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.attribute.events.report import Report
    from sayso.attribute.events.saying import Saying
    from sayso.attribute.events.words import Words
    from sayso.model.annotation import Mention
    from sayso.model.attribution import Attribution
    from sayso.model.span import Span
    from sayso.model.time import Time

_BLAMED = frozenset({Role.PERPETRATOR, Role.PRINCIPAL, Role.GO_BETWEEN})
_PLACES = frozenset({MentionKind.GEOPOLITICAL, MentionKind.PLACE})
_AT = frozenset({"in", "at", "near", "outside", "off", "from", "around", "inside", "of"})
_BACK = 3
"""Sentences back from one that blames somebody, but names no event, to the event that it must mean."""
_ONE_STORY = frozenset({"in", "that", "which", "where", "when", "during", "with", "while", "whom"})
_PARTS = frozenset({"and", "or", ",", "but", "after", "before", "by", "to", "who", "said"})
"""Words that part a noun from a verb that is not its own: "the raid on the depot killed" has none."""
_NEAR = 30
"""Characters before somebody in which it is said that they are cleared, or that there is no such person."""
_CLEARED = re.compile(
    r"\b(?:acquit\w*|clear(?:s|ed|ing)|exonerat\w+|absolv\w+)\s+(?:the\s+)?$", re.IGNORECASE
)
_RIGHT_BEFORE = re.compile(
    r"(?:['’]s?)?\s*(?:(?:has|have|had|also|then|again|later|once)\s+){0,2}", re.IGNORECASE
)
_NOBODY = re.compile(r"\bno\s+(?:other\s+)?$", re.IGNORECASE)
_WITHIN = 14
"""Words between two triggers of a sentence that can tell of one event."""


def find_events(
    document_id: str,
    text: str,
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
    sentences: Sequence[Span],
    times: Sequence[Time] = (),
) -> tuple[Event, ...]:
    """Return the events that a report tells of, in order of the words that first name them.

    The order of mentions, attributions and times makes no difference. Time is in proportion to the text.

    Args:
        document_id: the document's; part of the events' ids.
        text: the document's.
        mentions: its names.
        attributions: who says what in it.
        sentences: where its sentences are; found here if there are none.
        times: its time expressions.
    """
    return events_of(document_id, taken_apart(text, mentions, attributions, sentences), times)


def events_of(document_id: str, report: Report, times: Sequence[Time] = ()) -> tuple[Event, ...]:
    """Return the events of a report that is already taken apart; see :func:`find_events`."""
    dated = by_sentence(report.spans, sorted(times, key=lambda one: (one.span, one.value)))
    drafts: list[Draft] = []
    for number in range(len(report.spans)):
        drafts += _drafts(report, number, dated.get(number, []), drafts)
    return tuple(_event(document_id, draft) for draft in merged(drafts))


def _drafts(report: Report, number: int, times: Sequence[Time], earlier: Sequence[Draft]) -> list[Draft]:
    """Return the events that one sentence names, and add to an earlier one what the sentence tells of it."""
    text, saying, sentence = report.text, report.saying, report.sentences[number]
    made: list[tuple[Trigger, Draft]] = []
    for trigger in sentence.triggers:
        place = sentence.words.span(trigger.first, trigger.last)
        said = saying.content_at(place)
        draft = Draft(
            trigger.kind,
            place,
            number,
            report.spans[number],
            trigger.definite,
            attribution=said.id if said else None,
        )
        _add(text, draft, roles(sentence, trigger), saying)
        made.append((trigger, draft))
    for found, at in frames(sentence):
        meant = _meant(made, at) or _before(earlier, number)
        if meant is not None:
            _add(text, meant, [found], saying)
    drafts = _one_story(sentence.words, made)
    for story in drafts:
        _when(text, story, times)
        _where(text, story, sentence.words, report.named.get(number, []))
    return drafts


def _meant(made: Sequence[tuple[Trigger, Draft]], at: int) -> Draft | None:
    """Return the event that a phrase of blame in the same sentence means: the next one, else the last one."""
    some = [(trigger, draft) for trigger, draft in made if trigger.kind in VIOLENT] or list(made)
    after = next((draft for trigger, draft in some if trigger.first >= at), None)
    return after or (some[-1][1] if some else None)


def _before(earlier: Sequence[Draft], number: int) -> Draft | None:
    for draft in reversed(earlier[-_BACK * 2 :]):
        if number - draft.number > _BACK:
            return None
        if draft.kind in VIOLENT:
            return draft
    return None


def _one_story(words: Words, made: Sequence[tuple[Trigger, Draft]]) -> list[Draft]:
    """Join what one sentence tells of one event: "the attack in which two guards were killed"."""
    drafts: list[Draft] = []
    last: Trigger | None = None
    for trigger, draft in made:
        if (
            last is not None
            and drafts
            and family(drafts[-1].kind) is family(draft.kind)
            and draft.attribution == drafts[-1].attribution
        ):
            between = words.low[last.last + 1 : trigger.first]
            linked = bool(set(between) & _ONE_STORY) or (last.noun and not set(between) & _PARTS)
            mixed = last.noun != trigger.noun and len(between) <= _WITHIN and linked
            if mixed and ";" not in between and not _clash(drafts[-1], draft):
                absorb(drafts[-1], draft)
                last = trigger
                continue
        drafts.append(draft)
        last = trigger
    return drafts


def _clash(one: Draft, other: Draft) -> bool:
    hands = [
        {p.name.casefold() for p in draft.participants if p.role is Role.PERPETRATOR}
        for draft in (one, other)
    ]
    return bool(hands[0] and hands[1] and not hands[0] & hands[1])


def _add(text: str, draft: Draft, some: Sequence[Found], saying: Saying) -> None:
    taken = {(p.span, hurts(p.role)) for p in draft.participants}
    for found in some:
        if (found.span, not hurts(found.role)) in taken and found.role is not Role.INSTRUMENT:
            continue  # nobody is both hand and victim of one event
        if found.role in _BLAMED and _blames_nobody(text, found, saying):
            continue
        if hurts(found.role) and _NOBODY.search(text[max(0, found.span.start - _NEAR) : found.span.start]):
            continue
        participant = _participant(text, found, saying)
        if _only_speaks(found, participant):
            continue
        draft.participants.append(participant)
        taken.add((found.span, hurts(found.role)))
        if hurts(found.role):
            draft.hurt.add(participant.name.casefold())
            if found.actor is not None and found.actor.named:
                draft.named.add(participant.name.casefold())


def _blames_nobody(text: str, found: Found, saying: Saying) -> bool:
    """Tell whether the role is only asked about, or falls to another: "a Vellan-backed group"."""
    after = text[found.span.end : found.span.end + 2]
    before = text[max(0, found.span.start - _NEAR) : found.span.start]
    name = found.span.of(text).casefold()
    return (
        saying.asked_at(found.cue)
        or found.cue.overlaps(found.span)  # "a wounded boy"
        or _far_off(text, found)
        or name in word_list("demonyms")  # "a Maltese attack" does not say whose
        or (after[:1] == "-" and after[1:].isalpha())
        or _CLEARED.search(before) is not None
    )


def _far_off(text: str, found: Found) -> bool:
    """Tell whether a place stands before a deed without being its subject ("in Osk, following shelling")."""
    place = found.actor is not None and found.actor.kind == MentionKind.GEOPOLITICAL.value
    if not place or found.way is not Way.PLAIN or found.role is not Role.PERPETRATOR:
        return False
    if found.cue.start < found.span.end:
        return False  # "the attack by Vell"
    return _RIGHT_BEFORE.fullmatch(text[found.span.end : found.cue.start]) is None


def _only_speaks(found: Found, participant: Participant) -> bool:
    """Tell whether a person would be said to admit something for no more than speaking of it."""
    person = found.actor is not None and found.actor.kind == MentionKind.PERSON.value
    return person and found.way is not Way.CLAIMED and participant.backing is Backing.ADMITTED


def _participant(text: str, found: Found, saying: Saying) -> Participant:
    name = " ".join(found.span.of(text).split())
    inside, by_cue = saying.content_at(found.span), saying.cue_at(found.cue)
    own = found.way in {Way.CLAIMED, Way.DENIED} and by_cue is not None
    said = by_cue if own else inside
    if said is None:
        said = by_cue if found.way is not Way.PLAIN else saying.content_at(found.cue)
    blamed = found.role in _BLAMED
    denied = blamed and (found.denied or (said is not None and said is not by_cue and saying.denies(said)))
    accuser = found.accuser.of(text) if found.accuser else ""
    backing = backing_of(found, name, accuser, said, text) if blamed and not denied else None
    return Participant(found.role, found.span, name, said.id if said else None, backing, denied, found.cue)


def _when(text: str, draft: Draft, times: Sequence[Time]) -> None:
    near = min(times, key=lambda one: (_gap(one.span, draft.trigger), one.span), default=None)
    if near is not None:
        draft.time, draft.when = near.span, near.value or near.span.of(text).casefold()


def _where(text: str, draft: Draft, words: Words, mentions: Sequence[Mention]) -> None:
    """Set the nearest place after "in", "at" or "near" that has no part in the event itself."""
    parts = {participant.span for participant in draft.participants}
    best: Span | None = None
    for mention in mentions:
        if mention.kind not in _PLACES or mention.span in parts:
            continue
        number = bisect_right(words.starts, mention.span.start) - 1
        before = {words.low[n] for n in range(max(0, number - 3), number)}
        closer = best is None or _gap(mention.span, draft.trigger) < _gap(best, draft.trigger)
        if before & _AT and closer:
            best = mention.span
    if best is not None:
        draft.place, draft.where = best, " ".join(best.of(text).casefold().split())


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _event(document: str, draft: Draft) -> Event:
    trigger = draft.trigger
    return Event(
        id=content_id("evt", document, draft.kind.value, trigger.start, trigger.end),
        document=document,
        kind=draft.kind,
        trigger=trigger,
        sentence=draft.sentence,
        time=draft.time,
        place=draft.place,
        participants=tidy(draft.participants),
        attribution=draft.attribution,
    )
