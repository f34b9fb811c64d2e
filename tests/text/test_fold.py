"""Folding: what is the same to a reader is the same to a search."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.text.fold import fold, searchable


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łódź", "lodz"), ("STRASSE", "strasse"), ("Straße", "strasse"), ("Ørsted Þór", "orsted thor"),
        ("Cafe\u0301", "cafe"), ("İzmir ılık", "izmir ilik"), ("Ёлкина", "елкина"),
        ("Йод", "иод"),
        ("أحمد", "احمد"), ("مُحَمَّد", "محمد"), ("فارسی", "فارسي"), ("ﬁve", "five"), ("ＡＢＣ", "abc"),
        ("O’Neil", "o'neil"), ("co\u00adop", "coop"
        ), ("\u202eabc", "abc"), ("한국", "한국"), ("がぎ", "がぎ"),
        ("हिन्दी", "हिन्दी"), ("ไทย", "ไทย"), ("Ὀδυσσεύς", "οδυσσευσ"), ("", ""),
    ],
)  # fmt: skip
def test_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_upper_case_folds_as_lower_case(text: str) -> None:
    assert fold(text.casefold()) == fold(text)


def test_signs_of_unspaced_scripts_stand_alone() -> None:
    assert searchable("Pier 码头shut").split() == ["pier", "码", "头", "shut"]
