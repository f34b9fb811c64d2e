from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.present.concern import content_words, may_concern

CRACK = "the northern wall of the dam had cracked"


def test_statements_that_share_their_content_words_are_pointed_at_with_the_words() -> None:
    found = may_concern(
        {0: CRACK}, {1: "cracks run through the northern wall", 2: "the budget was passed"}, 3
    )
    assert [concern.other for concern in found[0]] == [1]
    assert set(found[0][0].shared) == {"northern", "wall", "cracked"}


def test_common_words_do_not_make_a_pointer() -> None:
    assert (
        may_concern({0: "it was not said that they had done so"}, {1: "they had said it was so"}, 3)[0] == []
    )


def test_one_shared_word_is_not_enough() -> None:
    assert may_concern({0: "any damage to the dam"}, {1: "the dam was paid for by farmers"}, 3)[0] == []


def test_two_words_are_enough_only_if_the_shorter_has_no_more() -> None:
    assert may_concern({0: "any involvement in the raid"}, {1: "involvement of the army in the raid"}, 3)[0]
    longer = {1: "the raid followed weeks of involvement by farmers and councils"}
    assert not may_concern({0: "the raid ended a long involvement in banking fraud"}, longer, 3)[0]


def test_other_scripts_have_words_too() -> None:
    assert may_concern({0: "الجدار الشمالي للسد تصدع"}, {1: "إن الجدار الشمالي للسد قد تصدع"}, 3)[0]


@given(st.lists(st.text(max_size=80), max_size=12), st.integers(0, 4))
def test_pointers_name_words_of_both_and_never_exceed_the_limit(texts: list[str], most: int) -> None:
    everything = dict(enumerate(texts))
    found = may_concern(everything, everything, most)
    assert set(found) == set(everything)
    for denial, concerns in found.items():
        assert len(concerns) <= most
        for concern in concerns:
            assert concern.other != denial
            both = content_words(texts[denial]).keys() & content_words(texts[concern.other]).keys()
            assert len(both) >= len(concern.shared) >= 2
