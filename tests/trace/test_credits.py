from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.trace.credits import CreditKind, agency, credits_in, is_outlet, wire

BODY = "The harbour stayed shut on Tuesday, officials said. Nobody was hurt. " * 12


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        (f"PORT VARO, Norland, March 3 (Osk Press) — {BODY}", CreditKind.DATELINE, "Osk Press"),
        (f"Varo (AFP) - {BODY}", CreditKind.DATELINE, "AFP"),
        (f"Blast shuts harbour\n\n(AFP) - {BODY}", CreditKind.DATELINE, "AFP"),
        (f"(Reuters) - {BODY}", CreditKind.DATELINE, "Reuters"),
        (f"Blast shuts harbour\nBy The Associated Press\n{BODY}", CreditKind.BYLINE, "AP"),
        (f"Blast shuts harbour\nBy Mara Velt, Associated Press\n{BODY}", CreditKind.BYLINE, "AP"),
        (f"{BODY}\nSource: Agence France-Presse", CreditKind.CREDIT_LINE, "AFP"),
        (f"{BODY}\n© 2024 Agence France-Presse", CreditKind.COPYRIGHT, "AFP"),
        (f"{BODY}\n(Reporting by Mara Velt; Editing by Tom Osk)", CreditKind.SIGN_OFF, "Reuters"),
    ],
)
def test_a_text_gives_itself_as_an_agencys(text: str, kind: CreditKind, name: str) -> None:
    found = wire(text)
    assert found is not None
    assert (found.kind, found.name, found.agency) == (kind, name, True)
    assert found in credits_in(text)
    found.span.of(text)


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"AP: Harbour shut after blast.\n\n{BODY}",
        f"The blast was first reported by the Associated Press. {BODY}",
        f"Senator Mara Velt (R-N.D.): the harbour stays shut.\n{BODY}",
        f"By Mara Velt\n{BODY}",
        f"The Harbour Safety Bill (H.R. 8) — {BODY}",
        f"The League of Harbour Towns (LHT) said it had shut the port — again. {BODY}",
        f"{BODY}\n© 2024 The Varo Courier",
    ],
)
def test_a_text_that_only_speaks_of_an_agency_is_not_one_of_its(text: str) -> None:
    assert wire(text) is None


@pytest.mark.parametrize(
    ("sentence", "kind", "name"),
    [
        ("The loss was first reported by the Varo Courier.", CreditKind.FIRST_REPORTED, "Varo Courier"),
        ("The Varo Courier first reported the loss.", CreditKind.FIRST_REPORTED, "The Varo Courier"),
        ("Two are missing, Channel Nine said, citing the Osk Tribune.", CreditKind.CITATION, "Osk Tribune"),
        ("According to the Norland Post, two are missing.", CreditKind.CITATION, "Norland Post"),
        ("“We were not there,” Velt told the newspaper Norland Post.", CreditKind.TOLD, "Norland Post"),
        ("He spoke to AFP by telephone.", CreditKind.TOLD, "AFP"),
        ("With files from The Canadian Press", CreditKind.CONTRIBUTION, "The Canadian Press"),
        ("Tom Osk contributed to this report.", CreditKind.CONTRIBUTION, "Tom Osk"),
        ("H/T: The Varo Blog", CreditKind.HAT_TIP, "Varo Blog"),
        (
            "See https://www.varo-courier.example/2024/blast for more.",
            CreditKind.LINK,
            "varo-courier.example",
        ),
    ],
)
def test_what_a_sentence_credits(sentence: str, kind: CreditKind, name: str) -> None:
    text = f"{BODY}{sentence}"
    found = {(one.kind, one.name): one for one in credits_in(text)}
    assert (kind, name) in found
    assert found[kind, name].span.of(text) in sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "According to the Harbour Ministry, two are missing.",
        "Velt told Osk that the ship was lost.",
        "According to officials, two are missing.",
        "The Ministry of Grain reported a loss.",
    ],
)
def test_who_knows_for_himself_is_no_credit(sentence: str) -> None:
    assert credits_in(sentence) == []


def test_names_of_agencies_and_outlets() -> None:
    assert agency("The Associated Press") == agency("AP") == "AP"
    assert agency("REUTERS") == "Reuters"
    assert agency("Varo Courier") is None
    assert is_outlet("Varo Courier")
    assert is_outlet("varo.example.com")
    assert not is_outlet("Mara Velt")


@given(st.text(max_size=300))
def test_any_text_is_read_and_every_span_lies_in_it(text: str) -> None:
    found = credits_in(text)
    for one in found:
        one.span.of(text)
    assert found == sorted(found, key=lambda one: (one.span, one.kind))


@pytest.mark.parametrize(
    "text",
    [
        "A" * 1_000_000,
        "Ab " * 100_000,
        "(Reporting by " * 25_000,
        "according to the " * 20_000,
        "http://" * 50_000,
        "By " * 100_000,
        "(" * 200_000,
        "© " * 200_000,
    ],
)
def test_a_long_line_takes_seconds_at_most(text: str) -> None:
    began = time.process_time()
    credits_in(text)
    assert time.process_time() - began < 10
