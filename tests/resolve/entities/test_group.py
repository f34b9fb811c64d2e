from __future__ import annotations

import itertools
import re
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.annotation import Mention, MentionKind
from sayso.model.attribution import SourceKind
from sayso.model.span import Span
from sayso.resolve.entities.group import names_of

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.model.reference import LocalEntity

KINDS = {
    "p": MentionKind.PERSON,
    "o": MentionKind.ORGANISATION,
    "g": MentionKind.GEOPOLITICAL,
    "a": MentionKind.ARMED_GROUP,
    "e": MentionKind.EVENT,
}


def marked(text: str) -> tuple[str, list[Mention]]:
    """Read "{p Ada Velt} spoke" as a text and its mentions."""
    plain, mentions = "", []
    for piece in re.split(r"(\{\w [^{}]*\})", text):
        if piece.startswith("{"):
            kind, name = piece[1:-1].split(" ", 1)
            mentions.append(Mention(Span(len(plain), len(plain) + len(name)), KINDS[kind], 0.8))
            plain += name
        else:
            plain += piece
    return plain, mentions


def read(text: str, **more: str) -> list[LocalEntity]:
    return names_of(*marked(text), (), **more)


def together(text: str) -> list[set[str]]:
    """Return the entities with more than one name."""
    groups = [{alias.name for alias in entity.aliases} for entity in read(text)]
    return [group for group in groups if len(group) > 1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The {o Osk Harbour Authority} ({o OHA}) shut. {o OHA} did.", {"Osk Harbour Authority", "OHA"}),
        ("The Osk Harbour Authority ({o OHA}) closed.", {"Osk Harbour Authority", "OHA"}),
        ("{o OHA} (Osk Harbour Authority) closed.", {"Osk Harbour Authority", "OHA"}),
        ("The {o Osk Harbour Authority}, or {o OHA}, closed.", {"Osk Harbour Authority", "OHA"}),
        ("The {o Osk Harbour Authority} closed. {o OHA} staff left.", {"Osk Harbour Authority", "OHA"}),
        ("The {o Pellin Grain Directorate} ({o PG}) bought.", {"Pellin Grain Directorate", "PG"}),
        ("{o Hill Front}, also known as the {o Sons of Pellin}, fled.", {"Hill Front", "Sons of Pellin"}),
        ("{o Hill Front} (also known as {o Sons of Pellin}) fled.", {"Hill Front", "Sons of Pellin"}),
        ("{p Ada Velt}, better known as {p Umm Osk}, fled.", {"Ada Velt", "Umm Osk"}),
        ("{p Ada Velt}, aka {p Umm Osk}, fled.", {"Ada Velt", "Umm Osk"}),
        ("{o Hill Party}, formerly known as the {o Pellin League}, won.", {"Hill Party", "Pellin League"}),
        ("{p Ada Velt} spoke. {p Velt} left.", {"Ada Velt", "Velt"}),
        ("{p Ada Velt} spoke. Velt left.", {"Ada Velt", "Velt"}),
        ("{p Ada Velt} spoke. Minister {p Velt}’s aide left.", {"Ada Velt", "Velt"}),
        ("{p Ada Maria Velt} spoke. {p Ada Velt} left.", {"Ada Maria Velt", "Ada Velt"}),
        ("{p Ada M. Velt} spoke. {p Ada Velt} left.", {"Ada M. Velt", "Ada Velt"}),
        ("The {o Osk Grain Authority} shut. Then the Authority won.", {"Osk Grain Authority", "Authority"}),
        ("{o Osk Grain Authority} and {o Grain Authority} men.", {"Osk Grain Authority", "Grain Authority"}),
        ("{o Velt Holdings} paid. {o Velt} denied it.", {"Velt Holdings", "Velt"}),
        ("{a al-Qoraeda}, {a Al Qoraeda}, {a Al-Qoraida}", {"al-Qoraeda", "Al Qoraeda", "Al-Qoraida"}),
        ("The {o UN} and the {o United Nations} met.", {"UN", "United Nations"}),
        ("{g Pellin, Osk} is far. {g Pellin} is near.", {"Pellin, Osk", "Pellin"}),
    ],
)  # fmt: skip
def test_names_of_one_thing_come_together(text: str, expected: set[str]) -> None:
    assert together(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "{p Ada Velt} met {p Bruno Velt}.",
        "{p Ada Velt} met {p Ada Moran}.",
        "{o Osk Harbour Authority} and {o Pellin Grain Directorate} met.",
        "{o Osk Courier} and {o Pellin Courier} wrote. The Courier did not.",
        "{o Google} and the {e Google Fair}.",
        "{g Osk} and {o Bank of Osk}.",
        "{g Pellin} lies near {g Pellin City}.",
        "{o Osk Harbour Authority} closed. {o HOA} did not.",
        "{p Ada Velt} (41) and {p Bruno Moran} (42).",
        "{g Osk}, known as {g Pellin}’s oldest port.",
        "{o Ministry of Grain}’s {o Press Office of Grain} wrote.",
        "{o National Bank of Tolvik} ({o NBT}) froze what {o Northern Benevolent Trust} ({o NBT}) held.",
    ],
)
def test_names_of_two_things_stay_apart(text: str) -> None:
    assert together(text) == []


