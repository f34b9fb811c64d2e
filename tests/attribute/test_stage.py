from __future__ import annotations

from sayso.attribute.stage import AttributeConfig, AttributeStage
from sayso.model.annotation import Annotation, Frame
from sayso.model.assertion import Stance
from sayso.model.attribution import Attribution, Certainty, Kind, Mode, Polarity, SourceKind
from sayso.model.document import Document
from sayso.model.ids import sha256
from sayso.model.span import Span
from sayso.text.sentences import sentences


def document(text: str) -> Document:
    digest = sha256(text)
    return Document(f"doc-{digest[:16]}", digest, text, digest, "text/plain", "wire.txt", key="k1")


def at(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def frame(text: str, source: str, cue: str, *content: str, parent: int | None = None) -> Frame:
    return Frame(
        at(text, cue),
        (at(text, source),) if source else (),
        tuple(at(text, part) for part in content),
        0.9,
        parent,
    )


def attributed(text: str, *frames: Frame, config: AttributeConfig | None = None) -> tuple[Attribution, ...]:
    report = document(text)
    annotation = Annotation(report.id, "en", tuple(sentences(text)), frames)
    ((attributions, assertions),) = AttributeStage(config or AttributeConfig())([(report, annotation)])
    assert {assertion.attribution for assertion in assertions} == {found.id for found in attributions}
    return attributions


def test_a_split_quotation_is_one_direct_attribution() -> None:
    text = "“The valve,” said Mara Velt, “was shut.”"
    (one,) = attributed(text, frame(text, "Mara Velt", "said", "“The valve,”", "“was shut.”"))
    assert (one.mode, one.source_kind, one.speaker) == (Mode.DIRECT, SourceKind.PERSON, "Mara Velt")
    assert (one.certainty, one.polarity, one.kind) == (Certainty.CERTAIN, Polarity.POSITIVE, Kind.CLAIM)


def test_words_in_scare_quotes_do_not_make_speech_mixed() -> None:
    text = "The ministry said that the “wardens” had shut the valve long before."
    (one,) = attributed(
        text, frame(text, "The ministry", "said", "that the “wardens” had shut the valve long before")
    )
    assert one.mode is Mode.INDIRECT


def test_what_is_said_in_what_is_said_is_nested_with_its_hop() -> None:
    text = "The report said that two states told the Shore Agency that the camps had moved."
    outer = frame(
        text, "The report", "said", "that two states told the Shore Agency that the camps had moved"
    )
    inner = frame(text, "two states", "told", "that the camps had moved", parent=0)
    first, second = attributed(text, outer, inner)
    assert second.nested_in == first.id
    assert [hop.name for hop in second.hops] == ["report", "Shore Agency"]
    assert [span.of(text) for hop in second.hops for span in hop.span] == ["The report", "Shore Agency"]


def test_the_authors_open_question_and_inference_are_the_authors() -> None:
    text = (
        "It is not yet clear who paid. It would not be far-fetched to assume that the League was paid twice."
    )
    question, inference = attributed(text)
    assert (question.source, question.source_kind, question.kind) == ((), SourceKind.AUTHOR, Kind.QUESTION)
    assert question.certainty is Certainty.UNKNOWN
    assert (inference.kind, inference.certainty) == (Kind.INFERENCE, Certainty.PROBABLE)
    assert inference.content[0].of(text) == "that the League was paid twice"


def test_an_open_question_that_somebody_puts_is_theirs() -> None:
    text = "Mara Velt said it was not clear who paid for the valve."
    (one,) = attributed(text, frame(text, "Mara Velt", "said", "it was not clear who paid for the valve"))
    assert (one.speaker, one.kind, one.certainty) == ("Mara Velt", Kind.QUESTION, Certainty.UNKNOWN)


def test_an_open_question_deep_inside_a_content_is_nested_and_keeps_the_speaker() -> None:
    content = "that the valve had been open for an hour before dawn and that it was not clear who paid"
    text = f"Mara Velt said {content}."
    outer, inner = attributed(text, frame(text, "Mara Velt", "said", content))
    assert outer.kind is Kind.CLAIM
    assert (inner.kind, inner.nested_in, inner.speaker) == (Kind.QUESTION, outer.id, "Mara Velt")


def test_questions_and_inferences_can_be_left_out() -> None:
    text = "It is not yet clear who paid. The League must have known about it."
    assert attributed(text, config=AttributeConfig(questions=False, inferences=False)) == ()


def test_a_columnists_i_is_the_author_but_a_quoted_one_is_not() -> None:
    text = "I believe the valve failed. “I think they knew,” said Mara Velt."
    column, _ = attributed(
        text,
        frame(text, "I", "believe", "the valve failed"),
        frame(text, "Mara Velt", "said", "“I think they knew,”"),
    )
    assert column.source_kind is SourceKind.AUTHOR


def test_assertions_carry_stance_and_the_reports_key() -> None:
    text = "The League denied that it was paid."
    report = document(text)
    annotation = Annotation(
        report.id, "en", tuple(sentences(text)), (frame(text, "The League", "denied", "that it was paid"),)
    )
    ((_, (assertion,)),) = AttributeStage()([(report, annotation)])
    assert (assertion.stance, assertion.document_key, assertion.polarity) == (
        Stance.DENIES,
        "k1",
        Polarity.NEGATIVE,
    )


def test_the_same_frame_twice_is_one_attribution() -> None:
    text = "The League denied that it was paid."
    same = frame(text, "The League", "denied", "that it was paid")
    assert len(attributed(text, same, same)) == 1


def test_we_inside_a_quotation_is_whoever_is_quoted() -> None:
    text = "“We deny that the League was paid by anybody,” said Mara Velt."
    outer = frame(text, "Mara Velt", "said", "“We deny that the League was paid by anybody,”")
    inner = frame(text, "We", "deny", "that the League was paid by anybody", parent=0)
    _, denial = attributed(text, outer, inner)
    assert (denial.speaker, denial.source_kind, denial.hops) == ("Mara Velt", SourceKind.PERSON, ())


def test_in_a_transcript_each_turn_is_its_speakers() -> None:
    text = (
        "VELT, presenter: Who paid for it?\n\nBRISK: The League did.\n\nThey told us so.\n\n"
        "VELT: Are you sure?\n\nBRISK: No."
    )
    found = attributed(text, frame(text, "They", "told", "so"))
    turns = [one for one in found if one.cue[0].of(text) == ":"]
    assert [" ".join(s.of(text) for s in one.source) for one in turns] == [
        "VELT, presenter",
        "BRISK",
        "VELT",
        "BRISK",
    ]
    assert turns[1].content[0].of(text) == "The League did.\n\nThey told us so."
    assert {one.mode for one in turns} == {Mode.DIRECT}
    (inner,) = [one for one in found if one.cue[0].of(text) == "told"]
    assert inner.nested_in == turns[1].id


def test_only_outlets_and_agencies_that_are_told_something_are_relays() -> None:
    text = "Mara Velt told the Osk Courier that it burned. Oren Halvi told the Commission that it did not."
    one, other = attributed(
        text,
        frame(text, "Mara Velt", "told", "that it burned"),
        Frame(Span(59, 63), (at(text, "Oren Halvi"),), (at(text, "that it did not"),), 0.9),
    )
    assert [hop.name for hop in one.hops] == ["Osk Courier"]
    assert other.hops == ()


def test_who_does_not_know_leaves_it_open() -> None:
    text = "Mara Velt said she did not know whether the valve was open."
    (one,) = attributed(text, frame(text, "Mara Velt", "said", "she did not know whether the valve was open"))
    assert (one.speaker, one.kind, one.certainty) == ("Mara Velt", Kind.QUESTION, Certainty.UNKNOWN)


def test_an_article_is_no_source() -> None:
    text = "It was the said that the valve was open."
    (one,) = attributed(text, frame(text, "the", "said", "that the valve was open"))
    assert (one.source, one.source_kind) == ((), SourceKind.UNNAMED)


def test_a_content_of_small_words_alone_is_dropped_with_what_stands_in_it() -> None:
    text = "As was revealed by the Osk Courier, the valve was open."
    assert attributed(text, frame(text, "the Osk Courier", "was revealed", "As")) == ()
