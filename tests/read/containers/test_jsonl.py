from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.document import Document
from sayso.model.item import Item
from sayso.model.outcome import Skipped
from sayso.read.containers.jsonl import is_jsonl
from sayso.read.gather import gather
from sayso.read.options import GatherOptions
from sayso.read.origin import Origin
from sayso.read.stage import ReadStage

if TYPE_CHECKING:
    from pathlib import Path


def test_an_items_bytes_are_the_lines_own(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_bytes(
        b'\xef\xbb\xbf{"id":1, "text":"One."}\r\n\n  {"text" : "Two."}  \n{"text":"Three."}'
    )
    items = [one for one in gather([str(tmp_path / "c.jsonl")]) if isinstance(one, Item)]
    assert [one.data for one in items] == [
        b'{"id":1, "text":"One."}',
        b'  {"text" : "Two."}  ',
        b'{"text":"Three."}',
    ]
    assert [one.location.rpartition("#")[2] for one in items] == ["L1", "L3", "L4"]
    assert items[0].key == "1"


@given(
    st.lists(
        st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00"), min_size=1).filter(
            str.strip
        )
    )
)
def test_texts_come_back_verbatim_and_in_order(texts: list[str]) -> None:
    lines = "".join(json.dumps({"text": text}, ensure_ascii=len(text) % 2 == 0) + "\n" for text in texts)
    items = [
        one for one in gather(["-"], stdin=io.BytesIO(lines.encode())) if isinstance(one, Item) and lines
    ]
    if lines:
        assert [one.text for one in ReadStage()(items) if isinstance(one, Document)] == texts


def test_damaged_lines_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    good = b'{"text": "One."}\n'
    bad = [b"not json\n", b"[1, 2]\n", b'{"text": "\xff"}\n', b'{"text": "cut\n', b'{"a":' * 100_000 + b"\n"]
    (tmp_path / "c.jsonl").write_bytes(good + b"".join(line + good for line in bad))
    found = list(gather([str(tmp_path / "c.jsonl")]))
    assert [type(one) for one in found] == [Item, *[Skipped, Item] * 5]
    assert isinstance(found[1], Skipped)
    assert found[1].location.endswith("c.jsonl#L2")
    assert found[1].reason.startswith("Line 2 is not valid JSON")


def test_a_line_over_the_limit_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_bytes(b'{"text": "' + b"x" * 5_000_000 + b'"}\n{"text": "Two."}\n')
    found = list(gather([str(tmp_path)], GatherOptions(max_line_bytes=100)))
    assert [type(one) for one in found] == [Skipped, Item]
    assert isinstance(found[1], Item)
    assert found[1].data == b'{"text": "Two."}'


def test_a_large_file_is_not_loaded(tmp_path: Path) -> None:
    import tracemalloc

    line = json.dumps({"text": "x" * 10_000}).encode() + b"\n"
    with (tmp_path / "c.jsonl").open("wb") as out:
        for _ in range(3_000):
            out.write(line)
    tracemalloc.start()
    count = sum(1 for _ in gather([str(tmp_path)]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 3_000
    assert peak < 8_000_000


def test_other_names_travel_with_the_item(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_text('{"meta": {"nr": 5}, "body": "The bridge."}')
    (item,) = gather([str(tmp_path)], GatherOptions(mapping=(("id", "meta.nr"), ("text", "body"))))
    assert isinstance(item, Item)
    assert item.key == "5"
    (document,) = ReadStage()([item])
    assert isinstance(document, Document)
    assert document.text == "The bridge."


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (b'{"text": "x"}\n{"text": "y"}\n', "-", True),
        (b'{"text": "x"}', "-", True),
        (b'{"other": "x"}', "-", False),
        (b'{"text": "x"}\n{"text": "y"}\n', "a.txt", False),
        (b'{"text": "x"}\n{"text": "y"}\n', "a.json", True),
        (b'{\n"text": "x"}', "a.json", False),
        (b"anything", "a.jsonl", True),
        (b"%PDF-1.7", "a.jsonl", False),
        (b"{curly text}", "-", False),
        (b"", "-", False),
    ],
)
def test_what_is_taken_for_jsonl(head: bytes, name: str, expected: bool) -> None:
    assert is_jsonl(head, Origin(name, "file")) is expected
