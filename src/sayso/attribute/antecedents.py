"""Whom a text has spoken of so far: the people, bodies and documents that "he" or "the minister" can mean."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.attribute import gender
from sayso.attribute.gender import Gender
from sayso.attribute.named import named
from sayso.attribute.roles import ROLES, Role, role_of, roles_at
from sayso.attribute.short_names import FullNames, plain_name
from sayso.attribute.speakers import speaker_name
from sayso.model.attribution import SourceKind
from sayso.model.span import Span, spans_of
from sayso.text.bodies import DOCUMENTS, PEOPLE, PRONOUNS, TITLES
from sayso.text.quotes import quotations
from sayso.text.sentences import sentences as find_sentences
from sayso.text.words import patterns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.attribute.draft import Draft
    from sayso.model.annotation import Annotation

_ASIDE = re.compile(
    r"\b(?:of|for|to|with|by|in|at|from|on|about|against|after|before|between|through|like|than|under|over|near|into"
    r"|inside|including|via|as|told|asked|quoting|citing)\s+(?:the\s+|an?\s+|its\s+|his\s+|her\s+)?(?:[\w.’'-]+\s+){0,2}$",
    re.IGNORECASE,
)
"""Words before a name that is no subject: a preposition, or a verb whose object it is."""
_JOINED = re.compile(
    r"\s*(?:,[^,.;:]{1,40},|,?)\s*(?:and|or)\s+"
    r"(?:(?:the|an?|[A-Z][\w.’'-]*|[a-z]+(?:er|or|ist|ian|man|ent)),?\s+){0,3}"
)
"""Between two names of which neither is ahead of the other: "X and the minister Y"."""
_CITED = re.compile(r"\b(?:quoting|citing|(?:word|authority)\s+of)\s+(?:the\s+|an?\s+)?$", re.IGNORECASE)
_ASIDE_REACH = 40
_OWNER = re.compile(r"[’']s?\b(?!\w)|[’']s\b")
_INDEFINITE = re.compile(
    r"\b(?P<np>(?:an?|another|one|his|her|their|two|three|several|some)\s+(?:[\w’'-]+\s+){0,3}?(?:"
    + "|".join(sorted(map(re.escape, PEOPLE | {"boy", "girl", "teenager", "player"}), key=len, reverse=True))
    + r"))\b",
    re.IGNORECASE,
)
_CITABLE = re.compile(
    r"\b(?P<np>(?:[Aa]n?|the|its|his|her|their|[A-Z]\w+)\s+(?:[\w’'-]+\s+){0,3}?(?:"
    + "|".join(sorted(map(re.escape, DOCUMENTS), key=len, reverse=True))
    + r"|Report|Study|Survey|Review|Assessment|Inquiry)"
    r"(?:\s+(?:of|by)\s+the\s+(?:[A-Z]\w+(?:\s+|\b)){1,6})?)",
)
_HER = re.compile(r"\b(he|she|his|her|him|himself|herself)\b", re.IGNORECASE)
_PLURALS = re.compile(
    r"\b(?P<np>(?:[\w-]{1,30}[^\S\n]+)?(?:"
    + "|".join(
        sorted((re.escape(word) for word in PEOPLE if word.endswith(("s", "men"))), key=len, reverse=True)
    )
    + r"))\b"
)
_ROLES = "|".join(sorted(map(re.escape, ROLES), key=len, reverse=True))
_OFFICE = re.compile(
    rf"\b(?P<np>[Tt]he\s+(?:[\w’'-]+\s+){{0,2}}?(?:{_ROLES})(?:\s+(?:{_ROLES})\b){{0,2}})\b(?!\s+[A-Z])"
)
_MOST = 100
_FEW = 20
_SAYS = re.compile(
    rf"\s+(?:(?:has|have|had|also|then|later)\s+)*(?:{patterns('cues_report').pattern})", re.IGNORECASE
)
_SAID = re.compile(r"\b(?:said|says|added|according\ to)\s+(?:the\s+)?$")
_VERB_REACH = 30
_MANY = frozenset({"two", "three", "four", "several", "some", "many", "both"})


@dataclass(slots=True, eq=False)
class Referent:
    """Somebody or something that a text speaks of."""

    kind: SourceKind
    first: Span
    """Where the text names it most fully, or first describes it."""
    name: str | None = None
    gender: Gender | None = None
    likely: Gender | None = None
    """What pronouns near the name make likely."""
    plural: bool = False
    state: bool = False
    """A country, a city: no "company", and rarely "it"."""
    roles: set[Role] = field(default_factory=set)
    count: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a referent stands."""

    span: Span
    sentence: int
    referent: Referent
    subject: bool
    aside: bool
    """After a preposition, or as an owner ("X's"): rarely whom the next pronoun means."""
    quotation: int | None
    speaks: bool
    joined: bool = False
    """Named together with another ("X and Y"): not the one who spoke."""


