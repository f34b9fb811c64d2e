"""From what the model marked to whole names: pieces joined, ends trimmed, titles set apart, misses found.

The model reads subword by subword, so a name may come in pieces ("Al", "-Qaeda"), cut short, with a
common noun behind it, or be missed where it stands a second time.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from sayso.model.annotation import MentionKind
from sayso.model.attribution import SourceKind
from sayso.model.span import Span
from sayso.resolve.entities.sorts import BODY, EVENT, PERSON, PLACE, SORTS
from sayso.resolve.entities.spelling import is_acronym, listed
from sayso.resolve.entities.titles import office_before
from sayso.text.bodies import BODIES, PEOPLE, PRONOUNS, TITLES
from sayso.text.plain import plain
from sayso.text.titles import untitled
from sayso.text.words import words as word_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.model.annotation import Mention
    from sayso.resolve.entities.definitions import Definition

WORD = re.compile(r"[^\W_]+(?:[’'&.-](?=[^\W_])[^\W_]+)*")
_HYPHENS = frozenset("-‐‑")
_PARTICLES = listed("particles")
_LINKS = frozenset(["of", "for", "and", "&", "the"])
_PARTICLED = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az|bin|ibn|abu|d|l|de|da)[-‐‑’'][A-Z]")
_EDGE = " \t\n\r\"“”‘’'`,;:.!?()[]{}«»—–-‐*_/|"
_ARTICLE = re.compile(r"(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_AND = re.compile(r"[^\S\n](?:and|&)[^\S\n]")
_POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])$")
_NAMELESS = frozenset({"kremlin", "pentagon", "taliban"})
"""Names in the list of nouns for bodies."""
_TIMES = listed("times")
_HEAD = re.compile(r"\b([A-Z]\w+)[^\S\n](?:of|for)[^\S\n](?:the[^\S\n])?$")
_REACH = 40
_SURE, _VERY_SURE = 0.5, 0.7
_INITIAL = 2
_LONGEST = 120
_MOST = 20_000
"""Names of one text that are looked at; more are no report."""


class Found(NamedTuple):
    """A name in place, with how much its kind is to be trusted."""

    start: int
    end: int
    kind: MentionKind
    weight: float

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


def gather(
    text: str,
    mentions: Sequence[Mention],
    speakers: Sequence[tuple[Span, str, SourceKind]],
    defined: Iterable[Definition],
) -> tuple[list[Found], dict[int, Span]]:
    """Return the names of a text in order, none overlapping, and titles, by where the name begins."""
    small = _small_words(text) - _surnames(text, mentions)
    titles: dict[int, Span] = {}
    firm = [_cleaned(text, piece, small, titles) for piece in _joined(text, _within(text, mentions))]
    told = [_cleaned(text, piece, small, titles) for piece in _spoken(text, speakers)]
    ends = [found for definition in defined for found in _ends(definition)]
    found = _apart([*(one for one in firm if one), *(one for one in told if one)], over=ends)
    found = _headed(text, found)
    found = _apart(found, over=_again(text, found))
    return found, {one.start: titles[one.start] for one in found if one.start in titles}


def _headed(text: str, found: list[Found]) -> list[Found]:
    """Return names of bodies with the noun before them ("Ministry of" before "Grain"), if none has it."""
    end = 0
    headed = []
    for one in found:
        head = None
        if SORTS[one.kind] == BODY:
            head = _HEAD.search(text, max(end, one.start - _REACH), one.start)
        noun = head is not None and head[1].casefold() in BODIES
        headed.append(one._replace(start=head.start(1)) if head is not None and noun else one)
        end = one.end
    return headed


def _within(text: str, mentions: Sequence[Mention]) -> list[Found]:
    inside = [
        Found(start, end, one.kind, one.score)
        for one in mentions
        if one.span.end <= len(text) and len(one.span) <= _LONGEST
        for start, end in _couple(text, one)
    ]
    return sorted(inside)[:_MOST]


def _couple(text: str, one: Mention) -> list[tuple[int, int]]:
    """Return the places of "Ada and Bruno Velt" apart."""
    edges = [one.span.start]
    if SORTS[one.kind] == PERSON:
        for match in _AND.finditer(text, one.span.start, one.span.end):
            edges += match.span()
    edges.append(one.span.end)
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return [(start, end) for start, end in pairs if start < end]


def _joined(text: str, pieces: list[Found]) -> list[Found]:
    """Join pieces of one name, and widen what begins or ends within a word to the word's edge."""
    joined: list[Found] = []
    for raw in pieces:
        piece = _widened(text, raw)
        if joined and (piece.start < joined[-1].end or _belong(text, joined[-1], piece)):
            last = joined.pop()
            long, short = (last, piece) if len(last.span) >= len(piece.span) else (piece, last)
            kind = _worded(text, last, piece, long.kind)
            piece = Found(last.start, max(last.end, piece.end), kind, max(long.weight, short.weight))
        joined.append(piece)
    return joined


