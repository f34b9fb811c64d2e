"""What bytes really are: their content decides; names and declarations only choose among texts."""

from __future__ import annotations

import codecs
import json
import re
from pathlib import PurePosixPath

from sayso.errors import Damaged, Encrypted, UnknownFormat
from sayso.read.charset import wide

TEXT = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIL = "message/rfc822"
RECORD = "application/json"
"""One JSON object with a ``text`` field: a line of a JSONL file."""

_HEAD = 8192
_FOREIGN = (
    (b"{\\rtf", "an RTF document", "save it as .docx, .pdf or .txt"),
    (b"\x89PNG", "an image", "run OCR on it and add the text"),
    (b"\xff\xd8\xff", "an image", "run OCR on it and add the text"),
    (b"GIF8", "an image", "run OCR on it and add the text"),
    (b"II*\x00", "an image", "run OCR on it and add the text"),
    (b"MM\x00*", "an image", "run OCR on it and add the text"),
    (b"ID3", "a sound recording", "transcribe it and add the text"),
    (b"OggS", "a recording", "transcribe it and add the text"),
    (b"SQLite format 3", "a database", "export its texts as JSONL"),
    (b"\x1f\x8b", "a compressed file", "unpack it and add what is inside"),
    (b"BZh", "a compressed file", "unpack it and add what is inside"),
    (b"\xfd7zXZ", "a compressed file", "unpack it and add what is inside"),
    (b"7z\xbc\xaf", "an archive", "unpack it and add the folder"),
    (b"Rar!", "an archive", "unpack it and add the folder"),
    (b"\x28\xb5\x2f\xfd", "a compressed file", "unpack it and add what is inside"),
    (b"\x7fELF", "a program", "sayso reads reports only"),
)
_OTHER_OFFICE = {
    "xl/": ("an Excel workbook", "save the texts in it as .docx, .txt or JSONL"),
    "ppt/": ("a PowerPoint presentation", "save it as PDF"),
    "content.xml": ("an OpenDocument file", "save it as .docx or .pdf"),
    "META-INF/container.xml": ("an e-book", "save it as HTML or PDF"),
}
_READABLE = "sayso reads text, Markdown, HTML, PDF, Word (.docx), mail (.eml), JSONL, feeds and WARC"
# The group is atomic: otherwise a row of comments could be divided in more ways than time allows.
_HTML_START = re.compile(
    r"(?>\s+|<!--.*?-->|<\?xml[^>]*\?>)*+(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_ELEMENT = re.compile(
    r"</?(?:p|div|article|section|h[1-6]|br|table|ul|ol|li|span|a|meta|title|b|i|em|strong|blockquote)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_XML_START = re.compile(r"^\s*(?:<\?xml|<!DOCTYPE|<[A-Za-z][\w:-]*[\s>])")
_MAIL_HEADER = re.compile(r"^([A-Za-z][A-Za-z0-9-]*):[ \t]?\S?")
_MAIL_ENVELOPE = frozenset(
    {"received", "message-id", "mime-version", "return-path", "delivered-to", "dkim-signature"}
)
_MAIL_USUAL = frozenset({"from", "to", "subject", "date", "cc", "reply-to", "content-type", "sender"})


def sniff(data: bytes, location: str, declared: str | None) -> str:
    """Return the media type that the bytes have.

    Args:
        data: The whole original; not empty.
        location: Where it came from; the ending chooses between plain text and its kin.
        declared: The media type that came with it, if any.

    Raises:
        UnknownFormat: there is no reader for it.
        Encrypted: it is an Office document with a password.
        Damaged: it says it is an archive, but is none.
    """
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _zip(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        _old_office(data)
    for magic, what, advice in _FOREIGN:
        if data.startswith(magic):
            message = f"is {what}; {advice}"
            raise UnknownFormat(message)
    head = head_text(data)
    if head is None:
        message = f"is binary, of a kind that sayso does not know; {_READABLE}"
        raise UnknownFormat(message)
    return _textual(data, head, suffix(location), declared)


def suffix(location: str) -> str:
    """Return the lower-case ending of a location, without query, fragment or member."""
    path = re.split(r"[?#]", location, maxsplit=1)[0]
    return PurePosixPath(path.replace("\\", "/").removesuffix(".gz")).suffix.lower()


def head_text(data: bytes) -> str | None:
    """Return the first characters for a look (one character a byte for what is not Unicode).

    None stands for bytes that are no text in any character set.
    """
    if wide(data):
        codec = "utf-16"
        if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
            codec = "utf-32"
        elif not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            codec = "utf-16-le" if data[1:2] == b"\x00" or data[:_HEAD][1::2].count(0) else "utf-16-be"
        return data[:_HEAD].decode(codec, "replace").lstrip("\ufeff")
    head = data[:_HEAD]
    strange = sum(head.count(byte) for byte in (*range(9), *range(14, 27), *range(28, 32), 127))
    # Stray control characters happen in real text; a tenth of them does not.
    if head.count(0) > max(1, len(head) * 0.01) or strange > max(1, len(head) * 0.05):
        return None
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")


def looks_like_mail(head: str, location: str, declared: str | None) -> bool:
    """Tell whether text begins with the headers of a mail message."""
    ending = suffix(location)
    names: set[str] = set()
    for line in head.splitlines():
        if line[:1] in {" ", "\t"} and names:
            continue
        match = _MAIL_HEADER.match(line)
        if not match:
            if line.startswith("From ") and not names:
                continue
            break
        names.add(match.group(1).lower())
    if ending == ".eml" or declared == MAIL:
        return bool(names & (_MAIL_USUAL | _MAIL_ENVELOPE))
    needed = 2 if ending in {".txt", ".md", ".text"} else 1
    return len(names & _MAIL_ENVELOPE) >= needed and "from" in names


def _textual(data: bytes, head: str, ending: str, declared: str | None) -> str:  # noqa: PLR0911  a kind each
    if declared == RECORD or (ending == ".json" and head.lstrip().startswith(("{", "["))):
        return RECORD
    if _HTML_START.match(head):
        return HTML
    by_name = ending in {".html", ".htm", ".xhtml", ".shtml"} or declared in {HTML, "application/xhtml+xml"}
    if by_name and (declared == HTML or _ELEMENT.search(head)):
        return HTML
    if looks_like_mail(head, f"x{ending}", declared):
        return MAIL
    if ending in {".md", ".markdown"} or declared == MARKDOWN:
        return MARKDOWN
    if declared == TEXT or ending in {".txt", ".text"}:
        return TEXT
    if head.lstrip().startswith("{") and _is_record(data):
        return RECORD
    if head.lstrip().startswith("<?xml") or (ending == ".xml" and _XML_START.match(head)):
        message = f"is XML, but neither a page nor a feed; {_READABLE}"
        raise UnknownFormat(message)
    return TEXT


def _is_record(data: bytes) -> bool:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and "text" in value


def _zip(data: bytes) -> str:
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as problem:
        message = f"is a damaged or truncated archive ({problem}); obtain it again"
        raise Damaged(message) from problem
    if "word/document.xml" in names or (
        "[Content_Types].xml" in names and any(n.startswith("word/") for n in names)
    ):
        return WORD
    for part, (what, advice) in _OTHER_OFFICE.items():
        if any(name.startswith(part) for name in names):
            message = f"is {what}; {advice}"
            raise UnknownFormat(message)
    message = "is a ZIP archive; unpack it and add the folder"
    raise UnknownFormat(message)


def _old_office(data: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in data:
        message = "is an Office document with a password; open it, save it without the password, and add that"
        raise Encrypted(message)
    message = "is an old Office or Outlook file (.doc, .xls, .msg); save it as .docx, .pdf or .eml"
    raise UnknownFormat(message)
