from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.trace.passages import Manner, compare
from sayso.trace.reprints import ReprintIndex

FLASH = (
    "The grain ship Halvessa sank off Port Varo on Tuesday night after two blasts near the bow, "
    "the harbour master said. "
    "All nineteen of the crew were taken off by a pilot boat before dawn. "
    "Nobody has said who laid the mines, and the ministry in Tarnitz declined to comment on the matter."
)
OTHER = (
    "Apple growers of the Lower Vold expect their best autumn for a decade. "
    "Warm weeks in May and rain in June have filled the orchards, the growers' union wrote to its members."
)


def test_a_reprint_is_found_whole_and_its_spans_are_the_same_words() -> None:
    reprint = f"Our correspondent writes:\n\n{FLASH}\n\nMore on page four."
    found = compare(FLASH, reprint)
    assert found.left_share == 1.0
    assert found.right_share > 0.85
    (passage,) = found.passages
    assert (passage.manner, passage.runs, passage.similarity) == (Manner.COPIED, 1, 1.0)
    assert passage.left.of(FLASH) == passage.right.of(reprint)


def test_a_trim_is_all_taken_from_the_longer() -> None:
    found = compare(FLASH, FLASH[: FLASH.index(". ") + 1])
    assert found.right_share == 1.0
    assert found.left_share < 0.5
    assert found.share == 1.0


def test_sentences_in_another_order_are_still_found() -> None:
    first, second, third = (part.rstrip(".") + "." for part in FLASH.split(". "))
    found = compare(FLASH, f"{third} {first} {second}")
    assert found.left_share == found.right_share == 1.0


def test_a_few_changed_words_do_not_break_a_passage() -> None:
    changed = FLASH.replace("two blasts", "several blasts").replace("were taken off", "were rescued")
    found = compare(FLASH, changed)
    assert found.left_share > 0.85
    assert all(one.similarity < 1 for one in found.passages if one.runs > 1)
    assert any(one.runs > 1 for one in found.passages)


def test_the_same_sentence_in_other_words_is_reworded() -> None:
    reworded = "Before dawn, a pilot boat had rescued the ship's crew of nineteen."
    found = compare("All nineteen of the crew were taken off by a pilot boat before dawn.", reworded)
    (passage,) = found.passages
    assert passage.manner is Manner.REWORDED
    assert passage.right.of(reworded) == reworded.rstrip(".")
    assert found.left_share == 0.0
    assert found.left_reworded == 1.0


def test_texts_on_other_matters_share_nothing() -> None:
    assert compare(FLASH, OTHER).passages == ()
    assert compare(FLASH, OTHER).share == 0.0


@pytest.mark.parametrize("text", ["", " \n", "…", "\u202e\u202e", "a", "é " * 5, "\x00\x1f"])
def test_odd_texts(text: str) -> None:
    assert compare(text, FLASH).left_share == 0.0
    assert compare(text, text).passages == ()


def test_time_stays_in_proportion_on_hostile_text() -> None:
    began = time.process_time()
    for text in ("a b c " * 20_000, "word " * 60_000, " ".join(str(number) for number in range(40_000))):
        compare(text, text)
    assert time.process_time() - began < 20


words = st.lists(
    st.sampled_from(
        ["the", "ship", "sank", "off", "port", "on", "Tuesday.", "and.", "crew;", "was", "all", "lost"]
    ),
    max_size=40,
)


@given(words, words)
def test_passages_lie_in_their_texts_and_never_overlap(left: list[str], right: list[str]) -> None:
    one, two = " ".join(left), " ".join(right)
    found = compare(one, two)
    copied = [passage for passage in found.passages if passage.manner is Manner.COPIED]
    for passage in found.passages:
        passage.left.of(one), passage.right.of(two)
        assert 0 <= passage.similarity <= 1
    for share in (found.left_share, found.right_share, found.left_reworded, found.right_reworded):
        assert 0 <= share <= 1
    for passage in copied:
        assert passage.words >= 6
    lefts = sorted(passage.left for passage in copied)
    assert all(before.end <= after.start for before, after in pairwise(lefts))


def test_the_index_proposes_reprints_and_trims_and_nothing_else() -> None:
    index = ReprintIndex()
    assert index.add("flash", FLASH) == []
    assert index.add("apples", OTHER) == []
    changed = FLASH.replace("two blasts", "several blasts")
    assert [name for name, _ in index.candidates(changed)] == ["flash"]
    ((name, sentences),) = index.add("trim", FLASH.split(". ")[1] + ".")
    assert (name, sentences) == ("flash", 1)


def test_the_index_does_not_propose_boilerplate() -> None:
    index = ReprintIndex()
    line = "Subscribe to the Courier and read the whole of this report today."
    for number in range(200):
        index.add(str(number), line)
    assert index.candidates(line) == []


@pytest.mark.parametrize(
    "text", ["", "\n\n", "x" * 200_000, "a " * 100_000, "\u202e one two three four five six seven eight"]
)
def test_the_index_takes_any_text(text: str) -> None:
    index = ReprintIndex()
    assert index.add("one", text) == []
    assert len(index.candidates(text)) <= 1
