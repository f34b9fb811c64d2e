# ruff: noqa: E501  sample texts stand on one line, as they do in files
from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from read.samples import document, reason
from sayso.model.document import Precision
from sayso.text.clean import storable

JSON = "application/json"


@given(st.text(st.characters(), min_size=1).filter(lambda text: text.strip() != ""))
def test_text_is_kept_whatever_it_holds(text: str) -> None:
    kept = document(json.dumps({"text": text}), "c.jsonl#L1", media_type=JSON).text
    joined = json.loads(json.dumps(text))  # a pair of surrogates is one character to JSON
    assert kept == storable(joined)[0]
    assert "\x00" not in kept
    kept.encode()


def test_all_fields() -> None:
    line = {
        "id": 17, "text": " T ", "title": "A  title", "outlet": "Varo Post", "author": ["Mara Quill", {"name": "Odo Venn"}],
        "date": "2031-04-02T06:30Z", "url": "https://varopost.example/1", "language": "en-GB",
    }  # fmt: skip
    read = document(json.dumps(line), "c.jsonl#L1", media_type=JSON)
    assert (read.text, read.title, read.outlet, read.author) == (
        " T ",
        "A title",
        "Varo Post",
        "Mara Quill, Odo Venn",
    )
    assert (read.key, read.url, read.language) == ("17", "https://varopost.example/1", "en")
    assert read.published is not None
    assert (read.published.value, read.published.precision) == ("2031-04-02T06:30Z", Precision.MINUTE)
    assert dict(read.found)["author"] == "field author"


def test_other_names_and_nested_ones() -> None:
    line = {"body": {"plain": "The bridge is open."}, "meta": {"when": "2031"}, "a.b": "Title"}
    mapping = {"map.text": "body.plain", "map.date": "meta.when", "map.title": "a.b"}
    read = document(json.dumps(line), "c.jsonl#L1", media_type=JSON, **mapping)
    assert (read.text, read.title) == ("The bridge is open.", "Title")
    assert read.published is not None
    assert read.published.value == "2031"


def test_a_date_with_two_readings_is_told() -> None:
    read = document('{"text": "T", "date": "03/04/2031"}', "c.jsonl#L1", media_type=JSON)
    assert read.published is None
    assert "two ways" in read.notes[0]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"body": "x"}', "--map text=FIELD"),
        ('{"text": ["x"]}', "list"),
        ('{"text": null}', "no field"),
        ('{"text": ""}', "white space"),
        ("[1]", "not an object"),
        ('{"text": "x"', "not valid JSON"),
        ("[" * 200_000, "not valid JSON"),
    ],
)
def test_lines_that_cannot_be_read(line: str, told: str) -> None:
    assert told in reason(line, "c.jsonl#L1", media_type=JSON)


def test_a_json_file_with_one_report() -> None:
    assert document('{\n "text": "The bridge is open."\n}', "one.json").text == "The bridge is open."
    assert "one object a line" in reason('[{"text": "x"}]', "many.json")
