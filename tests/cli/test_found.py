"""Listings of findings and entities: blocks for people, rows for pipes, objects for programs."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from case_records import MAKERS, item, processed
from finding_records import TEXT, report
from sayso.cli.main import program
from sayso.model.annotation import MentionKind
from sayso.model.findings import Findings
from sayso.model.reference import LocalAlias, LocalEntity, Naming
from sayso.model.span import Span
from sayso.pipeline.entities import resolve_new
from sayso.store import open_case

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = (
    "sources",
    "outlets",
    "entities",
    "events",
    "amounts",
    "places",
    "timeline",
    "wallets",
    "designations",
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "matter.case"
    with open_case(path, create=True) as opened:
        for name, outlet, day in (
            ("pier.txt", "The Tarn Post", "2031-04-03"),
            ("late.txt", "Radio Vell", "2031-05"),
        ):
            opened.capture([item(TEXT, name, outlet)])
            opened.record([report(name, outlet, day)], MAKERS)
        resolve_new(opened)
    return path


def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(program, list(arguments))
    assert result.exit_code == code, result.output
    return result.stdout


def objects(*arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(*arguments, "--json").splitlines()]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_listing_has_rows_and_objects(name: str, case: Path) -> None:
    rows = run(name, str(case)).splitlines()
    assert rows
    assert all("\t" in row for row in rows)
    assert len(objects(name, str(case))) == len(rows)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_listing_has_blocks_for_a_person(
    name: str, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.cli.listings.is_terminal", lambda: True)
    text = run(name, str(case))
    assert text.strip()
    assert "\t" not in text


def test_an_amount_tells_its_words_its_reading_and_its_say_so(case: Path) -> None:
    people, money = objects("amounts", str(case), "--outlet", "the tarn post")
    assert people["exact"] == TEXT[slice(*people["span"])] == "over 30 people"
    assert (people["low"], people["comparison"], people["counts"]) == ("30", "more_than", "people")
    assert people["say_so"]["speaker"] == "Ada Brook"
    assert money["low"] == "2000000.50"
    assert "more than 30 people" in run("amounts", str(case), "--kind", "people", "--limit", "1")


def test_a_time_tells_its_days(case: Path) -> None:
    (first, _) = objects("timeline", str(case), "--from", "2031-04-01", "--to", "2031-04-30")
    assert (first["earliest"], first["modifier"], first["say_so"]) == ("2031-04-02", "APPROX", None)
    assert run("timeline", str(case), "--from", "2031-04-03") == ""


def test_a_place_tells_where_it_is(case: Path) -> None:
    (place,) = objects("places", str(case))
    assert (place["id"], place["country"], place["latitude"], place["names"]) == (
        "geonames:1", "VL", 12.5, ["Vell"],
    )  # fmt: skip


def test_every_role_in_an_event_has_its_say_so(case: Path) -> None:
    (event, _) = objects("events", str(case), "--kind", "fire")
    accused, denied = event["participants"]
    assert (accused["role"], accused["backing"]) == ("perpetrator", "suspected or accused by authorities")
    assert accused["say_so"]["source"] == "an officer"
    assert denied["denied"] is True


def test_blame_tells_who_says_so_and_who_denies_it(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = objects("events", str(case), "--blame")
    assert [(row["who"], row["by"], row["denied_by"]) for row in rows] == [
        ("The guild", "“an officer”", ["The guild"])
    ] * 2
    assert [len(row["documents"]) for row in rows] == [1, 1]
    monkeypatch.setattr("sayso.cli.listings.is_terminal", lambda: True)
    assert "denied by The guild" in run("events", str(case), "--blame")


def test_a_source_counts_once_over_all_reports(case: Path) -> None:
    brook = objects("sources", str(case))[0]
    assert (brook["name"], brook["reports"], brook["outlets"]) == ("Ada Brook", 2, 2)
    (entity,) = objects("entities", str(case), "--name", "brook")
    assert brook["entity"] == entity["id"]
    assert entity["documents"] == 2


def test_names_are_compared_with_a_list(case: Path, tmp_path: Path) -> None:
    listed = {"id": "q-1", "schema": "Person", "properties": {"name": ["Ada Brook"], "topics": ["sanction"]}}
    (tmp_path / "list.json").write_text(json.dumps(listed) + "\n", encoding="utf-8")
    (match,) = objects("watch", str(case), str(tmp_path / "list.json"))
    assert (match["name"], match["entry"], match["topics"]) == ("Ada Brook", "q-1", ["sanction"])
    assert "possible match" in match["reasons"]
    (tmp_path / "list.json").write_text(json.dumps(listed) + "\n{broken\n", encoding="utf-8")
    result = CliRunner().invoke(program, ["watch", str(case), str(tmp_path / "list.json")])
    assert result.exit_code == 1
    assert "1 lines of the lists were left out" in result.stderr
    assert "no list" in run_error("watch", str(case), str(tmp_path / "no list.json"))


def run_error(*arguments: str) -> str:
    result = CliRunner().invoke(program, list(arguments))
    assert result.exit_code == 2
    return result.stderr


def test_a_judgment_that_decides_nothing_is_refused(case: Path) -> None:
    assert "one name" in run_error("judge", str(case), "same", "Ada Brook", "Ada Brook", "--why", "x")
    assert "No entity" in run_error("judge", str(case), "different", "Ada Brook", "Nobody", "--why", "x")
    assert run("judgments", str(case)) == ""


def test_a_judgment_is_made_listed_and_undone(case: Path) -> None:
    other = "The Orsk Guild met Ada Brook."
    with open_case(case) as opened:
        opened.capture([item(other, "guild.txt")])
        guild = LocalEntity(
            "Orsk Guild", MentionKind.ORGANISATION,
            (Naming(Span(4, 14), "Orsk Guild", MentionKind.ORGANISATION),),
            (LocalAlias("Orsk Guild", (), 1),),
        )  # fmt: skip
        made = replace(processed(item(other, "guild.txt")), findings=Findings(entities=(guild,)))
        opened.record([made], MAKERS)
    (made_json,) = objects(
        "judge", str(case), "same", "orsk guild", "Ada Brook", "--why", "x", "--who", "desk"
    )
    assert (made_json["verb"], made_json["who"]) == ("same", "desk")
    assert "desk" in run("judgments", str(case))
    result = CliRunner().invoke(program, ["judge", str(case), "undo", "1", "--why", "no"])
    assert "judgment 2: undo" in result.stderr
    assert "takes it back" not in result.stderr
    assert len(run("judgments", str(case)).splitlines()) == 2


def test_show_shows_events_and_entities(case: Path) -> None:
    (event, _) = objects("events", str(case))
    text = run("show", str(case), event["id"])
    assert "perpetrator: the guild" in text
    (entity,) = objects("entities", str(case), "--name", "brook")
    assert "Ada Brook" in run("show", str(case), entity["id"][:10])
