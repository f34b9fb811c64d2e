"""The origins of one claim: which of its assertions go back to one utterance, and which are independent.

The rule, in short. Who is named and repeats itself is one origin, through any relay; so is a body that speaks
in its own name, whatever it is called. An unnamed source is one origin with another only if both have it from
the same outlet or agency, which describe it alike, or if both say it in nearly the same words. What no source
is named for is one origin an agency. Independence is only found where both sides have an access of their own,
or where one asserts and the other denies, and they do not speak for one body; all else is *not established*.
That two figures match says nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from sayso.model.assertion import Stance
from sayso.model.attribution import SourceKind
from sayso.model.ids import content_id
from sayso.model.lineage import Edge, EdgeKind, Lineage, Origin
from sayso.trace.credits import agency
from sayso.trace.passages import compare

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.model.lineage import Told

_ALIKE = 0.7
"""Share of the shorter content's words, from which two contents are nearly the same words …"""
_LEAST = 8
"""… if they have so many words in common."""
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


def trace(claim: str, told: Iterable[Told]) -> Lineage:
    """Return the lineage of a claim's assertions; their order does not matter."""
    ordered = sorted(told, key=lambda one: (not one.published, one.published, one.document, one.span, one.id))
    groups = _Groups(ordered)
    for kind, members in _keyed(ordered):
        for later in members[1:]:
            groups.join(members[0], later, kind, _SURE[kind])
    for first, second, alike in _worded(ordered):
        if not _apart(first, second):
            groups.join(first, second, EdgeKind.PASSAGE, alike)
    origins = [_origin(claim, members, groups) for members in groups.members()]
    return Lineage(claim, tuple(origins), _independent(origins, ordered), tuple(groups.edges))


class _Groups:
    """Assertions that go back to one another; an edge that adds nothing to a group is not kept."""

    def __init__(self, told: Sequence[Told]) -> None:
        self._told = told
        self._rank = {one.id: number for number, one in enumerate(told)}
        self._root = {one.id: one.id for one in told}
        self.edges: list[Edge] = []

    def join(self, first: Told, second: Told, kind: EdgeKind, probability: float) -> None:
        """Let the later of two go back to the earlier, if they are not joined already."""
        one, two = self._find(first.id), self._find(second.id)
        if one == two:
            return
        earlier, later = sorted((first, second), key=lambda told: self._rank[told.id])
        root, other = sorted((one, two), key=self._rank.__getitem__)
        self._root[other] = root
        reason = _reason(kind, earlier, later)
        self.edges.append(Edge(later.id, earlier.id, kind, probability, later.document, later.span, reason))

    def members(self) -> list[list[Told]]:
        """Return the groups, each in order of time, by their first members."""
        found: dict[str, list[Told]] = defaultdict(list)
        for one in self._told:
            found[self._find(one.id)].append(one)
        return list(found.values())

    def _find(self, name: str) -> str:
        while self._root[name] != name:
            self._root[name] = self._root[self._root[name]]
            name = self._root[name]
        return name


def _keyed(told: Sequence[Told]) -> list[tuple[EdgeKind, list[Told]]]:
    """Return groups of two and more that a shared source, relay or quotation makes one."""
    keyed: dict[tuple[EdgeKind, str], list[Told]] = defaultdict(list)
    for one in told:
        key = _source_key(one)
        if key is not None:
            keyed[key].append(one)
        if one.speaker is None:
            for words in _quotations(one.text):
                keyed[EdgeKind.QUOTATION, words].append(one)
    return [(kind, members) for (kind, _), members in keyed.items() if len(members) > 1]


def _source_key(one: Told) -> tuple[EdgeKind, str] | None:
    """Return what makes an assertion one with others of the same key, or None."""
    if one.speaker is not None:
        bodily = one.body is not None and one.source_kind is SourceKind.ORGANISATION
        return EdgeKind.SPEAKER, _plain(one.body or "") if bodily else _plain(one.speaker)
    relay = _relay(one)
    if not relay:
        return None
    if one.source_kind is SourceKind.AUTHOR:
        return EdgeKind.AGENCY, _plain(relay)
    described = one.body or one.source
    return (EdgeKind.CITATION, f"{_plain(relay)}: {_plain(described)}") if described else None


