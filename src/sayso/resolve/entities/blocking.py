"""Blocking: which names of a case may be one with a new one, found by keys and never by going through all."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sayso.model.naming import KINDS
from sayso.resolve.entities.sorts import BODY, PERSON, PLACE
from sayso.resolve.entities.spelling import initials, is_acronym, known_line, letters_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sayso.model.annotation import MentionKind
    from sayso.model.naming import NameNode
    from sayso.resolve.entities.index import EntityIndex

_MOST_HOLDERS = 64
"""Names that a key may have; a key of more tells nothing and is passed over."""
_MOST_CANDIDATES = 12
"""Names that a new name is compared with: those that share most keys, of these the rarest."""
_TOGETHER = 2
_OPPOSITE = {"w": "s", "s": "w", "i": "a", "a": "i"}
_MOST_KEYS = 64
_WHOLE = ("=", "k:", "w:", "s:", "i:", "a:")
"""Beginnings of keys of which one suffices; of others, which stand for parts of a name, it takes two."""


def keys_of(
    node: NameNode, given: Callable[[str, MentionKind | None], Iterable[str]] | None = None
) -> set[str]:
    """Return the keys by which a node is found.

    ``=name`` in plain form, ``k:`` a line of the list of well-known names; ``w:`` the last word of a
    person's full name and ``s:`` a person's single name, which find each other only; ``i:`` a body's
    initials and ``a:`` an acronym, which do so too; and the sort with each key of ``given`` (by default
    :func:`sayso.text.names.keys`). A name that is pinned to a document has none.
    """
    if node.pinned is not None:
        return set()
    found = {f"={node.key}"}
    line = known_line(node.name)
    if line is not None and node.sort != PERSON:
        found.add(f"k:{line[0]}")
    if node.sort == PERSON:
        found.add(f"{'s' if node.short else 'w'}:{node.key.split()[-1]}")
    if node.sort == BODY:
        found |= {f"i:{letters}" for letters in initials(node.name)}
        if is_acronym(node.name):
            found.add(f"a:{letters_of(node.name)}")
    if node.sort in {PERSON, BODY, PLACE} and not node.short:
        if given is None:
            from sayso.text.names import keys

            given = keys
        parts = sorted(key for key in given(node.name, KINDS[node.sort]) if not key.startswith("a:"))
        found |= {f"{node.sort}|{key}" for key in parts[:_MOST_KEYS]}
    return found


def candidates(index: EntityIndex, wanted: Mapping[str, set[str]]) -> dict[str, list[str]]:
    """Return, for each new node, ids of others that may be one with it; two look-ups for all together."""
    every = sorted({_sought(key) for keys in wanted.values() for key in keys})
    if not every:
        return {}
    counts = index.counts(every)
    rare = [key for key in every if 0 < counts.get(key, 0) <= _MOST_HOLDERS]
    holders = index.holders(rare, _MOST_HOLDERS) if rare else {}
    return {node: _best(node, keys, holders) for node, keys in wanted.items()}


def _best(node: str, keys: Iterable[str], holders: Mapping[str, Iterable[str]]) -> list[str]:
    weights: dict[str, float] = defaultdict(float)
    shared: Counter[str] = Counter()
    whole: set[str] = set()
    for key in sorted(map(_sought, keys)):
        found = [one for one in holders.get(key, ()) if one != node]
        for one in found:
            shared[one] += 1
            weights[one] += 1 / len(found)
            if key.startswith(_WHOLE):
                whole.add(one)
    fitting = [one for one in weights if one not in whole and shared[one] >= _TOGETHER]
    fitting.sort(key=lambda one: (-shared[one], -weights[one], one))
    return [*sorted(whole), *fitting[:_MOST_CANDIDATES]]


def _sought(key: str) -> str:
    """Return the key by which what this key may meet is found: most keys meet their like."""
    return _OPPOSITE[key[0]] + key[1:] if key[1:2] == ":" and key[0] in _OPPOSITE else key


def among(wanted: Mapping[str, set[str]]) -> dict[str, list[str]]:
    """Return, for new nodes of one document, those of the same document that they are compared with."""
    held: dict[str, list[str]] = defaultdict(list)  # also of keys that nothing has
    for one in sorted(wanted):
        for key in wanted[one]:
            held[key].append(one)
    return {
        one: _best(
            one, keys, {key: some for key in map(_sought, keys) if len(some := held[key]) <= _MOST_HOLDERS}
        )
        for one, keys in wanted.items()
    }
