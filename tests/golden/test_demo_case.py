"""The demonstration case: its reports hold what a demonstration must show, and the folder nothing else."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import gold_case

GOLD = gold_case.gold()
REPORTS = gold_case.reports()
ATTRIBUTIONS = gold_case.attributions()
SUFFIXES = {Path(report["file"]).suffix for report in REPORTS}
LARGEST = 400_000
each_report = pytest.mark.parametrize("report", REPORTS, ids=lambda report: str(report["key"]))


def of(key: str) -> dict[str, Any]:
    return next(report for report in REPORTS if report["key"] == key)


def sentence_ends(words: str) -> int:
    return len(re.findall(r"[.?!](?=[\s”\"]|$)", words))


def test_there_are_enough_reports_formats_and_attributions() -> None:
    assert len(REPORTS) >= 18
    assert {".html", ".pdf", ".docx", ".eml", ".txt", ".jsonl"} <= SUFFIXES
    assert len(ATTRIBUTIONS) >= 200
    assert min(len(report["attributions"]) for report in REPORTS) >= 6


def test_one_outlet_reprints_one_trims_and_one_paraphrases() -> None:
    wire, reprint, trimmed, rewritten = (
        of(key)["passages"] for key in ("nw-wire-1", "pellin-post", "kemmerd-today", "lantern")
    )
    assert reprint[:7] == wire[:7]
    kept = [wire.index(paragraph) for paragraph in trimmed if paragraph in wire]
    assert len(kept) == 2
    assert not set(rewritten) & set(wire)
    said = {one["cue"] + " ".join(one["content"]) for one in of("nw-wire-1")["attributions"]}
    assert not {one["cue"] + " ".join(one["content"]) for one in of("lantern")["attributions"]} & {
        words for words in said if len(words.split()) > 8
    }
    assert not any("Norlands" in paragraph for paragraph in rewritten)


def test_there_is_a_chain_of_outlet_agency_and_unnamed_official() -> None:
    chains = [
        one for one in ATTRIBUTIONS
        if one["source_kind"] == "unnamed" and "call" in one["claims"]
        and [hop["name"] for hop in one["hops"]] == ["The Ostrel Courier", "Norlands Wire"]
    ]  # fmt: skip
    assert chains


def test_two_outlets_relay_a_document_that_relays_member_states() -> None:
    relays = {
        one["hops"][0]["name"]
        for one in ATTRIBUTIONS
        if [hop["source_kind"] for hop in one["hops"]] == ["organisation", "document"]
        and one["source_kind"] == "unnamed"
    }
    assert len(relays) >= 2


def test_a_figure_is_corrected_and_a_toll_evolves() -> None:
    pairs = {(tuple(entry["claims"]), entry["type"]) for entry in GOLD["contradictions"]}
    assert (("toll23", "toll17"), "supersession") in pairs
    assert (("toll4", "toll9"), "supersession") in pairs
    assert (("toll17", "toll19"), "scope") in pairs
    assert any("Correction" in paragraph for paragraph in of("courier-correction")["passages"])


def test_an_invented_claim_has_one_origin_however_often_it_is_repeated() -> None:
    (origin,) = [one for one in GOLD["origins"] if one["claim"] == "nitrate" and one["origin"] == "eastline"]
    outlets = {
        report["outlet"]
        for report in REPORTS
        for one in report["attributions"]
        if one["id"] in origin["assertions"]
    }
    assert {"Eastline", "The Spur"} < outlets


def test_the_repeated_call_has_one_origin() -> None:
    (origin,) = [
        one for one in GOLD["origins"] if one["claim"] == "call" and one["origin"] == "security-official"
    ]
    prefixes = {gid.partition("-")[0] for gid in origin["assertions"]}
    assert len(prefixes) >= 5


def test_one_utterance_stands_in_two_translations() -> None:
    contents = {words for one in ATTRIBUTIONS if "utterance" in one["claims"] for words in one["content"]}
    assert {"“The Vold will come to collect”", "“The Vold carries its own.”"} <= contents


def test_places_speak_for_governments() -> None:
    speaking = {place["name"]: place["speaks_in"] for place in GOLD["places"] if "stands_for" in place}
    assert set(speaking) == {"Ostrel", "Tarnitz", "Millrace Street"}
    assert all(speaking.values())


@pytest.mark.parametrize(
    ("what", "test", "least"),
    [
        ("nested", lambda one: one["nested_in"] is not None, 30),
        ("split quotation", lambda one: len(one["content"]) > 1, 10),
        ("no source", lambda one: one["source"] is None, 20),
        (
            "pronoun source",
            lambda one: (one["source"] or "").lower() in {"he", "she", "it", "they", "we", "i"},
            20,
        ),
        (
            "noun cue",
            lambda one: one["cue"].lower() in {"the claim", "concerns", "there are concerns", "allegations"},
            4,
        ),
        ("passive", lambda one: one["cue"] in {"was blamed", "have been accused", "was first put"}, 3),
        ("open question", lambda one: one["kind"] == "question", 40),
        ("inference", lambda one: one["kind"] == "inference" and one["source_kind"] == "author", 6),
        ("far-fetched", lambda one: "far-fetched to assume" in one["cue"], 3),
        ("not ruled out", lambda one: "not rule" in one["cue"] or "not exclude" in one["cue"], 5),
        ("denial", lambda one: one["stance"] == "denies", 20),
        ("transcript", lambda one: one["cue"] == ":" and one["mode"] == "direct", 10),
        (
            "several sentences",
            lambda one: one["mode"] == "direct" and max(map(sentence_ends, one["content"])) > 2,
            10,
        ),
        ("several hops", lambda one: len(one["hops"]) > 1, 40),
    ],
)
def test_a_phenomenon_is_there_often_enough(what: str, test: Any, least: int) -> None:
    assert sum(map(test, ATTRIBUTIONS)) >= least, what


def test_relative_dates_are_there() -> None:
    quotes = Counter(entry["quote"] for entry in GOLD["dates"])
    assert {"earlier last week", "on Tuesday", "27 March this year", "yesterday", "last December"} <= set(
        quotes
    )


def test_the_printed_report_breaks_words_at_line_ends() -> None:
    from pypdfium2 import PdfDocument

    printed = PdfDocument(gold_case.FOLDER / of("jvrmc")["file"])
    pages = [page.get_textpage().get_text_range() for page in printed]
    printed.close()
    assert len(re.findall(r"[\u00ad\u0002\ufffe-]\s*\n|[\u0002\ufffe]", "\n".join(pages))) >= 3


def test_mail_is_quoted_printable() -> None:
    raw = (gold_case.FOLDER / of("halvessa-mfa")["file"]).read_text("ascii")
    assert "quoted-printable" in raw
    assert "=E2=80=9C" in raw


# ------------------------------------------------------------ the folder


def test_the_folder_is_small_and_holds_nothing_else() -> None:
    files = {path.name: path.stat().st_size for path in gold_case.FOLDER.iterdir()}
    assert sum(files.values()) < LARGEST
    assert set(files) == {report["file"] for report in REPORTS} | {"gold.json", "index.json"}


@each_report
def test_every_address_is_reserved_for_examples(report: dict[str, Any]) -> None:
    # Packed formats are looked at as they were extracted.
    packed = Path(report["file"]).suffix in {".pdf", ".docx"}
    text = gold_case.documents()[report["key"]].text
    raw = text if packed else (gold_case.FOLDER / report["file"]).read_text("utf-8")
    hosts = re.findall(r"(?:https?://|[\w.]@)([\w.-]+\.\w+)", raw.replace("=\n", ""))
    assert all(host.endswith(".example") or host == "schema.org" for host in hosts), hosts


def test_what_is_shipped_is_what_the_sources_say(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("reportlab")
    monkeypatch.setattr(sys, "path", [*sys.path, str(root / "tools")])
    import build_demo

    built = build_demo.build()
    assert set(built) == {path.name for path in gold_case.FOLDER.iterdir()}
    # Another version of the library that writes PDF or Word may choose other bytes for the same report.
    for name, data in built.items():
        if not name.endswith((".pdf", ".docx")):
            assert (gold_case.FOLDER / name).read_bytes() == data, f"run tools/build_demo.py: {name}"
    assert build_demo.build() == built
