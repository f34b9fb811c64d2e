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


UNREAD = "Edda"
"""A given name that the mentions of these tests do not know: only its capitals tell that somebody has it."""


@pytest.mark.parametrize(
    ("marked", "as_it_stands"),
    [
        # Two of one surname; the one that begins the text comes once, and nothing has read it as a name.
        (f"{UNREAD} Velt, a mayor, and Mara Velt, a doctor, came. [Velt] said that it burned.", "Velt"),
        (f"{UNREAD} Velt met her brother. It was late when Mara Velt came. [Velt] said that it burned.", "Velt"),
        (f"It burned when Mara Velt came. [Velt] said so. It was {UNREAD} Velt who left.", "Velt"),
        ("It was late when Paula and Oren Halvi came. [Halvi] said that it burned.", "Halvi"),
        ("The Halvi brothers own it. It was late when Oren Halvi came. [Halvi] said that it burned.", "Halvi"),
        ("Mr and Mrs Halvi own it. Oren Halvi came. [Halvi] said that it burned.", "Halvi"),
        ("Mr Halvi came with his wife, Mrs Halvi, and Oren Halvi. [Halvi] said that it burned.", "Halvi"),
        # A surname that is somebody else's given name.
        (f"Oren Halvi came. It was late when Halvi {UNREAD} left. [Halvi] said that it burned.", "Halvi"),
        (f"Halvi {UNREAD} came. It was late when Oren Halvi left. [Halvi] said that it burned.", "Halvi"),
        # Bodies of one head, of which only one is read as a name.
        ("The Ministry of Ports and the Ministry of Roads met. [The Ministry] said that it burned.", "Ministry"),
        ("Coast Observatory boats came. The Osk Observatory for Rights counted. [The Observatory] said that it burned.",
         "Observatory"),
        # A report that quotes a report.
        ("A report by the Shore League quotes a report by the Tellan Bank. [The report] said that it burned.", "report"),
        # Bodies of the same initials.
        ("The Coast Authority (CA) and the Canal Agency (CA) met. [CA] said that it burned.", "CA"),
        ("The Free Hill Front left. Fair Harbour Front men came. [FHF] said that it burned.", "FHF"),
    ],
)  # fmt: skip
def test_a_short_name_that_two_may_have_stays_as_it_stands(marked: str, as_it_stands: str) -> None:
    *_, last = read(marked)[1]
    assert (last.speaker, last.resolved) == (as_it_stands, None)


@pytest.mark.parametrize(
    ("marked", "speaker"),
    [
        ("R. Velt is a doctor. It was late when Mara Velt came. M. Velt left. [Velt] said that it burned.", None),
        ("It was late when Mara Velt came. M. Velt left. [Velt] said that it burned.", "Mara Velt"),
        ("It was late when Mara Velt came. It was Ms Velt who left. [Velt] said that it burned.", "Mara Velt"),
        ("Minister Velt was late. It burned when Mara Velt came. [Velt] said that it burned.", "Mara Velt"),
        ("Velt Committee trucks left when Mara Velt came. [Velt] said that it burned.", "Mara Velt"),
        ("But the Observatory was shut. The Osk Observatory for Rights counted. [The Observatory] said that it burned.",
         "Osk Observatory for Rights"),
        ("Observatory Director Mara Velt left. The Osk Observatory for Rights counted. [The Observatory] said so.",
         "Osk Observatory for Rights"),
        ("Osk’s Observatory was shut. The Osk Observatory for Rights counted. [The Observatory] said that it burned.",
         "Osk Observatory for Rights"),
    ],
)  # fmt: skip
def test_a_rival_must_be_another_name(marked: str, speaker: str | None) -> None:
    *_, last = read(marked)[1]
    assert (last.speaker if last.resolved else None) == speaker


@pytest.mark.parametrize(
    "marked",
    [
        "Port Minister Oren Halvi came. Works Minister Tolan Brisk left. [The minister] said that it burned.",
        "Port Minister Oren Halvi spoke to Works Minister Tolan Brisk. [The minister] said that it burned.",
        "The port minister, Oren Halvi, met the works minister, Tolan Brisk. [The minister] said that it burned.",
        "Oren Halvi, the port minister, spoke after the foreign minister. [The minister] said that it burned.",
        "Mara Velt, a spokeswoman for Pellin, followed a spokeswoman for Halvessa. [The spokeswoman] said so.",
        "A spokeswoman for Pellin met a spokeswoman for Halvessa. [The spokeswoman] said that it burned.",
        "Oren Halvi, a doctor, treated Tolan Brisk, a doctor. [The doctor] said that it burned.",
        "Oren Halvi, the former governor, came. [The governor] said that it burned.",
        "Oren Halvi, the governor, came. [The former governor] said that it burned.",
        "The Ministry of Ports stood by the Ministry of Works. [The ministry] said that it burned.",
        "The Ministry of Ports stood by the Ministry of Roads. [The ministry] said that it burned.",
        "Oren Halvi, a doctor, and Tolan Brisk, a clerk, came. [He] said that it burned.",
        "[The Ministry of Ports and the Ministry of Works] said so. [The ministry] added that it was late.",
    ],
)
def test_one_of_two_who_are_called_so_is_not_chosen_for_standing_first(marked: str) -> None:
    *_, last = read(marked)[1]
    assert (last.speaker, last.resolved) == (None, None)


@pytest.mark.parametrize(
    ("marked", "speaker"),
    [
        ("Oren Halvi, the former governor, met Tolan Brisk, the governor. [The governor] said so.", "Tolan Brisk"),
        ("The former governor, Oren Halvi, came. The governor, Tolan Brisk, left. [The former governor] said so.",
         "Oren Halvi"),
        ("[Port Minister Oren Halvi] said that it burned. Works Minister Tolan Brisk left. [The port minister] said so.",
         "Oren Halvi"),
        ("The Ministry of Works was shut. [The Ministry of Ports] said that it burned. [The ministry] added that it was late.",
         "Ministry of Ports"),
    ],
)  # fmt: skip
def test_of_two_the_one_who_fits_is_chosen(marked: str, speaker: str) -> None:
    *_, last = read(marked)[1]
    assert last.speaker == speaker


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
    assert set(LEAST) == set(MARGIN) == {Anaphor.PRONOUN, Anaphor.NOUN}
    assert 0 < WEIGHTS["gender fits"] < min(MARGIN.values())
    assert WEIGHTS["gender likely fits"] < min(MARGIN.values())
    assert WEIGHTS["subject"] < MARGIN[Anaphor.NOUN]
