"""What the words of a cue tell: a denial, a question, a hedge.

The lists hold English reporting verbs, nouns and phrases. Their grouping follows the usual classes of
factuality research (Saurí and Pustejovsky 2009; Rudinger, White and Van Durme 2018).
"""

from __future__ import annotations

import re

from sayso.text.words import patterns

_NOT_BEFORE = re.compile(r"\b(?:no|not|n[o’']t|without|never|cannot|can’t|nor)\b[^.]{0,20}$", re.IGNORECASE)
_WHETHER = re.compile(
    r"\W*(?:as to |about |over |on )?(?:whether|if|who|whom|whose|what|which|when|where|why|how)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(r"ask|investigat|question|wonder|in?quir|try", re.IGNORECASE)

_BEGINNING = 40
"""Characters of a content that can still belong to the words that leave it open."""


def denies(cue: str) -> bool:
    """Tell whether the cue's words deny the content ("denied", "rejects the claim")."""
    found = patterns("cues_deny").search(cue)
    return found is not None and not _NOT_BEFORE.search(cue[: found.start()])


def leaves_open(cue: str, content: str) -> bool:
    """Tell whether cue and content together leave something open ("declined to say" + "who …").

    The cue may stop in the middle ("declined" + "to say who …"). A verb of asking leaves open only
    what is put as a question: "asked whether", but not "asked for".
    """
    found = patterns("cues_open").search(f"{cue} {content[:_BEGINNING]}")
    if found is None or found.start() > len(cue):
        return False
    return asks_whether(content) or not _ASKING.match(found.group())


def asks_whether(content: str) -> bool:
    """Tell whether the content begins with whether, who, why … and so is an indirect question."""
    return _WHETHER.match(content) is not None


def hedge(words: str) -> str | None:
    """Return ``possible`` or ``probable`` if the words hedge, the weaker one first; else None."""
    if patterns("cues_possible").search(words):
        return "possible"
    if patterns("cues_probable").search(words):
        return "probable"
    return None


def infers(cue: str) -> bool:
    """Tell whether the cue's words conclude or guess ("suspect", "my impression is")."""
    return patterns("cues_infer").search(cue) is not None


def reports(words: str) -> bool:
    """Tell whether a reporting verb stands in the words."""
    return patterns("cues_report").search(words) is not None
