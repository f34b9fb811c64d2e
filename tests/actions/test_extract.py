from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso import extract
from sayso.actions.extract import extract_lines
from sayso.errors import UsageError

KEYS = [
    "id",
    "source",
    "cue",
    "content",
    "speaker",
    "source_kind",
    "mode",
    "certainty",
    "polarity",
    "kind",
    "hops",
    "nested_in",
    "score",
    "descriptor",
    "resolved",
]
TEXT = "\n\n  🔥 “It burned,” Zoë Ardane said. The Lake League denied that it had set the fire.  \n"


def test_the_contracts_fields_in_the_contracts_order() -> None:
    answer = extract(TEXT, id="one")
    assert list(answer) == ["id", "attributions"]
    assert answer["id"] == "one"
    assert len(answer["attributions"]) >= 2
    assert all(list(found) == KEYS for found in answer["attributions"])
    assert json.loads(json.dumps(answer)) == answer


def test_offsets_are_code_points_of_the_text_as_given() -> None:
    denial = next(f for f in extract(TEXT)["attributions"] if f["polarity"] == "negative")
    assert [TEXT[start:end] for start, end in denial["cue"]] == ["denied"]


def test_the_same_text_gives_the_same_answer() -> None:
    assert extract(TEXT) == extract(TEXT)


@settings(max_examples=25)
@given(st.text(max_size=300))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    for found in extract(text)["attributions"]:
        for role in ("source", "cue", "content"):
            assert all(0 <= start < end <= len(text) for start, end in found[role])


def test_lines_are_answered_in_order() -> None:
    lines = [json.dumps({"id": 7, "text": TEXT}), "", json.dumps({"text": "Nothing here."})]
    first, second = extract_lines(lines)
    assert first["id"] == 7
    assert second["id"].startswith("doc-")
    assert second["attributions"] == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "Line 2 is not JSON"),
        ("[]", "Line 2"),
        ('{"id": 1}', '"text"'),
        ("[" * 200_000, "Line 2 is not JSON"),
        ('{"text": "a\\ud800"}', "lone surrogate"),
        (UsageError("Line 2 is not UTF-8."), "Line 2 is not UTF-8."),
    ],
)
def test_a_bad_line_is_answered_with_the_reason_and_the_rest_goes_on(
    line: str | UsageError, reason: str
) -> None:
    good = json.dumps({"id": "a", "text": TEXT})
    first, bad, last = extract_lines([good, line, good])
    assert bad["attributions"] == []
    assert reason in bad["skipped"]
    assert first == last
    assert "skipped" not in first


def test_a_lone_surrogate_is_refused_with_its_place() -> None:
    with pytest.raises(UsageError, match="offset 2"):
        extract("ab\ud800")


def test_names_are_told_only_when_asked_for() -> None:
    text = "The Lake Front has claimed the attack on Port Salin, Minister Oren Halvi said."
    assert "mentions" not in extract(text)
    found = extract(text, mentions=True)["mentions"]
    names = {text[slice(*item["span"])]: item["kind"] for item in found}
    assert names["Oren Halvi"] == "person"
    for item in found:
        assert 0 < item["score"] <= 1
        assert 0 <= item["blame_score"] <= 1
        assert (item["blame"] is None) == (item["blame_score"] < 0.5)