def _relay(one: Told) -> str:
    """Return from whom the report has it: the last relay named, its agency, or itself as one; or nothing."""
    if one.via:
        return agency(one.via[-1]) or one.via[-1]
    return one.agency or agency(one.outlet) or ""


def _plain(name: str) -> str:
    return " ".join(word for word in _WORD.findall(name.casefold()) if word not in _ARTICLES)


def _quotations(text: str) -> set[str]:
    """Return what stands in quotation marks, from five words on."""
    found = {_plain(match.group(1)) for match in _QUOTED.finditer(text)}
    return {words for words in found if words.count(" ") >= _QUOTE_WORDS - 1}


def _worded(told: Sequence[Told]) -> list[tuple[Told, Told, float]]:
    """Return pairs from different documents that are worded nearly alike, and how alike."""
    holding: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, one in enumerate(told):
        words = _WORD.findall(one.text.casefold())
        for run in {tuple(words[at : at + _SEED]) for at in range(len(words) - _SEED + 1)}:
            holding[run].append(number)
    pairs: set[tuple[int, int]] = set()
    for numbers in holding.values():
        pairs.update(combinations(numbers, 2) if len(numbers) <= _COMMON else pairwise(numbers))
    found = []
    for first, second in sorted(pairs):
        one, two = told[first], told[second]
        if one.document == two.document:
            continue
        reuse = compare(one.text, two.text)
        if reuse.share >= _ALIKE and sum(passage.words for passage in reuse.passages) >= _LEAST:
            found.append((one, two, reuse.share))
    return found


def _apart(first: Told, second: Told) -> bool:
    """Tell whether two that are worded alike are still two: other names, or the other stance."""
    named = first.speaker is not None and second.speaker is not None
    return named or _against(first, second)


def _against(first: Told, second: Told) -> bool:
    return {first.stance, second.stance} == {Stance.ASSERTS, Stance.DENIES}


def _origin(claim: str, members: Sequence[Told], groups: _Groups) -> Origin:
    root = members[0]
    ids = tuple(one.id for one in members)
    reasons = tuple(dict.fromkeys(edge.reason for edge in groups.edges if edge.later in ids))
    named = next((one.speaker for one in members if one.speaker), None)
    name = named or root.source or _relay(root) or root.outlet or root.document
    return Origin(content_id("ori", claim, root.id), ids, name, reasons or (_alone(root),))


def _alone(one: Told) -> str:
    if one.speaker is None:
        return "Nothing ties it to another report, and nothing shows that it does not rest on one."
    return f"Only {one.speaker} speaks."


def _reason(kind: EdgeKind, earlier: Told, later: Told) -> str:
    relay = _relay(later)
    return {
        EdgeKind.SPEAKER: f"{earlier.speaker} speaks in both."
        if earlier.speaker == later.speaker
        else f"{earlier.speaker} and {later.speaker} are one body.",
        EdgeKind.CITATION: f"“{earlier.source}” and “{later.source}”, both by way of {relay}.",
        EdgeKind.AGENCY: f"Both are {relay}'s, and name no other source.",
        EdgeKind.QUOTATION: "Both quote the same words.",
        EdgeKind.PASSAGE: f"Worded nearly as in {earlier.outlet or earlier.document}.",
    }[kind]


def _independent(origins: Sequence[Origin], told: Sequence[Told]) -> tuple[tuple[str, str, str], ...]:
    by_id = {one.id: one for one in told}
    sourced = []
    for origin in origins:
        members = [by_id[name] for name in origin.assertions]
        if any(one.source_kind is not SourceKind.AUTHOR for one in members):
            sourced.append((origin.id, members))
    found = []
    for (first, ones), (second, twos) in combinations(sourced, 2):
        reason = _why_independent(ones, twos)
        if reason:
            found.append((first, second, reason))
    return tuple(found)


def _why_independent(first: Sequence[Told], second: Sequence[Told]) -> str | None:
    """Return why two origins are independent, or None: not established."""
    bodies = [{one.body or one.speaker for one in side} - {None} for side in (first, second)]
    if bodies[0] & bodies[1]:
        return None
    if all(any(one.access for one in side) for side in (first, second)):
        return "Each has an access of its own."
    stances = [{one.stance for one in side} for side in (first, second)]
    if {Stance.ASSERTS} in stances and {Stance.DENIES} in stances:
        return "One asserts what the other denies."
    return None
