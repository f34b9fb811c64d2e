"""Totals over a case: its sources and its places, each counted once however often it is named."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

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

    A named source is one across the case: by the entity that its report calls so, else by its name. One
    without a name, or with a bare surname that the case leads to nobody's full name, is one only inside its
    report: two reports' officials, or Smiths, may be two.
    """
    source = attribution_span.alias("source")
    first = and_(source.c.attribution == attribution.c.id, source.c.role == "source", source.c.position == 0)
    query: Select[Any] = (
        select(
            assertion.c.stance, attribution.c.speaker, attribution.c.source_kind, attribution.c.document,
            source.c.exact, document.c.outlet_folded, voice.c.descriptor, voice.c.resolved,
        )
        .select_from(assertion)
        .join(attribution, assertion.c.attribution == attribution.c.id)
        .join(document, attribution.c.document == document.c.id)
        .outerjoin(source, first)
        .outerjoin(voice, voice.c.attribution == attribution.c.id)
        .where(attribution.c.source_kind != SourceKind.AUTHOR.value)
    )  # fmt: skip
    meant = _entities_of_speakers(connection)
    of_name: dict[str, set[str]] = {}
    for (_, name), called in meant.items():
        of_name.setdefault(fold(name), set()).add(called.entity)
    counts: dict[tuple[str, ...], _Count] = {}
    for row in connection.execution_options(yield_per=1000).execute(query):
        one = meant.get((row.document, row.speaker)) if row.speaker else None
        alone = of_name.get(fold(row.speaker), set()) if row.speaker else set()
        entity = one.entity if one else next(iter(alone)) if len(alone) == 1 else None
        key = _key(row, entity, short=one is not None and one.short)
        count = counts.setdefault(key, _Count(row.source_kind))
        count.entity = entity
        _enter(count, row)
    for key, count in sorted(counts.items(), key=lambda pair: (-pair[1].assertions, pair[0])):
        yield _line(key, count)


class _Meant(NamedTuple):
    """Whom a document calls by a name."""

    entity: str
    short: bool
    """Nothing but a surname or an acronym is known of them."""


def _entities_of_speakers(connection: Connection) -> dict[tuple[str, str], _Meant]:
    """Return, for each document and speaker, the one entity that the document calls so."""
    whole = name_node.alias("whole")
    same = and_(local_entity.c.document == reference.c.document, local_entity.c.local == reference.c.local)
    speaks = and_(attribution.c.document == reference.c.document, attribution.c.speaker == reference.c.name)
    query: Select[Any] = (
        select(reference.c.document, reference.c.name, name_node.c.entity, whole.c.short)
        .select_from(reference)
        .join(attribution, speaks)
        .join(local_entity, same)
        .join(name_node, local_entity.c.node == name_node.c.id)
        .join(whole, name_node.c.entity == whole.c.id)
        .distinct()
    )
    found: dict[tuple[str, str], _Meant | None] = {}
    for row in connection.execute(query):
        key, one = (row.document, row.name), _Meant(row.entity, bool(row.short))
        found[key] = one if found.get(key, one) == one else None
    return {key: one for key, one in found.items() if one is not None}


def _key(row: Row[Any], entity: str | None, *, short: bool) -> tuple[str, ...]:
    if row.speaker:
        person = row.source_kind == SourceKind.PERSON.value
        if person and " " not in row.speaker.strip() and (entity is None or short):
            return ("alone", row.document, fold(row.speaker))
        return ("entity", entity) if entity else ("named", fold(row.speaker))
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
        report=key[1] if key[0] in {"unnamed", "alone"} else None,
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
