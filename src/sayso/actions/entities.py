"""Entities of a case: listings, what may be the same, and what analysts decide; and their JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.actions.listings import opened
from sayso.errors import UsageError
from sayso.model.judgment import Judgment, Verb

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.model.entity import Entity, EntityLink
    from sayso.store import Case


def entities(
    case: Path | str | Case, *, schema: str | None = None, name: str | None = None
) -> Iterator[Entity]:
    """Yield the entities of a case, those named by most documents first.

    Args:
        case: the case.
        schema: only entities of this FollowTheMoney schema.
        name: only those one of whose names holds this, case and accents folded.

    Raises:
        CaseError: the case cannot be read.
    """
    with opened(case) as ledger:
        yield from ledger.entities(schema, name)


def waiting(case: Path | str | Case) -> int:
    """Return how many reports' names are not yet part of the case's: a run was killed before its end."""
    with opened(case) as ledger:
        return len(ledger.unresolved())


def proposed(case: Path | str | Case) -> Iterator[tuple[EntityLink, Entity, Entity]]:
    """Yield pairs of entities that may be one, the likeliest first, with the two."""
    with opened(case) as ledger:
        links = list(ledger.proposed())
        known = {entity.id: entity for entity in ledger.entities()} if links else {}
        for link in links:
            if link.left in known and link.right in known:
                yield link, known[link.left], known[link.right]


def judge(case: Path, verb: str, asked: tuple[str, ...], *, who: str, why: str) -> Judgment:
    """Decide that two entities are the same, or not, or take an earlier judgment back.

    Nothing that documents say is changed; the judgment is added to a chain, and entities are formed anew.

    Args:
        case: the case.
        verb: ``same``, ``different`` or ``undo``.
        asked: two entities, each by id, the beginning of one or a name; for ``undo`` a judgment's number.
        who: whoever decides.
        why: the reason, for whoever reads the case later.

    Raises:
        UsageError: there are too few or too many entities, the two are one already, or there is no reason.
        NoSuchRecord: an entity or judgment does not exist.
        CaseError: the case cannot be written to.
    """
    from sayso.pipeline.entities import judged, resolve_new
    from sayso.store import open_case

    decision = Verb(verb)
    wanted = 1 if decision is Verb.UNDO else 2
    if len(asked) != wanted:
        message = f"“{verb}” takes {'a judgment’s number' if wanted == 1 else 'two entities'}."
        raise UsageError(message)
    if not why.strip():
        message = "A judgment needs a reason, for whoever reads the case later: give one with --why."
        raise UsageError(message)
    with open_case(case) as ledger:
        resolve_new(ledger)  # what a killed run left over
        ends = (asked[0], "") if decision is Verb.UNDO else _ends(ledger, asked, decision)
        return ledger.judge(decision, *ends, (who, why), judged)


def in_effect(case: Path | str | Case, made: Judgment) -> bool:
    """Tell whether entities are as a judgment has it.

    Two names stay one entity in spite of it where a report calls one and the same thing by both.
    """
    if made.verb is Verb.UNDO:
        return True
    with opened(case) as ledger:
        together = ledger.entity_of(made.left) == ledger.entity_of(made.right)
    return together == (made.verb is Verb.SAME)


def _ends(ledger: Case, asked: tuple[str, ...], verb: Verb) -> tuple[str, str]:
    """Return what a verdict is about: two entities, or two names of one that is to be taken apart."""
    left, right = (_name_of(ledger, one) for one in asked)
    if left == right:
        message = f"“{asked[0]}” and “{asked[1]}” are one name: there is nothing to decide."
        raise UsageError(message)
    if verb is Verb.SAME and ledger.entity_of(left) == ledger.entity_of(right):
        message = f"“{asked[0]}” and “{asked[1]}” are one entity already."
        raise UsageError(message)
    return left, right


def _name_of(ledger: Case, asked: str) -> str:
    """Return the id of the very name, where it is one, so that two names of one entity can be told apart."""
    return ledger.name_of(asked) or ledger.entity_of(asked)


def judgments(case: Path | str | Case) -> Iterator[Judgment]:
    """Yield what analysts decided, in order."""
    with opened(case) as ledger:
        yield from ledger.judgments()


def entity_json(entity: Entity) -> dict[str, Any]:
    """Return a line of ``sayso entities --json``."""
    return {
        "id": entity.id,
        "name": entity.name,
        "schema": entity.schema.value,
        "aliases": [
            {"name": alias.name, "reasons": list(alias.reasons), "references": alias.references}
            for alias in entity.aliases
        ],
        "offices": list(entity.offices),
        "documents": entity.documents,
        "references": entity.references,
    }


def link_json(link: EntityLink, left: Entity, right: Entity) -> dict[str, Any]:
    """Return a line of ``sayso entities --proposed --json``."""
    return {
        "left": {"id": left.id, "name": left.name},
        "right": {"id": right.id, "name": right.name},
        "score": round(link.score, 4),
        "status": link.status.value,
        "reasons": list(link.reasons),
    }


def judgment_json(one: Judgment) -> dict[str, Any]:
    """Return a judgment, under the model's field names."""
    return {name: getattr(one, name) for name in one.__slots__} | {"verb": one.verb.value}
