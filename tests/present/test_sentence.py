"""What a ledger line says in words: who, verb, verbatim quotation, hedge."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom import dam_case, one_line
from sayso.model.assertion import Stance
from sayso.model.attribution import Certainty, Kind, Mode
from sayso.present.sentence import in_words, quotation_marks, statement

SAID = "{S:Mara Velt} {C:said} that {X:the dam was sound}."


@pytest.mark.parametrize(
    ("options", "verb"),
    [
        ({}, "asserts"),
        ({"stance": "denies", "mode": "direct"}, "says, in denial"),
        ({"stance": "questions"}, "questions"),
        ({"stance": "questions", "mode": "direct"}, "asks"),
        ({"stance": "leaves_open", "kind": "question"}, "leaves open"),
        ({"kind": "question"}, "leaves open"),
        ({"kind": "inference"}, "infers"),
    ],
)
def test_the_verb_tells_the_stance(options: dict[str, str], verb: str) -> None:
    assert statement(one_line(SAID, speaker="Mara Velt", **options)).verb == verb


@pytest.mark.parametrize(
    ("marked", "verb"),
    [
        ("{S:Mara Velt} {C:denied} that {X:the dam was weak}.", "denies"),
        ("{S:Mara Velt} {C:rejected the claim} that {X:the dam was weak}.", "denies"),
        ("{S:Mara Velt} {C:said} that {X:the report was false}.", "says, in denial"),
        ("{S:Mara Velt} {C:said} {X:she had nothing to do with the dam}.", "says, in denial"),
    ],
)
def test_a_denial_that_stands_in_the_content_is_not_turned_round(marked: str, verb: str) -> None:
    assert statement(one_line(marked, speaker="Mara Velt", stance="denies")).verb == verb


@pytest.mark.parametrize("stance", list(Stance))
@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("mode", list(Mode))
def test_every_line_has_a_verb_and_a_hedge(stance: Stance, kind: Kind, mode: Mode) -> None:
    told = statement(one_line(SAID, stance=stance, kind=kind, mode=mode))
    assert told.verb
    assert told.hedges


@pytest.mark.parametrize("certainty", list(Certainty))
def test_the_hedge_is_labelled_with_the_words_of_the_model(certainty: Certainty) -> None:
    chip = statement(one_line(SAID, certainty=certainty)).hedges[0]
    assert chip.tone == certainty.value
    assert certainty.value in chip.label


def test_negative_polarity_is_labelled_unless_the_verb_tells_it_already() -> None:
    doubts = statement(one_line(SAID, polarity="negative"))
    denies = statement(one_line(SAID, polarity="negative", stance="denies"))
    assert [chip.tone for chip in doubts.hedges] == ["certain", "negative"]
    assert [chip.tone for chip in denies.hedges] == ["certain"]


def test_the_label_of_a_negative_statement_does_not_deny_it_again() -> None:
    line = one_line("{S:Mara Velt} {C:said} {X:the dam was not safe}.", polarity="negative")
    chip = statement(line).hedges[-1]
    assert chip.meaning == "The quoted words themselves say that something is not so."


def test_a_speaker_without_a_name_is_given_in_the_words_of_the_text() -> None:
    told = statement(one_line("{S:she} {C:said} that {X:the dam was sound}."))
    assert (told.who, told.who_verbatim, told.note) == ("she", True, "name not established")


def test_an_unnamed_source_is_always_marked_as_such() -> None:
    told = statement(
        one_line("{S:two officials} {C:said} {X:so}.", source_kind="unnamed", speaker="officials")
    )
    assert (told.who, told.who_verbatim, told.note) == ("two officials", True, "unnamed source")


def test_nobody_is_made_up_where_the_text_names_nobody() -> None:
    told = statement(one_line("{C:It is said} that {X:the dam was sound}.", source_kind="unnamed"))
    assert (told.who, told.who_verbatim) == ("somebody (no source found)", False)


def test_the_author_is_named_by_the_byline_and_called_the_author() -> None:
    told = statement(one_line("{X:The dam must have been sound}.", source_kind="author", author="Tomas Ekh"))
    assert (told.who, told.note) == ("Tomas Ekh", "author of the report")
    anonymous = statement(one_line("{X:The dam must have been sound}.", source_kind="author"))
    assert anonymous.who == "the author"


def test_relays_are_named() -> None:
    line = one_line("{S:Mara Velt} {C:said} {X:it was sound}, {H:Orsk Wire} reported.", speaker="Mara Velt")
    assert statement(line).relays == ("Orsk Wire",)
    assert "as relayed by Orsk Wire" in in_words(statement(line))


@pytest.mark.parametrize(
    ("quote", "marks"),
    [
        ("“The valve,” … “was shut.”", ("", "")),
        ("“The first part.\n\n“The second part.”", ("", "")),
        ("“The valve,” … was shut", ("“", "”")),
        ("the dam was sound", ("“", "”")),
        ("“We never crossed,”", ("", "")),
        ("« Nous ne savons rien »", ("", "")),
        ('"We" never "crossed"', ("“", "”")),
        ("“We” never “crossed”", ("“", "”")),
        ('"', ("“", "”")),
        ("", ("“", "”")),
    ],
)
def test_quotation_marks_are_added_unless_its_own_enclose_it_all(quote: str, marks: tuple[str, str]) -> None:
    assert quotation_marks(quote) == marks


@given(st.text(alphabet=st.characters(exclude_characters="{}", exclude_categories=["Cs"]), min_size=1))
def test_the_quotation_is_never_changed(words: str) -> None:
    line = one_line("{S:Mara Velt} {C:said} {X:" + words + "}.", speaker="Mara Velt")
    assert statement(line).quote == words
    assert words in in_words(statement(line))


def test_in_words_reads_as_one_sentence() -> None:
    denial = next(line for line in dam_case().lines if line.assertion.stance is Stance.DENIES)
    words = "Mara Velt denies: “the northern wall of the dam had cracked” [no hedge (certain)]"
    assert in_words(statement(denial)) == words
