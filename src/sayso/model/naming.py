"""Naming: names of a case as nodes, what ties them, and what changes when a document or a judgment comes.

What an index of entities stores and gives back; :mod:`sayso.resolve.entities` decides.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from sayso.model.annotation import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sayso.model.entity import LinkStatus
    from sayso.model.reference import LocalEntity

COMPANY = 16
"""Names kept of those that stand beside a name in documents."""
OFFICES = 16
KINDS = {
    "person": MentionKind.PERSON,
    "body": MentionKind.ORGANISATION,
    "place": MentionKind.GEOPOLITICAL,
    "event": MentionKind.EVENT,
    "weapon": MentionKind.WEAPON,
}
"""The kind as which a sort's names are compared, whatever kinds its documents give."""
DEFINITE = frozenset({"defined", "known"})
_MOST_REASONS = 6


@dataclass(frozen=True, slots=True)
class NameNode:
    """A name as an entity's possible beginning; its id is, or leads to, an entity's id."""

    id: str
    sort: str
    """The coarse kind: person, body, place, event or weapon."""
    key: str
    """The name in plain form."""
    name: str
    """As it is spelt."""
    short: bool
    """An acronym, or a person's single name: several may bear it."""
    kinds: Mapping[str, int] = field(default_factory=dict)
    """In how many documents it is of which :class:`MentionKind`; empty for a name that was only defined."""
    offices: tuple[str, ...] = ()
    """Words for offices, in order."""
    company: tuple[str, ...] = ()
    """Ids of names that stand beside it, in order: the smallest, an even sample since ids are hashes."""
    pinned: str | None = None
    """The document to which a judgment, or the name's plainness ("the Authority"), ties it."""

    @property
    def documents(self) -> int:
        """In how many documents it is the fullest name of something."""
        return sum(self.kinds.values())

    @property
    def kind(self) -> MentionKind:
        """The kind that most documents give."""
        best = max(self.kinds, key=lambda kind: (self.kinds[kind], kind), default=None)
        return KINDS[self.sort] if best is None else MentionKind(best)

    def with_more(self, other: NameNode) -> NameNode:
        """Return the node with what another one of the same id tells; the order does not matter."""
        return replace(
            self,
            name=min(self.name, other.name, key=_evenly_spelt),
            short=self.short and other.short,
            kinds=dict(sorted((Counter(self.kinds) + Counter(other.kinds)).items())),
            offices=smallest((*self.offices, *other.offices), OFFICES),
            company=smallest((*self.company, *other.company), COMPANY),
        )


@dataclass(frozen=True, slots=True)
class Tie:
    """What speaks for two names being one entity's; ``left`` is the smaller id."""

    left: str
    right: str
    features: Mapping[str, float] = field(default_factory=dict)
    """Of the names and of definitions; features of company, office and rarity are added for the score."""
    reasons: tuple[str, ...] = ()
    score: float = 0.0
    status: LinkStatus | None = None
    """Made where the two are one entity, proposed where they may be; None below that."""

    @property
    def definite(self) -> bool:
        """Whether a document or the list of well-known names says so."""
        return any(self.features.get(name) for name in DEFINITE)

    def with_more(self, other: Tie) -> Tie:
        """Return the tie with what another one of the same two names tells; the order does not matter."""
        names = sorted({*self.features, *other.features})
        features = {name: max(self.features.get(name, 0.0), other.features.get(name, 0.0)) for name in names}
        reasons = tuple(sorted({*self.reasons, *other.reasons})[:_MOST_REASONS])
        return replace(self, features=features, reasons=reasons)


def tie(one: str, other: str, features: Mapping[str, float], reasons: tuple[str, ...]) -> Tie:
    """Return a tie with its ends in order."""
    left, right = sorted((one, other))
    return Tie(left, right, dict(sorted(features.items())), tuple(sorted(set(reasons))[:_MOST_REASONS]))


class Verdict(NamedTuple):
    """What an analyst decided of two names: the same entity, or not."""

    left: str
    right: str
    same: bool
    number: int = 0
    """Its judgment's. It tells verdicts of one wording apart, and a later one overrules earlier ones."""


class Outcome(StrEnum):
    """What became of entities."""

    NEW = "new"
    LINKED = "linked"
    """Names were added to an entity."""
    MERGED = "merged"
    """Entities became one: the others' ids lead to it."""
    SPLIT = "split"
    """Names of one entity became several entities."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about one entity, and why."""

    outcome: Outcome
    entity: str
    names: tuple[str, ...]
    """Ids of the names it has now."""
    before: tuple[str, ...] = ()
    """Entities that these names belonged to, the entity's own id aside."""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Anchor:
    """An entity of a document, and the name by which the case knows it."""

    document: str
    node: str
    entity: LocalEntity


@dataclass(frozen=True, slots=True)
class Changes:
    """All that is to be stored, in one transaction, after a document was resolved or a judgment given."""

    document: str | None = None
    nodes: tuple[NameNode, ...] = ()
    """New ones, and old ones as they are now."""
    keys: tuple[tuple[str, str], ...] = ()
    """(key, id of a node) to be added; some may be there."""
    ties: tuple[Tie, ...] = ()
    """New ones, and old ones as they are now."""
    anchors: tuple[Anchor, ...] = ()
    entities: tuple[tuple[str, str], ...] = ()
    """(id of a node, its entity) where that is new or changed."""
    decisions: tuple[Decision, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    withdrawn: tuple[Verdict, ...] = ()
    moved: tuple[tuple[str, str, str], ...] = ()
    """(document, old node, new node): anchors that a judgment moves."""


def smallest(values: Iterable[str], most: int) -> tuple[str, ...]:
    """Return the smallest distinct values, in order."""
    return tuple(sorted(set(values))[:most])


def _evenly_spelt(name: str) -> tuple[bool, bool, str]:
    return name.isupper(), name.islower(), name
