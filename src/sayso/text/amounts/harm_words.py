"""Words of harm in a line: verbs, adjectives and nouns, and what may stand around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sayso.text.amounts.wordlists import phrases, word_set

if TYPE_CHECKING:
    from sayso.text.amounts.tokens import Line

BE = frozenset({"was", "were", "is", "are", "be", "been", "being", "got", "get", "gets"})
_HAVE = frozenset({"have", "has", "had"})
_CLOSERS = {",": ",", "(": ")", "[": "]", "—": "—", "–": "–", "-": "-"}
"""What opens an aside, and what closes it."""
_ASIDES = frozenset({"including", "among", "mostly", "all", "some", "many", "most", "both", "half"})
_ASIDE_AT_MOST = 14
_ATTACHED = frozenset({"of", "including", "on", "aboard", "from", "in"})
_ATTACHED_AT_MOST = 8
_STOPS = frozenset(".;!?")
_COUNTED = frozenset({"wounded", "injured"})
"""Adjectives that are nouns where they are counted."""
_OPENING = frozenset('$€£“"‘(')
"""Signs with which an object may begin."""


class Harm(NamedTuple):
    """A phrase of harm: how many tokens it has, killed, wounded, …, and what form it is (see harms.txt)."""

    length: int
    harm: str
    form: str


def harm_at(line: Line, index: int) -> Harm | None:
    """Return the phrase of harm that begins at a token."""
    return _harm(phrases("harms").starting(line, index))


def harm_ending(line: Line, index: int) -> Harm | None:
    """Return the phrase of harm that ends at a token."""
    return _harm(phrases("harms").ending(line, index))


def harm_of_noun(line: Line, index: int, begin: int) -> str | None:
    """Return the harm that a counted noun tells of ("deaths", "wounded"); the empty string for "casualties".

    ``begin`` is where the amount begins: "claimed 12 lives" tells of deaths, "saved 12 lives" does not.
    """
    word = line.lower(index)
    if word == "casualties":
        return ""
    if word == "lives":
        verb = harm_ending(line, begin - 1)
        return verb.harm if verb is not None and verb.form == "lives" else None
    found = harm_ending(line, index)
    return found.harm if found is not None and (found.form == "noun" or word in _COUNTED) else None


def no_object_at(line: Line, index: int) -> bool:
    """Tell whether nothing follows that "killed" could have for an object."""
    token = line.at(index)
    if token is None or token.lower in word_set("after_victims"):
        return True
    return (token.kind == "sign" and token.lower not in _OPENING) or harm_at(line, index) is not None


def aside_end(line: Line, index: int) -> int:
    """Return the token after ", including three children," or "of the guard"; else ``index`` itself."""
    opener = line.lower(index)
    if opener in _ATTACHED:
        return _attached_end(line, index)
    if opener not in _CLOSERS or (opener == "," and line.lower(index + 1) not in _ASIDES):
        return index
    for at in range(index + 3, index + _ASIDE_AT_MOST):
        if line.at(at) is None or line.lower(at) in _STOPS:
            break
        if line.lower(at) == _CLOSERS[opener]:
            return at + 1
    return index


def _attached_end(line: Line, index: int) -> int:
    """Return the verb after a phrase without commas: "members of the guard were"; else ``index``."""
    for at in range(index + 1, index + _ATTACHED_AT_MOST):
        token = line.at(at)
        if token is None or not token.is_word:
            break
        if token.lower in BE or token.lower in _HAVE:
            return at
    return index


def _harm(found: tuple[int, str] | None) -> Harm | None:
    if found is None:
        return None
    length, meaning = found
    harm, _, form = meaning.partition(".")
    return Harm(length, harm, form)
