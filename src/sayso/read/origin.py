"""Origin: what is known about a stream of bytes before it is opened."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sayso.model.item import Item

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Origin:
    """Where bytes come from and what was told about them."""

    location: str
    obtained: str
    """``file``, ``url``, ``stdin`` or ``member``."""
    media_type: str | None = None
    charset: str | None = None
    key: str | None = None
    given: Mapping[str, str] = field(default_factory=dict)
    depth: int = 0

    def item(self, data: bytes) -> Item:
        """Return the item that the bytes make."""
        given = tuple(sorted((name, value) for name, value in self.given.items() if value))
        return Item(data, self.location, self.obtained, self.media_type, self.charset, self.key, given)

    def member(
        self,
        place: str,
        *,
        media_type: str | None = None,
        charset: str | None = None,
        key: str | None = None,
        given: Mapping[str, str] | None = None,
    ) -> Origin:
        """Return the origin of a member of this container.

        What the container was told about itself (its address, its HTTP facts) is not the member's; an
        outlet or date that the user gave is.
        """
        kept = {
            name: value
            for name, value in self.given.items()
            if name in {"outlet", "published"} or name.startswith("map.")
        }
        return replace(
            self,
            location=f"{self.location}#{place}",
            obtained="member",
            media_type=media_type,
            charset=charset,
            key=key,
            given={**(given or {}), **kept},
            depth=self.depth + 1,
        )
