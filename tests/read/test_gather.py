# ruff: noqa: E501  sample texts stand on one line, as they do in files
from __future__ import annotations

import gzip
import io
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from read.samples import warc_record
from sayso.errors import FetchError, UsageError
from sayso.model.document import Document
from sayso.model.item import Item
from sayso.model.outcome import Skipped
from sayso.read.fetch import Fetched, FetchOptions
from sayso.read.gather import gather
from sayso.read.options import GatherOptions
from sayso.read.stage import ReadStage

if TYPE_CHECKING:
    from pathlib import Path


def names(found: list[Item | Skipped], folder: Path) -> list[str]:
    return [
        ("" if isinstance(one, Item) else "! ") + one.location.removeprefix(f"{folder}/") for one in found
    ]


class Pipe(io.RawIOBase):
    """Standard input as a pipe gives it: in small pieces, and never again."""

    def __init__(self, data: bytes, step: int = 7) -> None:
        self.data = data
        self.step = step

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        piece, self.data = self.data[: min(self.step, len(buffer))], self.data[min(self.step, len(buffer)) :]
        buffer[: len(piece)] = piece
        return len(piece)


def piped(data: bytes) -> io.BufferedReader:
    return io.BufferedReader(Pipe(data))


def test_folders_are_walked_in_order_and_hidden_files_left_alone(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.md", ".hidden", ".git/x.txt", "c.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("The bridge is open.")
    assert names(list(gather([str(tmp_path)])), tmp_path) == ["a/b/c.md", "a/z.txt", "b.txt", "c.html"]


def test_a_hidden_file_that_is_named_is_read(tmp_path: Path) -> None:
    (tmp_path / ".note.txt").write_text("x")
    assert [type(one) for one in gather([str(tmp_path / ".note.txt")])] == [Item]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    """A folder that a stranger packed must not bring in the reader's own files."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own/secret.txt").write_text("secret")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a").symlink_to(tmp_path / "own")
    (folder / "b.txt").symlink_to("../own/secret.txt")
    (folder / "c.txt").write_text("a report")
    found = list(gather([str(folder)]))
    assert [one.location.rpartition("/")[2] for one in found if isinstance(one, Item)] == ["c.txt"]
    reasons = [one.reason for one in found if isinstance(one, Skipped)]
    assert [reason.startswith("The link leads out of the folder, to ") for reason in reasons] == [True] * 2
    named = tmp_path / "named"
    named.symlink_to(folder)
    assert len(list(gather([str(named)]))) == 3


def test_folders_that_link_to_each_other_are_read_once(tmp_path: Path) -> None:
    for name in "abcdefghijkl":
        (tmp_path / name).mkdir()
        (tmp_path / name / "report.txt").write_text(name)
        for other in "abcdefghijkl":
            (tmp_path / name / f"to-{other}").symlink_to(tmp_path / other)
    found = list(gather([str(tmp_path)]))
    assert len({one.data for one in found if isinstance(one, Item)}) == 12
    assert len(found) < 200


def test_links_in_circles_dead_links_and_pipes_are_told(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/round").symlink_to(tmp_path)
    (tmp_path / "dead").symlink_to("nowhere")
    (tmp_path / "self").symlink_to("self")
    (tmp_path / "other.txt").write_text("x")
    (tmp_path / "alias.txt").symlink_to("other.txt")
    os.mkfifo(tmp_path / "pipe")
    found = list(gather([str(tmp_path)]))
    assert names(found, tmp_path) == ["alias.txt", "! dead", "! in/round", "other.txt", "! pipe", "! self"]
    told = {one.location.rpartition("/")[2]: one.reason for one in found if isinstance(one, Skipped)}
    assert "leads nowhere" in told["dead"]
    assert "leads back" in told["round"]


def test_what_is_not_there(tmp_path: Path) -> None:
    found = list(gather([str(tmp_path / "no.txt"), "/dev/null", "bad\x00name"]))
    assert all(isinstance(one, Skipped) and one.document is None for one in found)
    assert len(found) == 3
    assert isinstance(found[0], Skipped)
    assert "no such file" in found[0].reason


def test_it_is_lazy(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    stream = gather([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    assert isinstance(next(stream), Item)
    (tmp_path / "b.txt").write_text("written after the first was taken")
    assert isinstance(next(stream), Item)


@given(st.binary(min_size=1).filter(lambda data: not data.startswith((b"\x1f\x8b", b"WARC/1."))))
def test_standard_input_is_taken_byte_for_byte(data: bytes) -> None:
    found = list(gather(["-"], stdin=piped(b"The ministry said: " + data)))
    assert [one.data for one in found if isinstance(one, Item)] == [b"The ministry said: " + data]
    assert found[0].location == "-"


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufeff")))
def test_text_of_standard_input_is_verbatim_to_the_end(text: str) -> None:
    text = "The ministry:\r\n  " + text + " \n"
    (document,) = ReadStage()(
        [one for one in gather(["-"], stdin=piped(text.encode())) if isinstance(one, Item)]
    )
    assert isinstance(document, Document)
    assert document.text == text


def test_jsonl_of_a_pipe_is_a_report_a_line() -> None:
    found = list(gather(["-"], stdin=piped(b'{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}\n')))
    assert [(one.location, one.key) for one in found if isinstance(one, Item)] == [
        ("-#L1", "a"),
        ("-#L2", "b"),
    ]


def test_the_outlet_that_the_user_gives_is_part_of_the_id(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The bridge is open.")
    (tmp_path / "b.jsonl").write_text('{"text": "x", "outlet": "Other"}')
    plain = [one.id for one in gather([str(tmp_path)]) if isinstance(one, Item)]
    given = [
        one for one in gather([str(tmp_path)], GatherOptions(outlet="Varo Post")) if isinstance(one, Item)
    ]
    assert [one.outlet for one in given] == ["Varo Post", "Varo Post"]
    assert not set(plain) & {one.id for one in given}


def test_limits_end_the_gathering_with_a_reason(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "one"}\n{"text": "two"}\n{"text": "three"}\n')
    found = list(gather([str(tmp_path)], GatherOptions(max_items=2)))
    assert [type(one) for one in found] == [Item, Item, Skipped]
    found = list(gather([str(tmp_path)], GatherOptions(max_total_bytes=20)))
    assert [type(one) for one in found] == [Item, Skipped]
    (tmp_path / "big.txt").write_text("x" * 100)
    (skipped,) = gather([str(tmp_path / "big.txt")], GatherOptions(max_item_bytes=99))
    assert isinstance(skipped, Skipped)
    assert "larger than 99 bytes" in skipped.reason


def test_an_empty_file_is_an_item_that_the_reader_explains(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (item,) = gather([str(tmp_path)])
    assert isinstance(item, Item)
    assert item.data == b""


def test_packed_files_are_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b'{"text": "one"}\n{"text": "two"}\n'))
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(b"The bridge is open."))
    (tmp_path / "c.warc.gz").write_bytes(gzip.compress(warc_record("http://varopost.example/1", b"<p>x</p>")))
    found = list(gather([str(tmp_path)]))
    assert names(found, tmp_path) == ["a.jsonl.gz#L1", "a.jsonl.gz#L2", "b.txt.gz", "c.warc.gz#R1"]
    assert isinstance(found[2], Item)
    assert found[2].data == b"The bridge is open."


def test_a_packed_file_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    lines = b"".join(b'{"text": "%d"}\n' % number for number in range(50_000))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines)[:-3000])
    found = list(gather([str(tmp_path)]))
    assert len(found) > 1000
    assert isinstance(found[-1], Skipped)
    assert "Obtain it again" in found[-1].reason
    assert all(isinstance(one, Item) for one in found[:-1])


def test_packed_in_packed_ends(tmp_path: Path) -> None:
    data = b"x"
    for _ in range(9):
        data = gzip.compress(data)
    (tmp_path / "a.gz").write_bytes(data)
    (skipped,) = gather([str(tmp_path)])
    assert isinstance(skipped, Skipped)
    assert "many times" in skipped.reason


def page_of(kind: str, data: bytes) -> Fetched:
    return Fetched(
        data, "https://varopost.example/final", 200, kind, "utf-8", "Wed, 02 Apr 2031 06:30:15 GMT"
    )


def test_pages_of_the_web_carry_what_the_server_told() -> None:
    (item,) = gather(
        ["https://varopost.example/a"], fetcher=lambda address, options: page_of("text/html", b"<p>x</p>")
    )
    assert isinstance(item, Item)
    assert (item.location, item.obtained, item.media_type, item.charset) == (
        "https://varopost.example/a",
        "url",
        "text/html",
        "utf-8",
    )
    told = dict(item.given)
    assert (told["url"], told["http.status"]) == ("https://varopost.example/final", "200")
    assert list(told) == sorted(told)


def test_a_feed_of_the_web_is_taken_apart() -> None:
    feed = b"<rss version='2.0'><channel><title>Varo Post</title><item><link>/1</link><description>The bridge.</description></item></channel></rss>"
    (item,) = gather(
        ["https://varopost.example/feed"],
        fetcher=lambda address, options: page_of("application/rss+xml", feed),
    )
    assert isinstance(item, Item)
    assert dict(item.given)["url"] == "https://varopost.example/1"
    assert "http.status" not in dict(item.given)


def test_an_address_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    def fetcher(address: str, options: FetchOptions) -> Fetched:
        raise FetchError(address)

    (tmp_path / "a.txt").write_text("x")
    first, second = gather(["http://nowhere.example/", str(tmp_path / "a.txt")], fetcher=fetcher)
    assert first == Skipped("http://nowhere.example/", "Http://nowhere.example/.")
    assert isinstance(second, Item)


@pytest.mark.parametrize(
    "address",
    [
        "ftp://varopost.example/a",
        "file:///etc/passwd",
        "http://127.0.0.1:80/",
        "http://2130706433/",
        "HTTP://[::1]/",
    ],
)
def test_addresses_that_are_never_fetched(address: str) -> None:
    (skipped,) = gather([address])
    assert isinstance(skipped, Skipped)


@pytest.mark.parametrize("scheme", ["https", "ftp"])
def test_a_password_in_an_address_is_told_nowhere(scheme: str) -> None:
    (skipped,) = gather([f"{scheme}://bob:geheim@varopost.example/a"])
    assert isinstance(skipped, Skipped)
    assert skipped.location == f"{scheme}://…@varopost.example/a"
    assert "geheim" not in skipped.reason


def test_mappings_are_checked() -> None:
    with pytest.raises(UsageError):
        GatherOptions(mapping=(("nonsense", "x"),))
