"""Who a pronoun or noun can mean: the fitting ones of those told of before, each with its reasons."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.attribute.antecedents import Place, Referent, Scene
from sayso.attribute.bodies_called import can_be_called
from sayso.attribute.gender import PRONOUNS, Gender, of_noun
from sayso.attribute.roles import DETERMINER, Role
from sayso.attribute.weights import Scored, recency, scored, standing
from sayso.model.attribution import SourceKind
from sayso.text.words import words as word_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sayso.attribute.draft import Draft
    from sayso.model.span import Span

_FARTHEST = 5
"""Sentences back in which an antecedent can stand; one that is called by that very noun can be anywhere."""
_LOOK_BACK = 80
"""Places looked at before a pronoun."""
_REPORTS = frozenset(["report", "study", "survey", "review", "assessment", "inquiry", "document", "paper"])
"""Nouns of which one can stand for the other: "a study … the report"."""


@dataclass(slots=True)
class Asked:
    """A source that does not tell who it is."""

    span: Span
    words: str
    draft: Draft | None
    parent: Referent | None = None
    quoted_by: Referent | None = None


class Candidates:
    """Finds and scores candidates in a scene."""

    def __init__(self, scene: Scene) -> None:
        """Look in this scene."""
        self.scene = scene

    def by_pronoun(self, asked: Asked) -> list[Scored]:
        """Return whom a pronoun can mean."""
        word = asked.words.casefold().split()[0]
        last = self._last_speaker(asked)
        found: dict[int, Scored] = {}
        for place in self.before(asked.span.start):
            if self._pronoun_fits(word, place, asked):
                one = self._score(place, asked, PRONOUNS.get(word), last)
                _keep(found, one)
        return list(found.values())

    def _pronoun_fits(self, word: str, place: Place, asked: Asked) -> bool:
        who = place.referent
        if who is asked.quoted_by or self._inside(place, asked):
            return False
        if word in PRONOUNS:
            person = who.kind in {SourceKind.PERSON, SourceKind.UNNAMED} and not who.plural
            return person and who.gender in (None, PRONOUNS[word])
        if word == "it":
            return who.kind in {SourceKind.ORGANISATION, SourceKind.DOCUMENT} and not who.plural
        body = who.kind is SourceKind.ORGANISATION and not who.state
        return who.plural or (body and not place.aside and place.speaks)

    def _names_itself(self, who: Referent, asked: Asked) -> bool:
        """Tell whether what is said in quotation marks names a candidate: nobody calls themselves by name."""
        if asked.draft is None or who.name is None or who.kind is not SourceKind.PERSON:
            return False
        return any(
            place.referent is who and place.quotation is not None
            for piece in asked.draft.content
            for place in self.scene.covering(piece)
        )

    def _inside(self, place: Place, asked: Asked) -> bool:
        """Tell whether a place is in the asked source's own quoted words, or is the source itself."""
        if asked.span.overlaps(place.span):
            return True
        content = asked.draft.content if asked.draft else ()
        return place.quotation is not None and any(piece.contains(place.span) for piece in content)

    def before(self, start: int, farthest: int | None = _FARTHEST) -> Iterator[Place]:
        """Yield the places before one, the nearest first, from so many sentences back; None: from any."""
        places = self.scene.places
        at = bisect_left(places, start, key=lambda place: place.span.start)
        here = self.scene.sentence_at(start)
        for place in reversed(places[max(0, at - _LOOK_BACK) : at]):
            if farthest is None or self.scene.distance(place.sentence, here) <= farthest:
                yield place

    def _last_speaker(self, asked: Asked) -> Referent | None:
        for place in self.before(asked.span.start):
            if place.speaks and not place.aside and place.span.end <= asked.span.start:
                return None if place.joined else place.referent
        return None

    def _score(self, place: Place, asked: Asked, sex: Gender | None, last: Referent | None) -> Scored:
        who, here = place.referent, self.scene.sentence_at(asked.span.start)
        reasons = recency(self.scene.distance(place.sentence, here), _FARTHEST)
        if place.quotation is not None and place.quotation != self.scene.quotation_at(asked.span.start):
            reasons.append("in somebody's quoted words")
        elif asked.draft and any(piece.contains(place.span) for piece in asked.draft.content):
            reasons.append("in what is said")
        if who is last:
            reasons.append("spoke last")
        if who is asked.parent:
            reasons.append("whose words these are")
        reasons += standing(place)
        reasons += _agreement(who, asked.words.casefold(), sex)
        own = self.scene.quotation_at(asked.span.start)
        if own is not None and place.quotation != own:
            reasons.append("outside of the quotation")
        if self._names_itself(who, asked):
            reasons.append("named in these very words")
        return scored(who, reasons)

    def by_noun(self, asked: Asked, role: Role) -> list[Scored]:
        """Score whoever the text calls so, or else whoever it could call so."""
        plural = _plural(asked.words)
        owned = DETERMINER.match(asked.words)
        last = self._last_speaker(asked)
        called: dict[int, Referent] = {}
        for who in reversed(self.scene.by_noun.get(role.noun, ())[-_LOOK_BACK:]):
            fits = any(role.fits(other) for other in who.roles) and not self._shared(role.noun, who)
            if fits and who.plural == plural and who is not asked.quoted_by:
                called[id(who)] = who
        found = []
        for who in called.values():
            place = self._nearest(who, asked)
            if place is not None:
                reasons = ["is called that"]
                if any(role.noun == other.noun and role.narrower and role.narrower <= other.narrower
                       for other in who.roles):  # fmt: skip
                    reasons.append("is called so in the same words")
                found.append(self._noun_score(place, asked, reasons, last))
        if found or plural or (owned and owned.group("own")):
            return found
        return self._by_class(asked, role, last)

    def _shared(self, noun: str, who: Referent) -> bool:
        """Tell whether a word of a body's name calls it so, and may call another that is no candidate."""
        return (
            who.kind is SourceKind.ORGANISATION
            and who.name is not None
            and noun in who.name.casefold().split()
            and self.scene.names.other_body(noun, who.name, self.scene.bodies)
        )

    def _by_class(self, asked: Asked, role: Role, last: Referent | None) -> list[Scored]:
        fits = _called(role)
        found: dict[int, Scored] = {}
        for place in self.before(asked.span.start):
            who = place.referent
            if who.name is None or self._inside(place, asked) or who.plural or who is asked.quoted_by:
                continue
            if fits(who) and not self._shared(role.noun, who):
                _keep(found, self._noun_score(place, asked, ["could be called that"], last))
        return list(found.values())

    def _nearest(self, who: Referent, asked: Asked) -> Place | None:
        """Return where somebody stands last before a source, its own words aside."""
        for place in self.before(asked.span.start, None):
            if place.referent is who and not self._inside(place, asked):
                return place
        return self._far(who, asked)

    def _far(self, who: Referent, asked: Asked) -> Place | None:
        if who.first.end > asked.span.start:
            return None
        number = self.scene.sentence_at(who.first.start)
        return Place(who.first, number, who, subject=False, aside=False, quotation=None, speaks=False)

    def _noun_score(self, place: Place, asked: Asked, reasons: list[str], last: Referent | None) -> Scored:
        who, here = place.referent, self.scene.sentence_at(asked.span.start)
        reasons += recency(self.scene.distance(place.sentence, here), _FARTHEST)
        if who is last:
            reasons.append("spoke last")
        if place.quotation is not None and place.quotation != self.scene.quotation_at(asked.span.start):
            reasons.append("in somebody's quoted words")
        reasons += standing(place)
        return scored(who, reasons)


