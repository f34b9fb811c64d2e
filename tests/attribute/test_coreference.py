# ruff: noqa: E501 - tables of whole sentences
"""Who "he", "it", "the minister" is: tables of invented sentences, and that nothing is guessed silently."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.attribute.stage import AttributeStage
from sayso.attribute.weights import LEAST, MARGIN, WEIGHTS
from sayso.model.annotation import Annotation, Frame, Mention, MentionKind
from sayso.model.attribution import Anaphor, Attribution, SourceKind
from sayso.model.document import Document
from sayso.model.ids import sha256
from sayso.model.span import Span
from sayso.text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

PEOPLE = ("Mara Velt", "Oren Halvi", "Tolan Brisk", "Velt", "Halvi", "Brisk")
BODIES = (
    "Osk Observatory for Rights", "Observatory", "OOR", "Ministry of Ports", "Ministry of Works", "Tellan Bank",
    "Osk Courier", "Free Hill Front",
)  # fmt: skip
STATES = ("Pellin", "Halvessa")
MARK = re.compile(r"\[(?P<source>[^\]]+)\] (?P<cue>said|added|reported|told)")


def read(marked: str, order: Sequence[int] | None = None) -> tuple[str, list[Attribution]]:
    """Attribute a text whose sources stand in square brackets before their cue; in order of their places."""
    text, sources = "", []
    at = 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        begin = len(text)
        text += match.group("source")
        source = Span(begin, len(text))
        text += " "
        sources.append((source, Span(len(text), len(text) + len(match.group("cue")))))
        text += match.group("cue")
        at = match.end()
    text += marked[at:]
    spans = sentences(text)
    frames = []
    for source, cue in sources:
        (sentence,) = [one for one in spans if one.start <= source.start < one.end]
        before, after = (
            Span(sentence.start, max(source.start, sentence.start + 1)),
            Span(cue.end, sentence.end),
        )
        frames.append(Frame(cue, (source,), (max(before, after, key=len),), 0.9))
    kinds = [(name, MentionKind.PERSON) for name in PEOPLE]
    kinds += [(name, MentionKind.ORGANISATION) for name in BODIES]
    kinds += [(name, MentionKind.GEOPOLITICAL) for name in STATES]
    mentions: dict[int, Mention] = {}
    for name, kind in sorted(kinds, key=lambda one: -len(one[0])):
        for found in re.finditer(rf"\b{name}\b", text):
            if not any(one.span.overlaps(Span(*found.span())) for one in mentions.values()):
                mentions[found.start()] = Mention(Span(*found.span()), kind, 0.9)
    placed = [frames[number] for number in order] if order else frames
    digest = sha256(text)
    report = Document(f"doc-{digest[:16]}", digest, text, digest, "text/plain", "wire.txt")
    annotation = Annotation(report.id, "en", tuple(spans), tuple(placed),
                            tuple(mentions[start] for start in sorted(mentions)))  # fmt: skip
    config = AttributeStage()
    ((found, _),) = config([(report, annotation)])
    known = {source for source, _ in sources}
    return text, [one for one in found if one.source and one.source[0] in known]


@pytest.mark.parametrize(
    ("marked", "speaker"),
    [
        ("[Mara Velt] said it burned. [She] added that it was late.", "Mara Velt"),
        ("Mr Halvi met Ms Velt at noon. [She] said that it burned.", "Velt"),
        ("Mara Velt was away. “It burned,” [she] said.", "Mara Velt"),
        ("Port Minister Oren Halvi spoke at noon. Tolan Brisk left. [The minister] said that it burned.", "Oren Halvi"),
        ("Oren Halvi, the governor of Pellin, came. It rained. It snowed. [The governor] said that it burned.",
         "Oren Halvi"),
        ("The former president, Mara Velt, came. [The former president] said that it burned.", "Mara Velt"),
        ("Lenke came with Oren Halvi, a doctor, at noon. [The doctor] said that it burned.", "Oren Halvi"),
        ("It burned when Mara Velt came. [Velt] said that it was late.", "Mara Velt"),
        ("The Osk Observatory for Rights (OOR) counted. [The Observatory] said that ten died.",
         "Osk Observatory for Rights"),
        ("The Osk Observatory for Rights (OOR) counted. [OOR] said that ten died.", "Osk Observatory for Rights"),
        ("[The Ministry of Ports] said it burned. [It] added that it was late.", "Ministry of Ports"),
        ("The silo belongs to its operator, Tellan Bank. [The operator] said that it burned.", "Tellan Bank"),
        ("Tellan Bank was shut. [The company] said that it burned.", "Tellan Bank"),
        ("The Free Hill Front was blamed. [The group] said that it was false.", "Free Hill Front"),
        ("Mara Velt, [who] said that it burned, was there.", "Mara Velt"),
    ],
)  # fmt: skip
def test_the_antecedent_gives_the_name(marked: str, speaker: str) -> None:
    text, found = read(marked)
    last = found[-1]
    assert last.speaker == speaker
    assert last.resolved is not None
    assert last.resolved.antecedent.end <= len(text)
    assert last.resolved.antecedent.of(text).split()[-1] in speaker
    assert last.resolved.reasons


@pytest.mark.parametrize(
    "marked",
    [
        "Oren Halvi and Tolan Brisk met. [He] said that it burned.",
        "Port Minister Oren Halvi and Works Minister Tolan Brisk met. [The minister] said that it burned.",
        "The Ministry of Ports and the Ministry of Works met. [The ministry] said that it burned.",
        "The Ministry of Ports and the Tellan Bank met. [It] said that it burned.",
        "It burned at noon. [He] said that it was late.",
        "Mara Velt came. [The plumber] said that it burned.",
        "Ms Velt was away. [He] said that it burned.",
        "Oren Halvi came. It rained. It snowed. It hailed. It thawed. It froze. It blew. [He] said that it burned.",
        "“Tolan Brisk did it,” [he] said. It burned.",
        "Mara Velt was there. [They] said that it burned.",
    ],
)
def test_nobody_is_guessed(marked: str) -> None:
    *_, last = read(marked)[1]
    assert last.speaker is None
    assert last.resolved is None


@pytest.mark.parametrize(
    ("marked", "antecedent"),
    [
        ("[An official] said that it burned. [He] added that it was late.", "An official"),
        (
            "[A harbour official] said that it burned. [The official] added that it was late.",
            "A harbour official",
        ),
        ("[Two officials] said that it burned. [They] added that it was late.", "Two officials"),
    ],
)
def test_an_unnamed_antecedent_stays_unnamed(marked: str, antecedent: str) -> None:
    text, (_, last) = read(marked)
    assert (last.speaker, last.source_kind) == (None, SourceKind.UNNAMED)
    assert last.resolved is not None
    assert last.resolved.antecedent.of(text) == antecedent
    assert last.descriptor is not None
    assert last.descriptor.kind is not None


def test_a_name_that_tells_itself_is_not_resolved() -> None:
    _, (one,) = read("[Mara Velt] said that it burned.")
    assert (one.speaker, one.resolved) == ("Mara Velt", None)


def test_how_a_source_refers_is_told() -> None:
    marked = "It burned when Mara Velt came. [Velt] said so. [She] added that it was late. Port Minister Mara Velt left. [The minister] said so."
    _, found = read(marked)
    assert [one.resolved.how for one in found if one.resolved] == [
        Anaphor.NAME,
        Anaphor.PRONOUN,
        Anaphor.NOUN,
    ]


STORY = (
    "[Mara Velt] said it burned. [She] added that it was late. [Two officials] said so. [They] added that it rained. "
    "The Osk Observatory for Rights (OOR) counted. [The Observatory] said that ten died. [It] added that one lived."
)


@given(st.permutations(range(6)))
@settings(max_examples=20, deadline=None)
def test_the_order_of_the_frames_changes_nothing(order: list[int]) -> None:
    assert read(STORY, order)[1] == read(STORY)[1]


@given(st.text(alphabet="MVhe \n“”\".,'’()\u202e\x01ß和the it said official ", max_size=120))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_and_every_span_stands_in_it(words: str) -> None:
    text, found = read(f"Mara Velt {words} [He] said that {words} it burned. [The official] said no.")
    for one in found:
        for span in [*([one.resolved.antecedent] if one.resolved else []),
                     *(span for _, span in (one.descriptor.spans if one.descriptor else ()))]:  # fmt: skip
            assert span.of(text)


def test_the_features_are_declared_and_no_small_one_decides() -> None:
    assert set(LEAST) == {Anaphor.PRONOUN, Anaphor.NOUN}
    assert 0 < WEIGHTS["gender fits"] < MARGIN
    assert WEIGHTS["gender likely fits"] < MARGIN
