"""The stage: what one report holds besides who says what. Whom a name denotes across reports comes later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.model.findings import Findings
from sayso.model.run import Maker
from sayso.text.wallets import find_wallets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model.amount import Amount
    from sayso.model.annotation import Annotation
    from sayso.model.attribution import Attribution
    from sayso.model.document import Document
    from sayso.model.time import Time

VERSION = "1"

Seen = tuple["Document", "Annotation", tuple["Attribution", ...]]


@dataclass(frozen=True, slots=True)
class ResolveStage:
    """Finds times, amounts, wallets, places, designations and entities in each document."""

    needs = frozenset({"document", "annotation", "attribution"})
    makes = frozenset({"findings"})

    @property
    def maker(self) -> Maker:
        """Version; nothing can be configured."""
        return Maker("resolve", VERSION, "{}")

    def __call__(self, seen: Sequence[Seen]) -> list[Findings]:
        """Return what each document holds. A text that is not English gives its wallets alone."""
        return [self._resolve(*one) for one in seen]

    def _resolve(
        self, document: Document, annotation: Annotation, attributions: tuple[Attribution, ...]
    ) -> Findings:
        text = document.text
        wallets = tuple(find_wallets(text))
        if annotation.language != "en":
            return Findings(wallets=wallets)
        from sayso.resolve.entities import names_of
        from sayso.resolve.places import find_toponyms
        from sayso.text.amounts import find_amounts
        from sayso.text.designations import find_designations
        from sayso.text.times import find_times

        dated = document.published.day if document.published else None
        times = tuple(find_times(text, dated))
        toponyms = tuple(find_toponyms(text, annotation.mentions))
        speakers = [
            (one.source[0], one.speaker, one.source_kind)
            for one in attributions
            if one.source and one.speaker
        ]
        return Findings(
            entities=tuple(names_of(text, annotation.mentions, speakers, dated=dated)),
            times=times,
            amounts=tuple(_no_times(find_amounts(text), times)),
            wallets=wallets,
            toponyms=toponyms,
            designations=tuple(find_designations(text)),
        )


def _no_times(amounts: Sequence[Amount], times: Sequence[Time]) -> list[Amount]:
    """Leave out amounts whose number is part of a time ("three months", "22 March")."""
    kept, at = [], 0
    for amount in amounts:
        while at < len(times) and times[at].span.end <= amount.number.start:
            at += 1
        if at == len(times) or not times[at].span.overlaps(amount.number):
            kept.append(amount)
    return kept