def _worded(text: str, left: Found, right: Found, kind: MentionKind) -> MentionKind:
    """A name that ends in a body's noun is a body's ("Pakistan" + "Army")."""
    if text[right.start : right.end].casefold() in BODIES and SORTS[left.kind] != PERSON:
        return right.kind if SORTS[right.kind] == BODY else MentionKind.ORGANISATION
    return kind


def _belong(text: str, left: Found, right: Found) -> bool:
    gap = text[left.end : right.start]
    if len(gap) != 1 or right.end - left.start > _LONGEST:
        return False
    before, after = text[left.start : left.end], text[right.start : right.end]
    if gap in _HYPHENS:
        return SORTS[left.kind] != PLACE or SORTS[right.kind] != PLACE
    classes = {SORTS[left.kind], SORTS[right.kind]}
    if (
        gap != " "
        or not before[:1].isupper()
        or _POSSESSIVE.search(before)
        or classes - {PERSON, BODY, PLACE}
    ):
        return False
    if PERSON in classes and len(classes) > 1:
        return False
    if not before.split()[-1][:1].isupper():
        return False
    head = after.split()
    opens = head[0][:1].isupper() or (len(head) > 1 and head[0] in _LINKS and head[1][:1].isupper())
    return (opens and SORTS[right.kind] != PLACE) or (opens and before.casefold() in {"the", "of"})


def _widened(text: str, piece: Found) -> Found:
    start, end, kind, weight = piece
    fixed = SORTS[kind] == PLACE
    while start and end - start < _LONGEST and _goes_on(text, start, fixed=fixed):
        start -= 1
    while end < len(text) and end - start < _LONGEST and _goes_on(text, end, fixed=fixed):
        end += 1
    return Found(start, end, kind, weight)


def _goes_on(text: str, at: int, *, fixed: bool) -> bool:
    """Tell whether no word ends at ``at``: letters on both sides, or a hyphen within a name."""
    before, after = text[at - 1], text[at]
    if before.isalnum() and after.isalnum():
        return True
    if fixed:
        return False
    if after in _HYPHENS and before.isalnum():
        return _segment(text, at + 1)
    return before in _HYPHENS and after.isalnum() and _segment(text, at) and at > 1 and text[at - 2].isalnum()


def _segment(text: str, at: int) -> bool:
    """Tell whether a hyphen before ``at`` joins names: a capital, or a particle, follows."""
    word = WORD.match(text, at, at + 40)
    if word is None:
        return False
    first = re.split("[-‐‑]", word.group(), maxsplit=1)[0]
    return first[0].isupper() or first[0].isdigit() or first in _PARTICLES


