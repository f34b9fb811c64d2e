"""Which mentions in a report name one organisation: by its name alone, as a careful reader would start."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sayso.model.annotation import Mention

_BRACKETS = re.compile(r"[\[(]([^\[\]()]*)[\])]?")
_OPENS = re.compile(r"\s*[\[(]\s*")
_CLOSES = re.compile(r"\s*[\])]")
_ALIAS = re.compile(r"\s*[\[(]\s*([A-Z][A-Z0-9-]{1,9})\s*[\])]")
_SMALL = frozenset({"and", "de", "for", "in", "la", "of", "on", "the"})
_LEAST = 2
"""Letters that an acronym has at least."""


@dataclass
class Organisation:
    """Mentions that name one organisation."""

    names: set[str]
    """Folded, as :func:`fold` does."""
    mentions: list[Mention]


def fold(name: str) -> str:
    """Return a name without case, a leading the, and quotation marks, backslashes and spaces around it."""
    bare = " ".join(name.split()).strip(" \"'“”‘’\\.,;:").casefold()
    return bare.removeprefix("the ").strip(" \"'“”‘’\\")


def names_in(name: str) -> set[str]:
    """Return the folded names that a name holds.

    "Free Hill Front [FHF] fighters" is three: the free hill front, its fighters, and FHF.
    """
    first = _BRACKETS.search(name)
    parts = [_BRACKETS.sub(" ", name), *_BRACKETS.findall(name), name[: first.start()] if first else ""]
    folded = {fold(part) for part in parts} - {"the"}
    return {part for part in folded if len(part) >= _LEAST and any(map(str.isalnum, part))}


def holds(longer: str, shorter: str) -> bool:
    """Tell whether a folded name holds another one as whole words, and more."""
    return longer != shorter and f" {shorter} " in f" {longer} "


def abbreviates(short: str, name: str) -> bool:
    """Tell whether a folded name is made of another's initials, with or without its small words."""
    letters = short.replace(".", "")
    if len(letters) < _LEAST or " " in letters:
        return False
    words = name.split()
    return letters in {
        "".join(word[0] for word in words),
        "".join(word[0] for word in words if word not in _SMALL),
    }


def organisations(text: str, mentions: Sequence[Mention]) -> list[Organisation]:
    """Group the mentions of one report.

    Two belong together if they share a name (what stands in brackets right after a name is one more), if one
    abbreviates the other, or if one holds the other as whole words. "The army" goes with "the Ostrel army"
    only where no other name holds it, so that two armies are not made one.
    """
    groups = [
        Organisation(_names(text, mention), [mention])
        for mention in sorted(mentions, key=lambda one: one.span.start)
    ]
    for before, after in itertools.pairwise(groups):
        between = text[before.mentions[0].span.end : after.mentions[0].span.start]
        if _OPENS.fullmatch(between) and _CLOSES.match(text, after.mentions[0].span.end):
            before.names |= after.names
    groups = _joined(groups, lambda a, b: bool(a.names & b.names))
    groups = _joined(groups, lambda a, b: _any(abbreviates, a, b) or _any(abbreviates, b, a))
    while (pair := _only_holder(groups)) is not None:
        part, whole = pair
        whole.names |= part.names
        whole.mentions += part.mentions
        groups.remove(part)
    return groups


def joined_names(sets: Iterable[set[str]]) -> list[set[int]]:
    """Return which of the sets are linked, directly or through others, by a shared name; as indices."""
    groups: list[tuple[set[str], set[int]]] = []
    for number, names in enumerate(sets):
        mine = (set(names), {number})
        apart = []
        for group in groups:
            if group[0] & mine[0]:
                mine = (group[0] | mine[0], group[1] | mine[1])
            else:
                apart.append(group)
        groups = [*apart, mine]
    return sorted((members for _, members in groups), key=min)


def _names(text: str, mention: Mention) -> set[str]:
    found = names_in(text[mention.span.start : mention.span.end])
    alias = _ALIAS.match(text, mention.span.end)
    return found | {fold(alias.group(1))} if alias else found


def _any(test: Callable[[str, str], bool], a: Organisation, b: Organisation) -> bool:
    return any(test(one, other) for one in a.names for other in b.names)


def _joined(
    groups: list[Organisation], same: Callable[[Organisation, Organisation], bool]
) -> list[Organisation]:
    """Return groups in which no two are the same any more."""
    apart: list[Organisation] = []
    for group in groups:
        mine = group
        for other in list(apart):
            if same(other, mine):
                mine = Organisation(other.names | mine.names, other.mentions + mine.mentions)
                apart.remove(other)
        apart.append(mine)
    return apart


def _only_holder(groups: list[Organisation]) -> tuple[Organisation, Organisation] | None:
    """Return a group and the only other one that holds a name of it, or None if there are no such two."""
    for part in groups:
        holders = [whole for whole in groups if whole is not part and _any(holds, whole, part)]
        if len(holders) == 1:
            return part, holders[0]
    return None
