"""Designation: what an authority has put on somebody's head or name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sayso.model.span import Span

_PARTS = ("cue", "designated", "by", "amount")


class DesignationKind(StrEnum):
    """What has been put on somebody."""

    BOUNTY = "bounty"
    """Money for a capture, a death or information."""
    SANCTIONS = "sanctions"
    TERRORIST_LISTING = "terrorist_listing"
    """Designated, listed or proscribed as a terrorist or a terrorist organisation."""
    UN_LISTING = "un_listing"
    """On a list of the United Nations Security Council or one of its committees."""
    WANTED_NOTICE = "wanted_notice"
    """An arrest warrant, an Interpol notice, a place on a list of wanted people."""
    TRAVEL_BAN = "travel_ban"
    ASSET_FREEZE = "asset_freeze"
    STATUS = "status"
    """Designated as something else that has consequences: foreign agent, persona non grata, state sponsor."""


@dataclass(frozen=True, slots=True)
class Designation:
    """A designation that a text speaks of; on whose say-so is the attribution's matter."""

    span: Span
    """From the first to the last of the parts below."""
    kind: DesignationKind
    cue: Span
    """The words that tell it: "bounty", "sanctions", "was designated as a terrorist group"."""
    designated: Span | None = None
    """Whom it is put on; None where only a pronoun or nobody is named."""
    by: Span | None = None
    """Who puts it."""
    amount: Span | None = None
    """The sum of a bounty."""

    @classmethod
    def of_parts(cls, kind: str, span: Span, parts: Mapping[str, Span]) -> Designation:
        """Put together what :meth:`parts` took apart."""
        told = (parts.get(name) for name in _PARTS[1:])
        return cls(span, DesignationKind(kind), parts["cue"], *told)

    def parts(self) -> Iterator[tuple[str, Span]]:
        """Yield name and span of each part that the text tells."""
        for name in _PARTS:
            span = getattr(self, name)
            if span is not None:
                yield name, span

    def spans(self) -> Iterator[Span]:
        """Yield the whole and each part."""
        yield self.span
        yield from (span for _, span in self.parts())
