"""Which pronouns and nouns of GUM's markup count as sources, and which names they may mean."""

import gum_sources
import pytest


def line(words: str, tags: str, *entities: tuple[int, int, str, str]) -> dict:
    return {
        "doc": "invented", "genre": "news", "split": "dev", "tokens": words.split(), "upos": tags.split(),
        "entities": [{"start": a, "end": b, "type": kind, "id": group} for a, b, kind, group in entities],
    }  # fmt: skip


INTRODUCED = line(
    "Minister Orla Venn left Tarnitz .", "PROPN PROPN PROPN VERB PROPN PUNCT",
    (0, 3, "person", "1"), (4, 5, "place", "2"),
)  # fmt: skip


def test_a_pronoun_at_a_reporting_word_may_mean_the_names_of_its_group_before_it() -> None:
    later = line("Orla is her name .", "PROPN AUX PRON NOUN PUNCT", (0, 1, "person", "1"))
    speaks = line("She said no .", "PRON VERB INTJ PUNCT", (0, 1, "person", "1"))
    (text,) = gum_sources.texts([INTRODUCED, speaks, later])
    (source,) = text.sources
    assert text.text[source.start : source.end] == "She"
    assert source.cue is not None
    assert text.text[slice(*source.cue)] == "said"
    assert source.names == {"Orla Venn"}


def test_a_source_whose_group_has_no_name_is_to_stay_unresolved() -> None:
    speaks = line("The officer said no .", "DET NOUN VERB INTJ PUNCT", (0, 2, "person", "9"))
    (text,) = gum_sources.texts([INTRODUCED, speaks])
    assert [one.names for one in text.sources] == [frozenset()]


def test_what_stands_at_no_reporting_word_is_told_apart() -> None:
    runs = line("She ran .", "PRON VERB PUNCT", (0, 1, "person", "1"))
    (text,) = gum_sources.texts([INTRODUCED, runs])
    assert not text.sources
    assert [text.text[one.start : one.end] for one in text.others] == ["She"]


def test_a_mention_that_is_a_name_is_no_source() -> None:
    speaks = line("Orla Venn said no .", "PROPN PROPN VERB INTJ PUNCT", (0, 2, "person", "1"))
    (text,) = gum_sources.texts([speaks])
    assert not text.sources
    assert not text.others


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        (["No", ",", "he", "said", "."], "No, he said."),
        (['"', "No", '"', ",", "he", "did", "n't", "say"], '"No", he didn\'t say'),
        (["Venn", "'s", "(", "old", ")", "house"], "Venn's (old) house"),
    ],
)
def test_texts_are_rebuilt_as_printers_set_them(tokens: list[str], text: str) -> None:
    made, starts = gum_sources.rebuilt(tokens)
    assert made == text
    assert [made[start : start + len(token)] for start, token in zip(starts, tokens, strict=True)] == tokens
