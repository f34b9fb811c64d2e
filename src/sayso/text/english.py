"""Is a text English enough for a reading model that knows only English?"""

from __future__ import annotations

import re

from sayso.text.words import words

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_SAMPLE = 3000
_SHARE = 0.14
"""Running English has a third and more of these words; tables of names, other languages, code: hardly any."""


def looks_english(text: str) -> bool:
    """Tell whether at least one in seven of the text's words is a common English function word.

    Looks at the beginning, and at the middle of long texts (boilerplate in another language may come first).
    """
    middle = len(text) // 2
    samples = (text[:_SAMPLE], text[middle : middle + _SAMPLE] if len(text) > 2 * _SAMPLE else "")
    return any(_share(sample) >= _SHARE for sample in samples if sample)


def _share(sample: str) -> float:
    common = words("common_english")
    found = [word.casefold() for word in _WORD.findall(sample)]
    return sum(word in common for word in found) / len(found) if found else 0.0
