"""What a source's words tell of its standing: an access of its own, an admission, a rejection.

A claim that two sources make independently needs access on both sides. Only what the text tells counts; that
somebody could know by virtue of an office is no access.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path

_ITSELF = (
    r"(?:\b(?:i|we)\b|\b(?:my|our) (?:own )?[\w-]+"
    r"|^\W*(?:that )?(?:it|he|she|they|(?:his|her|its|their) (?:own )?[\w-]+)|^\W*having)"
    r"(?: (?:has|have|had|also|himself|herself|itself|themselves|personally|all|been|could|did)){0,3} "
)
"""Who speaks of himself: anywhere in the first person; in the third, only where the content begins."""


def own_access(source: str, words: str) -> bool:
    """Tell whether a source is described as one that has an access of its own, or tells of it itself.

    Args:
        source: the words for the source, with what stands beside its name.
        words: what it says.
    """
    return _expressions("access").search(source) is not None or _observed().search(words) is not None


def admits(cue: str) -> bool:
    """Tell whether a source owns up to what it is said to have done, by the words that introduce it."""
    return _expressions("admits").search(cue) is not None


def rejects(cue: str, words: str) -> bool:
    """Tell whether a source calls what is alleged false, or says that it had no part in it."""
    return _expressions("rejects").search(f"{cue} {words}") is not None


def doubts(words: str) -> bool:
    """Tell whether a source leaves open what is alleged, by what it says ("there is no proof yet")."""
    return _expressions("doubts").search(words) is not None


@functools.cache
def _expressions(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_alternatives(name)})\b", re.IGNORECASE)


@functools.cache
def _observed() -> re.Pattern[str]:
    return re.compile(rf"{_ITSELF}(?:{_alternatives('observed')})\b", re.IGNORECASE)


def _alternatives(name: str) -> str:
    """Return the expressions of a list, one a line, as one."""
    lines = (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return "|".join(line.strip() for line in lines if line.strip() and not line.startswith("#"))
