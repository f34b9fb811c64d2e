"""Whether the words around a date put it behind or ahead of the day of writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.text.times.lexicon import classes

if TYPE_CHECKING:
    from sayso.text.times.lexicon import Words

_REACH = 25
"""Words on either side in which a verb can still belong to the date."""
_BESIDE = 2
"""Words before a date in which its own verb stands, if it is not far from it."""
_SIGNS = classes()
_AHEAD, _AHEAD_TO, _BEHIND, _STOP, _DOT, _TO, _BE = (
    _SIGNS[name] for name in ("ahead", "ahead_to", "behind", "stop", "dot", "to", "be")
)
_SHORTENED = frozenset(_SIGNS[name] for name in ("month", "maybe_month", "short_weekday"))
_TOWARDS = frozenset(_SIGNS[name] for name in ("until", "through"))
_BY = frozenset(_SIGNS[name] for name in ("by", "than"))
_BEFORE_ADJECTIVES = frozenset(_SIGNS[name] for name in ("a", "the", "poss", "this", "each", "in", "of"))


def lies_ahead(words: Words, first: int, end: int) -> bool | None:
    """Tell whether the nearest verb before the words, or else after them, speaks of the future.

    None if the sentence holds no verb that tells.
    """
    if first and words.signs[first - 1] in _TOWARDS:
        return True
    for at in range(first - 1, max(-1, first - _REACH), -1):
        if _ends(words, at):
            break
        if (told := _tells(words, at)) is not None:
            return told
    for at in range(end, min(len(words.signs), end + _REACH)):
        if _ends(words, at):
            break
        if (told := _tells(words, at)) is not None:
            return told
    return True if first and words.signs[first - 1] in _BY else None


def verb_beside(words: Words, first: int) -> bool:
    """Tell whether a verb that tells stands right before the words, but for a preposition.

    "To" moves a date ahead of its verb ("put off to"), so that the verb does not tell.
    """
    return words.signs[first - 1 : first] != _TO and any(
        _tells(words, at) is not None for at in range(max(0, first - _BESIDE), first)
    )


def same_sentence(words: Words, first: int, end: int) -> bool:
    """Tell whether words lie near each other and in one sentence."""
    return end - first <= _REACH and not any(_ends(words, at) for at in range(first, end))


def _tells(words: Words, at: int) -> bool | None:
    sign = words.signs[at]
    before = words.signs[at - 1] if at else ""
    if sign == _AHEAD:
        return before != _BEHIND  # "had been due", "was scheduled" lies behind
    if sign == _AHEAD_TO:
        return True if words.signs[at + 1 : at + 2] == _TO and before not in _BEFORE_ADJECTIVES else None
    if sign == _BEHIND:
        return None if before == _BE or before in _BEFORE_ADJECTIVES else False
    return None


def _ends(words: Words, at: int) -> bool:
    """Tell whether a sentence ends here: a stop, or a dot after a word of more than two letters."""
    sign = words.signs[at]
    if sign == _STOP:
        return True
    if sign != _DOT or not at or words.signs[at - 1] in _SHORTENED:
        return False
    start, end = words.spans[at - 1]
    return end - start > len("Mr") or words.text[start:end].isdigit()
