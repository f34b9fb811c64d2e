"""The demonstration case: its gold fits its reports and itself."""

from __future__ import annotations

import itertools
import re
from datetime import date
from hashlib import sha256
from typing import Any

import pytest

import gold_case
from sayso.model.assertion import Stance
from sayso.model.attribution import Certainty, Kind, Mode, Polarity, SourceKind

GOLD = gold_case.gold()
REPORTS = gold_case.reports()
ATTRIBUTIONS = gold_case.attributions()
BY_ID = {one["id"]: one for one in ATTRIBUTIONS}
CLAIMS = {claim["id"]: claim for claim in GOLD["claims"]}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
TIMEX = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2})?)?|-W\d{2})?")
each_report = pytest.mark.parametrize("report", REPORTS, ids=lambda report: str(report["key"]))


def of(key: str) -> dict[str, Any]:
    return next(report for report in REPORTS if report["key"] == key)


def squeezed(report: dict[str, Any]) -> gold_case.Squeezed:
    return gold_case.Squeezed.of(gold_case.documents()[report["key"]].text)


def quoted(spans: list[Any], text: str) -> list[str]:
    return [" ".join(span.of(text).split()) for span in spans]


# ------------------------------------------------------------ quotes stand in the texts


@each_report
def test_every_quote_stands_in_the_text_that_sayso_reads(report: dict[str, Any]) -> None:
    text = gold_case.documents()[report["key"]].text
    found = gold_case.Squeezed.of(text)
    for one in report["attributions"]:
        spans = gold_case.spans(report, one, found)
        assert quoted(spans["cue"], text) == [one["cue"]]
        assert quoted(spans["content"], text) == one["content"]
        assert quoted(spans["source"], text) == ([] if one["source"] is None else [one["source"]])


@each_report
def test_roles_of_one_attribution_do_not_overlap(report: dict[str, Any]) -> None:
    text = squeezed(report)
    for one in report["attributions"]:
        spans = gold_case.spans(report, one, text)
        pieces = sorted([*spans["source"], *spans["cue"], *spans["content"]])
        assert all(left.end <= right.start for left, right in itertools.pairwise(pieces)), one["id"]


@each_report
def test_the_text_is_the_article_and_not_what_stands_around_it(report: dict[str, Any]) -> None:
    text = gold_case.documents()[report["key"]].text
    for furniture in (
        "cookies",
        "You may also like",
        "Read more",
        "Share on",
        "newsletter",
        "First! Great work",
    ):
        assert furniture not in text


@pytest.mark.parametrize("name", ["dates", "amounts", "wallets"])
def test_values_stand_in_their_texts(name: str) -> None:
    assert GOLD[name]
    for entry in GOLD[name]:
        candidates = [report for report in REPORTS if report["file"] == entry["file"]]
        first, last = entry["passage"]
        holding = [
            report
            for report in candidates
            if last < len(report["passages"]) and entry["quote"] in gold_case.passage(report, entry)
        ]
        assert holding, entry
        assert first <= last
        gold_case.find(
            squeezed(holding[0]), gold_case.passage(holding[0], entry), entry["quote"], entry["at"]
        )


def test_a_quote_that_is_not_there_is_seen() -> None:
    report = of("long-quay")
    with pytest.raises(ValueError, match="substring not found"):
        gold_case.find(squeezed(report), report["passages"][0], "the lamp at the end of Quay 5", 1)
    with pytest.raises(ValueError, match="substring not found"):
        gold_case.find(squeezed(report), report["passages"][0], "the lamp at the end of Quay 4", 2)


def test_a_squeezed_text_leads_back_to_the_original() -> None:
    original = "  One\r\n\n two\tthree "
    text = gold_case.Squeezed.of(original)
    assert text.text == "One two three "
    assert text.span(4, 13).of(original) == "two\tthree"


# ------------------------------------------------------------ records fit together


def test_ids_are_unique() -> None:
    assert len(BY_ID) == len(ATTRIBUTIONS)
    assert len({report["key"] for report in REPORTS}) == len(REPORTS)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("source_kind", SourceKind), ("mode", Mode), ("certainty", Certainty),
        ("polarity", Polarity), ("kind", Kind), ("stance", Stance),
    ],
)  # fmt: skip
def test_words_are_the_models_and_each_is_used(field: str, words: Any) -> None:
    assert {one[field] for one in ATTRIBUTIONS} == {word.value for word in words}


@each_report
def test_a_nested_attribution_stands_in_the_content_of_its_outer_one(report: dict[str, Any]) -> None:
    text = squeezed(report)
    for one in report["attributions"]:
        if one["nested_in"] is None:
            continue
        outer = BY_ID[one["nested_in"]]
        assert outer in report["attributions"]
        (cue,) = gold_case.spans(report, one, text)["cue"]
        assert any(piece.contains(cue) for piece in gold_case.spans(report, outer, text)["content"])


def test_nesting_ends() -> None:
    for one in ATTRIBUTIONS:
        seen = set()
        at: str | None = one["id"]
        while at is not None:
            assert at not in seen
            seen.add(at)
            at = BY_ID[at]["nested_in"]


