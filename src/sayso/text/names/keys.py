"""Keys to find names by: two names that may match share at least one.

A key is made of codes (see :mod:`sayso.text.names.sound`), so that spelling, script and order hardly matter:

``1:PTN``       a name of one word, or run together, whole; of one word, also with any one consonant left out
                (a symmetric-delete index, Garbe 2012); of organisations, their first telling words as well
``PTN+P``       of any two words, the code of one and the first class of the other: also finds initials
``PTN-L``       the same with the other's last class: also finds a misspelt first letter
``a:un``        the acronym that a name is or could have

One wrong letter in one word leaves a key in place; so do titles, legal forms and words that are left out, as
long as two words (of organisations, one) stay.
"""

from __future__ import annotations

import functools
import itertools
from typing import TYPE_CHECKING

from sayso.text.names.prepare import Name, Word, prepared
from sayso.text.names.sound import codes

if TYPE_CHECKING:
    from sayso.model.annotation import MentionKind

_MOST_WORDS = 6
_READINGS = 3
"""Codes of one word that are tried."""
_TELLING = 2
"""Words of an organisation that can stand for all of it."""
_LONG_ENOUGH = 3
"""Consonants that are left when one is taken out."""
_VOWELS = "aeiouyhwj"


def keys(name: str, kind: MentionKind | None = None) -> frozenset[str]:
    """Return the keys of a name, none for one without letters or digits; mostly a dozen or two.

    Without a kind, keys serve both ways of judging a name (see :func:`sayso.text.names.compare.compare`).
    """
    one = prepared(name, kind)
    words = [word for word in one.words if word.weight >= 1 or word.initial] or list(one.words)
    words = words[:_MOST_WORDS]
    found: set[str] = set()
    for one_word, other in itertools.permutations(words, 2):
        if not one_word.initial:
            ends = _ends(other)
            found.update([code + end for code in _codes(one_word) for end in ends])
    found |= _of_one(one, words, whole=kind is None)
    found.update(f"a:{short}" for short in one.acronyms)
    if one.short:
        found.add(f"a:{one.short}")
    if one.signs:
        found.add(f"s:{one.signs}")
    if not words and one.numbers:
        found.add("n:" + "-".join(map(str, sorted(one.numbers))))
    return frozenset(found)


@functools.lru_cache(maxsize=100_000)
def _ends(word: Word) -> tuple[str, ...]:
    some = _codes(word)
    firsts = {code[0] for code in some} | ({"A"} if word.text[0] in _VOWELS else set())
    lasts = {code[-1] for code in some}
    return (*(f"+{one}" for one in firsts), *(f"-{one}" for one in lasts))


@functools.lru_cache(maxsize=100_000)
def _codes(word: Word) -> tuple[str, ...]:
    some = codes(word.text)[:_READINGS]
    heads = [codes(head)[0] for head in sorted(word.groups)]
    return tuple(dict.fromkeys((*some, *heads)))


def _of_one(name: Name, words: list[Word], *, whole: bool) -> set[str]:
    found = {name.code} if name.code else set()
    if len(words) == 1 and not words[0].initial:
        for code in _codes(words[0]):
            found.add(code)
            found.update(_shorter(code))
    if name.organisation or whole:
        for word in [one for one in words if not one.initial][:_TELLING]:
            found.update(_codes(word)[:_READINGS] if name.organisation else ())
    return {f"1:{code}" for code in found}


def _shorter(code: str) -> set[str]:
    if len(code) <= _LONG_ENOUGH:
        return set()
    return {code[:place] + code[place + 1 :] for place in range(len(code))}
