from __future__ import annotations

import pytest

from sayso.attribute.source_kind import Surroundings, source_kind
from sayso.model.attribution import SourceKind

CASES = {
    SourceKind.PERSON: [
        "Mara Velt",
        "she",
        "President Ilan Doro",
        "Dr Senna Okk, the chairman of the Shore Movement,",
        "the foreign minister",
        "ministry spokesman Oren Halvi",
        "a crane driver, Tolan Brisk",
        "Gen. Pavo Reth",
        "the spokeswoman",
    ],
    SourceKind.ORGANISATION: [
        "the Ministry of Ports",
        "LKL",
        "The Osk Courier",
        "Ukraine",
        "Kabul",
        "the government",
        "Ukraine and the other named countries",
        "the United Nations Security Council",
        "the Harbour Guard",
        "police",
        "Norway",
    ],
    SourceKind.DOCUMENT: [
        "a recent report",
        "the same commission report",
        "A 24 January report by the committee",
        "court documents",
        "the statement",
        "a letter seen by the Osk Courier",
        "an internal memo",
    ],
    SourceKind.UNNAMED: [
        "two officials",
        "sources",
        "a senior official who asked not to be named",
        "officials and sources",
        "witnesses",
        "Several member states",
        "an aide to the minister",
        "analysts",
        "some",
        "people familiar with the investigation",
        "one official",
        "neutral observers",
    ],
}


@pytest.mark.parametrize(
    ("kind", "source"), [(kind, source) for kind, sources in CASES.items() for source in sources]
)
def test_kinds(kind: SourceKind, source: str) -> None:
    assert source_kind(source) is kind


@pytest.mark.parametrize("source", ["", "it", "They", "“”", " , ", "which"])
def test_what_does_not_tell(source: str) -> None:
    assert source_kind(source) is None


def test_a_lone_name_is_a_person_only_if_the_document_has_its_full_name() -> None:
    assert source_kind("Halvi", Surroundings(["Mara Velt", "Oren Halvi"])) is SourceKind.PERSON
    assert source_kind("Tarnitz", Surroundings(["Mara Velt", "Oren Halvi"])) is SourceKind.ORGANISATION
