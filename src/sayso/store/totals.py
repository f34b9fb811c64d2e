"""Totals over a case: its sources and its places, each counted once however often it is named."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, and_, func, select

from sayso.model.attribution import SourceKind
from sayso.model.listing import FindingFilter, PlaceLine, SourceLine
from sayso.model.place import Place
from sayso.store.entity_tables import local_entity, name_node, reference
from sayso.store.finding_tables import toponym, voice
from sayso.store.tables import assertion, attribution, attribution_span, document
from sayso.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Row

_TOLD = ("number", "kind", "affiliation", "access", "condition")


@dataclass(slots=True)
class _Count:
    kind: str
    names: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    reports: set[str] = field(default_factory=set)
    outlets: set[str] = field(default_factory=set)
    assertions: int = 0
    denials: int = 0
    descriptor: dict[str, Any] = field(default_factory=dict)
    entity: str | None = None


def sources(connection: Connection) -> Iterator[SourceLine]:
    """Yield the sources of a case, those with most assertions first.

    A named source is one across the case; by its entity where there is one, else by its name. An unnamed one
    is one only inside its report and under its own words: two reports' officials may be two officials.
    """
    source = attribution_span.alias("source")
    first = and_(source.c.attribution == attribution.c.id, source.c.role == "source", source.c.position == 0)
    entity = _entity_of_speaker()
    query: Select[Any] = (
        select(
            assertion.c.stance, attribution.c.speaker, attribution.c.source_kind, attribution.c.document,
            source.c.exact, document.c.outlet_folded, voice.c.descriptor, voice.c.resolved,
            entity.label("entity"),
        )
        .select_from(assertion)
        .join(attribution, assertion.c.attribution == attribution.c.id)
        .join(document, attribution.c.document == document.c.id)
        .outerjoin(source, first)
        .outerjoin(voice, voice.c.attribution == attribution.c.id)
        .where(attribution.c.source_kind != SourceKind.AUTHOR.value)
    )  # fmt: skip
    counts: dict[tuple[str, ...], _Count] = {}
    entity_of: dict[str, str] = {}
    for row in connection.execution_options(yield_per=1000).execute(query):
        if row.speaker and row.entity:
            entity_of.setdefault(fold(row.speaker), row.entity)
        key = _key(row)
        count = counts.setdefault(key, _Count(row.source_kind))
        _enter(count, row)
    merged: dict[tuple[str, ...], _Count] = {}
    for key, count in counts.items():
        known = entity_of.get(key[1]) if key[0] == "named" else None
        target = merged.setdefault(("entity", known) if known else key, _Count(count.kind))
        target.entity = known
        _join(target, count)
    ordered = sorted(merged.items(), key=lambda pair: (-pair[1].assertions, pair[0]))
    for key, count in ordered:
        yield _line(key, count)


def _entity_of_speaker() -> Any:  # noqa: ANN401 - a subquery
    """Return the query for the entity that an attribution's speaker is called by in its document."""
    same = and_(local_entity.c.document == reference.c.document, local_entity.c.local == reference.c.local)
    of_speaker = and_(
        reference.c.document == attribution.c.document, reference.c.name == attribution.c.speaker
    )
    return (
        select(func.min(name_node.c.entity))
        .select_from(reference)
        .join(local_entity, same)
        .join(name_node, local_entity.c.node == name_node.c.id)
        .where(of_speaker)
        .correlate(attribution)
        .scalar_subquery()
    )


def _key(row: Row[Any]) -> tuple[str, ...]:
    if row.speaker:
        return ("named", fold(row.speaker))
    resolved = json.loads(row.resolved) if row.resolved else None
    # "He said" of an official is that official's again, if the reading says so.
    words = resolved["words"] if resolved and resolved.get("words") else row.exact or ""
    return ("unnamed", row.document, fold(words))


def _enter(count: _Count, row: Row[Any]) -> None:
    count.assertions += 1
    count.denials += row.stance == "denies"
    count.reports.add(row.document)
    if row.outlet_folded:
        count.outlets.add(row.outlet_folded)
    if row.speaker:
        count.names[row.speaker] += 1
    if row.exact:
        count.words[row.exact] += 1
    if row.descriptor:
        told = json.loads(row.descriptor)
        count.descriptor |= {name: told[name] for name in _TOLD if told.get(name) is not None}


def _join(target: _Count, other: _Count) -> None:
    target.names += other.names
    target.words += other.words
    target.reports |= other.reports
    target.outlets |= other.outlets
    target.assertions += other.assertions
    target.denials += other.denials
    target.descriptor |= other.descriptor


def _line(key: tuple[str, ...], count: _Count) -> SourceLine:
    return SourceLine(
        name=_most(count.names)[0] if count.names else None,
        source_kind=SourceKind(count.kind),
        words=_most(count.words),
        assertions=count.assertions,
        reports=len(count.reports),
        outlets=len(count.outlets),
        denials=count.denials,
        descriptor=tuple((name, str(value)) for name, value in count.descriptor.items()),
        report=key[1] if key[0] == "unnamed" else None,
        entity=count.entity,
    )


def _most(names: Counter[str]) -> tuple[str, ...]:
    return tuple(name for name, _ in sorted(names.items(), key=lambda pair: (-pair[1], pair[0])))


def places(connection: Connection, wanted: FindingFilter) -> Iterator[PlaceLine]:
    """Yield the places that reports name, those named by most reports first.

    Names that the gazetteer does not have come last, each spelling by itself.
    """
    query = select(
        toponym.c.place, toponym.c.exact, toponym.c.document, toponym.c.ambiguous, toponym.c.candidates
    )
    if wanted.country is not None:
        query = query.where(func.upper(toponym.c.country) == wanted.country.upper())
    found: dict[tuple[bool, str], _Named] = {}
    for row in connection.execution_options(yield_per=1000).execute(query):
        name = " ".join(row.exact.split())
        one = found.setdefault((row.place is None, row.place or fold(name)), _Named())
        one.names[name] += 1
        one.reports.add(row.document)
        one.ambiguous += bool(row.ambiguous)
        if row.place is not None and one.place is None:
            one.place = Place(*json.loads(row.candidates)[0][0])

    def rank(key: tuple[bool, str]) -> tuple[object, ...]:
        one = found[key]
        return (key[0], -len(one.reports), -one.names.total(), _most(one.names)[0], key[1])

    for key in sorted(found, key=rank)[: wanted.limit]:
        one = found[key]
        yield PlaceLine(one.place, _most(one.names), one.names.total(), len(one.reports), one.ambiguous)


@dataclass(slots=True)
class _Named:
    place: Place | None = None
    names: Counter[str] = field(default_factory=Counter)
    reports: set[str] = field(default_factory=set)
    ambiguous: int = 0