def test_a_former_name_beside_an_acronym_is_one_more_name() -> None:
    text = "The {o Free Vold Brigade} ({o FVB}) came. The {o FVB}, formerly the {o Ash River Front}, left."
    assert together(text) == [{"Free Vold Brigade", "FVB", "Ash River Front"}]


def test_a_surname_that_two_bear_is_the_firsts_until_the_second_is_named() -> None:
    entities = read("{p Ada Velt} spoke. {p Velt} left. {p Bruno Velt} came. {p Velt} laughed.")
    assert [(one.name, len(one.references)) for one in entities] == [
        ("Ada Velt", 2),
        ("Bruno Velt", 1),
        ("Velt", 1),
    ]


def test_mr_and_mrs_are_two() -> None:
    entities = read("Mr {p Velt} spoke. Mrs {p Velt} left. Mr {p Velt} stayed.")
    assert sorted(len(one.references) for one in entities) == [1, 2]


def test_a_definition_is_the_proof_of_its_merge() -> None:
    text = "The Osk Harbour Authority (OHA) closed."
    (entity,) = names_of(text, [Mention(Span(27, 30), MentionKind.ORGANISATION, 0.9)])
    (reason,) = entity.aliases[1].reasons
    assert reason.definite
    assert reason.proof is not None
    assert reason.proof.of(text) == "Osk Harbour Authority (OHA)"
    assert "“Osk Harbour Authority (OHA)”" in reason.words


def test_every_other_name_has_a_reason() -> None:
    entities = read("{p Ada Velt} spoke for the {o Osk Harbour Authority} ({o OHA}). {p Velt} left.")
    for entity in entities:
        assert entity.aliases[0].reasons == ()
        assert all(alias.reasons for alias in entity.aliases[1:])


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("{p Foreign Minister Ada Velt} spoke.", "Foreign Minister"),
        ("Foreign Minister {p Ada Velt} spoke.", "Foreign Minister"),
        ("The former mayor {p Ada Velt} spoke.", "former mayor"),
        ("{p Ada Velt}, the mayor of Osk, spoke.", "mayor of Osk"),
        ("{p Ada Velt}, chairwoman of the Osk Grain Board, spoke.", "chairwoman of the Osk Grain Board"),
    ],
)
def test_offices_are_kept_with_the_documents_date(text: str, office: str) -> None:
    (entity,) = [one for one in read(text, dated="2031-04-02") if one.name == "Ada Velt"]
    assert [str(one) for one in entity.offices] == [f"{office}, 2031-04-02"]


def test_forms_of_address_are_no_offices() -> None:
    (entity,) = read("{p Dr Ada Velt} and Mrs {p Velt} are one.")
    assert entity.name == "Ada Velt"
    assert entity.offices == ()


def test_places_that_act_stand_for_bodies() -> None:
    text, mentions = marked("{g Pellin} denied it. In {g Osk} it rained. According to {g Kabul}, it did.")
    at = text.index("Kabul")
    entities = names_of(text, mentions, [(Span(at, at + 5), "Kabul", SourceKind.ORGANISATION)])
    assert {one.name: one.stands_for_body for one in entities} == {
        "Pellin": True,
        "Osk": False,
        "Kabul": True,
    }


