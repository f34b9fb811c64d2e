from __future__ import annotations

import pytest

from sayso.attribute.stage import AttributeStage
from sayso.model.annotation import Annotation, Frame
from sayso.model.attribution import Attribution, SourceKind
from sayso.model.document import Document
from sayso.model.ids import sha256
from sayso.model.span import Span
from sayso.text.sentences import sentences


def at(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def attributed(text: str, *frames: tuple[str, str, str]) -> tuple[Attribution, ...]:
    digest = sha256(text)
    report = Document(
        f"doc-{digest[:16]}", digest, text, digest, "text/plain", "wire.txt", outlet="The Long Quay"
    )
    made = tuple(
        Frame(at(text, cue), (at(text, source),), (at(text, content),), 0.9)
        for source, cue, content in frames
    )
    ((found, _),) = AttributeStage()([(report, Annotation(report.id, "en", tuple(sentences(text)), made))])
    return found


@pytest.mark.parametrize(
    ("text", "frame", "source", "kind"),
    [
        ("The Shore Agency reported, citing the ministry, that ten died.",
         ("The Shore Agency", "reported", "that ten died"), "the ministry", SourceKind.ORGANISATION),
        ("Ten died, the Shore Agency said, quoting two officials familiar with the matter.",
         ("the Shore Agency", "said", "Ten died"),
         "two officials familiar with the matter", SourceKind.UNNAMED),
        ("Ten died, the Shore Agency reported on the word of an official who asked not to be named.",
         ("the Shore Agency", "reported", "Ten died"),
         "an official who asked not to be named", SourceKind.UNNAMED),
    ],
)  # fmt: skip
def test_whom_a_report_cites_speaks_through_it(
    text: str, frame: tuple[str, str, str], source: str, kind: SourceKind
) -> None:
    by_source = {one.source[0].of(text): one for one in attributed(text, frame)}
    relaying, cited = by_source[frame[0]], by_source[source]
    assert cited.source_kind is kind
    assert cited.content == relaying.content
    assert [hop.name for hop in cited.hops] == ["The Long Quay", "Shore Agency"]
    assert [span.of(text).casefold() for span in cited.hops[-1].span] == ["the shore agency"]
    assert [hop.name for hop in relaying.hops] == ["The Long Quay"]


@pytest.mark.parametrize(
    "text",
    [
        "Mara Velt said that ten died, citing the release of prisoners.",
        "Mara Velt said that ten died, citing evidence.",
        "Mara Velt said that ten died, citing her.",
    ],
)
def test_a_ground_is_no_source(text: str) -> None:
    assert len(attributed(text, ("Mara Velt", "said", "that ten died"))) == 1


def test_who_is_quoted_by_somebody_speaks_through_them() -> None:
    text = "The governor was quoted by the Osk Courier as saying that ten died."
    (one,) = attributed(text, ("the Osk Courier", "was quoted", "as saying that ten died"))
    assert [span.of(text) for span in one.source] == ["The governor"]
    assert [span.of(text) for span in one.content] == ["that ten died"]
    assert [hop.name for hop in one.hops] == ["The Long Quay", "Osk Courier"]


def test_according_to_somebody_as_reported_by_another() -> None:
    text = "Ten died, according to the governor, as reported by the Osk Courier."
    (one,) = attributed(text, ("the Osk Courier", "according to", "Ten died"))
    assert [span.of(text) for span in one.source] == ["the governor"]
    assert [hop.name for hop in one.hops] == ["The Long Quay", "Osk Courier"]
    (right,) = attributed(text, ("the governor", "according to", "Ten died"))
    assert right.hops == one.hops


def test_a_spokesman_tells_an_agency_for_a_ministry() -> None:
    text = "A spokesman for the ministry told the Shore Agency that ten died."
    (one,) = attributed(text, ("A spokesman for the ministry", "told", "that ten died"))
    assert [hop.name for hop in one.hops] == ["The Long Quay", "Shore Agency"]
    assert one.descriptor is not None
    assert (one.descriptor.kind, one.descriptor.affiliation) == ("spokesman", "the ministry")
