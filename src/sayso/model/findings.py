"""Findings: what one report holds besides who says what; all in its own characters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.model.amount import Amount, Wallet
    from sayso.model.designation import Designation
    from sayso.model.event import Event
    from sayso.model.place import Toponym
    from sayso.model.reference import LocalEntity
    from sayso.model.span import Span
    from sayso.model.time import Time


@dataclass(frozen=True, slots=True)
class Findings:
    """Each in order of place."""

    entities: tuple[LocalEntity, ...] = ()
    """Whom and what the report names, names that denote one thing together."""
    times: tuple[Time, ...] = ()
    amounts: tuple[Amount, ...] = ()
    wallets: tuple[Wallet, ...] = ()
    toponyms: tuple[Toponym, ...] = ()
    designations: tuple[Designation, ...] = ()
    events: tuple[Event, ...] = ()

    def spans(self) -> Iterator[Span]:
        """Yield every span of every finding."""
        for local in self.entities:
            yield from (reference.span for reference in local.references)
        yield from (time.span for time in self.times)
        yield from (amount.span for amount in self.amounts)
        yield from (wallet.span for wallet in self.wallets)
        yield from (toponym.span for toponym in self.toponyms)
        for amount in self.amounts:
            yield amount.number
        for designation in self.designations:
            yield from designation.spans()
        for event in self.events:
            yield from event.spans()
