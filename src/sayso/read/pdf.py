"""PDF: the text that its pages carry, line by line with positions, and its metadata."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING, Any

from sayso.errors import Damaged, Empty, Encrypted
from sayso.model.document import Precision, Published
from sayso.read.dates import published
from sayso.read.pdf_lines import Line, paragraphs, without_furniture
from sayso.read.reading import NOBODY, Original, Reading
from sayso.text.clean import one_line, storable

if TYPE_CHECKING:
    import ctypes

    import pypdfium2

_PASSWORD = 4
_SECURITY = 5
_LONGEST = 500
_MOST_CHARACTERS = 400_000
"""Of one page: more than any page that people read."""


def read_pdf(original: Original, media_type: str) -> Reading:
    """Read a PDF page by page, its lines joined to paragraphs.

    Raises:
        Encrypted: it needs a password.
        Damaged: it is truncated or otherwise broken.
        Empty: no page carries text, so it is a scan that needs OCR.
        TooSlow: the deadline passed between two pages.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(original.data)
    except pypdfium2.PdfiumError as problem:
        raise _unopened(problem) from problem
    with contextlib.closing(document):
        total = len(document)
        pages: list[list[Line]] = []
        damaged = 0
        for number in range(min(total, original.config.max_pages)):
            original.deadline.check(f"page {number + 1} of {total}")
            try:
                pages.append(_lines(document, number))
            except pypdfium2.PdfiumError:
                pages.append([])
                damaged += 1
        details = _details(document)
    without = sum(1 for page in pages if not page)
    if without == len(pages):
        if damaged:
            message = "is damaged: none of its pages can be read; obtain it again"
            raise Damaged(message)
        message = (
            f"has {total} pages and no text on them (a scan); run OCR on it, for instance with "
            "ocrmypdf, and add the result"
        )
        raise Empty(message)
    kept, dropped = without_furniture(pages)
    text, _ = storable("\n\n".join(paragraphs(kept)))
    notes: list[str] = []
    if without:
        notes.append(
            f"{without} of {total} pages carry no text" + (f" ({damaged} are damaged)" if damaged else "")
        )
    if dropped:
        notes.append(f"{dropped} running heads and page numbers are left out")
    if total > len(pages):
        notes.append(f"only the first {len(pages)} of {total} pages are read")
    moment = _day(published(details["CreationDate"]))
    if moment:
        notes.append("the date is the one on which the file was made")
    found = {
        name: where
        for name, where, value in (
            ("title", "PDF Title", details["Title"]),
            ("author", "PDF Author", details["Author"]),
            ("published", "PDF CreationDate", moment),
        )
        if value
    }
    return Reading(
        text,
        media_type,
        title=details["Title"],
        author=details["Author"],
        published=moment,
        found=found,
        notes=tuple(notes),
    )


def _details(document: pypdfium2.PdfDocument) -> dict[str, str | None]:
    details = {name: _detail(document, name) for name in ("Title", "Author", "CreationDate")}
    if (details["Author"] or "").strip("()").casefold() in NOBODY:
        details["Author"] = None
    return details


def _day(moment: Published | None) -> Published | None:
    """Return the day alone: the hour is the one at which somebody made the file, not of any publication."""
    if moment is None or len(moment.value) <= len("2031-03-31"):
        return moment
    return Published(moment.day, Precision.DAY)


def _unopened(problem: pypdfium2.PdfiumError) -> Encrypted | Damaged:
    code = getattr(problem, "err_code", None)
    if code in {_PASSWORD, _SECURITY} or "assword" in str(problem):
        return Encrypted(
            "needs a password; remove it first, for instance with: qpdf --decrypt --password=… in.pdf out.pdf"
        )
    return Damaged(
        f"is a truncated or damaged PDF ({str(problem).rstrip('.')}); obtain it again, or print it to a "
        "new PDF"
    )


def _detail(document: pypdfium2.PdfDocument, name: str) -> str | None:
    value = one_line(storable(document.get_metadata_value(name) or "")[0])
    return value if 0 < len(value) <= _LONGEST else None


def _lines(document: pypdfium2.PdfDocument, number: int) -> list[Line]:
    page = document[number]
    try:
        height = float(page.get_height())
        textpage = page.get_textpage()
        try:
            return _page_lines(textpage, height)
        finally:
            textpage.close()
    finally:
        page.close()


def _page_lines(textpage: Any, height: float) -> list[Line]:  # noqa: ANN401  pypdfium2 is untyped
    count = min(textpage.count_chars(), _MOST_CHARACTERS)
    if count <= 0:
        return []
    text = _characters(textpage, count)
    lines: list[Line] = []
    start = 0
    while start < count:
        end = start
        while end < count and text[end] not in "\r\n":
            end += 1
        if words := text[start:end].strip():
            first = start + len(text[start:end]) - len(text[start:end].lstrip())
            last = start + len(text[start:end].rstrip()) - 1
            left, bottom, _, top = textpage.get_charbox(first, loose=True)
            right = textpage.get_charbox(last, loose=True)[2]
            lines.append(Line(words, left, right, height - top, height - bottom))
        start = end + 1
    return lines


def _characters(textpage: Any, count: int) -> str:  # noqa: ANN401  pypdfium2 is untyped
    """Return one code point for each of PDFium's characters, so that indices are the same in both."""
    import pypdfium2.raw as pdfium

    handle: ctypes.c_void_p = textpage.raw
    points = (pdfium.FPDFText_GetUnicode(handle, index) for index in range(count))
    return "".join(chr(point) if 0 < point <= sys.maxunicode else " " for point in points)
