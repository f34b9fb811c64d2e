from __future__ import annotations

import gzip
import io
from typing import TYPE_CHECKING

import pytest

from read.samples import PAGE, pdf, warc_record
from sayso.model.document import Document
from sayso.model.item import Item
from sayso.model.outcome import Skipped
from sayso.read.gather import gather
from sayso.read.stage import ReadStage

if TYPE_CHECKING:
    from pathlib import Path

URL = "http://varopost.example/"


def test_pages_texts_and_documents_with_what_the_archive_tells(tmp_path: Path) -> None:
    records = [
        warc_record(URL + "1", PAGE.encode()),
        warc_record(URL + "2", b"\x89PNG", "image/png"),
        warc_record(URL + "3", b"not here", status="404 Not Found"),
        warc_record(URL + "4", pdf([[(72, 700, "The bridge is open.")]]), "application/pdf"),
        warc_record(
            URL + "5", gzip.compress(b"The bridge is open."), "text/plain", more="Content-Encoding: gzip\r\n"
        ),
    ]
    (tmp_path / "a.warc").write_bytes(b"".join(records))
    (tmp_path / "b.warc.gz").write_bytes(b"".join(gzip.compress(record) for record in records))
    found = list(gather([str(tmp_path)]))
    assert [one.location.rpartition("/")[2] for one in found] == [
        "a.warc#R1", "a.warc#R4", "a.warc#R5", "b.warc.gz#R1", "b.warc.gz#R4", "b.warc.gz#R5",
    ]  # fmt: skip
    first = found[0]
    assert isinstance(first, Item)
    assert (first.media_type, first.charset, first.key) == ("text/html", "utf-8", "<urn:example:1>")
    assert dict(first.given) == {"url": URL + "1", "http.status": "200", "http.date": "2031-04-02T06:30:00Z"}
    documents = ReadStage()([one for one in found if isinstance(one, Item)])
    assert next(one.title for one in documents if isinstance(one, Document)) == "Bridge opens again"
    assert isinstance(documents[2], Document)
    assert documents[2].text == "The bridge is open."
    assert documents[2].url == URL + "5"


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("damage", [b"", b"garbage between\r\n\r\n", b"\x1f\x8b\x08\x00aaaaaaaaaaaa"])
def test_a_damaged_record_does_not_lose_the_rest(tmp_path: Path, packed: bool, damage: bytes) -> None:
    records = [warc_record(URL + str(number), b"<p>%d</p>" % number) for number in range(3)]
    records = [gzip.compress(record) for record in records] if packed else records
    (tmp_path / "a.warc").write_bytes(records[0] + damage + records[1] + records[2])
    found = list(gather([str(tmp_path)]))
    assert [one.data for one in found if isinstance(one, Item)] == [b"<p>0</p>", b"<p>1</p>", b"<p>2</p>"]
    skipped = [one for one in found if isinstance(one, Skipped)]
    assert bool(skipped) is bool(damage)
    assert all("damaged" in one.reason for one in skipped)


def test_a_truncated_archive_says_so(tmp_path: Path) -> None:
    whole = warc_record(URL + "1", b"<p>one</p>") + warc_record(URL + "2", b"<p>two, and more than that</p>")
    (tmp_path / "a.warc").write_bytes(whole[:-20])
    found = list(gather([str(tmp_path)]))
    assert [type(one) for one in found] == [Item, Skipped]
    assert isinstance(found[1], Skipped)
    assert "truncated" in found[1].reason


def test_an_archive_in_a_pipe() -> None:
    class NoSeek(io.BytesIO):
        def seekable(self) -> bool:
            return False

    found = list(
        gather(
            ["-"],
            stdin=NoSeek(
                warc_record(URL + "1", b"<p>one</p>") + b"garbage" + warc_record(URL + "2", b"<p>two</p>")
            ),
        )
    )
    assert [type(one) for one in found] == [Item, Skipped]
    assert isinstance(found[1], Skipped)
    assert "the rest is lost" in found[1].reason
