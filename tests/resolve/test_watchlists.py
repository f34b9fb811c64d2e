from __future__ import annotations

import json
import pickle
from typing import TYPE_CHECKING

import pytest

from sayso.errors import WatchListError
from sayso.model.annotation import MentionKind
from sayso.resolve.watchlists import load

if TYPE_CHECKING:
    from pathlib import Path

PERSON, BODY = MentionKind.PERSON, MentionKind.ORGANISATION
WALLET = "T" + "Q3x9Zk7LmPq2Rs4Tv6Wy8Ab1Cd3Ef5Gh7"
HEX = "0x" + "Ab12" * 10


def entity(number: int, schema: str, **properties: list[str]) -> dict:
    return {
        "id": f"Q{number}",
        "schema": schema,
        "caption": (properties.get("name") or [""])[0],
        "properties": properties,
    }


ENTITIES = [
    entity(1, "Person", name=["Oskar Velt"], alias=["Oscar Weldt"], weakAlias=["The Ferryman"],
           birthDate=["1961-04-02"], country=["zz"], topics=["sanction"]),
    entity(2, "Organization", name=["Free Hill Front"], alias=["FHF"], topics=["crime.terror"]),
    entity(3, "Company", name=["Oskar Velt Shipping Ltd"]),
    entity(4, "Address", full=["1 Mill Lane"]),
    entity(5, "CryptoWallet", publicKey=[WALLET], holder=["Q1"], topics=["sanction"]),
]  # fmt: skip


@pytest.fixture
def ftm(tmp_path: Path) -> Path:
    path = tmp_path / "entities.ftm.json"
    lines = [json.dumps(row) for row in ENTITIES] + [
        "{broken",
        "[]",
        '{"id": "Q9"}',
        json.dumps(entity(8, "Person")),
    ]
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_a_name_is_a_possible_match_with_reasons(ftm: Path) -> None:
    (found,) = load(ftm).match("VELT, Oskar", PERSON, entity="e1")
    assert (found.entity, found.list, found.entry, found.name) == (
        "e1",
        "entities.ftm.json",
        "Q1",
        "Oskar Velt",
    )
    assert found.topics == ("sanction",)
    assert found.reasons[0] == "possible match"
    assert found.score == 1.0


def test_aliases_and_acronyms_match_and_weak_aliases_do_not(ftm: Path) -> None:
    some = load(ftm)
    assert [found.entry for found in some.match("Oscar Weldt", PERSON)] == ["Q1"]
    assert [found.entry for found in some.match("F.H.F.", BODY)] == ["Q2"]
    assert some.match("The Ferryman", PERSON) == []
    assert some.match("The Ferryman") == []
    assert some.match("") == []


def test_people_are_not_matched_with_companies(ftm: Path) -> None:
    assert [found.entry for found in load(ftm).match("Oskar Velt Shipping Limited", BODY)] == ["Q3"]
    assert load(ftm).match("Mara Ormond", PERSON) == []


def test_what_disagrees_lowers_and_says_so(ftm: Path) -> None:
    some = load(ftm)
    (plain,) = some.match("Oskar Velt", PERSON)
    (agreed,) = some.match("Oskar Velt", PERSON, countries=["zz"], births=[1962])
    (lowered,) = some.match("Oskar Velt", PERSON, countries=["yy"], births=[1990])
    assert agreed.score == plain.score > lowered.score
    assert "the same country" in agreed.reasons
    assert "another country: zz, not yy" in lowered.reasons
    assert "another year of birth: 1961, not 1990" in lowered.reasons


def test_lines_that_cannot_be_read_are_told(ftm: Path) -> None:
    some = load(ftm)
    assert some.left_out == len(some.skipped) == 4
    assert some.skipped[0].location.endswith(":6")
    assert "not JSON" in some.skipped[0].reason
    assert [entry.id for entry in some.entries] == ["Q1", "Q2", "Q3", "Q5"]


def test_a_wallet_leads_to_its_holder(ftm: Path) -> None:
    (found,) = load(ftm).match_wallet(WALLET, entity="w1")
    assert (found.entry, found.name, found.topics) == ("Q1", "Oskar Velt", ("sanction",))
    assert "possible match" in found.reasons[0]
    assert load(ftm).match_wallet(WALLET.lower()) == []


def test_a_list_survives_being_sent_to_another_process(ftm: Path) -> None:
    some = pickle.loads(pickle.dumps(load(ftm)))
    assert [found.entry for found in some.match("Oskar Velt", PERSON)] == ["Q1"]


def test_the_simple_table(tmp_path: Path) -> None:
    path = tmp_path / "targets.simple.csv"
    path.write_text(
        '"id","schema","name","aliases","birth_date","countries","sanctions"\n'
        '"Q1","Person","Oskar Velt","Oscar Weldt;Oskar Felt","1961","zz;yy","List A"\n'
        '"Q2","Person","","","","",""\n'
        '"Q3","Vessel","Grey Heron","","","",""\n',
        "utf-8",
    )
    some = load(path)
    (found,) = some.match("Oskar Felt", PERSON, births=[1961])
    assert (found.entry, found.topics) == ("Q1", ("sanction",))
    assert [one.reason for one in some.skipped] == ["no id or no name"]
    assert [one.entry for one in some.match("Grey Heron")] == ["Q3"]


@pytest.mark.parametrize(
    "content",
    [
        f'["{HEX}", "{WALLET}", 7]',
        f'{{"asset": "ETH", "address": "{HEX}"}}\n{{"address": "{WALLET}"}}\n{{"address": 7}}',
        f"# wallets\n{HEX}\n{WALLET}\nnot one\n",
    ],
)
def test_wallet_lists(tmp_path: Path, content: str) -> None:
    path = tmp_path / "wallets"
    path.write_text(content, "utf-8")
    some = load(path)
    assert [found.entry for found in some.match_wallet(HEX.lower())] == [HEX]
    assert some.match_wallet(WALLET)[0].topics == ()  # a bare list says nothing of what it is of
    assert some.match_wallet("T" + "1" * 33) == []
    assert some.left_out == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "is empty"),
        ("A report about hills.\nNothing else.", "is not a watch list"),
        ("[1, 2", "begins like a JSON list"),
        ("[]", "lists no names"),
        ('{"text": "a report"}', "lists no names"),
        ("a,b,c\n1,2,3\n", "is not a watch list"),
        ("<html>", "is not a watch list"),
    ],
)
def test_a_wrong_file_is_an_error_that_says_what_to_do(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "wrong"
    path.write_text(content, "utf-8")
    with pytest.raises(WatchListError, match=told):
        load(path)


def test_a_missing_file_and_a_folder_are_errors(tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(WatchListError, match="cannot be opened"):
            load(path)


def test_hostile_lines_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "list"
    hostile = [
        '{"a":' * 5000,
        '{"x": "' + "y" * 1_100_000 + '"}',
        "\x00",
        '{"address": "' + "a1" * 500 + '"}',
    ]
    lines = "\n".join([json.dumps(ENTITIES[0]), *hostile])
    path.write_bytes(lines.encode() + b"\n\xff\xfe\n")
    some = load(path)
    assert len(some.entries) == 1
    assert some.left_out == 5
