"""Which names a text has, and where: the model's, those defined by an acronym, and what rules are sure of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sayso.attribute.roles import ROLES
from sayso.attribute.short_names import definitions, plain_name
from sayso.attribute.speakers import SORT_BEHIND, names_in, speaker_name
from sayso.model.annotation import MentionKind
from sayso.model.attribution import SourceKind
from sayso.model.span import Span
from sayso.text.bodies import BODIES, NAME, PRONOUNS, STATES
from sayso.text.titles import untitled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sayso.attribute.draft import Draft
    from sayso.model.annotation import Annotation

_KINDS = {
    MentionKind.PERSON: SourceKind.PERSON,
    MentionKind.ORGANISATION: SourceKind.ORGANISATION,
    MentionKind.ARMED_GROUP: SourceKind.ORGANISATION,
    MentionKind.GEOPOLITICAL: SourceKind.ORGANISATION,
    MentionKind.FACILITY: SourceKind.ORGANISATION,
}
_WORD = re.compile(r"\S+")
_LEAD = re.compile(r"(?:of|the|a|an|by|in|for|and|its)\s+(?=\S)")
"""Small words that the model took for a name's beginning."""
_ADJECTIVE = re.compile(
    r"\s+(?:[a-z][\w-]*\s+){0,2}?(?:"
    + "|".join(sorted(map(re.escape, ROLES | BODIES), key=len, reverse=True))
    + r")s?\b"
)
"""What follows a word that only tells whose somebody is: "Sorravan security official"."""
_SUFFIX = re.compile(r"(?:ians?|ans?|ns?|ese|ish|is?)$")
"""Endings of adjectives that tell whose or of where something is."""
_STEM = 4
"""Letters that are left of a place's name without such an ending."""
_OWN = re.compile(r"(?:its|his|her|their)\b", re.IGNORECASE)
_LONGEST_NAME = 6
"""Words in a personal name."""
_TRAIL = re.compile(r"\s+(?:of|the|and|for|in|on|to|by)$")
_NAMELIKE = re.compile(r"[^\W\d_a-z]\w")


class Named(NamedTuple):
    """A name in place."""

    span: Span
    name: str
    kind: SourceKind
    state: bool
    """Of a country, city or building: as a speaker, whoever governs or runs it."""


def named(text: str, annotation: Annotation, drafts: Sequence[Draft]) -> list[Named]:
    """Return all names in order."""
    found = [
        Named(span, span.of(text), SourceKind.ORGANISATION, state=False) for span, _ in definitions(text)
    ]
    found += _read(text, annotation, _Cover(one.span for one in found))
    cover = _Cover(one.span for one in found)
    found += [
        Named(span, name, SourceKind.PERSON, state=False)
        for span, name in _people_at(text, _people(text, annotation))
        if not cover.touching(span)
    ]
    found += _speaking(text, drafts, _Cover(one.span for one in found))
    return sorted(set(found))


def _read(text: str, annotation: Annotation, defined: _Cover) -> Iterator[Named]:
    """Yield the model's names, without what is no name: adjectives, pronouns, pieces."""
    kinds = _kinds_of(text, annotation)
    for mention in annotation.mentions:
        words = mention.span.of(text)
        lead = _LEAD.match(words)
        span = Span(mention.span.start + lead.end(), mention.span.end) if lead else mention.span
        kind = kinds.get(span.of(text).casefold())
        sort = SORT_BEHIND.fullmatch(span.of(text))
        span = Span(*sort.span("name")).shifted(span.start) if sort else span
        if kind is MentionKind.PERSON:
            span = _without_title(text, span)
        namelike = _NAMELIKE.search(words) and not _TRAIL.search(words)
        adjective = " " not in words and (_ADJECTIVE.match(text, span.end) or _of_place(words, kinds))
        common = words.casefold() in PRONOUNS | ROLES
        if kind is not None and namelike and not (adjective or common or defined.touching(span)):
            state = kind in {MentionKind.GEOPOLITICAL, MentionKind.FACILITY}
            yield Named(span, span.of(text), _KINDS[kind], state)