def test_hops_lead_from_the_outlet_to_the_speaker() -> None:
    kinds = {kind.value for kind in SourceKind}
    for report in REPORTS:
        for one in report["attributions"]:
            names = [hop["name"] for hop in one["hops"]]
            assert one["speaker"] not in names
            assert len(names) == len(set(names))
            assert {hop["source_kind"] for hop in one["hops"]} <= kinds
            if one["speaker"] != report["outlet"]:
                assert names[0] == report["outlet"]


def test_questions_are_not_asserted_and_denials_have_something_to_deny() -> None:
    for one in ATTRIBUTIONS:
        if one["kind"] == "question":
            assert one["stance"] in {"leaves_open", "questions"}, one["id"]
            assert one["certainty"] == "unknown", one["id"]
        if one["source_kind"] == "author":
            assert one["kind"] in {"question", "inference"}, one["id"]


def test_claims_name_their_assertions_and_assertions_their_claims() -> None:
    told = {(name, one["id"]) for one in ATTRIBUTIONS for name in one["claims"]}
    assert told == {(claim["id"], gid) for claim in GOLD["claims"] for gid in claim["assertions"]}
    assert all(claim["proposition"].endswith(".") for claim in GOLD["claims"])


def test_origins_are_disjoint_parts_of_their_claims() -> None:
    seen: set[tuple[str, str]] = set()
    for origin in GOLD["origins"]:
        assert origin["reason"]
        members = {(origin["claim"], gid) for gid in origin["assertions"]}
        assert set(origin["assertions"]) <= set(CLAIMS[origin["claim"]]["assertions"])
        assert not members & seen
        seen |= members


def test_independent_pairs_are_two_origins_of_their_claim() -> None:
    for entry in GOLD["independent"]:
        here = {origin["origin"] for origin in GOLD["origins"] if origin["claim"] == entry["claim"]}
        assert set(entry["pair"]) <= here
        assert len(set(entry["pair"])) == 2


def test_contradictions_have_two_sides() -> None:
    for entry in GOLD["contradictions"]:
        assert entry["type"] in {"denial", "value", "scope", "supersession"}
        assert entry["status"] in {"candidate", "confirmed", "dismissed"}
        assert all(CLAIMS[name]["assertions"] for name in entry["claims"])
        if entry["type"] == "denial":
            assert entry["asserted_by"]
            assert entry["denied_by"]
        else:
            assert len(entry["claims"]) == 2


# ------------------------------------------------------------ values are right


def test_dates_are_timex_values_and_agree_with_their_words() -> None:
    for entry in GOLD["dates"]:
        value = entry["value"]
        assert all(TIMEX.fullmatch(part) for part in value.split("/")), entry
        if re.match(r"\d{4}-\d{2}-\d{2}", value):
            day = date.fromisoformat(value[:10])
            for number, name in enumerate(WEEKDAYS):
                if name in entry["quote"]:
                    assert day.weekday() == number, entry
        for number, name in enumerate(MONTHS, 1):
            # "may" is also a verb; no quoted date of the case has it.
            if name in entry["quote"] and "-W" not in value:
                assert int(value[5:7]) == number, entry
        if re.fullmatch(r"\d{1,2} [A-Z]\w+", entry["quote"]):
            assert int(value[8:10]) == int(entry["quote"].split()[0]), entry


def test_reports_are_dated_after_what_they_tell() -> None:
    published = {
        report["file"]: report["published"][:10] for report in REPORTS if report["key"] != "nw-wire-1"
    }
    days = [entry for entry in GOLD["dates"] if "-W" not in entry["value"]]
    late = [entry for entry in days if entry["value"][:10] > published[entry["file"]]]
    assert sorted(entry["quote"] for entry in late) == ["April", "next Monday"]


def test_amounts_agree_with_their_words() -> None:
    for entry in GOLD["amounts"]:
        words = entry["quote"].replace(",", "")
        number = re.search(r"\d+(?:\.\d+)?", words)
        if number is None:
            assert re.search(r"\b(eight|nine)\b", words), entry
            continue
        scale = 1_000_000 if "million" in words else 1
        assert round(float(number[0]) * scale) == entry["value"], entry
    assert {entry["comparison"] for entry in GOLD["amounts"]} >= {
        "more than",
        "about",
        "just under",
        "exactly",
    }


def test_the_wallet_is_a_valid_tron_address() -> None:
    (wallet,) = GOLD["wallets"]
    number = 0
    for digit in wallet["quote"]:
        number = number * 58 + "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".index(digit)
    data = number.to_bytes(25)
    assert data[:1] == b"\x41"
    assert data[21:] == sha256(sha256(data[:21]).digest()).digest()[:4]


def test_aliases_stand_in_the_reports() -> None:
    everything = " ".join(" ".join(gold_case.documents()[report["key"]].text.split()) for report in REPORTS)
    for entity in GOLD["entities"]:
        assert all(name in everything for name in (entity["name"], *entity["aliases"])), entity
