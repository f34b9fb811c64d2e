"""What ``gather`` can be told."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.errors import UsageError
from sayso.read.config import MEGABYTE
from sayso.read.dates import published as moment
from sayso.read.fetch import FetchOptions
from sayso.read.record import FIELDS


@dataclass(frozen=True, slots=True)
class GatherOptions:
    """Names, overrides and limits of gathering. Sizes are in bytes."""

    mapping: tuple[tuple[str, str], ...] = ()
    """For JSONL: pairs of sayso's field and the name that it has in the file (``("text", "body.plain")``)."""
    outlet: str | None = None
    """Who published all of these reports, if the user says so; it wins over what they say themselves."""
    published: str | None = None
    """When all of these reports were published (a date that is clear by itself); it wins likewise."""
    max_item_bytes: int = 100 * MEGABYTE
    max_line_bytes: int = 20 * MEGABYTE
    """Of one line of JSONL."""
    max_container_bytes: int = 50 * MEGABYTE
    """Of containers that must be read whole: feeds and mails."""
    max_items: int | None = None
    max_total_bytes: int | None = None
    max_depth: int = 5
    """How deep containers may stand in each other, as mails in mails."""
    fetch: FetchOptions = field(default_factory=FetchOptions)
    leave_out: frozenset[str] = frozenset()
    """Real paths of files that must not even be opened, such as those of the case that is written to."""

    def __post_init__(self) -> None:
        if self.published is not None and moment(self.published) is None:
            message = f"--published {self.published!r} is no clear date; write it as 2031-03-31 or 2031-03."
            raise UsageError(message)
        for name, path in self.mapping:
            if name not in FIELDS or not path:
                message = (
                    f"--map {name}={path}: the left side must be one of {', '.join(FIELDS)}, the "
                    "right a field's name"
                )
                raise UsageError(message)
