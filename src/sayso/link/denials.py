"""Denials: whether one assertion denies what another one says, and how plainly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.link.proposition import proposition
from sayso.link.voices import identified, voice
from sayso.model.attribution import Polarity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.model.ledger import LedgerLine

_WORD = re.compile(r"[^\W_]+")
_TELLING = 4
"""Words; a content of fewer ("any part") does not tell by itself what is asserted or denied."""
_SURE = 0.7
"""Agreement of two assertions from which a denial of one by the other is confirmed, …"""
_SHARED = 0.5
"""… if they share so many of the words that carry meaning, of those of the shorter, …"""
_COMMON = 2
"""… and so many at least: "the first call" and "the call took place" have one."""


def denied_by(asserting: LedgerLine, denying: LedgerLine) -> bool:
    """Tell whether two speak, the one for it, and not of the other's denial."""
    voices = {voice(line) for line in (asserting, denying)}
    spans, outer = denying.attribution.content, asserting.attribution.content
    inside = bool(spans) and all(
        any(one.start <= span.start and span.end <= one.end for one in outer) for span in spans
    )
    told = inside and asserting.attribution.document == denying.attribution.document
    return len(voices) > 1 and not told and asserting.attribution.polarity is Polarity.POSITIVE


def plainness(
    pair: tuple[LedgerLine, LedgerLine],
    meant: Mapping[str, LedgerLine],
    scores: Mapping[tuple[str, str], float],
) -> tuple[bool, bool, float, int]:
    """Tell how plainly two assertions speak of one thing; the plainest ranks highest.

    Args:
        pair: the two.
        meant: the assertion whose content tells what one means: its own, or that to which it points back.
        scores: how well assertions agree that were compared.
    """
    told = [meant[line.assertion.id] for line in pair]
    one, other = sorted(line.assertion.id for line in told)
    mine, theirs = (proposition(line.quote).meanings for line in told)
    shared = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
    score = 1.0 if one == other else scores.get((one, other), shared)
    words = [len(set(_WORD.findall(line.quote.casefold()))) for line in told]
    common = one == other or len(mine & theirs) >= _COMMON
    sure = min(words) >= _TELLING and common and shared >= _SHARED and score >= _SURE
    return sure, all(map(identified, pair)), score, -sum(words)
