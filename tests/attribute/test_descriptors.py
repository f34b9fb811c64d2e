# ruff: noqa: E501 - tables of whole sentences
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.attribute.descriptors import descriptor, spokesperson
from sayso.model.span import Span

if TYPE_CHECKING:
    from sayso.model.descriptor import Descriptor

Fields = tuple[int | None, str | None, str | None, str | None, str | None]


def of(text: str, source: str, cue: str = "said") -> Descriptor | None:
    start, at = text.index(source), text.rindex(cue)
    return descriptor(
        text,
        (Span(start, start + len(source)),),
        (Span(at, at + len(cue)),),
        Span(0, text.find(".") + 1 or len(text)),
    )


@pytest.mark.parametrize(
    ("source", "rest", "expected"),
    [
        ("Two senior officials of the Ministry of Ports familiar with the inquiry, who asked not to be named,", " said",
         (2, "senior officials", "the Ministry of Ports", "familiar with the inquiry", "asked not to be named")),
        ("Western diplomats in Osk with direct knowledge of the talks", " said so, speaking on condition of anonymity.",
         (None, "diplomats", "Western", "with direct knowledge of the talks", "speaking on condition of anonymity")),
        ("A Halvessan official, who asked not to be named because he was not authorised to speak,", " said",
         (1, "official", "Halvessan", None, "asked not to be named because he was not authorised to speak")),
        ("At least three Harbour Guard officers close to the commander", " said",
         (3, "officers", "Harbour Guard", "close to the commander", None)),
        ("a spokesman for the ministry", " said. He spoke on condition of anonymity because of the war.",
         (1, "spokesman", "the ministry", None, "spoke on condition of anonymity because of the war")),
        ("the ministry’s officials", " said", (None, "officials", "ministry", None, None)),
        ("TWO OFFICIALS OF THE PORT AUTHORITY, WHO ASKED NOT TO BE NAMED,", " said",
         (2, "OFFICIALS", "THE PORT AUTHORITY", None, "ASKED NOT TO BE NAMED")),
        ("sources with experience in the region", " said",
         (None, "sources", None, "with experience in the region", None)),
        ("An anonymous source", " said", (1, "anonymous source", None, None, "anonymous")),
        ("One of them", " said", (1, None, None, None, None)),
    ],
)  # fmt: skip
def test_what_is_told_of_an_unnamed_source(source: str, rest: str, expected: Fields) -> None:
    text = f"{source}{rest}"
    found = of(text, source)
    assert found is not None
    assert (found.number, found.kind, found.affiliation, found.access, found.condition) == expected
    for field, span in found.spans:
        assert span.of(text) == getattr(found, field)


@pytest.mark.parametrize("source", ["he", "they", "who"])
def test_a_pronoun_tells_nothing(source: str) -> None:
    assert of(f"{source} said", source) is None


def test_terms_in_somebodys_quoted_words_are_not_the_sources() -> None:
    found = of("An official said “he asked not to be named” in the hall.", "An official")
    assert found is not None
    assert found.condition is None


@pytest.mark.parametrize(
    ("source", "kind", "affiliation"),
    [
        ("Lenke Brisk, spokeswoman for the Tellan Bank,", "spokeswoman", "the Tellan Bank"),
        ("ministry spokesman Oren Halvi", "spokesman", "ministry"),
        ("Halvessa’s spokesman Oren Halvi", "spokesman", "Halvessa"),
    ],
)
def test_whom_a_named_spokesperson_speaks_for(source: str, kind: str, affiliation: str) -> None:
    found = spokesperson(source, (Span(0, len(source)),))
    assert found is not None
    assert (found.kind, found.affiliation, found.number) == (kind, affiliation, None)


def test_who_is_no_spokesperson_is_not_described_as_one() -> None:
    assert spokesperson("Mara Velt", (Span(0, 9),)) is None


@given(st.text(min_size=1, max_size=200))
def test_any_words_are_described_with_spans_of_the_text(words: str) -> None:
    whole = Span(0, len(words))
    found = descriptor(words, (whole,), (), whole)
    for _, span in found.spans if found else ():
        assert span.of(words)
