"""Writes a source of the demonstration case as the file that a newsroom would have got.

All outputs are reproducible: the same source gives the same bytes, whenever and wherever it is built.
"""

from __future__ import annotations

import json
import re
import textwrap
import zipfile
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape
from io import BytesIO
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from demo_markup import Block, Source

_PAGES = Path(__file__).parent / "demo_src" / "pages"
_EPOCH = (2031, 1, 1, 0, 0, 0)
_HYPHEN = re.compile(
    r"(?<=[aeiouy])(?=[bcdfglmnprstv][aeiouy])"
    r"|(?<=[aeiouy][bcdfglmnprst])(?=[bcdfglmnprstv][aeiouy])(?<!n(?=g))(?<!c(?=t))"
)
"""Where a word may end a line: before a lone consonant, or between two of them."""
_WORD = re.compile(r"([a-z]{7,})[.,;:]?")
_SHORTEST_HEAD = 3
_SHORTEST_TAIL = 4


def text_file(source: Source) -> bytes:
    """Return the report as plain text, hard-wrapped at the header's ``wrap`` where it has one."""
    width = int(source.header.get("wrap", "0"))
    paragraphs = [_wrapped(block.text, width) for block in source.blocks]
    return ("\n\n".join(paragraphs) + "\n").encode("utf-8")


def lines_file(sources: Sequence[Source]) -> bytes:
    """Return reports as JSONL, as an agency's feed delivers them."""
    records = (
        {
            "id": source.key, "outlet": source.header["outlet"], "title": source.header["title"],
            "date": source.header["published"], "text": "\n\n".join(block.text for block in source.blocks),
        }
        for source in sources
    )  # fmt: skip
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode("utf-8")


def page_file(source: Source) -> bytes:
    """Return the report as a web page with all that stands around an article."""
    header = source.header
    moment = datetime.fromisoformat(header["published"])
    author = header.get("author", "")
    agency = header.get("agency")
    values = {
        "title": escape(header["title"]), "json_title": header["title"], "outlet": escape(header["outlet"]),
        "author": escape(author), "published": header["published"],
        "language": header["language"], "url": header["url"],
        "byline": f"By {escape(author)}" if author else f"By {escape(agency)} staff" if agency else "",
        "date": f"{moment.day} {moment:%B %Y, %H:%M}", "body": "\n".join(map(_html, source.blocks)),
    }  # fmt: skip
    return Template((_PAGES / f"{header['page']}.html").read_text("utf-8")).substitute(values).encode("utf-8")


def mail_file(source: Source) -> bytes:
    """Return the report as a quoted-printable message with a fixed date and identifier."""
    header = source.header
    name, _, address = header["from"].rstrip(">").rpartition(" <")
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(name, addr_spec=address)
    message["To"] = Address("Newsroom", addr_spec="newsroom@list.example")
    message["Subject"] = header["title"]
    message["Date"] = format_datetime(datetime.fromisoformat(header["published"]))
    message["Message-ID"] = f"<{header['key']}@{address.partition('@')[2]}>"
    body = "\n\n".join(block.text for block in source.blocks) + "\n"
    message.set_content(body, charset="utf-8", cte="quoted-printable")
    return message.as_bytes()


def word_file(source: Source) -> bytes:
    """Return the report as a Word document with headings and tables."""
    from docx import Document

    header = source.header
    document = Document()
    told = document.core_properties
    told.title, told.author = header["title"], header["outlet"]
    told.created = told.modified = datetime.fromisoformat(header["published"])
    told.last_modified_by, told.comments = header["outlet"], ""
    for block in source.blocks:
        if block.style == "table":
            rows = list(_rows(block.text))
            table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
            for row, cells in zip(table.rows, rows, strict=True):
                for cell, words in zip(row.cells, cells, strict=True):
                    cell.text = words
        elif block.style in {"h1", "h2"}:
            document.add_heading(block.text, level=int(block.style[1]))
        else:
            document.add_paragraph(block.text, style="Quote" if block.style == "quote" else None)
    raw = BytesIO()
    document.save(raw)
    return _without_clock(raw.getvalue())


