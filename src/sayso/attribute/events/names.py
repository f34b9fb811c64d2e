"""Names of a report, mended: pieces are put together, and what the reading model left out is added.

Added are names on the list of armed groups, names in capitals that the text defines by an acronym in
brackets (Schwartz and Hearst 2003) and those acronyms elsewhere, and runs of capitalised words with a noun
of armed groups in them. Texts all in capitals get by with less: there a name is a run of words only where
the model or a list says so.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from typing import TYPE_CHECKING

from sayso.attribute.events.lexicon import DETERMINERS, PREPOSITIONS, heads, lines, spread
from sayso.attribute.events.lexicon import words as word_list
from sayso.model.annotation import Mention, MentionKind
from sayso.model.span import Span
from sayso.text.words import words as text_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_BODIES = frozenset({MentionKind.ARMED_GROUP, MentionKind.ORGANISATION})
_WORD = re.compile(r"[^\W_]+(?:[’'.&-][^\W_]+)*\.?")
_BRACKET = re.compile(r"[\[(][\s\"“”]*([A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*)[\s\"“”]*[\])]")
_CAPITALS = re.compile(
    r"[A-ZÀ-ÖØ-Þ][\w’'-]*(?:[^\S\n]+(?:(?:of|for|the)[^\S\n]+){0,2}[A-ZÀ-ÖØ-Þ][\w’'-]*){1,7}"
)
_SMALL = frozenset({"and", "de", "for", "in", "la", "of", "on", "the", "y", "del", "los"})
_ACRONYM = 12
"""Characters that an acronym has at most, and words that its long form has."""
_SHOUTING = 0.8
_SAMPLE = 4000
_SURE = 0.5
_PEOPLE = frozenset({"armed", "band", "people", "state"})
_SOLID = re.compile(r"\S+")
_TRIES = 4
"""Brackets with one acronym before which its long form is looked for."""


def mended(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """Return the names of a text in order; no two overlap."""
    shouts = shouted(text)
    inside = [one for one in mentions if one.span.end <= len(text)]
    firm = [*_listed(text), *_defined(text)]
    if not shouts:
        firm += _capitalised(text)
    found = sorted(_apart(firm), key=lambda one: one.span)
    rest = [one for mention in inside if (one := _bare(text, mention, shouts)) is not None]
    return sorted(_apart([*found, *_joined(text, rest)]), key=lambda one: one.span)


def shouted(text: str) -> bool:
    """Tell whether a text is all in capitals."""
    letters = [sign for sign in text[:_SAMPLE] if sign.isalpha()]
    return sum(map(str.isupper, letters)) > _SHOUTING * len(letters)


def _apart(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield mentions that overlap none of those before them in the list."""
    taken: set[int] = set()
    for mention in mentions:
        places = {*range(mention.span.start, mention.span.end, 2), mention.span.end - 1}
        if not places & taken and not {place + 1 for place in places} & taken:
            taken |= places
            yield mention


@functools.cache
def _groups() -> re.Pattern[str]:
    names = sorted(_families(), key=len, reverse=True)
    some = (r"\s+".join(map(re.escape, name.split())) for name in names)
    return re.compile(r"(?<![\w-])(?:" + "|".join(some).replace("'", "[’']") + r")(?![\w-])", re.IGNORECASE)


@functools.cache
def _families() -> dict[str, str]:
    """Return the first name of each group on the list, by any of its names."""
    rows = ([name.strip() for name in line.split("|")] for line in lines("groups"))
    return {name: row[0] for row in rows for name in row}


def group_of(name: str) -> str | None:
    """Return the first name of the group on the list that a folded name names; None if there is none."""
    return _families().get(name)


def known_group(name: str) -> bool:
    """Tell whether a name is on the list of armed groups."""
    return _groups().fullmatch(name) is not None


def _listed(text: str) -> Iterator[Mention]:
    for match in _groups().finditer(text):
        short = len(match.group()) <= len("isil-k")
        if not short or match.group().isupper() or match.group()[0].isupper():
            yield Mention(Span(match.start(), match.end()), MentionKind.ARMED_GROUP, 1.0)


def _defined(text: str) -> Iterator[Mention]:
    """Yield what is defined by an acronym of its initials, and the acronym wherever it stands."""
    kinds: dict[str, MentionKind] = {}
    tries: Counter[str] = Counter()
    for match in _BRACKET.finditer(text):
        short = match.group(1)
        tries[short] += 1
        if not 1 < len(short) <= _ACRONYM or tries[short] > _TRIES:
            continue
        long = _long_form(text, match.start(), short)
        if long is not None:
            kind = _kind(long.of(text))
            kinds.setdefault(short, kind)
            yield Mention(long, kind, 1.0)
    for match in _WORD.finditer(text) if kinds else ():
        if (known := kinds.get(match.group())) is not None:
            yield Mention(Span(match.start(), match.end()), known, 1.0)


