from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.model import SHIPPED
from sayso.text.wordpiece import WordPiece

PIECES = (SHIPPED / "vocabulary.txt").read_text("utf-8").splitlines()
VOCABULARY = WordPiece.load(SHIPPED / "vocabulary.txt")


def cut(text: str) -> list[tuple[str, str]]:
    return [(PIECES[number], text[start:end]) for number, start, end in VOCABULARY.encode(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tower", [("tower", "Tower")]),
        ("overflights stop", [("over", "over"), ("##flight", "flight"), ("##s", "s"), ("stop", "stop")]),
        ("don't", [("don", "don"), ("'", "'"), ("t", "t")]),
        ("café—cafe\u0301", [("cafe", "café"), ("—", "—"), ("cafe", "cafe\u0301"[:4])]),
        ("東京", [("東", "東"), ("京", "京")]),
        ("a\u200bb", [("ab", "a\u200bb")]),
        ("x" * 101, [("[UNK]", "x" * 101)]),
        ("", []),
        (" \n\t", []),
    ],
)
def test_cuts(text: str, expected: list[tuple[str, str]]) -> None:
    assert cut(text) == expected


@given(st.text(max_size=80))
def test_pieces_are_in_order_inside_the_text_and_never_empty(text: str) -> None:
    pieces = VOCABULARY.encode(text)
    assert all(0 <= start < end <= len(text) for _, start, end in pieces)
    assert all(one[1] <= other[1] for one, other in itertools.pairwise(pieces))


@given(st.lists(st.text(alphabet="abcé'-.", min_size=1, max_size=6), max_size=6))
def test_words_are_cut_alike_wherever_they_stand(words: list[str]) -> None:
    together = [piece for piece, _, _ in VOCABULARY.encode(" ".join(words))]
    assert together == [piece for word in words for piece, _, _ in VOCABULARY.encode(word)]