def _keep(found: dict[int, Scored], one: Scored) -> None:
    """Keep the better of two places of the same candidate."""
    known = found.get(id(one.who))
    if known is None or one.points > known.points:
        found[id(one.who)] = one


def _agreement(who: Referent, word: str, sex: Gender | None) -> list[str]:
    """Return how far a candidate agrees with a pronoun in gender and number."""
    reasons = []
    if sex is not None:
        if who.gender is sex:
            reasons.append("gender fits")
        elif who.likely is not None and who.gender is None:
            reasons.append("gender likely fits" if who.likely is sex else "gender likely differs")
    if who.state:
        reasons.append("a country")
    if word == "they" and who.kind is SourceKind.ORGANISATION:
        reasons.append("a body")
    return reasons


def _called(role: Role) -> Callable[[Referent], bool]:
    """Return a test for who can be called by a noun that the text has not used of them."""
    if role.noun in word_list("nouns_anybody"):
        sex = of_noun(role.noun)
        return lambda who: who.kind is SourceKind.PERSON and (sex is None or who.gender in (None, sex))
    if role.noun in _REPORTS:
        return lambda who: who.kind is SourceKind.DOCUMENT and any(one.noun in _REPORTS for one in who.roles)
    return lambda who: (
        who.kind is SourceKind.ORGANISATION and not who.state and can_be_called(role.noun, who.name or "")
    )


def _plural(words: str) -> bool:
    head = re.split(r"[,(]|\b(?:of|for|at|in|who|which|that|with|from)\b", words)[0].split()
    return bool(head) and head[-1].endswith(("s", "men", "people")) and not head[-1].endswith(("ss", "news"))
