"""Who "he", "it", "the minister" or "the Observatory" is: each source led to its antecedent, or to nobody.

Candidates are what the text has named or described before (``antecedents``). Each gets a sum of weighted
features in the manner of Lappin and Leass (1994) and its reasons; the best is taken only if it is good enough
and well ahead of the next. Where two are about as good, the source stays unresolved: a false name is worse
than none.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.attribute.antecedents import Referent, Scene
from sayso.attribute.candidates import Asked, Candidates
from sayso.attribute.roles import DETERMINER, role_of
from sayso.attribute.speakers import speaker_name
from sayso.attribute.weights import Scored, best
from sayso.model.attribution import Anaphor, Resolution, SourceKind
from sayso.model.span import Span
from sayso.text.bodies import TITLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.attribute.draft import Draft
    from sayso.model.annotation import Annotation

_EDGE = " \t\n\"“”‘’',;:—–-"
_BEHIND = re.compile(r"\s*\)?[\s,]*")
_PASSING = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a draft's source is."""

    name: str | None
    kind: SourceKind
    resolved: Resolution | None = None


class Speakers:
    """Resolves the sources of one text, in the order in which they stand."""

    def __init__(
        self, text: str, annotation: Annotation, drafts: Sequence[Draft], names: Sequence[str]
    ) -> None:
        """Find the text's candidates."""
        self._scene = Scene(text, annotation, drafts)
        self._candidates = Candidates(self._scene)
        self._text, self._drafts, self._names = text, drafts, names
        self._who: dict[int, Referent] = {}

    def all(self) -> list[Speaker]:
        """Return the speaker of each draft, in the drafts' order."""
        answers: dict[int, Speaker] = {}
        passing = self._passing_pronouns()
        for number in sorted(range(len(self._drafts)), key=self._place):
            depth, start, _ = self._place(number)
            while passing and (depth or passing[-1].span.start < start):
                self._pass(passing.pop())
            answers[number] = self._speaker(number)
        return [answers[number] for number in range(len(self._drafts))]

    def _passing_pronouns(self) -> list[Asked]:
        """Return the first "he" or "she" of each sentence that says nothing here, the last one first.

        They tell whom the text goes on speaking of.
        """
        found: list[Asked] = []
        last = -1
        for match in _PASSING.finditer(self._text):
            span = Span(*match.span())
            sentence = self._scene.sentence_at(span.start)
            if sentence == last or self._scene.quotation_at(span.start) is not None:
                continue
            last = sentence
            if not self._scene.is_source(span):
                found.append(Asked(span, match.group(), None))
        return found[::-1]

    def _pass(self, asked: Asked) -> None:
        chosen = best(self._candidates.by_pronoun(asked), Anaphor.PRONOUN)
        if chosen is not None:
            self._scene.add(chosen[0].who, asked.span)

    def _place(self, number: int) -> tuple[int, int, int]:
        """Order by depth of nesting, then by place: who is quoted is known before what is quoted in it."""
        draft, depth = self._drafts[number], 0
        while draft.parent is not None:
            draft, depth = self._drafts[draft.parent], depth + 1
        mine = self._drafts[number]
        return (depth, (mine.source or mine.cue)[0].start, number)

    def _speaker(self, number: int) -> Speaker:
        draft = self._drafts[number]
        if not draft.source or draft.source_kind is SourceKind.AUTHOR:
            return Speaker(None, draft.source_kind)
        span = draft.source[0]
        words = " ".join(piece.of(self._text) for piece in draft.source).strip(_EDGE)
        asked = Asked(span, words, draft)
        if draft.parent is not None:
            direct = self._scene.quotation_at(span.start) is not None
            asked.parent = None if direct else self._who.get(draft.parent)
            asked.quoted_by = self._who.get(draft.parent) if direct else None
        lowered = words.casefold()
        if lowered == "who":
            return self._behind(number, asked, Anaphor.PRONOUN) or Speaker(None, draft.source_kind)
        if lowered in {"he", "she", "it", "they", "it itself"}:
            return self._settle(number, asked, Anaphor.PRONOUN, self._candidates.by_pronoun(asked))
        unnamed = draft.source_kind is SourceKind.DOCUMENT or not speaker_name(words, draft.source_kind, ())
        if unnamed and _bare_noun(words):
            return self._noun(number, asked)
        return self._named(number, asked)

    # ------------------------------------------------------------ names

    def _named(self, number: int, asked: Asked) -> Speaker:
        draft = self._drafts[number]
        name = speaker_name(asked.words, draft.source_kind, ())
        if draft.source_kind is SourceKind.PERSON and name and not self._scene.names.shared(name):
            name = speaker_name(asked.words, draft.source_kind, self._names)
        places = [
            place for place in self._scene.covering(asked.span) if place.referent.kind is draft.source_kind
        ]
        own = [
            place for place in places if name and place.referent.name and _shares(place.referent.name, name)
        ]
        chosen = next(iter(own or ([] if name else places)), None)
        if name is None and draft.source_kind is SourceKind.PERSON:
            apposed = self._behind(number, asked, Anaphor.NOUN)
            if apposed is not None:
                return apposed
        if name is None or draft.source_kind not in {SourceKind.PERSON, SourceKind.ORGANISATION}:
            if chosen and draft.source_kind is SourceKind.UNNAMED:
                self._who[number] = chosen.referent
            return Speaker(name, draft.source_kind)
        scene = self._scene
        full = scene.names.person(name) if draft.source_kind is SourceKind.PERSON else scene.names.body(name)
        referent = scene.referent_of(full, draft.source_kind)
        if (
            referent is None
            and draft.source_kind is SourceKind.ORGANISATION
            and chosen
            and chosen.referent.name
        ):
            referent = chosen.referent
        if referent is None:
            return Speaker(name, draft.source_kind)
        self._who[number] = referent
        if full.casefold() in " ".join(asked.words.casefold().split()):
            return Speaker(name, draft.source_kind)
        reasons = ("the only name in the text that it can be short for",)
        return Speaker(full, draft.source_kind, Resolution(referent.first, Anaphor.NAME, 1.0, reasons))

    def _behind(self, number: int, asked: Asked, how: Anaphor) -> Speaker | None:
        """Lead "who", or an apposition ("X, head of the port,"), to whom it stands directly behind."""
        places = self._scene.places
        at = bisect_left(places, asked.span.start, key=lambda place: place.span.start)
        for place in reversed(places[max(0, at - 3) : at]):
            between = self._text[place.span.end : asked.span.start]
            noun = how is Anaphor.NOUN
            fits = not noun or (place.referent.kind is SourceKind.PERSON and place.referent.name)
            near = len(between) <= len(" ), ") and _BEHIND.fullmatch(between)
            if fits and near and ("," in between or not noun):
                self._who[number] = place.referent
                found = Resolution(place.referent.first, how, 1.0, ("stands directly behind it",))
                return Speaker(place.referent.name, place.referent.kind, found)
        return None

    # ------------------------------------------------------------ nouns

    def _noun(self, number: int, asked: Asked) -> Speaker:
        role = role_of(asked.words)
        draft = self._drafts[number]
        scored = self._candidates.by_noun(asked, role) if role else []
        answer = self._settle(number, asked, Anaphor.NOUN, scored)
        if answer.resolved is None:
            own = speaker_name(asked.words, draft.source_kind, self._names)
            answer = Speaker(own, draft.source_kind)
            described = self._scene.describe(asked.span, draft.source_kind, speaks=True)
            if described is not None:
                self._who[number] = described
        elif answer.name is None and answer.kind is SourceKind.DOCUMENT:
            own = speaker_name(asked.words, SourceKind.DOCUMENT, self._names)
            answer = Speaker(own, answer.kind, answer.resolved)
        return answer

    # ------------------------------------------------------------ the decision

    def _settle(self, number: int, asked: Asked, how: Anaphor, scored: list[Scored]) -> Speaker:
        """Take the best candidate if it is good enough and well ahead; else nobody."""
        kind = self._drafts[number].source_kind
        chosen = best(scored, how)
        if chosen is None:
            return Speaker(None, kind)
        taken, lead = chosen
        if how is Anaphor.NOUN and taken.who.name and taken.who.name.casefold() in asked.words.casefold():
            return Speaker(None, kind)
        self._who[number] = taken.who
        self._scene.add(taken.who, asked.span, speaks=True)
        score = round(1 / (1 + math.exp(-lead)), 3)
        return Speaker(taken.who.name, taken.who.kind, Resolution(taken.who.first, how, score, taken.reasons))


def _bare_noun(words: str) -> bool:
    """Tell whether words are a noun with "the", "its" … and no name in them but an office."""
    determiner = DETERMINER.match(words)
    if determiner is None or determiner.group("a"):
        return False
    head = re.split(r",|\b(?:who|which|that)\b", words[determiner.end() :])[0].split()
    return bool(head) and all(word[:1].islower() or word.casefold() in TITLES for word in head)


def _shares(one: str, other: str) -> bool:
    return bool(set(one.casefold().split()) & set(other.casefold().split()) - {"the", "of"})
