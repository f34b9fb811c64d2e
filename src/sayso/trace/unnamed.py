"""Which unnamed sources of one claim may be one: by whose way they come, and how they are described."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from itertools import combinations, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.model.attribution import SourceKind
from sayso.text.bodies import singular
from sayso.text.governments import state_of
from sayso.trace.credits import agency
from sayso.trace.speakers import one_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sayso.model.lineage import Told

Description = tuple[str, frozenset[str]]
"""The noun for an unnamed source, and all its telling words; states by one name."""
_WORD = re.compile(r"[^\W_]+")
_DOCUMENT = re.compile(
    r"\b(?:report|statement|letter|notice|study|paper|bulletin|communiqu[eé]|release)s?$", re.IGNORECASE
)
_TAIL = re.compile(
    r",|\(|\b(?:who|whom|whose|which|that|familiar|speaking|close|with|in|at|on|from|near|briefed)\b",
    re.IGNORECASE,
)
_CROWD = 60
"""More descriptions in one place are not compared each with each; only the same words are one."""


def relay(one: Told) -> str:
    """Return from whom the report has it: the last relay named, its agency, or itself as one; or nothing."""
    if one.via:
        return agency(one.via[-1]) or one.via[-1]
    return one.agency or agency(one.outlet) or ""


def described_alike(told: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Yield pairs of unnamed sources that one relay or one report describes in words that may mean the same.

    What a relay is said to have reported goes back to its own unnamed source, if its description stands in
    what was reported ("estimates from activists that …").
    """
    places: dict[str, dict[Description, list[Told]]] = defaultdict(lambda: defaultdict(list))
    by_way = _ways(told)
    for one in told:
        described = description(one.source)
        if one.speaker is None and one.voice is None and described is not None:
            for place in filter(None, (by_way[one.id], f"in {one.document}")):
                places[place][described].append(one)
    for one in told:
        if one.source_kind is SourceKind.AUTHOR and one.via:
            said = frozenset(_telling(_WORD.findall(one.text)))
            for (_, telling), members in places.get(by_way[one.id], {}).items():
                if telling <= said:
                    yield members[0], one
    for by_words in places.values():
        yield from _alike(by_words)


def may_be_one(one: Told, other: Told) -> bool:
    """Tell whether two unnamed sources are described in words that have a telling one in common."""
    if one.speaker is not None or other.speaker is not None:
        return False
    first, second = description(one.source), description(other.source)
    return first is not None and second is not None and bool(first[1] & second[1])


def description(source: str) -> Description | None:
    """Return a source's noun and telling words; None if there are none."""
    tail = _TAIL.search(source)
    head = source[: tail.start()] if tail and tail.start() else source
    words = [word for word in _WORD.findall(head) if word.casefold() not in _nothing()]
    return (singular(words[-1].casefold()), frozenset(_telling(words))) if words else None


def _alike(by_words: Mapping[Description, Sequence[Told]]) -> Iterator[tuple[Told, Told]]:
    """Yield pairs of one place with one noun, where one description tells nothing that the other does not."""
    for members in by_words.values():
        yield from pairwise(members)
    if len(by_words) > _CROWD:
        return
    for ((noun, one), some), ((other_noun, other), others) in combinations(by_words.items(), 2):
        if noun == other_noun and (one <= other or other <= one):
            yield some[0], others[0]


def _ways(told: Sequence[Told]) -> dict[str, str]:
    """Return by whose way each assertion came, under one name for an outlet and for those who cite it.

    An outlet that nobody cites, and that is no agency, is nobody's way: two of its reports may have two
    sources.
    """
    cited = {_issuer(relay(one)) for one in told if one.via}
    names = one_name(cited | {one.outlet for one in told} | {relay(one) for one in told})
    known = {names[name] for name in cited}
    found = {}
    for one in told:
        usual = names[_issuer(relay(one)) if one.via else relay(one) or one.outlet]
        found[one.id] = usual if relay(one) or usual in known else ""
    return found


def _issuer(name: str) -> str:
    """Return whose a document is that passes something on ("third report of the Commission")."""
    document, of, issuer = name.partition(" of ")
    return issuer.removeprefix("the ") if of and _DOCUMENT.search(document) else name


@functools.cache
def _nothing() -> frozenset[str]:
    lines = (Path(__file__).parent / "telling_nothing.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _telling(words: Iterable[str]) -> Iterator[str]:
    """Yield words in the singular, and states by one name."""
    return (state_of(word) or singular(word.casefold()) for word in words)
