from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from ledger_records import ledger_line
from sayso.model.assertion import Stance
from sayso.model.attribution import Certainty, Hop, SourceKind
from sayso.pipeline.lineage import acquainted, told
from sayso.trace.origins import trace

if TYPE_CHECKING:
    from sayso.model.ledger import LedgerLine

ORGANISATION, PERSON = SourceKind.ORGANISATION, SourceKind.PERSON
UNNAMED, AUTHOR, DOCUMENT = SourceKind.UNNAMED, SourceKind.AUTHOR, SourceKind.DOCUMENT


def line(
    source: str,
    kind: SourceKind,
    speaker: str | None = None,
    *,
    cue: str = "said",
    quote: str = "that the dam had held",
    hops: tuple[str, ...] = (),
    certainty: Certainty = Certainty.CERTAIN,
    **of_report: Any,
) -> LedgerLine:
    """A line with these words, whatever the text."""
    made = ledger_line(
        speaker=speaker, source_kind=kind, hops=tuple(Hop(name, ORGANISATION) for name in hops), **of_report
    )
    certain = replace(made.assertion, certainty=certainty)
    return replace(made, assertion=certain, source_text=source, cue_text=cue, quote=quote)


def test_a_line_is_told_with_its_report() -> None:
    found = told(line("Mara Velt", PERSON, "Mara Velt", hops=("The Tern", "Orsk Wire"), agency="Halm News"))
    assert (found.speaker, found.source, found.source_kind) == ("Mara Velt", "Mara Velt", PERSON)
    assert (found.outlet, found.via, found.agency) == ("The Tern", ("Orsk Wire",), "Halm News")
    assert (found.published, found.text) == ("2031-04-02", "that the dam had held")
    assert (found.body, found.voice, found.access, found.admits) == (None, None, False, False)


@pytest.mark.parametrize(
    ("source", "kind", "speaker", "expected"),
    [
        (
            "Norwegian Information Minister Mara Velt",
            PERSON,
            "Norwegian Information Minister Mara Velt",
            "Mara Velt",
        ),
        ("Secretary of State Mara Velt", PERSON, None, "Mara Velt"),
        ("a nurse at the harbour clinic, Ida Rem", UNNAMED, None, "Ida Rem"),
        ("the aid agency Healers Abroad", ORGANISATION, "aid agency Healers Abroad", "Healers Abroad"),
        ("he", PERSON, None, None),
        ("an official", UNNAMED, None, None),
        ("Norwegian opposition groups", ORGANISATION, "Norwegian opposition groups", None),
        ("Opponents of Mara Velt", ORGANISATION, "Opponents of Mara Velt", None),
        ("the Commission’s report", DOCUMENT, "report", "Commission"),
        ("a report by the Osk Institute, published on Monday", DOCUMENT, "report", "Osk Institute"),
        ("the report", DOCUMENT, "report", None),
        ("", AUTHOR, None, None),
    ],
)
def test_who_speaks(source: str, kind: SourceKind, speaker: str | None, expected: str | None) -> None:
    assert told(line(source, kind, speaker)).speaker == expected


@pytest.mark.parametrize(
    ("source", "kind", "body", "voice"),
    [
        ("Norwegian Foreign Ministry spokesman Tom Osk", PERSON, "norway", "norway"),
        ("Norwegian Defence Minister Mara Velt", PERSON, "norway", None),
        ("Norwegian officials", UNNAMED, "norway", None),
        ("the Norwegian army", ORGANISATION, "norway", "norway: army"),
        ("Ida Rem, spokeswoman for Osk Shipping,", PERSON, "Osk Shipping", "Osk Shipping"),
        ("Tom Osk, who speaks for the Vold League,", PERSON, "Vold League", "Vold League"),
        ("Ida Rem, a doctor", PERSON, None, None),
    ],
)
def test_for_whom_somebody_speaks(source: str, kind: SourceKind, body: str | None, voice: str | None) -> None:
    found = told(line(source, kind, "Tom Osk" if kind is PERSON else None))
    assert (found.body, found.voice) == (body, voice)


def test_an_outlet_that_speaks_passes_on_and_a_governments_own_speaks_for_it() -> None:
    passed_on = told(line("the Varo Courier", ORGANISATION, "Varo Courier"))
    assert (passed_on.speaker, passed_on.via, passed_on.source_kind) == (None, ("Varo Courier",), AUTHOR)
    own = told(line("Norwegian state television", ORGANISATION, "Norwegian state television"))
    assert (own.voice, own.via) == ("norway", ())
    agency = told(line("the Harbour Safety Agency", ORGANISATION, "Harbour Safety Agency"))
    assert (agency.speaker, agency.via) == ("Harbour Safety Agency", ())


def test_a_bodys_own_publication_is_its_own_word() -> None:
    found = told(line("", UNNAMED, outlet="Osk Port Authority"))
    assert (found.speaker, found.source_kind) == ("Osk Port Authority", ORGANISATION)
    assert told(line("", UNNAMED, outlet="The Tern")).speaker is None


def test_the_case_tells_what_one_line_does_not() -> None:
    lines = [
        line("Norwegian Prime Minister Mara Velt", PERSON, "Mara Velt"),
        line("Ida Rem, spokeswoman for Osk Shipping,", PERSON, "Ida Rem"),
        line("Danish state television", ORGANISATION, "Danish state television"),
        line("the Sorravan government", ORGANISATION, "Sorravan government"),
    ]
    known = acquainted(lines)
    assert told(line("the Velt administration", ORGANISATION, "Velt administration"), known).voice == "norway"
    assert told(line("Ms Rem", PERSON, "Ida Rem"), known).voice == "Osk Shipping"
    assert told(line("state TV", ORGANISATION, "state TV"), known).voice == "denmark"
    assert told(line("state TV", ORGANISATION, "state TV")).voice is None
    bodies = {told(one, known).voice for one in (lines[3], line("Sorrava", ORGANISATION, "Sorrava"))}
    assert len(bodies) == 1
    assert None not in bodies


@pytest.mark.parametrize(
    ("cue", "quote", "certainty", "stance"),
    [
        ("said", "that the dam had held", Certainty.CERTAIN, Stance.ASSERTS),
        ("called", "the charges an invention", Certainty.CERTAIN, Stance.DENIES),
        ("said", "that the dam had held", Certainty.POSSIBLE, Stance.LEAVES_OPEN),
        ("said", "there was no proof that the dam had held", Certainty.CERTAIN, Stance.LEAVES_OPEN),
    ],
)
def test_stance_towards_what_is_alleged(cue: str, quote: str, certainty: Certainty, stance: Stance) -> None:
    made = line("Mara Velt", PERSON, "Mara Velt", cue=cue, quote=quote, certainty=certainty)
    assert told(made).stance is stance
    assert told(made, stance=Stance.QUESTIONS).stance is Stance.QUESTIONS


def test_lines_of_several_reports_are_traced() -> None:
    lines = [
        line("Norwegian Foreign Ministry spokesman Tom Osk", PERSON, "Tom Osk", outlet="Tern", id="doc-1"),
        line("Oslo", ORGANISATION, "Oslo", outlet="Post", id="doc-2"),
        line("Danish doctors who treated the wounded", UNNAMED, outlet="Globe", id="doc-3"),
    ]
    known = acquainted(lines)
    lineage = trace("dam", [replace(told(one, known), id=one.report.id) for one in lines])
    assert [origin.assertions for origin in lineage.origins] == [("doc-1", "doc-2"), ("doc-3",)]
    assert lineage.origins[0].name == "Tom Osk"
