# ruff: noqa: E501  sample texts stand on one line, as they do in files
"""Files of all formats, made on the spot; all places, people and outlets are invented."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from sayso.model.document import Document
from sayso.model.item import Item
from sayso.model.outcome import Skipped
from sayso.read.config import ReadConfig
from sayso.read.stage import ReadStage

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGE = """<!doctype html>
<html lang="en-GB"><head>
<title>Bridge opens again | Varo Post</title>
<link rel="canonical" href="https://varopost.example/news/bridge">
<meta property="og:site_name" content="Varo Post Online">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
 {"@type": "NewsArticle", "headline": "Bridge opens again", "author": [{"@type": "Person", "name": "Mara Quill"}],
  "publisher": {"@id": "#us"}, "datePublished": "2031-04-02T06:30:00+02:00"},
 {"@id": "#us", "@type": "Organization", "name": "The Varo Post"}]}</script>
</head><body>
<nav><a href="/sport">Sport</a> <a href="/opinion">Opinion</a></nav>
<article><h1>Bridge opens again</h1>
<p>PORT VARO (Northline) — The minis&shy;try said on Tuesday that the <a href="/docs/report">long bridge</a> over the
river Selm was open again, after months of repairs that cost more than planned.</p>
<p>Two officials, who asked not to be named, said that the work was not complete.</p>
<table><tr><td>Planned</td><td>4 million</td></tr></table>
</article><footer>All rights reserved by nobody</footer></body></html>"""


def outcome(
    data: bytes | str,
    location: str = "report.txt",
    media_type: str | None = None,
    charset: str | None = None,
    config: ReadConfig | None = None,
    **given: str,
) -> Document | Skipped:
    """Read one item as the stage does."""
    raw = data.encode() if isinstance(data, str) else data
    item = Item(raw, location, "file", media_type, charset, given=tuple(sorted(given.items())))
    (result,) = ReadStage(config or ReadConfig())([item])
    return result


def document(data: bytes | str, location: str = "report.txt", **more: object) -> Document:
    """Read one item that must be readable."""
    result = outcome(data, location, **more)  # type: ignore[arg-type]
    assert isinstance(result, Document), result
    return result


def reason(data: bytes | str, location: str = "report.txt", **more: object) -> str:
    """Read one item that must be skipped, and say why it was."""
    result = outcome(data, location, **more)  # type: ignore[arg-type]
    assert isinstance(result, Skipped), result
    assert result.location == location
    assert result.document is not None
    return result.reason


def pdf(pages: Sequence[Sequence[tuple[float, float, str]]], info: str = "", extra: str = "") -> bytes:
    """Write a PDF by hand: pages of (x, y, text) lines in 10 point Helvetica, y from the bottom."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        shown = "".join(f"BT /F1 10 Tf {x} {y} Td ({text}) Tj ET\n" for x, y, text in lines)
        objects.append(f"<< /Length {len(shown.encode('latin-1'))} >>\nstream\n{shown}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< {info} >>")
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    for offset in offsets:
        out += f"{offset:010d} 00000 n \n".encode()
    out += (
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R {extra} >>\nstartxref\n{table}\n%%EOF\n"
    ).encode()
    return bytes(out)


def locked_pdf() -> bytes:
    """Write a PDF whose password nobody knows."""
    empty = "00" * 32
    return pdf(
        [[(72, 700, "secret")]],
        extra=f"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{empty}> /U <{empty}> >>",
    )


def docx_with(parts: dict[str, bytes], base: bytes | None = None) -> bytes:
    """Return a Word document in which the parts are replaced or added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(base or docx())) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, data in parts.items():
            new.writestr(name, data)
    return out.getvalue()


def docx(*paragraphs: str) -> bytes:
    """Return a Word document with these paragraphs."""
    from docx import Document as WordDocument

    word = WordDocument()
    for text in paragraphs or ("The ministry said that the bridge was open.",):
        word.add_paragraph(text)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def warc_record(
    url: str,
    body: bytes,
    content_type: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    more: str = "",
) -> bytes:
    """Return one response record of a WARC file."""
    http = (
        f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{more}Content-Length: {len(body)}\r\n\r\n".encode()
        + body
    )
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:example:{url.rpartition('/')[2]}>\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: 2031-04-02T06:30:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"
