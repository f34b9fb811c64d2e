from __future__ import annotations

from sayso.annotate.stage import AnnotateConfig, AnnotateStage
from sayso.model.document import Document
from sayso.model.ids import sha256

WIRE = (
    "Harbour minister Oren Halvi said on Tuesday that the tower had been struck by a drone. "
    "“We saw it fall,” said Mara Velt, a crane driver.\n\n"
    "The Lake League denied that it had any part in the attack. Two officials told the Osk Courier "
    "that the League had received money from abroad."
)
REPORT = (
    "“Several member states reported that the group had moved its camps to the northern shore, "
    "and one member state said that it had been paid in advance,” the monitoring commission said in its "
    "report."
)


def document(text: str) -> Document:
    digest = sha256(text)
    return Document(f"doc-{digest[:16]}", digest, text, digest, "text/plain", "wire.txt")


def test_sources_cues_and_contents_are_found_and_linked() -> None:
    (annotation,) = AnnotateStage()([document(WIRE)])
    triples = [
        (
            " ".join(s.of(WIRE) for s in frame.source),
            frame.cue.of(WIRE),
            " ".join(s.of(WIRE) for s in frame.content),
        )
        for frame in annotation.frames
    ]
    assert any(
        "Halvi" in source and cue.startswith("said") and "drone" in content
        for source, cue, content in triples
    )
    assert any("Velt" in source and content.startswith("“We saw it fall") for source, _, content in triples)
    assert any("League" in source and cue == "denied" for source, cue, _ in triples)


def test_a_content_is_read_again_for_what_is_said_in_it() -> None:
    (annotation,) = AnnotateStage()([document(REPORT)])
    inner = [frame for frame in annotation.frames if frame.parent is not None]
    assert inner
    for frame in inner:
        outer = annotation.frames[frame.parent]
        assert any(span.contains(frame.cue) for span in outer.content)
    flat = AnnotateStage(AnnotateConfig(nested=False))([document(REPORT)])[0]
    assert all(frame.parent is None for frame in flat.frames)


def test_a_report_reads_the_same_whichever_others_come_with_it() -> None:
    stage = AnnotateStage()
    alone = [stage([document(text)])[0] for text in (WIRE, REPORT)]
    assert stage([document(WIRE), document(REPORT)]) == alone
    assert stage([document(REPORT), document(WIRE)]) == alone[::-1]


def test_spans_are_trimmed_and_ordered_and_inside_the_text() -> None:
    text = WIRE * 12
    (annotation,) = AnnotateStage()([document(text)])
    for frame in annotation.frames:
        for span in (frame.cue, *frame.source, *frame.content):
            assert span.of(text) == span.of(text).strip()
        assert all(a.end < b.start for a, b in zip(frame.content, frame.content[1:], strict=False))


def test_a_text_that_is_not_english_is_kept_without_frames() -> None:
    text = "Портовая стража сообщила, что пожар был потушен к полуночи."
    (annotation,) = AnnotateStage()([document(text)])
    assert annotation.frames == ()
    assert annotation.sentences


def test_nothing_to_read() -> None:
    assert AnnotateStage()([]) == []
    assert AnnotateStage()([document(" ")])[0].frames == ()


def test_another_configuration_is_another_maker() -> None:
    assert AnnotateStage().maker.id != AnnotateStage(AnnotateConfig(nested=False)).maker.id
