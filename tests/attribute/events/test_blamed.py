from __future__ import annotations

from dataclasses import replace

import pytest

from event_records import events, parts, says, who
from sayso.model.annotation import Backing
from sayso.model.attribution import (
    Certainty,
    Kind,
)
from sayso.model.event import Role


def test_blame_by_an_authority() -> None:
    text = "The interior minister blamed the Quay League for the bombing of the station."
    said = says(text, "The interior minister", "blamed", "the Quay League for the bombing of the station")
    (hand,) = parts(events(text, said), Role.PERPETRATOR)
    assert (hand.name, hand.backing, hand.attribution) == ("Quay League", Backing.AUTHORITIES, said.id)
    assert hand.cue is not None
    assert hand.cue.of(text) == "blamed"


def test_blame_by_a_private_person() -> None:
    text = "Ilse Rand, a baker, accused the Vold Brigade of the murder of Tolan Brisk."
    said = says(text, "Ilse Rand, a baker,", "accused", "the Vold Brigade of the murder of Tolan Brisk")
    (hand,) = parts(events(text, said), Role.PERPETRATOR)
    assert (hand.name, hand.backing) == ("Vold Brigade", Backing.ACCUSED)


def test_passive_blame_and_blame_on() -> None:
    assert who("The Quay League was blamed for the attack.", Role.PERPETRATOR) == ["Quay League"]
    assert who("The attack was blamed on the Quay League.", Role.PERPETRATOR) == ["Quay League"]
    assert who("Police attributed the murder to the Quay League.", Role.PERPETRATOR) == ["Quay League"]
    assert who("The Quay League was behind the attack.", Role.PERPETRATOR) == ["Quay League"]
    text = "The Quay League, a band that wants to join Halvessa, was blamed for two raids."
    assert who(text, Role.PERPETRATOR) == ["Quay League"]
    (hand,) = parts(events("Suspected members of the Quay League killed Mara Velt."), Role.PERPETRATOR)
    assert hand.backing is Backing.ACCUSED


@pytest.mark.parametrize(
    "text",
    [
        "The Free Hill Front claimed responsibility for the attack.",
        "Responsibility for the attack was claimed by the Free Hill Front.",
        "The Free Hill Front admitted killing Mara Velt.",
        "The attack, which hurt 40 people, was claimed by the Free Hill Front.",
        "The Free Hill Front claimed the attack on the station.",
        "THE FREE HILL FRONT HAS CLAIMED RESPONSIBILITY FOR THE ATTACK.",
    ],
)
def test_a_claim_of_responsibility(text: str) -> None:
    hands = parts(events(text), Role.PERPETRATOR)
    assert {hand.name.casefold() for hand in hands} == {"free hill front"}
    assert Backing.ADMITTED in {hand.backing for hand in hands}


def test_who_speaks_of_itself_admits() -> None:
    text = "The Free Hill Front said it had attacked the barracks."
    said = says(text, "The Free Hill Front", "said", "it had attacked the barracks")
    (hand,) = parts(events(text, said), Role.PERPETRATOR)
    assert (hand.backing, hand.attribution) == (Backing.ADMITTED, said.id)


def test_nobody_claimed_it() -> None:
    assert who("No group has claimed responsibility for the bombing.", Role.PERPETRATOR) == []


@pytest.mark.parametrize(
    "text",
    [
        "The Quay League denied any involvement in the attack.",
        "The Quay League was not behind the attack.",
        "The Quay League did not attack the embassy.",
        "The Quay League rejected the accusation that it had shelled the town.",
        "Two guards died in an attack. The Quay League denied responsibility.",
    ],
)
def test_denials(text: str) -> None:
    hands = parts(events(text), Role.PERPETRATOR)
    assert [(hand.name, hand.denied, hand.backing) for hand in hands] == [("Quay League", True, None)]


def test_a_denied_content_is_denied_for_whom_it_names() -> None:
    text = "Mara Velt denied that the Quay League had attacked the embassy."
    said = says(text, "Mara Velt", "denied", "that the Quay League had attacked the embassy")
    (hand,) = parts(events(text, said), Role.PERPETRATOR)
    assert hand.denied
    assert hand.attribution == said.id


def test_blame_and_denial_stand_side_by_side() -> None:
    text = (
        "Police blamed the Quay League for the attack on the station. "
        "The Quay League denied any part in the attack."
    )
    said = says(text, "Police", "blamed", "the Quay League for the attack on the station")
    denied = says(text, "The Quay League", "denied", "any part in the attack")
    (event,) = events(text, said, denied)
    hands = [(p.attribution, p.denied) for p in event.participants if p.role is Role.PERPETRATOR]
    assert hands == [(said.id, False), (denied.id, True)]