def _long_form(text: str, end: int, short: str) -> Span | None:
    """Return the words before a bracket whose initials, with or without small words, the acronym is."""
    before = list(_WORD.finditer(text, max(0, end - 120), end))[-_ACRONYM:]
    letters = short.replace("-", "").casefold()
    for first in range(len(before) - 2, -1, -1):
        some = [match.group().casefold() for match in before[first:]]
        initials = "".join(part[0] for word in some for part in word.split("-"))
        telling = "".join(part[0] for word in some if word not in _SMALL for part in word.split("-"))
        if letters in {initials, telling} and some[0] not in _SMALL:
            return Span(before[first].start(), before[-1].end())
    return None


def _capitalised(text: str) -> Iterator[Mention]:
    """Yield runs of capitalised words with a noun of armed groups or of bodies in them: "Free Hill Front"."""
    bodies = text_list("bodies")
    for match in _CAPITALS.finditer(text):
        words = list(_SOLID.finditer(text, match.start(), match.end()))
        while words and _leads(words[0].group().casefold()):
            words = words[1:]
        low = [word.group().casefold().removesuffix("’s").removesuffix("'s") for word in words]
        if len(words) > 1 and (low[-1] in bodies | word_list("armed") or low[0] in word_list("armed")):
            end = match.end() - (2 if match.group().endswith(("’s", "'s")) else 0)
            yield Mention(Span(words[0].start(), end), _kind(match.group()), _SURE)


def _leads(word: str) -> bool:
    """Tell whether a word that begins a run is none of the name's: "Members of the …", "The …"."""
    people = heads().get(word) in _PEOPLE and word not in word_list("armed")
    return people or word in DETERMINERS | PREPOSITIONS | _SMALL


def _kind(name: str) -> MentionKind:
    low = {word.casefold() for word in _WORD.findall(name)}
    return MentionKind.ARMED_GROUP if low & word_list("armed") else MentionKind.ORGANISATION


def _bare(text: str, mention: Mention, shouts: bool) -> Mention | None:  # noqa: FBT001 - private
    """Return a mention without function words at its ends; None if nothing that names is left."""
    words = list(_WORD.finditer(text, mention.span.start, mention.span.end))
    while words and _empty(words[0].group()):
        words = words[1:]
    while words and _empty(words[-1].group()):
        words = words[:-1]
    if not words or not any(sign.isalpha() for sign in words[0].group() + words[-1].group()):
        return None
    span = Span(words[0].start(), words[-1].end())
    if span.end < len(text) and span.of(text).endswith(".") and "." not in span.of(text)[:-1]:
        span = Span(span.start, span.end - 1) if len(span) > 1 else span
    only = words[0].group().casefold() if len(words) == 1 else ""
    if only and mention.kind in _BODIES and (only in heads() or (shouts and not _names(text, span, only))):
        return None
    return Mention(span, mention.kind, mention.score, mention.blame)


def _names(text: str, span: Span, word: str) -> bool:
    """Tell whether one word of a text in capitals can be a name: quoted, with a digit, or without vowels."""
    around = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
    quoted = len(around) > 1 and not around[0].isspace() and not around[1].isspace()
    return quoted or any(map(str.isdigit, word)) or not set(word[1:]) & set("aeiou")


def _empty(word: str) -> bool:
    low = word.casefold()
    return (
        low in text_list("common_english") | DETERMINERS | PREPOSITIONS
        or low in _PRONOUNS
        or (len(low.strip(".")) <= 1 and not low.isdigit())
    )


_PRONOUNS = spread(
    "who whom whose which we us our you your i me he him she her they them it its all those these there"
)


def _joined(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Put neighbours of bodies' kinds together: "Free", "Hill" and "Front"."""
    joined: list[Mention] = []
    for mention in sorted(mentions, key=lambda one: one.span):
        last = joined[-1] if joined else None
        if (
            last is not None
            and {last.kind, mention.kind} <= _BODIES
            and text[last.span.end : mention.span.start] in {" ", "-"}
        ):
            kind = (
                MentionKind.ARMED_GROUP
                if MentionKind.ARMED_GROUP in {last.kind, mention.kind}
                else mention.kind
            )
            surer = max(last, mention, key=lambda one: sum(one.blame))
            joined[-1] = Mention(
                Span(last.span.start, mention.span.end), kind, min(last.score, mention.score), surer.blame
            )
        elif last is None or not last.span.overlaps(mention.span):
            joined.append(mention)
    return joined
