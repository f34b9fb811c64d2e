from __future__ import annotations

import pytest

from sayso.attribute.speakers import names_in, speaker_name
from sayso.model.attribution import SourceKind

NAMES = ["Mara Velt", "Oren Halvi", "Tolan Brisk", "Edda Brisk"]


@pytest.mark.parametrize(
    ("source", "kind", "expected"),
    [
        ("harbour minister Oren Halvi", SourceKind.PERSON, "Oren Halvi"),
        ("Velt", SourceKind.PERSON, "Mara Velt"),
        ("Brisk", SourceKind.PERSON, "Brisk"),  # two people have that surname: it stays as it stands
        ("Dr Senna Okk, the chairman of the Shore Movement,", SourceKind.PERSON, "Senna Okk"),
        ("spokeswoman of the Ministry of Foreign Affairs of Halvessa,", SourceKind.PERSON, None),
        ("Secretary of State Mara Velt", SourceKind.PERSON, "Mara Velt"),
        ("Halvessa’s Minister of Foreign Affairs Oren Halvi", SourceKind.PERSON, "Oren Halvi"),
        ("National Security Adviser Oren Halvi", SourceKind.PERSON, "Oren Halvi"),
        ("she", SourceKind.PERSON, None),
        ("the minister", SourceKind.PERSON, None),
        ("two officials of the Harbour Guard", SourceKind.UNNAMED, None),
        ("the Ministry of Ports", SourceKind.ORGANISATION, "Ministry of Ports"),
        ("the government", SourceKind.ORGANISATION, None),
        ("", SourceKind.UNNAMED, None),
    ],
)
def test_names(source: str, kind: SourceKind, expected: str | None) -> None:
    assert speaker_name(source, kind, NAMES) == expected


def test_names_do_not_run_over_sentences() -> None:
    assert names_in("They blamed the League. While Mara Velt slept, Gen. Pavo Reth left.") == [
        "Mara Velt",
        "Pavo Reth",
    ]