def _without_title(text: str, span: Span) -> Span:
    """Return a person's name without the titles that the model took for its beginning."""
    words = list(_WORD.finditer(span.of(text)))
    first = untitled([word.group() for word in words])
    return Span(span.start + words[first].start(), span.end) if first else span


def _speaking(text: str, drafts: Sequence[Draft], cover: _Cover) -> Iterator[Named]:
    """Yield names of sources that nothing else has found: "Sorrava’s government", though "Sorrava" was."""
    for draft in drafts:
        if draft.source_kind not in {SourceKind.PERSON, SourceKind.ORGANISATION} or not draft.source:
            continue
        words = draft.source[0].of(text)
        name = speaker_name(words, draft.source_kind, ())
        at = words.find(name) if name else -1
        if name and at >= 0 and _NAMELIKE.search(name) and not _OWN.match(name):
            span = Span(draft.source[0].start + at, draft.source[0].start + at + len(name))
            inner = cover.touching(span)
            owner = inner is not None and span.contains(inner) and inner.end < span.end
            if inner is None or (owner and draft.source_kind is SourceKind.ORGANISATION):
                yield Named(span, name, draft.source_kind, state=False)


class _Cover:
    """Spans, none of which overlap much, that can be asked for the last one that touches another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]

    def touching(self, span: Span) -> Span | None:
        """Return the last span that shares a character with this one, if any does."""
        at = bisect_right(self._starts, span.end - 1) - 1
        return self._spans[at] if at >= 0 and self._spans[at].overlaps(span) else None


def _kinds_of(text: str, annotation: Annotation) -> dict[str, MentionKind]:
    """Return the kind of each name, folded: the one that most of its mentions have, by their scores."""
    votes: dict[str, dict[MentionKind, float]] = defaultdict(lambda: defaultdict(float))
    for mention in annotation.mentions:
        words = mention.span.of(text)
        lead = _LEAD.match(words)
        if mention.kind in _KINDS:
            votes[words[lead.end() if lead else 0 :].casefold()][mention.kind] += mention.score
    return {name: max(some, key=lambda kind: (some[kind], kind.value)) for name, some in votes.items()}


def _of_place(word: str, kinds: Mapping[str, MentionKind]) -> bool:
    """Tell whether a word is the adjective of a name in the text or of a state: "Tellan" beside "Tella"."""
    ending = _SUFFIX.search(word)
    if ending is None or ending.start() < _STEM:
        return False
    stem = word[: ending.start()].casefold()
    return any(
        name in kinds or name in STATES for name in (stem, stem + "a", stem + "ia", stem + "y", stem + "e")
    )


def _people(text: str, annotation: Annotation) -> set[str]:
    """Return full personal names: what the rules take for one, and the model, where it has read the text."""
    names = set(names_in(text))
    if not annotation.mentions:
        return names
    read = {plain_name(one.span.of(text)) for one in annotation.mentions if one.kind is MentionKind.PERSON}
    return {name for name in names | read if name in read and " " in name}


def _people_at(text: str, people: set[str]) -> Iterator[tuple[Span, str]]:
    """Yield where personal names stand, and surnames of such alone."""
    surnames = {name.split()[-1] for name in people}
    longest = min(max((len(name.split()) for name in people), default=0), _LONGEST_NAME)
    for run in NAME.finditer(text):
        words = [Span(*word.span()).shifted(run.start()) for word in re.finditer(r"\S+", run.group())]
        at = 0
        while at < len(words):
            for count in range(min(longest, len(words) - at), 0, -1):
                span = Span(words[at].start, words[at + count - 1].end)
                name = re.sub(r"[’']s$", "", span.of(text)).rstrip(".,")
                if name in (people if count > 1 else surnames) or (count == 1 and name in people):
                    yield Span(span.start, span.start + len(name)), name
                    at += count - 1
                    break
            at += 1