class Scene:
    """A text's referents and where they stand; grows while sources are resolved."""

    def __init__(self, text: str, annotation: Annotation, drafts: Sequence[Draft]) -> None:
        """Find names, and people and documents that are described."""
        self.text = text
        self.sentences = list(annotation.sentences) or find_sentences(text)
        self._starts = [span.start for span in self.sentences]
        self.quotations = [quotation.span for quotation in quotations(text)]
        self._quotation_starts = [span.start for span in self.quotations]
        self.places: list[Place] = []
        self.by_noun: dict[str, list[Referent]] = defaultdict(list)
        self._told = self._lines()
        self._speaking = sorted(span for draft in drafts for span in draft.source)
        self._speaking_starts = [span.start for span in self._speaking]
        names = named(text, annotation, drafts)
        self.names = FullNames(
            text,
            [name for _, name, kind, _ in names if kind is SourceKind.PERSON],
            [name for _, name, kind, state in names if kind is SourceKind.ORGANISATION and not state],
            [name for _, name, _, state in names if state],
        )
        self._known: dict[tuple[SourceKind, str], Referent] = {}
        for span, name, kind, state in names:
            self._add_name(span, name, kind, state=state)
        self.bodies = {name for kind, name in self._known if kind is SourceKind.ORGANISATION}
        self._add_described(drafts)
        self._guess_genders()

    # ------------------------------------------------------------ where

    def sentence_at(self, place: int) -> int:
        """Return the number of the sentence at a place."""
        return max(bisect_right(self._starts, place) - 1, 0)

    def sentence_span(self, number: int) -> Span:
        """Return a sentence's span; the whole text's where there is none."""
        return self.sentences[number] if self.sentences else Span(0, max(len(self.text), 1))

    def distance(self, earlier: int, later: int) -> int:
        """Return how many sentences lie between, those inside of a quotation not counted."""
        return self._told[later] - self._told[earlier] if self._told else 0

    def quotation_at(self, place: int) -> int | None:
        """Return the number of the quotation around a place."""
        number = bisect_right(self._quotation_starts, place) - 1
        return number if number >= 0 and self.quotations[number].end > place else None

    def _lines(self) -> list[int]:
        lines, count = [], 0
        for start in self._starts:
            inside = self.quotation_at(start)
            count += inside is None or self.quotations[inside].start == start
            lines.append(count)
        return lines

    def is_source(self, span: Span) -> bool:
        """Tell whether a place stands in some attribution's source."""
        number = bisect_right(self._speaking_starts, span.start) - 1
        return number >= 0 and self._speaking[number].overlaps(span)

    def speaks(self, span: Span) -> bool:
        """Tell whether a place stands in some attribution's source, or beside a reporting word."""
        if self.is_source(span):
            return True
        if self.quotation_at(span.start) is not None:
            return False
        behind = self.text[span.end : span.end + _VERB_REACH]
        return bool(
            _SAYS.match(behind) or _SAID.search(self.text[max(0, span.start - _VERB_REACH) : span.start])
        )

    # ------------------------------------------------------------ who

    def add(self, referent: Referent, span: Span, *, speaks: bool = False) -> None:
        """Note that a referent stands at a place."""
        number = self.sentence_at(span.start)
        sentence = self.sentence_span(number)
        before = self.text[max(sentence.start, span.start - _ASIDE_REACH) : span.start]
        aside = bool(_ASIDE.search(before) or _OWNER.match(self.text, span.end)) and not speaks
        aside = aside or _CITED.search(before) is not None
        quotation = self.quotation_at(span.start)
        at = bisect_right(self.places, span.start, key=_begin)
        ahead = self.places[at - 1] if at else None
        same = ahead is not None and ahead.sentence == number and ahead.quotation == quotation
        subject = speaks or not (same and ahead is not None and not ahead.aside)
        joined = (
            same
            and ahead is not None
            and _JOINED.fullmatch(self.text, ahead.span.end, span.start) is not None
        )
        if joined and ahead is not None:
            subject, aside = ahead.subject, ahead.aside
        place = Place(span, number, referent, subject and not aside, aside, quotation, speaks, joined)
        insort(self.places, place, key=_begin)
        referent.count += 1

    def referent_of(self, name: str, kind: SourceKind) -> Referent | None:
        """Return who has a name."""
        full = self.names.person(name) if kind is SourceKind.PERSON else self.names.body(name)
        return self._known.get((kind, full.casefold()))

    def covering(self, span: Span) -> list[Place]:
        """Return the places inside a span, in order; of a very long one, the first."""
        at = bisect_right(self.places, span.start - 1, key=_begin)
        found: list[Place] = []
        while at < len(self.places) and len(found) < _MOST and self.places[at].span.start < span.end:
            found.append(self.places[at])
            at += 1
        return found

    def _full(self, name: str, kind: SourceKind, *, state: bool) -> str:
        if state:
            return plain_name(name)
        return self.names.person(name) if kind is SourceKind.PERSON else self.names.body(name)

    def _add_name(self, span: Span, name: str, kind: SourceKind, *, state: bool) -> None:
        full = self._full(name, kind, state=state)
        key = (kind, full.casefold())
        referent = self._known.get(key)
        if referent is None:
            referent = self._known[key] = Referent(kind, span, full, state=state)
            if kind is SourceKind.PERSON:
                referent.gender = gender.of_name(full)
            else:
                self._index(referent, [Role(word) for word in _nouns(full)])
        if plain_name(name) == full and plain_name(referent.first.of(self.text)) != full:
            referent.first = span
        sentence = self.sentence_span(self.sentence_at(span.start))
        self._index(referent, roles_at(self.text, span, sentence))
        if kind is SourceKind.PERSON:
            title = re.search(r"([^\W\d_]+)\.?\s+$", self.text[max(0, span.start - 20) : span.start])
            told = gender.of_noun(title.group(1)) if title else None
            told = told or gender.of_noun(name.split(maxsplit=1)[0])
            told = told or next((role.sex for role in referent.roles if role.sex is not None), None)
            referent.gender = told or referent.gender
        self.add(referent, span, speaks=self.speaks(span))

    def _index(self, referent: Referent, roles: Iterable[Role]) -> None:
        for role in roles:
            if role not in referent.roles:
                referent.roles.add(role)
                self.by_noun[role.noun].append(referent)

    def describe(self, span: Span, kind: SourceKind, *, speaks: bool) -> Referent | None:
        """Add somebody who is described and not named; None if the words have no noun."""
        words = span.of(self.text)
        role = role_of(words)
        if role is None:
            return None
        first, *_ = words.casefold().split()
        last = re.split(r"[,(]|\b(?:of|for|at|in|who|which|that|with|from)\b", words)[0].split() or [first]
        plural = first in _MANY or (last[-1].endswith(("s", "men", "people")) and not last[-1].endswith("ss"))
        name = None
        if kind is SourceKind.DOCUMENT and re.search(r"(?<!^)\b[A-Z][a-z]", words):
            name = (
                re.sub(r"(?i)^(?:its|his|her|their|the|an?)\s+", "", speaker_name(words, kind, ()) or "")
                or None
            )
        referent = Referent(kind, span, name, role.sex, plural=plural)
        self._index(referent, [role])
        self.add(referent, span, speaks=speaks)
        return referent

    def _add_described(self, drafts: Sequence[Draft]) -> None:
        for draft in drafts:
            words = spans_of(draft.source, self.text).strip(" \t\n\"“”‘’'")
            if draft.source_kind is SourceKind.UNNAMED and words and words.casefold() not in PRONOUNS:
                first = words.casefold().split()[0]
                if first not in {"the", "this", "that", "these", "those"} and not self._named_whole(
                    draft.source[0]
                ):
                    self.describe(draft.source[0], SourceKind.UNNAMED, speaks=True)
        for found in _OFFICE.finditer(self.text):
            self._add_office(Span(*found.span("np")))
        patterns = (
            (_INDEFINITE, SourceKind.UNNAMED),
            (_PLURALS, SourceKind.UNNAMED),
            (_CITABLE, SourceKind.DOCUMENT),
        )
        for pattern, kind in patterns:
            for found in pattern.finditer(self.text):
                span = Span(*found.span("np"))
                if not self._taken(span) and not (kind is SourceKind.UNNAMED and self.speaks(span)):
                    self.describe(span, kind, speaks=False)

    def _named_whole(self, span: Span) -> bool:
        return any(place.span.contains(span) for place in self.covering(span))

    def _add_office(self, span: Span) -> None:
        """Note that "the governor", who says nothing here, is the one person called so before.

        "The foreign minister" beside an interior minister is another one, named or not.
        """
        role = role_of(span.of(self.text))
        if role is None or self.speaks(span) or self._taken(span):
            return
        holders = [
            who for who in self.by_noun.get(role.noun, ())[:_FEW] if any(role.fits(one) for one in who.roles)
        ]
        if len({id(who) for who in holders}) == 1 and holders[0].first.start < span.start and holders[0].name:
            self.add(holders[0], span)
        elif not holders and role.narrower and self.by_noun.get(role.noun):
            self.describe(span, SourceKind.UNNAMED, speaks=False)

    def _taken(self, span: Span) -> bool:
        """Tell whether words stand in apposition to a name, or in a place that is known already."""
        at = bisect_right(self.places, span.start, key=_begin)
        before = self.places[at - 1] if at else None
        after = self.places[at] if at < len(self.places) else None
        apposed = before is not None and re.fullmatch(
            r"\s*[,(]?\s*", self.text[before.span.end : span.start] or "x"
        )
        inside = before is not None and before.span.end > span.start
        leads = after is not None and 0 <= after.span.start - span.end < len(" , ")
        between = self.text[span.end : after.span.start] if after is not None and leads else "x"
        names = after is not None and after.referent.name and re.fullmatch(r"[\s,]*", between)
        return bool(apposed or inside or names)

    def _guess_genders(self) -> None:
        """Note what pronouns make likely: "X … her" where a sentence names one person only."""
        people: dict[int, list[Place]] = defaultdict(list)
        for place in self.places:
            if place.referent.kind is SourceKind.PERSON:
                people[place.sentence].append(place)
        votes: dict[int, int] = defaultdict(int)
        known: dict[int, Referent] = {}
        for number, places in people.items():
            if len({id(place.referent) for place in places}) > 1 or places[0].quotation is not None:
                continue
            end = min(self.sentence_span(number).end, places[0].span.end + 200)
            found = _HER.search(self.text, places[0].span.end, end)
            if found and self.quotation_at(found.start()) is None and not places[0].aside:
                referent = places[0].referent
                known[id(referent)] = referent
                votes[id(referent)] += 1 if gender.PRONOUNS[found.group().casefold()] is Gender.MALE else -1
        for key, vote in votes.items():
            if vote:
                known[key].likely = Gender.MALE if vote > 0 else Gender.FEMALE


def _begin(place: Place) -> int:
    return place.span.start


def _nouns(name: str) -> list[str]:
    """Return the words of a body's name that it can be called by: "the commission", "the brigade"."""
    return [
        word
        for word in re.findall(r"[^\W\d_]+", name.casefold())
        if word not in TITLES | {"of", "for", "the", "and"}
    ]
