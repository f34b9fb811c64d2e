"""Mail with attachments: the message is an item, and so is each readable attachment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.errors import UnreadableError
from sayso.model.outcome import Skipped
from sayso.read.mail import attachments, parse
from sayso.read.sniff import suffix
from sayso.text.clean import one_line, storable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.read.origin import Origin

_READABLE = frozenset({".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".eml", ".json", ".jsonl"})
_TYPES = frozenset(
    {
        "text/plain",
        "text/markdown",
        "text/html",
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "message/rfc822",
    }
)


def mail_attachments(data: bytes, origin: Origin) -> Iterator[tuple[Origin, bytes] | Skipped]:
    """Yield the attachments that a reader exists for; pictures, calendars and keys are passed over.

    What is too broken to be taken apart yields nothing here: reading the message itself says so.
    """
    try:
        message = parse(data)
        parts = list(attachments(message))
    except UnreadableError:
        return
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError) as problem:
        reason = (
            f"Its attachments cannot be taken apart ({type(problem).__name__}); save them and add the files."
        )
        yield Skipped(f"{origin.location}#attachments", reason)
        return
    for number, (name, media_type, charset, content) in enumerate(parts, 1):
        label = one_line(storable(name)[0])[:100] or media_type
        if suffix(name) not in _READABLE and media_type not in _TYPES:
            continue
        # The type that a mail program wrote is often wrong for PDF and Word; the reader looks at the bytes.
        declared = media_type if media_type in _TYPES else None
        yield origin.member(f"A{number}:{label}", media_type=declared, charset=charset), content
