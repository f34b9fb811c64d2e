# ruff: noqa: E501  sample texts stand on one line, as they do in files
from __future__ import annotations

import io
import struct
import zipfile

import pytest
from docx import Document as WordDocument

from read.samples import document, docx, docx_with, reason
from sayso.read.config import ReadConfig

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(word: WordDocument) -> bytes:
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def body(xml: str) -> bytes:
    return docx_with({"word/document.xml": f"<w:document {W}><w:body>{xml}</w:body></w:document>".encode()})


def test_paragraphs_and_tables_in_their_order() -> None:
    word = WordDocument()
    word.add_heading("Inquiry", 0)
    word.add_paragraph("The ministry said\tthat it was open.")
    table = word.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text, table.cell(1, 0).text = "Planned", "4 million", "Spent"
    word.add_paragraph("Two officials denied it.")
    read = document(saved(word), "inquiry.docx")
    assert (
        read.text
        == "Inquiry\n\nThe ministry said that it was open.\n\nPlanned | 4 million\nSpent\n\nTwo officials denied it."
    )


def test_core_properties() -> None:
    from datetime import datetime

    word = WordDocument()
    word.add_paragraph("The bridge is open.")
    word.core_properties.title = "Selm Bridge Inquiry"
    word.core_properties.author = "Mara Quill"
    word.core_properties.created = datetime(2031, 4, 2, 6, 30)  # noqa: DTZ001  the format has no zone
    read = document(saved(word), "inquiry.docx")
    assert (read.title, read.author) == ("Selm Bridge Inquiry", "Mara Quill")
    assert read.published is not None
    assert read.published.value == "2031-04-02"


def test_tracked_insertions_are_in_and_deletions_out() -> None:
    read = document(
        body(
            "<w:p><w:r><w:t>It is </w:t></w:r><w:del><w:r><w:delText>shut</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>open</w:t></w:r></w:ins><w:r><w:noBreakHyphen/><w:t>ish</w:t><w:br/><w:t>now</w:t></w:r></w:p>"
            "<w:sdt><w:sdtContent><w:p><w:r><w:t>In a form field.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
        "a.docx",
    )
    assert read.text == "It is open-ish\nnow\n\nIn a form field."


def test_tables_inside_of_tables_are_told_once() -> None:
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>inner</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    read = document(
        body(f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>outer</w:t></w:r></w:p>{inner}<w:p/></w:tc></w:tr></w:tbl>"),
        "a.docx",
    )
    assert read.text == "outer\ninner"


def test_it_is_a_word_document_under_any_name() -> None:
    assert document(docx("The bridge is open."), "letter.txt").text == "The bridge is open."


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    told = reason(docx_with({"word/media/x.xml": b"\x20" * 30_000_000}), "bomb.docx")
    assert "archive bomb" in told
    small = ReadConfig(max_archive_bytes=10_000)
    assert "unpacks to" in reason(docx(), "bomb.docx", config=small)
    assert "parts" in reason(docx(), "bomb.docx", config=ReadConfig(max_archive_parts=3))


def test_declared_sizes_that_lie_do_not_help() -> None:
    data = bytearray(docx_with({"word/big.xml": b" " * 30_000_000}))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        size = struct.pack("<I", archive.getinfo("word/big.xml").file_size)
    lied = bytes(data).replace(size, struct.pack("<I", 10))
    assert "damaged" in reason(lied, "bomb.docx")


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "mark", ['<!DOCTYPE d [<!ENTITY a "x">]>', '<!ENTITY a SYSTEM "file:///etc/hostname">']
)
def test_declarations_are_refused_in_any_encoding(codec: str, mark: str) -> None:
    part = f'<?xml version="1.0"?>{mark}<w:document {W}/>'.encode(codec)
    assert "entities" in reason(docx_with({"word/document.xml": part}), "x.docx")


def test_broken_and_foreign_archives() -> None:
    whole = docx()
    assert "damaged" in reason(whole[: len(whole) // 2], "cut.docx")
    assert "damaged" in reason(docx_with({"word/document.xml": b"<w:document"}), "cut.docx")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert "Excel" in reason(out.getvalue(), "table.docx")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")
    assert "unpack it" in reason(out.getvalue(), "a.zip")


def test_an_encrypted_office_file() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
    assert "without the password" in reason(ole + "EncryptedPackage".encode("utf-16-le"), "a.docx")
    assert "old Office" in reason(ole, "a.doc")


def test_foot_notes_stand_at_the_end() -> None:
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator"><w:p><w:r><w:t>--</w:t></w:r></w:p></w:footnote>'
    )
    notes += "<w:footnote><w:p><w:r><w:t>See the annex.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    base = docx("The bridge is open.")
    with zipfile.ZipFile(io.BytesIO(base)) as archive:
        types = archive.read("[Content_Types].xml").decode()
        rels = archive.read("word/_rels/document.xml.rels").decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    content = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    data = docx_with(
        {
            "word/footnotes.xml": notes.encode(),
            "word/_rels/document.xml.rels": rels.replace(
                "</Relationships>",
                f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>',
            ).encode(),
            "[Content_Types].xml": types.replace(
                "</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{content}"/></Types>'
            ).encode(),
        },
        base,
    )
    read = document(data, "a.docx")
    assert read.text == "The bridge is open.\n\nSee the annex."
    assert read.notes == ("1 foot- and endnotes stand at the end",)