def test_a_part_is_not_the_whole() -> None:
    entities = read(
        "The {o Osk Grain Ministry}’s {o Press Office} wrote. {o Water Unit} of the {o Hill Front} ran."
    )
    assert {one.name: one.part_of for one in entities} == {
        "Osk Grain Ministry": (),
        "Press Office": ("Osk Grain Ministry",),
        "Water Unit": ("Hill Front",),
        "Hill Front": (),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{o Al}{a -Qorvaeda} ran.", ["Al-Qorvaeda"]),
        ("{a Hil}l Front ran. {a Hill Front} hid.", ["Hill Front"]),
        ("The {g Osk} {a Army} ran.", ["Osk Army"]),
        ("{a the} {o OHA} {a prisoners} sat.", ["OHA"]),
        ("{o OHA}-K prisoners sat.", ["OHA-K"]),
        ("{a fighters} and {p he} and {o sources} and {g Pellinese}", ["Pellinese"]),
        ("{e 22 March} and {p Monday}", []),
        ("{o “Hill Front”} and {p Ada Velt’s} dog", ["Hill Front", "Ada Velt"]),
        ("OSK HARBOUR CLOSED\n{o Osk Harbour} and {o OSK HARBOUR}", ["Osk Harbour"]),
        ("The Ministry for {o Grain Affairs} met the {p King of Osk}.", ["Ministry for Grain Affairs"]),
        ("{p Ada Velt and Bruno Moran} spoke.", ["Ada Velt", "Bruno Moran"]),
    ],
)
def test_what_the_model_marks_is_made_whole_names(text: str, expected: list[str]) -> None:
    assert [one.name for one in read(text)] == expected


def test_a_speaker_that_the_model_missed_is_a_name() -> None:
    text = "Ada Velt said so."
    (entity,) = names_of(text, [], [(Span(0, 8), "Ada Velt", SourceKind.PERSON)])
    assert (entity.name, entity.kind) == ("Ada Velt", MentionKind.PERSON)


def test_a_name_found_once_is_found_again() -> None:
    (entity,) = read("{p Ada Velt} spoke. Ada Velt left, said Velt’s aide, not Veltman.")
    assert [(one.span.start, one.name) for one in entity.references] == [
        (0, "Ada Velt"),
        (16, "Ada Velt"),
        (36, "Velt"),
    ]


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "(" * 5000, "A " * 5000, " " * 20000, ", or OHA" * 3000, "Osk, also known as " * 2000,
     "\u202eتلف \u200f(ABC)" * 500,
     "A.B.C.D." * 3000, "the Authority " * 3000, "-" * 20000, "Ada-" * 5000],
)  # fmt: skip
def test_hostile_texts_are_read_in_time(text: str) -> None:
    began = time.process_time()
    words = list(re.finditer(r"\S{1,20}", text))[:3000]
    mentions = [Mention(Span(*word.span()), list(MentionKind)[n % 8], 0.5) for n, word in enumerate(words)]
    for entity in names_of(text, mentions):
        assert all(naming.span.end <= len(text) for naming in entity.references)
    assert time.process_time() - began < 3


@given(
    st.lists(
        st.sampled_from(["Ada Velt", "Velt", "OHA", "(OHA)", "Osk Harbour Authority", "the", "’s",
                         ", also known as",
                         "said", ".", "\n", "Mr", "ß", "İ", "Authority", "-", "and"]),
        max_size=30,
    ),
    st.lists(
        st.tuples(st.integers(0, 200), st.integers(1, 40), st.sampled_from(list(MentionKind))), max_size=12
    ),
)  # fmt: skip
def test_whatever_is_marked_names_are_whole_ordered_and_apart(
    words: list[str], marks: list[tuple[int, int, MentionKind]]
) -> None:
    text = " ".join(words)
    mentions = [Mention(Span(start, start + length), kind, 0.6) for start, length, kind in marks]
    entities = names_of(text, mentions)
    spans = sorted(naming.span for entity in entities for naming in entity.references)
    assert all(left.end <= right.start for left, right in itertools.pairwise(spans))
    for entity in entities:
        assert entity.aliases[0].name == entity.name
        assert sum(alias.references for alias in entity.aliases) == len(entity.references)
        for naming in entity.references:
            assert naming.name == " ".join(naming.span.of(text).split())
    assert entities == names_of(text, mentions)


@pytest.mark.corpora
def test_the_seed_articles_bodies_are_one_each(corpora: Path) -> None:
    from sayso.annotate.stage import AnnotateStage

    text = (corpora / "seed" / "article.txt").read_text("utf-8")
    entities = names_of(text, AnnotateStage().read(text)[1])
    groups = [{alias.name for alias in one.aliases} for one in entities]
    for names in (
        {"ISKP", "ISIL-K", "Islamic State Khorasan Province"},
        {"ISI", "Inter-Services Intelligence Directorate"},
        {"Al-Qaeda", "Al Qaeda", "Al-Qaida"},
        {"Anjum", "Nadeem Ahmed Anjum"},
    ):
        assert any(names <= group for group in groups), names
    (kabul,) = [one for one in entities if one.name == "Kabul"]
    assert kabul.stands_for_body
    began = time.process_time()
    names_of(text * 20, AnnotateStage().read(text)[1])
    assert time.process_time() - began < len(text) * 20 / 100_000
