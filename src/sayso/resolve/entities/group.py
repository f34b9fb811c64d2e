"""names_of: which names in one document denote one thing, with the reason for each."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from sayso.model.reference import LocalAlias, LocalEntity, Naming, Office, Reason
from sayso.resolve.entities.bodies import join_bodies, join_known, join_sounds
from sayso.resolve.entities.definitions import Definition, definitions
from sayso.resolve.entities.gather import Found, gather
from sayso.resolve.entities.governments import stand_for_bodies
from sayso.resolve.entities.persons import join_persons
from sayso.resolve.entities.sorts import BODY, PERSON, SORTS
from sayso.resolve.entities.spelling import listed
from sayso.resolve.entities.titles import office_behind, title_of
from sayso.resolve.entities.units import Forest, Unit, units
from sayso.text.bodies import BODIES
from sayso.text.titles import OFFICES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.model.annotation import Mention, MentionKind
    from sayso.model.attribution import SourceKind
    from sayso.model.span import Span

_THE_BODY = re.compile(r"\b[Tt]he[^\S\n]+([A-Z][a-z]{3,})\b(?![^\S\n]+(?:[A-Z]|of\b|for\b))")
_OWNS = re.compile(r"[’']s?[^\S\n]+(?:own[^\S\n]+)?")
_OF = re.compile(r"[^\S\n]+(?:of|within|in|at|under)[^\S\n]+(?:the[^\S\n]+)?")
_NEVER = listed("plain_bodies")
"""Nouns for bodies that are too plain to be one's short name."""


def names_of(
    text: str,
    mentions: Sequence[Mention],
    speakers: Sequence[tuple[Span, str, SourceKind]] = (),
    *,
    dated: str | None = None,
) -> list[LocalEntity]:
    """Return what a text names, each with all its names and places, in order of the first place.

    Args:
        text: the document's text.
        mentions: what the reading model marked; names cut short or missed are completed where a definition,
            or the same name elsewhere in the text, shows them.
        speakers: spans of sources with the speaker's name and kind.
        dated: the document's date, kept with offices.
    """
    defined = list(definitions(text))
    found, titles = gather(text, mentions, speakers, defined)
    found = _with_short_forms(text, found)
    made = units(text, found, titles)
    forest = Forest(len(made))
    where = {one.start: number for number, unit in enumerate(made) for one in unit.found}
    offices = _offices(text, made, titles, dated)
    parts = _parts(text, found, where, made, forest)
    _join_defined(defined, where, made, forest, text)
    join_known(made, forest)
    join_sounds(made, forest)
    join_persons(made, forest, _office_words(offices))
    join_bodies(made, forest)
    acting = stand_for_bodies(text, found, speakers)
    reasons = _reasons(forest.edges)
    entities = [_entity(text, made, group, reasons, offices, parts, acting) for group in forest.groups()]
    return sorted(entities, key=lambda entity: entity.references[0].span)


def _join_defined(
    defined: Sequence[Definition], where: Mapping[int, int], made: Sequence[Unit], forest: Forest, text: str
) -> None:
    """Join what the text defines, but for an acronym that it gives to two bodies with no word in common."""
    meant: list[tuple[int, int, Definition]] = []
    longs: dict[int, set[int]] = defaultdict(set)
    for one in defined:
        left, right = where.get(one.left.start), where.get(one.right.start)
        if left is None or right is None or left == right:
            continue
        meant.append((left, right, one))
        for short, long in ((left, right), (right, left)):
            # "FVB, formerly the Ash River Front" gives a second name, not a second meaning.
            if one.spelt and made[short].acronym and not made[long].acronym:
                longs[short].add(long)
    doubtful = set()
    for short, some in longs.items():
        for pair in itertools.combinations(sorted(some), 2):
            if not set(made[pair[0]].words) & set(made[pair[1]].words):
                doubtful.add(short)
                forest.apart.add(frozenset(pair))
    for left, right, one in meant:
        if left not in doubtful and right not in doubtful:
            said = " ".join(one.proof.of(text).split())
            forest.join(left, right, Reason(f"{one.words}: “{said}”", one.proof, definite=True))


def _with_short_forms(text: str, found: list[Found]) -> list[Found]:
    """Add "the Authority" where the last full name before it that ends in this noun is the only such name."""
    holders: dict[str, dict[str, Found]] = defaultdict(dict)
    for one in found:
        words = text[one.start : one.end].split()
        noun = words[-1].casefold() if words[1:] else ""
        if words[1:2] in (["of"], ["for"]):
            noun = words[0].casefold()
        if noun in BODIES and noun not in _NEVER:
            holders[noun].setdefault(" ".join(words).casefold(), one)
    if not holders:
        return found
    taken = {one.start for one in found}
    added = []
    for match in _THE_BODY.finditer(text):
        named = holders.get(match[1].casefold(), {})
        if len(named) == 1 and match.start(1) not in taken:
            (one,) = named.values()
            if one.end <= match.start():
                added.append(Found(match.start(1), match.end(1), one.kind, 0.2))
    return sorted([*found, *added]) if added else found


