"""Which bodies "the company", "the group", "the agency" can mean by the words of their names."""

from __future__ import annotations

import functools
import re

from sayso.text.words import table

_WORD = re.compile(r"[^\W\d_]+|&")


def can_be_called(noun: str, name: str) -> bool:
    """Tell whether a body with this name can be called by this noun without having been called so before.

    A name that holds a word for the noun can ("agency", "Norlands Wire"); "company" and "group", which
    say little, fit any name that does not tell otherwise.
    """
    known = _kinds().get(noun)
    if known is None:
        return False
    fitting, ruled_out = known
    words = set(_WORD.findall(name.casefold()))
    if words & fitting or any(name.casefold().endswith(end) for end in fitting if end.startswith(".")):
        return True
    return bool(ruled_out) and not words & ruled_out


@functools.cache
def _kinds() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    return table("kinds_of_body")
