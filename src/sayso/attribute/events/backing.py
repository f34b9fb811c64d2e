"""Backing: on whose word somebody is blamed, as in MUC-4's slot 11 (Sundheim 1992).

- possible: a hedge ("may have", "possibly"), or a source that only holds it possible;
- claimed or admitted: a frame says so ("claimed responsibility"), or whoever is blamed is the one who
  speaks;
- suspected or accused by authorities: the source, or the accuser, is one who governs, commands, polices or
  judges;
- suspected or accused: any other source, or an accusation without one ("alleged members of …");
- reported as fact: the outlet says so itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.attribute.events.lexicon import words as word_list
from sayso.attribute.events.roles import Way
from sayso.model.annotation import Backing
from sayso.model.attribution import Certainty
from sayso.model.span import spans_of

if TYPE_CHECKING:
    from sayso.attribute.events.roles import Found
    from sayso.model.attribution import Attribution

_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset({"the", "of", "and", "a", "an", "for", "de", "la"})
_TOP = 60
"""Words of a source or name that are looked at."""


def is_authority(words: str) -> bool:
    """Tell whether a source's words name somebody who governs, commands, polices or judges."""
    known = word_list("authorities")
    return any(word in known for word in _plain(words))


def backing_of(found: Found, name: str, accuser: str, attribution: Attribution | None, text: str) -> Backing:
    """Return what backs the blame of ``name``.

    Args:
        found: the role and how the text gives it.
        name: whom it blames.
        accuser: the words of whoever a frame says accuses; empty where there is none.
        attribution: in whose content it stands; None where the outlet itself says so.
        text: the document's.
    """
    source = (attribution.speaker or "") + " " + spans_of(attribution.source, text) if attribution else ""
    speaks = attribution is not None and any(found.span.overlaps(span) for span in attribution.source)
    if found.way is Way.CLAIMED or ((speaks or same_body(name, source)) and not found.denied):
        return Backing.ADMITTED
    unsure = attribution is not None and attribution.certainty is Certainty.POSSIBLE
    if found.hedged or unsure:
        return Backing.POSSIBLE
    by = accuser or source
    if by.strip():
        return Backing.AUTHORITIES if is_authority(by) else Backing.ACCUSED
    if attribution is not None or found.alleged or found.way in {Way.ACCUSED, Way.INVOLVED}:
        return Backing.ACCUSED
    return Backing.FACT


def same_body(name: str, source: str) -> bool:
    """Tell whether a source speaks for whom a name names: one holds all the telling words of the other."""
    mine, theirs = set(_plain(name)) - _SMALL, set(_plain(source)) - _SMALL
    return bool(mine) and bool(theirs) and mine <= theirs


def _plain(words: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(words)[:_TOP]]