def _offices(
    text: str, made: Sequence[Unit], titles: Mapping[int, Span], dated: str | None
) -> dict[int, list[Office]]:
    offices: dict[int, list[Office]] = defaultdict(list)
    for number, unit in enumerate(made):
        if unit.sort != PERSON:
            continue
        for one in unit.found:
            for span in (titles.get(one.start), office_behind(text, one.end)):
                title = title_of(span.of(text).split()) if span else None
                if span is not None and title is not None:
                    offices[number].append(Office(title, span, dated))
    return offices


def _office_words(offices: Mapping[int, Iterable[Office]]) -> dict[int, frozenset[str]]:
    return {
        number: frozenset(word for office in some for word in office.title.casefold().split()) & OFFICES
        for number, some in offices.items()
    }


def _parts(
    text: str, found: Sequence[Found], where: Mapping[int, int], made: Sequence[Unit], forest: Forest
) -> dict[int, list[str]]:
    """Note bodies that belong to bodies ("the Ministry’s Press Office", "Press Office of the Ministry")."""
    parts: dict[int, list[str]] = defaultdict(list)
    for left, right in itertools.pairwise(found):
        gap = text[left.end : right.start]
        if len(gap) > len(" within the "):
            continue
        one, other = made[where[left.start]], made[where[right.start]]
        if one.sort != BODY or other.sort != BODY or one is other:
            continue
        whole, part = (one, other) if _OWNS.fullmatch(gap) else (other, one)
        if whole is one or (_OF.fullmatch(gap) and part.words[-1] in listed("parts") | BODIES):
            parts[where[left.start] if part is one else where[right.start]].append(whole.surface)
            forest.apart.add(frozenset((where[left.start], where[right.start])))
    return parts


def _reasons(edges: Iterable[tuple[int, int, Reason]]) -> dict[int, list[Reason]]:
    reasons: dict[int, list[Reason]] = defaultdict(list)
    for left, right, reason in edges:
        reasons[left].append(reason)
        reasons[right].append(reason)
    return reasons


def _entity(
    text: str,
    made: Sequence[Unit],
    group: Sequence[int],
    reasons: Mapping[int, Sequence[Reason]],
    offices: Mapping[int, Sequence[Office]],
    parts: Mapping[int, Sequence[str]],
    acting: set[int],
) -> LocalEntity:
    main = min(group, key=lambda number: _fullness(made[number]))
    order = sorted(group, key=lambda number: (number != main, _fullness(made[number])))
    kind = _kind(made, group)
    namings = sorted(
        (
            Naming(one.span, " ".join(text[one.start : one.end].split()), one.kind, one.start in acting)
            for number in group
            for one in made[number].found
        ),
        key=lambda naming: naming.span,
    )
    aliases = tuple(
        LocalAlias(name, why, count)
        for number in order
        for name, why, count in _spellings(
            made[number], () if number == main else tuple(dict.fromkeys(reasons.get(number, ())))
        )
    )
    held = {
        office.title.casefold(): office
        for number in reversed(group)
        for office in reversed(offices.get(number, ()))
    }
    owners = dict.fromkeys(name for number in group for name in parts.get(number, ()))
    return LocalEntity(made[main].surface, kind, tuple(namings), aliases, tuple(held.values()), tuple(owners))


def _kind(made: Sequence[Unit], group: Iterable[int]) -> MentionKind:
    """Return the kind that the places of all names weigh most for, the coarse class first."""
    kinds: dict[MentionKind, float] = defaultdict(float)
    classes: dict[str, float] = defaultdict(float)
    for number in group:
        for one in made[number].found:
            kinds[one.kind] += one.weight
            classes[SORTS[one.kind]] += one.weight
    return max(kinds, key=lambda kind: (classes[SORTS[kind]], kinds[kind], kind.value))


def _spellings(unit: Unit, reasons: tuple[Reason, ...]) -> list[tuple[str, tuple[Reason, ...], int]]:
    """Return a unit's spellings but for those in capitals, the commonest first, each with its reasons."""
    others = [(name, count) for name, count in unit.spellings if name != unit.surface]
    same = (Reason(f"“{unit.surface}” with other hyphens, accents or capitals"), *reasons)
    main = len(unit.found) - sum(count for _, count in others)
    return [(unit.surface, reasons, main), *((name, same, count) for name, count in others)]


def _fullness(unit: Unit) -> tuple[bool, int, int, int]:
    """Order names: no acronym, more words, more places, the earliest."""
    return unit.acronym, -len(unit.words), -len(unit.found), unit.found[0].start
