from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from case_records import Said
from claim_case import BLOWN, FLASH, OTHER, make, report
from comparers import WordComparer
from sayso.cli.main import program
from sayso.model.statement import Linked, match
from sayso.pipeline import claims as pipeline
from sayso.store import open_case

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(pipeline, "shipped_matcher", WordComparer)
    return str(make(tmp_path / "case.db"))


def ran(*arguments: str) -> str:
    result = CliRunner().invoke(program, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def objects(*arguments: str) -> list[dict]:
    return [json.loads(line) for line in ran(*arguments, "--json").splitlines()]


def test_claims_are_listed_with_their_sourcing(case: str) -> None:
    bridge, depot = objects("claims", case)
    assert bridge["sourcing"] == {"reports": 3, "outlets": 3, "origins": 1, "not_established": 1}
    assert bridge["disputed"]
    assert BLOWN in bridge["proposition"]
    assert bridge["credibility"] is None
    assert depot["first_appearance"]["outlet"] == "The Tern"
    assert [row.split("\t")[1:5] for row in ran("claims", case).splitlines()] == [
        ["3", "3", "1", "1"], ["1", "1", "1", "0"],
    ]  # fmt: skip


def test_assertions_name_their_claim_and_origins_their_assertions(case: str) -> None:
    lines = objects("assertions", case)
    lineages = {one["claim"]: one for one in objects("origins", case)}
    for claim, lineage in lineages.items():
        mine = {line["id"] for line in lines if line["claim"] == claim}
        assert mine == {one for origin in lineage["origins"] for one in origin["assertions"]}
        assert all(origin["name"] for origin in lineage["origins"])


def test_the_tree_gives_a_reason_for_each_edge(case: str) -> None:
    bridge = objects("claims", case)[0]["id"]
    tree = ran("origins", case, bridge)
    (lineage,) = objects("origins", case, bridge)
    assert lineage["edges"]
    assert all(edge["reason"] in tree for edge in lineage["edges"])
    assert "not established" in tree
    assert ran("show", case, bridge) == tree


DEPOT = "a fire destroyed the customs depot in Orven"
NIGHT = "a fire destroyed the customs depot in Orven at night"


def test_a_claim_names_those_that_say_more_and_less(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "shipped_matcher", WordComparer)
    night = report(
        "night.txt",
        f"Governor Ada Brook said {NIGHT}.",
        Said("Governor Ada Brook", "said", (NIGHT,), "Ada Brook"),
        outlet="The Tern",
        published="2031-04-02",
    )
    path = str(make(tmp_path / "case.db", OTHER, night))
    ends = [one["id"] for one in objects("assertions", path)]
    ran("judge", path, "different", *ends, "--why", "a test", "--who", "A")
    told = {one["quote"]: one["claim"] for one in objects("assertions", path)}
    every = {one["claim"]: one for one in objects("origins", path)}
    assert every[told[DEPOT]]["narrower"] == [told[NIGHT]]
    assert every[told[NIGHT]]["broader"] == [told[DEPOT]]
    assert every[told[NIGHT]]["narrower"] == []
    (asked,) = objects("origins", path, told[NIGHT])
    assert asked == every[told[NIGHT]]
    tree = ran("origins", path, told[DEPOT])
    assert "narrower" in tree
    assert NIGHT in tree
    assert "adds “at night”" in tree
    assert "lacks “at night”" in ran("show", path, told[NIGHT])


def test_the_picture_is_a_graph_in_which_nothing_of_a_report_acts(tmp_path: Path, case: str) -> None:
    dot = ran("origins", case, FLASH[1].assertions[0].id, "--dot")
    assert dot.startswith("digraph origins {")
    assert dot.rstrip().endswith("}")
    assert dot.count(" -> ") == 1


def test_an_id_that_leads_elsewhere_now_says_so(case: str) -> None:
    bridge, depot = (one["id"] for one in objects("claims", case))
    moved = ran("judge", case, "same", bridge, depot, "--why", "a test", "--who", "A").split()
    (left,) = (one["id"] for one in objects("claims", case))
    assert moved[1:3] == [next(one for one in (bridge, depot) if one != left), left]
    gone = moved[1]
    for asked in (("origins", case, gone), ("show", case, gone), ("origins", case, gone, "--json")):
        result = CliRunner().invoke(program, asked, catch_exceptions=False)
        assert f"{gone} is no claim of its own any more" in result.stderr
    assert not CliRunner().invoke(program, ["show", case, left], catch_exceptions=False).stderr


def test_all_origins_at_once_are_for_programs(case: str) -> None:
    result = CliRunner().invoke(program, ["origins", case])
    assert result.exit_code == 2
    assert "--json" in result.output


def test_contradictions_have_two_sides_and_a_reason(case: str) -> None:
    (found,) = objects("contradictions", case)
    assert (found["kind"], found["status"]) == ("denial", "confirmed")
    assert {found["left"]["stance"], found["right"]["stance"]} == {"asserts", "denies"}
    assert found["reasons"]
    assert len(ran("contradictions", case).splitlines()) == 1
    assert objects("contradictions", case, "--kind", "value") == []


def test_what_may_be_one_claim_is_listed_for_a_decision(case: str) -> None:
    flash, depot = FLASH[1].assertions[0].id, OTHER[1].assertions[0].id
    with open_case(case) as opened:
        opened.link(lambda _: Linked(matches=(match(flash, depot, 0.45),)))
    (found,) = objects("claims", case, "--proposed")
    assert found["score"] == 0.45
    assert {found["left"]["assertion"], found["right"]["assertion"]} == {flash, depot}
    assert ran("claims", case, "--proposed").startswith("0.450\tclm-")


def test_judge_takes_claims_and_undo_takes_them_back(case: str) -> None:
    bridge, depot = (one["id"] for one in objects("claims", case))
    ran("judge", case, "same", bridge, depot, "--why", "a test", "--who", "A")
    assert len(objects("claims", case)) == 1
    ran("judge", case, "undo", "1", "--why", "a test", "--who", "A")
    assert {one["id"] for one in objects("claims", case)} == {bridge, depot}


def test_verify_finds_a_case_with_judged_claims_sound(case: str) -> None:
    bridge, depot = (one["id"] for one in objects("claims", case))
    ran("judge", case, "same", bridge, depot, "--why", "a test", "--who", "A")
    assert "nothing" in ran("verify", case) or objects("verify", case)[0]["sound"]
