from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "training"))

import markup  # noqa: E402

RECORD = """{s1|{PER|Mira Tolden}, a pilot,} {q1|denied}
{c1|that {s2|the {ORG|Harbour Board}'s} {q2|claim} {c2|of
sabotage} was true}. {c3|“Nobody,”} {s3|she} {q3|said}, {c3|“was there.”}
---
1 person certain negative claim
2 organisation certain positive claim in 1
3 person certain positive claim
"""


def test_marks_become_offsets_and_leave_the_text() -> None:
    article = markup.record("r", RECORD)
    text = article["text"]
    assert "{" not in text
    first, second, third = article["attributions"]

    def words(pairs: list[list[int]]) -> list[str]:
        return [text[start:end] for start, end in pairs]

    assert words(first["source"]) == ["Mira Tolden, a pilot,"]
    assert words(second["content"]) == ["of\nsabotage"]
    assert (first["nested_in"], second["nested_in"]) == (None, 0)
    assert words(third["content"]) == ["“Nobody,”", "“was there.”"]
    assert [(text[start:end], kind) for start, end, kind in article["mentions"]] == [
        ("Mira Tolden", "PER"), ("Harbour Board", "ORG"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ("{s1|A} {q1|said} {c1|b\n---\n1 person certain positive claim", "not closed"),
        ("{s1|A} {q1|said} b\n---\n1 person certain positive claim", "no content"),
        ("{s1|A} {q1|said} {c1|b}\n---\n1 robot certain positive claim", "robot"),
        ("{s1|A} {q1|said} {c1|b}\n---\n2 person certain positive claim", "marks"),
        ("{s1|A} {q1|said} {c1|b}\n---\n1 person certain positive claim in 7", "does not exist"),
        ("{XYZ|A} {q1|said} {c1|b}\n---\n1 person certain positive claim", "XYZ"),
        ("A}\n---\n", "closes nothing"),
    ],
)
def test_a_broken_record_is_named_with_its_fault(broken: str, why: str) -> None:
    with pytest.raises(markup.MarkupError, match=why):
        markup.record("r", broken)


@given(
    st.lists(
        st.tuples(st.sampled_from(["s1", "q1", "c1", "PER"]), st.text("ab €“\n", min_size=1)), min_size=1
    )
)
def test_offsets_point_at_what_was_marked(pieces: list[tuple[str, str]]) -> None:
    body = "".join("{" + mark + "|" + words + "}." for mark, words in pieces) + "{c1|end}"
    article = markup.record("r", body + "\n---\n1 person certain positive claim")
    text, (found,) = article["text"], article["attributions"]
    for role, mark in (("source", "s1"), ("cue", "q1"), ("content", "c1")):
        wanted = [words for name, words in pieces if name == mark] + (["end"] if mark == "c1" else [])
        assert [text[start:end] for start, end in found[role]] == wanted


@pytest.mark.parametrize(
    "path", sorted((ROOT / "training" / "fiction").glob("*.txt")), ids=lambda path: path.stem
)
def test_the_fiction_that_is_trained_on_is_well_formed(path: Path) -> None:
    articles = markup.read(path)
    assert len(articles) > 50
    gate = {article["text"] for article in markup.read(ROOT / "tests" / "golden" / "gate.txt")}
    assert not gate & {article["text"] for article in articles}
