from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sayso.link.keys import WIDTH, floats, form_key, pack, place_keys, word_keys

LETTERS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)
WORDS = st.lists(LETTERS, min_size=1, max_size=6)
BETWEEN = st.text(" .,;:!?“”()…—", min_size=1, max_size=3)
VECTORS = arrays(np.float32, WIDTH, elements=st.floats(-1, 1, width=32)).filter(
    lambda vector: float(np.abs(vector).max()) > 1e-3
)


def direction(seed: int) -> np.ndarray:
    vector = np.random.default_rng(seed).standard_normal(WIDTH).astype(np.float32)
    return vector / np.linalg.norm(vector)


def at_cosine(cosine: float, vector: np.ndarray, seed: int) -> np.ndarray:
    other = direction(seed)
    other = other - (other @ vector) * vector
    return cosine * vector + (1 - cosine**2) ** 0.5 * other / np.linalg.norm(other)


@given(VECTORS)
def test_a_packed_embedding_points_where_it_did_and_has_length_one(vector: np.ndarray) -> None:
    packed = pack(vector)
    assert len(packed) == WIDTH
    back = floats([packed])[0]
    assert np.linalg.norm(back) == pytest.approx(1, abs=1e-5)
    assert back @ vector / np.linalg.norm(vector) > 0.99


@given(VECTORS, st.sampled_from([1e-3, 0.5, 7.0, 1e6]))
def test_an_embeddings_length_does_not_matter(vector: np.ndarray, length: float) -> None:
    one, other = floats([pack(vector), pack(vector * np.float32(length))])
    assert one @ other > 0.999


def test_an_empty_embedding_is_like_nothing() -> None:
    table = floats([b"", pack(direction(1)), pack(np.zeros(WIDTH, np.float32))])
    assert table.shape == (3, WIDTH)
    assert not table[0].any()
    assert not table[2].any()
    assert floats([]).shape == (0, WIDTH)
    assert place_keys(b"") == frozenset()


@given(WORDS, st.data())
def test_the_same_words_have_one_form_key_whatever_the_case_and_punctuation(
    words: list[str], data: st.DataObject
) -> None:
    plain = " ".join(words)
    between = data.draw(st.lists(BETWEEN, min_size=len(words), max_size=len(words)))
    dressed = "“" + "".join(word + sign for word, sign in zip(words, between, strict=True))
    for other in (dressed, plain.upper(), plain.casefold(), dressed.title()):
        assert form_key(other) == form_key(plain)


@pytest.mark.parametrize(
    "other",
    ["The depot burnt down at Hask", "the depot burnt down", "the de pot burnt down at orven", "at orven"],
)
def test_other_words_have_another_form_key(other: str) -> None:
    assert form_key(other) != form_key("The depot burnt down at Orven")


def test_the_order_of_words_is_part_of_the_form() -> None:
    assert form_key("Tarn accused Ebba") != form_key("Ebba accused Tarn")


@given(st.text())
def test_any_text_has_keys(text: str) -> None:
    assert form_key(text).startswith("f:")
    assert form_key(text) == form_key(text)
    assert all(key[:2] in {"n:", "w:"} and key[2:] for key in word_keys(text))


def test_odd_code_points_have_keys() -> None:
    for text in ("\ud800 and \udfff", "\x00", "\u202eksaH", "٣ rockets"):
        assert form_key(text).startswith("f:")
        assert isinstance(word_keys(text), frozenset)


def test_words_meet_by_their_stem_and_numbers_by_their_worth() -> None:
    assert word_keys("Seven bridges burnt") == word_keys("7 bridge, BURNT!")
    assert word_keys("the third bridge") & word_keys("a 3rd one") == {"n:3."}
    assert not word_keys("the third bridge") & word_keys("three depots")


def test_words_that_carry_no_matter_have_no_key() -> None:
    assert word_keys("it was not at all as they had said it would be") == frozenset()
    assert word_keys("") == frozenset()


@given(st.integers(0, 10_000))
def test_an_embedding_has_the_same_place_keys_always_and_one_for_each_table(seed: int) -> None:
    keys = place_keys(pack(direction(seed)))
    assert keys == place_keys(pack(direction(seed)))
    assert len({key.split(":")[1] for key in keys}) == len(keys)
    assert keys == place_keys(pack(direction(seed) * 3))


def test_near_embeddings_share_more_place_keys_than_far_ones() -> None:
    cosines = (-0.5, 0.0, 0.3, 0.6, 0.8, 0.95, 1.0)
    shared = dict.fromkeys(cosines, 0)
    for seed in range(60):
        vector = direction(seed)
        mine = place_keys(pack(vector))
        for cosine in cosines:
            shared[cosine] += len(mine & place_keys(pack(at_cosine(cosine, vector, 1000 + seed))))
    counts = list(shared.values())
    assert counts == sorted(set(counts))


def test_embeddings_meet_as_often_as_is_promised() -> None:
    def met(cosine: float) -> float:
        tries = 200
        found = 0
        for seed in range(tries):
            vector = direction(seed)
            other = at_cosine(cosine, vector, 5000 + seed)
            found += bool(place_keys(pack(vector)) & place_keys(pack(other)))
        return found / tries

    assert met(0.8) > 0.93
    assert met(0.6) == pytest.approx(0.81, abs=0.1)
    assert met(0.2) == pytest.approx(0.24, abs=0.1)


@given(st.integers(0, 10_000))
def test_opposite_embeddings_never_meet(seed: int) -> None:
    assert not place_keys(pack(direction(seed))) & place_keys(pack(-direction(seed)))
