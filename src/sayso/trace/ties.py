"""What ties assertions of one claim together, so that they go back to one origin.

Who is named and repeats itself is one origin, through any relay, and so is whatever is said in one body's
name. Those without a name are one if one relay has them, or one report, and describes them alike; if they say
it in nearly the same words; or in the same quotation. What no source is named for is one origin an agency.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from sayso.model.assertion import Stance
from sayso.model.attribution import SourceKind
from sayso.model.lineage import EdgeKind
from sayso.text.governments import state_of
from sayso.trace.passages import compare
from sayso.trace.speakers import one_name
from sayso.trace.unnamed import described_alike, may_be_one, relay

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sayso.model.lineage import Told
    from sayso.trace.passages import Reuse

Tie = tuple["Told", "Told", EdgeKind, float]
"""Two assertions, why they are one, and how likely that is."""
_ALIKE = 0.7
"""Share of the shorter content's words, from which two contents are nearly the same words …"""
_SOURCE_ALIKE = 0.4
"""… the same, reworded sentences included, where both have unnamed sources that may be one; …"""
_LEAST = 8
"""… if they have so many words in common."""
_LONG = 18
"""Words in common of one passage, from which on a difference of names does not count."""
_QUOTED = re.compile(r"[“\"«]([^“”\"«»]{20,600})[”\"»]")
_QUOTE_WORDS = 5
_WORD = re.compile(r"[^\W_]+")
_SURE = {
    EdgeKind.SPEAKER: 0.95,
    EdgeKind.QUOTATION: 0.95,
    EdgeKind.CITATION: 0.8,
    EdgeKind.AGENCY: 0.8,
}
"""Chances of being right that are held before anything is counted; not fitted."""
_COMMON = 40
"""A run of words in more contents than this proposes neighbours only: each is compared with the next."""
_SEED = 4
_ARTICLES = frozenset({"a", "an", "the", "some", "one"})


def ties(told: Sequence[Told]) -> Iterator[Tie]:
    """Yield what ties assertions together; time grows with the words and keys that they share."""
    for kind, members in _keyed(told):
        for later in members[1:]:
            yield members[0], later, kind, _SURE[kind]
    for first, second in described_alike(told):
        yield first, second, EdgeKind.CITATION, _SURE[EdgeKind.CITATION]
    for first, second, reuse in _worded(told):
        if not _apart(first, second, reuse):
            yield first, second, EdgeKind.PASSAGE, reuse.share


def _apart(first: Told, second: Told, reuse: Reuse) -> bool:
    """Tell whether two that are worded alike are still two: other names, or the other stance.

    No two say a long sentence in the same words: where they are named apart, one of them is misnamed.
    """
    named = first.speaker is not None and second.speaker is not None and reuse.longest < _LONG
    return named or {first.stance, second.stance} == {Stance.ASSERTS, Stance.DENIES}


def _keyed(told: Sequence[Told]) -> Iterator[tuple[EdgeKind, list[Told]]]:
    """Yield groups of two and more that a shared speaker, body, relay or quotation makes one."""
    keyed: dict[tuple[EdgeKind, str], list[Told]] = defaultdict(list)
    spoken = {one.speaker for one in told if one.speaker is not None and _speaks_himself(one)}
    spoken |= {one.voice for one in told if one.voice is not None and _is_body(one)}
    cited = {relay(one) for one in told if one.via}
    names = one_name(spoken | cited | {one.outlet for one in told})
    known = {names[name] for name in spoken | cited}
    for one in told:
        for key in _keys(one, names, known):
            keyed[key].append(one)
        if one.speaker is None:
            for words in _quotations(one.text):
                keyed[EdgeKind.QUOTATION, words].append(one)
    for (kind, _), members in keyed.items():
        yield from ((kind, side) for side in _turned(members) if len(side) > 1)


def _keys(one: Told, names: Mapping[str, str], known: set[str]) -> Iterator[tuple[EdgeKind, str]]:
    """Yield what makes an assertion one with others of the same key.

    Args:
        one: of the assertions.
        names: what stands for each name of a speaker, a relay and an outlet.
        known: what stands for those of them that speak, or are cited.
    """
    if one.voice:
        yield EdgeKind.SPEAKER, names[one.voice] if _is_body(one) else f"for {one.voice}"
    if one.speaker is not None and _speaks_himself(one):
        yield EdgeKind.SPEAKER, names[one.speaker]
    if one.speaker is None and one.source_kind is SourceKind.AUTHOR:
        by_way = relay(one)
        if by_way:
            yield EdgeKind.AGENCY, _plain(by_way)
        if one.via or not by_way:
            name = names[by_way or one.outlet]
            if name in known:
                yield EdgeKind.SPEAKER, name


def _speaks_himself(one: Told) -> bool:
    """Tell whether a speaker's name is his own, and not that of the body in whose name he speaks."""
    return one.source_kind is SourceKind.PERSON or one.voice is None


def _is_body(one: Told) -> bool:
    """Tell whether the body in whose name somebody speaks goes by its name, and is no state."""
    return one.voice is not None and one.voice == one.body and state_of(one.voice) is None


def _turned(members: list[Told]) -> list[list[Told]]:
    """Return what one source says, its admission apart if it has denied the same: it then knew more."""
    if not any(one.stance is Stance.DENIES and not one.admits for one in members):
        return [members]
    return [[one for one in members if one.admits is owned] for owned in (False, True)]


def _plain(name: str) -> str:
    return " ".join(word for word in _WORD.findall(name.casefold()) if word not in _ARTICLES)


def _quotations(text: str) -> set[str]:
    """Return what stands in quotation marks, from five words on."""
    found = {_plain(match.group(1)) for match in _QUOTED.finditer(text)}
    return {words for words in found if words.count(" ") >= _QUOTE_WORDS - 1}


def _worded(told: Sequence[Told]) -> Iterator[tuple[Told, Told, Reuse]]:
    """Yield pairs from different documents that are worded nearly alike, and what they share."""
    holding: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, one in enumerate(told):
        words = _WORD.findall(one.text.casefold())
        for run in {tuple(words[at : at + _SEED]) for at in range(len(words) - _SEED + 1)}:
            holding[run].append(number)
    for first, second in sorted(_neighbours(holding.values())):
        one, two = told[first], told[second]
        if one.document != two.document:
            reuse = compare(one.text, two.text)
            if sum(passage.words for passage in reuse.passages) >= _LEAST and _nearly(one, two, reuse):
                yield one, two, reuse


def _nearly(one: Told, other: Told, reuse: Reuse) -> bool:
    """Tell whether two contents are nearly the same words; less is enough where their sources may be one."""
    if reuse.share >= _ALIKE:
        return True
    left, right = reuse.left_share + reuse.left_reworded, reuse.right_share + reuse.right_reworded
    return max(left, right) >= _SOURCE_ALIKE and may_be_one(one, other)


def _neighbours(groups: Iterable[Sequence[int]]) -> set[tuple[int, int]]:
    pairs: set[tuple[int, int]] = set()
    for numbers in groups:
        pairs.update(combinations(numbers, 2) if len(numbers) <= _COMMON else pairwise(numbers))
    return pairs
