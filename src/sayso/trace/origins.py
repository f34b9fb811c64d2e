"""The origins of one claim: which of its assertions go back to one utterance, and which are independent.

The rule, in short. Who is named and repeats itself is one origin, through any relay; so is a body that speaks
in its own name, whatever it is called and whoever is its spokesman. An unnamed source is one origin with
another only if both have it from the same outlet or agency, which describe it alike, or if both say it in
nearly the same words. What no source is named for is one origin an agency. Independence is only found where
both sides have an access of their own and do not speak for one body; accuser and accused are opposed; all
else is *not established*. That two figures match says nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sayso.model.ids import content_id
from sayso.model.lineage import Edge, EdgeKind, Lineage, Origin
from sayso.trace.independence import independent
from sayso.trace.ties import ties
from sayso.trace.unnamed import relay

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.model.lineage import Told


def trace(claim: str, told: Iterable[Told]) -> Lineage:
    """Return the lineage of a claim's assertions; their order does not matter."""
    ordered = sorted(told, key=lambda one: (not one.published, one.published, one.document, one.span, one.id))
    groups = _Groups(ordered)
    for first, second, kind, probability in ties(ordered):
        groups.join(first, second, kind, probability)
    origins = [_origin(claim, members, groups) for members in groups.members()]
    by_id = {one.id: one for one in ordered}
    apart, opposed = independent(origins, by_id)
    return Lineage(claim, tuple(origins), apart, tuple(groups.edges), opposed)


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


def _origin(claim: str, members: Sequence[Told], groups: _Groups) -> Origin:
    root = members[0]
    ids = tuple(one.id for one in members)
    reasons = tuple(dict.fromkeys(edge.reason for edge in groups.edges if edge.later in ids))
    return Origin(content_id("ori", claim, root.id), ids, _name(members), reasons or (_alone(root),))


def _name(members: Sequence[Told]) -> str:
    """Return what most members call their source, the earliest of several; else from whom they have it."""
    counts = Counter(one.speaker or one.source for one in members if one.speaker or one.source)
    if counts:
        return max(counts, key=counts.__getitem__)
    root = members[0]
    return relay(root) or root.outlet or root.document


def _called(one: Told) -> str:
    """Return by what to call an assertion's source in a reason."""
    return one.speaker or one.source or relay(one) or one.outlet or one.document


def _alone(one: Told) -> str:
    if one.speaker is None:
        return "Nothing ties it to another report, and nothing shows that it does not rest on one."
    return f"Only {one.speaker} speaks."


def _reason(kind: EdgeKind, earlier: Told, later: Told) -> str:
    by_way = relay(later)
    first, second = _called(earlier), _called(later)
    alike = (
        "in one report" if earlier.document == later.document else f"both by way of {by_way or later.outlet}"
    )
    return {
        EdgeKind.SPEAKER: f"{first} speaks in both." if first == second else _one_voice(earlier, later),
        EdgeKind.CITATION: f"“{first}” and “{second}”, {alike}.",
        EdgeKind.AGENCY: f"Both are {by_way}'s, and name no other source.",
        EdgeKind.QUOTATION: "Both quote the same words.",
        EdgeKind.PASSAGE: f"Worded nearly as in {earlier.outlet or earlier.document}.",
    }[kind]


def _one_voice(earlier: Told, later: Told) -> str:
    first, second = _called(earlier), _called(later)
    if earlier.voice is not None and earlier.voice == later.voice:
        return f"{first} and {second} are one body."
    return f"{first} and {second} are one speaker under two names."