def test_possible() -> None:
    text = "The Quay League may have carried out the attack."
    assert [hand.backing for hand in parts(events(text), Role.PERPETRATOR)] == [Backing.POSSIBLE]
    text = "Mara Velt suspects that the Quay League attacked the embassy."
    said = says(
        text, "Mara Velt", "suspects", "that the Quay League attacked the embassy", Certainty.POSSIBLE
    )
    assert Backing.POSSIBLE in {hand.backing for hand in parts(events(text, said), Role.PERPETRATOR)}


@pytest.mark.parametrize(
    "text",
    [
        "The attack was ordered by Halvessa.",
        "Gunmen backed by Halvessa attacked the station.",
        "Gunmen attacked the station on behalf of Halvessa.",
        "Halvessa financed the attack on the station.",
        "Officials said the raid was paid for by Halvessa.",
        "They attacked the station at the behest of Halvessa.",
    ],
)
def test_principals(text: str) -> None:
    assert who(text, Role.PRINCIPAL) == ["Halvessa"]


@pytest.mark.parametrize(
    "text",
    [
        "The money for the attack was paid through a go-between, Tolan Brisk.",
        "Tolan Brisk, a broker, paid the gunmen for the raid.",
        "Tolan Brisk acted as an intermediary in the kidnapping.",
    ],
)
def test_go_betweens(text: str) -> None:
    assert set(who(text, Role.GO_BETWEEN)) == {"Tolan Brisk"}


def test_what_is_only_asked_about_is_nobodys_blame() -> None:
    text = "The depot was bombed. It was not clear whether the Quay League had claimed responsibility."
    asked = replace(
        says(text, "", "not clear", "whether the Quay League had claimed responsibility"), kind=Kind.QUESTION
    )
    assert who(text, Role.PERPETRATOR, asked) == []


def test_who_counts_the_dead_has_killed_nobody() -> None:
    text = "Mara Velt has corrected the number of people killed at Pellin from 23 to 17."
    said = says(text, "Mara Velt", "has corrected", "the number of people killed at Pellin from 23 to 17")
    assert who(text, Role.PERPETRATOR, said) == []


def test_an_order_is_not_the_deed() -> None:
    text = "Mara Velt accused Halvessa of having ordered the attack on the depot."
    said = says(text, "Mara Velt", "accused", "Halvessa of having ordered the attack on the depot")
    assert who(text, Role.PRINCIPAL, said) == ["Halvessa"]
    assert who(text, Role.PERPETRATOR, said) == []


def test_who_backs_a_group_is_not_the_group() -> None:
    assert "Halvessa" not in who("Mara Velt blamed a Halvessa-backed band for the blast.", Role.PERPETRATOR)


@pytest.mark.parametrize(
    "text",
    [
        "Mara Velt, who investigated the 2031 Marl bombing, said the fuse was old.",
        "Judge Ilse Rand acquitted Mara Velt of ordering the bombing of the depot.",
        "The court cleared the Quay League of the attack on the depot.",
        "A Quay League fighter stands over a boy who was hurt during heavy shelling in Ostrel.",
        "Members of the Quay League walk past destroyed houses in Ostrel.",
        "Mara Velt carries a child following an air raid on Ostrel.",
        "Two men were brought to Ostrel following shelling.",
        "Mara Velt would support a military strike on the depot.",
    ],
)
def test_who_investigates_or_is_cleared_is_not_blamed(text: str) -> None:
    assert who(text, Role.PERPETRATOR) == who(text, Role.PRINCIPAL) == []


def test_nobody_is_no_victim() -> None:
    assert who("No civilians were killed in the raid on the depot.", Role.VICTIM) == []


def test_a_blast_is_not_called_a_bombing() -> None:
    (found,) = events("A blast tore through the depot in Ostrel.")
    assert found.kind.value == "explosion"


def test_who_is_blamed_for_old_raids_is_not_blamed_for_the_blast() -> None:
    text = "The Quay League was blamed for two raids on river posts. The blast tore through the depot."
    old, new = events(text)
    assert [one.name for one in old.participants if one.role is Role.PERPETRATOR] == ["Quay League"]
    assert (old.kind.value, new.kind.value) == ("attack", "explosion")
    assert not [one for one in new.participants if one.role is Role.PERPETRATOR]


def test_a_people_is_not_blamed() -> None:
    assert who("The Maltese attack on the depot was the third.", Role.PERPETRATOR) == []