def _cleaned(text: str, piece: Found, small: set[str], titles: dict[int, Span]) -> Found | None:
    """Return the piece without what is no part of the name; None if it is no name."""
    start, end = _trimmed(text, piece.start, piece.end)
    if SORTS[piece.kind] == EVENT and text[end : piece.end].strip(_EDGE):
        return None  # "Osk harbour attack" describes; Osk, within it, is found as a place's name
    if SORTS[piece.kind] == PERSON and start < end:
        words = list(re.finditer(r"\S+", text[start:end]))
        count = untitled([word.group() for word in words])
        if count and words[count].group() in _LINKS:
            return None  # "the King of Osk"
        if count:
            titles[start + words[count].start()] = Span(start, start + words[count - 1].end())
            start += words[count].start()
        before = office_before(text, start)
        if before is not None and start not in titles:
            titles[start] = before
    if start >= end or not _is_name(text, start, end, piece, small):
        return None
    return Found(start, end, piece.kind, piece.weight)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the edges without marks, articles, possessive endings and words in small letters."""
    while True:
        before = start, end
        while start < end and text[start] in _EDGE:
            start += 1
        while start < end and text[end - 1] in _EDGE and not _abbreviates(text, start, end):
            end -= 1
        article = _ARTICLE.match(text, start, end)
        start = article.end() if article else start
        possessive = _POSSESSIVE.search(text[start:end])
        end -= len(possessive.group()) if possessive else 0
        start, end = _capitals(text, start, end)
        if (start, end) == before:
            return start, end


def _abbreviates(text: str, start: int, end: int) -> bool:
    return (
        text[end - 1] == "."
        and re.search(r"(?:\b\w\.)+$|\b(?:Jr|Sr|Inc|Ltd|Co)\.$", text[start:end]) is not None
    )


def _capitals(text: str, start: int, end: int) -> tuple[int, int]:
    """Drop words in small letters at both edges; particles stay in front."""
    words = text[start:end].split()
    while words and words[-1][:1].islower() and not _PARTICLED.match(words[-1]):
        end = start + text[start:end].rfind(words.pop())
        while start < end and text[end - 1].isspace():
            end -= 1
    if words and (cut := re.search(r"-[a-z]{4,}$", text[start:end])) and text[start].isupper():
        end = start + cut.start()  # "Velt-affiliated"
    while words and words[0][:1].islower() and re.split("[-‐‑’']", words[0])[0] not in _PARTICLES:
        first = words.pop(0)
        start = start + text[start:end].find(first) + len(first)
        while start < end and text[start].isspace():
            start += 1
    return start, end


def _is_name(text: str, start: int, end: int, piece: Found, small: set[str]) -> bool:
    name = text[start:end]
    words = plain(name).split()
    if name.islower() or len(name) == 1 or all(word in _TIMES or not word.isalpha() for word in words):
        return False
    if is_acronym(name):
        return True
    if len(words) > 1:
        return not all(word in word_list("demonyms") for word in words)
    word = words[0]
    if piece.weight >= _SURE and word in BODIES and word not in small and not _opens(text, start):
        return SORTS[piece.kind] in {PERSON, BODY}  # "the Senate", or somebody called Street
    common = (
        (BODIES - _NAMELESS)
        | PEOPLE
        | TITLES
        | PRONOUNS
        | word_list("demonyms")
        | word_list("common_english")
    )
    if word in common or (word.endswith("s") and word[:-1] in common):
        return False
    return not (word in small and (piece.weight < _VERY_SURE or _opens(text, start)))


def _opens(text: str, at: int) -> bool:
    """Tell whether a sentence or line begins at ``at``."""
    return re.search(r"(?:^|[\n.!?:“\"])[\s“\"‘]*$", text[max(0, at - 4) : at]) is not None


def _small_words(text: str) -> set[str]:
    """Return the words that the text writes in small letters somewhere."""
    return {word.group() for word in WORD.finditer(text) if word.group().islower()}


def _surnames(text: str, mentions: Sequence[Mention]) -> set[str]:
    """Return the last words, in small letters, of the persons' names of two words and more."""
    persons = (text[one.span.start : one.span.end].split() for one in mentions if SORTS[one.kind] == PERSON)
    return {words[-1].casefold() for words in persons if len(words) > 1 and words[-1][:1].isupper()}