def print_file(source: Source) -> bytes:
    """Return the report as PDF, set in lines with hyphenation, with a running head and page numbers."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase.pdfmetrics import stringWidth
    from reportlab.pdfgen.canvas import Canvas

    width, height = A4
    margin, leading, size = 126.0, 17.0, 12.0
    raw = BytesIO()
    canvas = Canvas(raw, pagesize=A4, invariant=1)
    canvas.setTitle(source.header["title"])
    canvas.setAuthor(source.header["outlet"])
    written = datetime.fromisoformat(source.header["published"])
    canvas.setDateFormatter(lambda *_: f"D:{written:%Y%m%d%H%M%S}Z00'00'")
    page, top = 1, height - margin

    def furniture() -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(margin, height - 48, source.header["running"])
        canvas.drawCentredString(width / 2, 40, str(page))

    furniture()
    for block in source.blocks:
        font = "Times-Bold" if block.style in {"h1", "h2"} else "Times-Roman"
        points = size + 3 if block.style == "h1" else size

        def fits(words: str, font: str = font, points: float = points) -> bool:
            return bool(stringWidth(words, font, points) <= width - 2 * margin)

        lines = list(_set(block.text, fits, hyphenate=block.style == "p"))
        if top - leading * len(lines) < margin:
            canvas.showPage()
            page, top = page + 1, height - margin
            furniture()
        canvas.setFont(font, points)
        for line in lines:
            canvas.drawString(margin, top, line)
            top -= leading
        top -= leading * 0.7
    canvas.save()
    return raw.getvalue()


def _set(text: str, fits: Callable[[str], bool], *, hyphenate: bool) -> Iterator[str]:
    line = ""
    for word in text.split():
        if fits(f"{line} {word}".strip()):
            line = f"{line} {word}".strip()
            continue
        head = next((part for part in _heads(word) if fits(f"{line} {part}-")), "") if hyphenate else ""
        yield f"{line} {head}-" if head else line
        line = word.removeprefix(head)
    yield line


def _heads(word: str) -> list[str]:
    """Return beginnings of a word after which a line may end, the longest first."""
    found = _WORD.fullmatch(word)
    if found is None:
        return []
    places = [place.start() for place in _HYPHEN.finditer(found[1])]
    return [word[:at] for at in reversed(places) if _SHORTEST_HEAD <= at <= len(found[1]) - _SHORTEST_TAIL]


def _wrapped(text: str, width: int) -> str:
    if not width:
        return text
    lines = (
        textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False)
        for line in text.split("\n")
    )
    return "\n".join(lines)


def _rows(table: str) -> Iterator[list[str]]:
    return ([cell.strip() for cell in line.strip("| ").split("|")] for line in table.splitlines())


def _html(block: Block) -> str:
    """Return the block as HTML: links, bold type, a blank that must not break before ``a.m.``."""
    tags: list[tuple[int, int, str]] = []
    for mark in block.marks:
        if mark.tag.startswith("@u:"):
            tags += [(mark.start, 1, f'<a href="{mark.tag[3:]}">'), (mark.end, 0, "</a>")]
        elif mark.tag == "@b":
            tags += [(mark.start, 1, "<strong>"), (mark.end, 0, "</strong>")]
    out, at = [], 0
    for place, _, tag in sorted(tags):
        out += [escape(block.text[at:place], quote=False), tag]
        at = place
    out.append(escape(block.text[at:], quote=False))
    words = "".join(out).replace(" a.m.", "&nbsp;a.m.")
    element = {"quote": "blockquote"}.get(block.style, block.style)
    return f"<{element}>{words}</{element}>"


def _without_clock(archive: bytes) -> bytes:
    """Return a ZIP archive with all of its members dated the same."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return out.getvalue()
