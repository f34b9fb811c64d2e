"""Mail messages: the text that a person would read, the subject, the sender, the date with its zone."""

from __future__ import annotations

from email import policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import parseaddr
from typing import TYPE_CHECKING

from sayso.errors import Damaged, Empty
from sayso.read.charset import declared_in_markup, decode
from sayso.read.dates import published
from sayso.read.page_text import running_text
from sayso.read.plain import replaced_note
from sayso.read.reading import Original, Reading
from sayso.text.clean import one_line, storable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.model.document import Link


def parse(data: bytes) -> EmailMessage:
    """Return the parsed message.

    Raises:
        Damaged: it is broken in a way that the parser does not survive.
    """
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
    except (MessageError, ValueError, LookupError, RecursionError, AttributeError, IndexError) as problem:
        text = f"is a damaged mail message ({type(problem).__name__}); export it again from the mail program"
        raise Damaged(text) from problem
    return message


def header(message: EmailMessage, name: str) -> str | None:
    """Return a header, decoded and on one line; None if it is missing or cannot be decoded."""
    try:
        value = message[name]
        said = str(value) if value is not None else ""
    except (MessageError, ValueError, LookupError, AttributeError, IndexError, TypeError):
        said = ""  # The standard library's parser still stumbles over some malformed headers.
    return one_line(storable(said)[0]) or None


def attachments(message: EmailMessage) -> Iterator[tuple[str, str, str | None, bytes]]:
    """Yield (file name, media type, charset, bytes) of each attachment; attached messages are whole."""
    body = _body(message)
    for part in _leaves(message):
        if part is body or part is message:
            continue
        name = part.get_filename() or ""
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner and isinstance(inner[0], Message):
                yield name or "message.eml", "message/rfc822", None, inner[0].as_bytes()
        elif part.get_content_disposition() == "attachment" or name:
            data = part.get_payload(decode=True)
            if isinstance(data, bytes):
                yield name, part.get_content_type(), part.get_content_charset(), data


def _leaves(message: Message) -> Iterator[Message]:
    """Yield the parts that hold something, but nothing of what attached messages hold themselves."""
    stack = [message]
    while stack:
        part = stack.pop()
        payload = part.get_payload()
        if part.is_multipart() and part.get_content_type() != "message/rfc822" and isinstance(payload, list):
            stack.extend(inner for inner in reversed(payload) if isinstance(inner, Message))
        else:
            yield part


def read_mail(original: Original, media_type: str) -> Reading:
    """Read a mail message: its plain text if it has one, else its HTML; attachments are items of their own.

    Raises:
        Damaged: it cannot be parsed.
        Empty: it has no text.
    """
    message = parse(original.data)
    subject, sender, date = (header(message, name) for name in ("Subject", "From", "Date"))
    author, address = parseaddr(sender or "")
    organisation = header(message, "Organization") or header(message, "Organisation")
    moment = published(date) if date else None
    part = _body(message)
    payload = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(payload, bytes) or not payload.strip():
        text = "has no text of its own; its attachments, if any, are read one by one"
        raise Empty(text)
    charset = part.get_content_charset()
    links: tuple[Link, ...] = ()
    if part.get_content_type() == "text/html":
        from sayso.read.page import parse_page

        decoded = decode(payload, charset or declared_in_markup(payload))
        source, replaced = storable(decoded.text)
        body, links = running_text(parse_page(source), None, original.deadline.check)
    else:
        decoded = decode(payload, charset)
        body, replaced = storable(decoded.text)
        if str(part.get_param("format", "")).lower() == "flowed":
            body = _unflowed(body)
    if not body.strip():
        text = "has no text of its own; its attachments, if any, are read one by one"
        raise Empty(text)
    writer = one_line(author) or address or None
    values = (
        ("title", subject, "Subject"),
        ("author", writer, "From"),
        ("outlet", organisation, "Organization"),
    )
    return Reading(
        body,
        media_type,
        title=subject,
        author=writer,
        outlet=organisation,
        published=moment,
        key=header(message, "Message-ID"),
        links=links,
        found={
            name: f"header {where}"
            for name, value, where in (*values, ("published", moment, "Date"))
            if value
        },
        notes=decoded.notes + replaced_note(replaced),
    )


def _body(message: EmailMessage) -> EmailMessage | None:
    try:
        part = message.get_body(preferencelist=("plain", "html"))
    except (AttributeError, KeyError, ValueError, TypeError, IndexError):
        part = None  # Malformed structures, such as a multipart without parts.
    return part if isinstance(part, EmailMessage) else None


def _unflowed(text: str) -> str:
    """Undo the soft line breaks of ``format=flowed`` (RFC 3676): a blank before the line end joins."""
    lines: list[str] = []
    soft = False
    for stuffed in text.splitlines():
        line = stuffed.removeprefix(" ")
        if soft and lines and not line.startswith(">"):
            lines[-1] += line
        else:
            lines.append(line)
        soft = line.endswith(" ") and line != "-- "
    return "\n".join(lines)