def _spoken(text: str, speakers: Sequence[tuple[Span, str, SourceKind]]) -> list[Found]:
    """Return the names of speakers where their own words hold them."""
    kinds = {SourceKind.PERSON: MentionKind.PERSON, SourceKind.ORGANISATION: MentionKind.ORGANISATION}
    found = []
    for span, name, kind in speakers:
        at = text.find(name, span.start, span.end) if name and kind in kinds else -1
        if at >= 0 and len(name) <= _LONGEST:
            found.append(Found(at, at + len(name), kinds[kind], 0.4))
    return found[:_MOST]


def _ends(definition: Definition) -> list[Found]:
    return [
        Found(span.start, span.end, MentionKind.ORGANISATION, 0.0)
        for span in (definition.left, definition.right)
    ]


def _apart(firm: list[Found], over: list[Found]) -> list[Found]:
    """Return names without overlaps: ``over`` adds where nothing stands, and wins where it holds names."""
    taken = sorted(firm, key=lambda one: (one.start, -one.end))
    plain_ones: list[Found] = []
    for one in taken:
        if not plain_ones or one.start >= plain_ones[-1].end:
            plain_ones.append(one)
    starts = [one.start for one in plain_ones]
    gone: set[int] = set()
    added: list[Found] = []
    for new in sorted(over, key=lambda one: (one.start, -one.end)):
        if added and new.start < added[-1].end:
            continue
        first = max(bisect_left(starts, new.start) - 1, 0)
        hit = [
            number
            for number in range(first, min(bisect_left(starts, new.end), len(starts)))
            if plain_ones[number].end > new.start
        ]
        if all(new.start <= plain_ones[number].start and plain_ones[number].end <= new.end for number in hit):
            best = max((plain_ones[number] for number in hit), key=lambda one: len(one.span), default=None)
            gone.update(hit)
            added.append(new if best is None else Found(new.start, new.end, best.kind, best.weight))
    kept = [one for number, one in enumerate(plain_ones) if number not in gone]
    return sorted([*kept, *added])


def _again(text: str, found: list[Found]) -> list[Found]:
    """Return where names of the text, and surnames of its persons, stand again without a mark."""
    known: dict[str, dict[tuple[str, ...], MentionKind]] = {}
    for one in found:
        words = tuple(word.group() for word in WORD.finditer(text, one.start, one.end))
        for some in {words, words[-1:]} if SORTS[one.kind] == PERSON else {words}:
            if some and (len(some) > 1 or _tells(some[0])):
                known.setdefault(some[0], {}).setdefault(some, one.kind)
    return _seen(text, known)


def _tells(word: str) -> bool:
    """Tell whether a single word with a capital can be only a name."""
    small = word.casefold()
    common = word_list("common_english") | TITLES | PEOPLE | (BODIES - _NAMELESS) | _TIMES | PRONOUNS
    return (
        len(word) > 1
        and word[0].isupper()
        and (is_acronym(word) or (len(word) > _INITIAL and small not in common))
    )


def _seen(text: str, known: dict[str, dict[tuple[str, ...], MentionKind]]) -> list[Found]:
    words = [(match.group(), match.start(), match.end()) for match in WORD.finditer(text)] if known else []
    lengths = {first: sorted({len(some) for some in names}, reverse=True) for first, names in known.items()}
    found: list[Found] = []
    at = 0
    while at < len(words):
        first = words[at][0]
        bare = re.sub(r"[’']s?$", "", first)
        names = known.get(bare)
        took = 1
        for length in lengths.get(bare, ()):
            some = tuple(re.sub(r"[’']s$", "", word) for word, _, _ in words[at : at + length])
            if names is not None and len(some) == length and some in names:
                last = words[at + length - 1]
                end = last[2] - (len(last[0]) - len(some[-1]))
                if end - words[at][1] <= _LONGEST:
                    found.append(Found(words[at][1], end, names[some], 0.2))
                    took = length
                    break
        at += took
    return found
