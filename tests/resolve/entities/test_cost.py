from __future__ import annotations

import random
from typing import TYPE_CHECKING

from sayso.model.annotation import MentionKind
from sayso.model.naming import Changes
from sayso.model.reference import LocalAlias, LocalEntity, Naming
from sayso.model.span import Span
from sayso.resolve.entities import MemoryIndex, Resolver
from sayso.resolve.entities.blocking import keys_of
from sayso.resolve.entities.nodes import node_of

if TYPE_CHECKING:
    from collections.abc import Iterator

NEW, OLD = 2, 4
"""Names in a document that the case does not have yet, and that it has."""


def entity(name: str) -> LocalEntity:
    kind = MentionKind.PERSON
    naming = Naming(Span(0, len(name)), name, kind)
    return LocalEntity(name, kind, (naming,), (LocalAlias(name, (), 1),))


def names(dice: random.Random) -> Iterator[str]:
    starts = ["b", "d", "dr", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "sh", "t", "tr", "v", "z"]
    ends = ["n", "r", "l", "m", "s", "k", "th", "v", "sh", "nd", "rk", "lt"]
    while True:
        parts = [dice.choice(starts) + dice.choice("aeiou") for _ in range(5)]
        words = parts[0] + parts[1] + dice.choice(ends), "".join(parts[2:]) + dice.choice(ends)
        yield " ".join(words).title()


def work_per_document(documents: int) -> tuple[float, float]:
    """Return look-ups and comparisons for one more document in a case of so many."""
    dice = random.Random(4)
    more = names(dice)
    index = MemoryIndex()
    known = [next(more) for _ in range(documents)]
    nodes = [node_of(name, entity(name), "old") for name in dict.fromkeys(known)]
    keys = tuple((key, node.id) for node in nodes for key in keys_of(node))
    index.apply(Changes(nodes=tuple(nodes), keys=keys, entities=tuple((node.id, node.id) for node in nodes)))
    resolver = Resolver(index)
    index.lookups = 0
    added = 40
    for number in range(added):
        some = [next(more) for _ in range(NEW)] + dice.sample(known, OLD)
        index.apply(resolver.add(f"new-{number}", [entity(name) for name in some]))
    return index.lookups / added, resolver.evidence.comparisons / added


def test_a_documents_cost_does_not_grow_with_the_case() -> None:
    few, many = work_per_document(50), work_per_document(5000)
    assert many[0] <= 1.5 * few[0]
    assert sum(many) <= 1.5 * sum(few)
    assert many[1] <= NEW * 12


def test_a_text_that_is_a_list_of_names_is_resolved_in_time() -> None:
    more = names(random.Random(5))
    index = MemoryIndex()
    resolver = Resolver(index)
    listed = [entity(f"{next(more).split()[0]} Velt") for _ in range(500)]
    index.apply(resolver.add("list", listed))
    assert resolver.evidence.comparisons < 20 * len(listed)
