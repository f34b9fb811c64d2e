"""Word documents (.docx): paragraphs and tables in order, notes at the end, core properties."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from sayso.errors import Damaged, Empty
from sayso.model.document import Link, Precision, Published
from sayso.read.archive import check_archive
from sayso.read.reading import NOBODY, Original, Reading
from sayso.text.clean import one_line, storable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    from sayso.read.deadline import Deadline

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = frozenset(
    {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}pPr", f"{_W}rPr", f"{_W}tblPr", _FALLBACK}
)
"""Deleted text, field codes, formatting, and the second copy of text boxes for old readers."""
_CELL = " | "
_EARLIEST = 1900
_TEMPLATE = "2013-12-23"
"""The day on which the template of python-docx was made: it tells nothing about the document."""


def read_word(original: Original, media_type: str) -> Reading:
    """Read a Word document: tracked insertions are in, deletions are out, foot- and endnotes come last.

    Raises:
        Hostile: it is built to exhaust its reader.
        Damaged: it is not what its name says.
        Empty: it has no text.
    """
    check_archive(original.data, original.config, original.deadline)
    import docx
    from docx.opc.exceptions import OpcError

    try:
        document = docx.Document(io.BytesIO(original.data))
    except (OpcError, BadZipFile, KeyError, ValueError, SyntaxError) as problem:
        message = (
            f"is a damaged Word document ({type(problem).__name__}: {problem}); open it in Word "
            "and save it again"
        )
        raise Damaged(message) from problem
    targets = {
        key: str(relation.target_ref)
        for key, relation in document.part.rels.items()
        if relation.is_external and str(relation.target_ref).startswith(("http://", "https://"))
    }
    links: dict[str, str] = {}
    blocks = list(_blocks(document.element.body, original.deadline, targets, links))
    notes_at = len(blocks)
    for part in document.part.package.iter_parts():
        if str(part.partname) in {"/word/footnotes.xml", "/word/endnotes.xml"}:
            blocks.extend(_notes(part.blob, original.deadline))
    text, _ = storable("\n\n".join(blocks))
    if not text:
        message = "holds no text; if its pages are pictures, run OCR on them and add the result"
        raise Empty(message)
    properties = document.core_properties
    title, author = one_line(properties.title or "") or None, one_line(properties.author or "") or None
    moment = _created(properties)
    author = None if author and author.casefold() in NOBODY else author
    values = {"title": title, "author": author, "published": moment}
    found = {
        name: f"docProps/core.xml {'created' if name == 'published' else name}"
        for name, value in values.items()
        if value
    }
    count = len(blocks) - notes_at
    return Reading(
        text,
        media_type,
        title=title,
        author=author,
        published=moment,
        links=tuple(Link(url, words) for url, words in links.items()),
        found=found,
        notes=tuple(
            note
            for note, holds in (
                (f"{count} foot- and endnotes stand at the end", count),
                ("the date is the one on which the file was made", moment),
            )
            if holds
        ),
    )


def _created(properties: Any) -> Published | None:  # noqa: ANN401  python-docx's properties
    try:
        created = properties.created
    except ValueError:
        return None
    # The day only: the property is the clock of whichever computer began the file.
    if not created or created.year < _EARLIEST or f"{created:%Y-%m-%d}" == _TEMPLATE:
        return None
    return Published(f"{created:%Y-%m-%d}", Precision.DAY)


def _blocks(
    body: _Element, deadline: Deadline, targets: Mapping[str, str], links: dict[str, str]
) -> Iterator[str]:
    """Yield paragraphs, and tables as one block with a line a row."""
    for child in body:
        deadline.check("paragraphs")
        if child.tag == f"{_W}p":
            yield from _paragraph(child, targets, links)
        elif child.tag == f"{_W}tbl":
            if rows := [row for row in (_row(row, targets, links) for row in child.iter(f"{_W}tr")) if row]:
                yield "\n".join(rows)
        elif child.tag not in _LEFT_OUT and isinstance(child.tag, str):
            yield from _blocks(child, deadline, targets, links)


def _row(row: _Element, targets: Mapping[str, str], links: dict[str, str]) -> str:
    # Rows of a table inside of a cell come by themselves, so they must not be told twice.
    cells = []
    for cell in row.iter(f"{_W}tc"):
        if _nearest(cell, f"{_W}tr") is not row:
            continue
        texts = [
            text
            for paragraph in cell.iter(f"{_W}p")
            if _nearest(paragraph, f"{_W}tc") is cell
            for text in _paragraph(paragraph, targets, links)
        ]
        cells.append(" ".join(texts))
    return _CELL.join(cell for cell in cells if cell)


def _nearest(element: _Element, tag: str) -> _Element | None:
    return next(element.iterancestors(tag), None)


def _paragraph(  # noqa: C901  one branch an element of the format
    paragraph: _Element, targets: Mapping[str, str], links: dict[str, str]
) -> Iterator[str]:
    """Yield a paragraph's text, after that of the text boxes that are anchored in it."""
    pieces: list[str] = []
    boxes: list[_Element] = []
    stack: list[_Element] = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag in _LEFT_OUT or not isinstance(element.tag, str):
            continue
        if element.tag == f"{_W}txbxContent":
            boxes.append(element)
            continue
        if element.tag == f"{_W}t":
            pieces.append(element.text or "")
        elif element.tag in {f"{_W}tab", f"{_W}ptab"}:
            pieces.append(" ")
        elif element.tag in {f"{_W}br", f"{_W}cr"}:
            pieces.append("\n")
        elif element.tag == f"{_W}noBreakHyphen":
            pieces.append("-")
        if element.tag == f"{_W}hyperlink" and (url := targets.get(element.get(f"{_R}id") or "")):
            links.setdefault(url, one_line("".join(part.text or "" for part in element.iter(f"{_W}t"))))
        stack.extend(reversed(element))
    for box in boxes:
        for inner in box.iter(f"{_W}p"):
            if _nearest(inner, f"{_W}txbxContent") is box:
                yield from _paragraph(inner, targets, links)
    lines = [one_line(line) for line in "".join(pieces).split("\n")]
    if text := "\n".join(line for line in lines if line):
        yield text


def _notes(blob: bytes, deadline: Deadline) -> Iterator[str]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(blob, parser)
    except etree.XMLSyntaxError:
        return  # Word opens documents whose notes are broken; so do we, without the notes.
    for note in root:
        if isinstance(note.tag, str) and note.get(f"{_W}type") is None:
            text = " ".join(_blocks(note, deadline, {}, {}))
            if text:
                yield text
