from __future__ import annotations

import io
import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from read.samples import PAGE, document, docx, outcome, pdf, reason
from sayso.model.document import Document
from sayso.model.item import Item
from sayso.model.outcome import Skipped
from sayso.read import stage as module
from sayso.read.config import ReadConfig
from sayso.read.gather import gather
from sayso.read.stage import ReadStage

LOCATIONS = [
    "a.txt",
    "a.md",
    "a.html",
    "a.pdf",
    "a.docx",
    "a.eml",
    "a.json",
    "a.jsonl#L1",
    "noname",
    "https://varopost.example/x?y#z",
]
STARTS = [
    b"",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"<html><body>",
    b"From: a@b\nMessage-ID: <x>\n\n",
    b'{"text": "',
    b"<?xml version='1.0'?>",
    b"\xff\xfe",
]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(STARTS),
    st.binary(max_size=400),
    st.sampled_from(LOCATIONS),
    st.sampled_from([None, "text/html", "text/plain", "message/rfc822"]),
)
def test_no_bytes_raise_and_no_text_holds_what_cannot_be_stored(
    start: bytes, rest: bytes, location: str, declared: str | None
) -> None:
    found = outcome(start + rest, location, declared)
    if isinstance(found, Document):
        assert found.text.strip()
        assert "\x00" not in found.text
        found.text.encode()
    else:
        assert found.reason[0].isupper()
        assert found.reason.endswith(".")


def test_a_bad_item_does_not_stop_the_batch() -> None:
    items = [Item(b"One.", "1.txt", "file"), Item(b"", "2.txt", "file"), Item(b"Three.", "3.txt", "file")]
    first, second, third = ReadStage()(items)
    assert isinstance(first, Document)
    assert second == Skipped(
        "2.txt", "It is empty (0 bytes); check that it was saved or downloaded completely.", items[1].id
    )
    assert isinstance(third, Document)
    assert (first.id, third.id) == (items[0].id, items[2].id)


def test_a_parser_that_fails_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(original: object, kind: str) -> None:
        raise ZeroDivisionError(kind)

    monkeypatch.setattr(module, "_reader", lambda kind: broken)
    told = reason("text")
    assert "ZeroDivisionError" in told
    assert "PDF or plain text" in told


def test_it_travels_between_processes_and_reads_the_same_there() -> None:
    stage = ReadStage(ReadConfig(max_pages=7))
    other = pickle.loads(pickle.dumps(stage))
    item = Item(PAGE.encode(), "p.html", "file")
    assert other == stage
    assert other([item]) == stage([item])


def test_its_maker_depends_on_the_configuration() -> None:
    assert ReadStage().maker == ReadStage().maker
    assert ReadStage().maker.id != ReadStage(ReadConfig(max_pages=7)).maker.id
    assert ReadStage().needs == {"item"}
    assert ReadStage().makes == {"document"}


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.pdf", "a.docx", "a"])
def test_content_decides_and_not_the_name(name: str) -> None:
    assert document(pdf([[(72, 700, "The bridge is open.")]]), name).media_type == "application/pdf"
    assert document(docx(), name).media_type.endswith("wordprocessingml.document")
    assert document(PAGE, name).media_type == "text/html"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (bytes(range(256)) * 9, "is binary"),
        (b"\x00\x01", "is binary"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 90, "OCR"),
        (b"{\\rtf1 text}", "RTF"),
        (b"SQLite format 3\x00", "database"),
        (b"ID3\x04", "transcribe"),
        (b"7z\xbc\xaf\x27\x1c", "unpack"),
        (b"<?xml version='1.0'?><svg/>", "neither a page nor a feed"),
    ],
)
def test_what_has_no_reader_says_what_to_do(data: bytes, told: str) -> None:
    assert told in reason(data, "a.xml" if b"xml" in data else "a.txt" if b"\x01" in data[:2] else "a")


def test_sizes_and_lengths_are_limited() -> None:
    assert "over the limit of 3" in reason("four", config=ReadConfig(max_bytes=3))
    read = document("four letters", config=ReadConfig(max_characters=4))
    assert read.text == "four"
    assert read.notes == ("text is cut at 4 characters",)


def test_the_language_is_detected_unless_told() -> None:
    text = "The ministry said on Tuesday that the long bridge over the river was open again."
    assert document(text).language == "en"
    assert document(text, language="fr").language == "fr"
    assert document(text, config=ReadConfig(language=False)).language is None
    assert document("Short text.").language is None


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("<!---->" * 1_100 + "x", "a.html"),
        ("<?x?>" * 1_500, "a.xml"),
        ("# " + " " * 4_990 + "x", "a.md"),
        ("# " + "# " * 2_400 + "x", "a.md"),
        ("<" * 1_000_000, "a.html"),
        ("[" * 4_900 + "\n===", "a.md"),
        ("By " + "A " * 400, "a.txt"),
        ("(" * 100_000, "a.txt"),
        ("From: " + "<" * 50_000 + "\nMessage-ID: <x>\n\ntext", "a.eml"),
    ],
)
def test_texts_made_to_stall_a_pattern_do_not(data: str, name: str) -> None:
    import time

    start = time.process_time()
    outcome(data, name)
    list(gather(["-"], stdin=io.BytesIO(data.encode())))
    assert time.process_time() - start < 5
