from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from ledger_records import report
from sayso.model.annotation import Backing
from sayso.model.attribution import SourceKind
from sayso.model.event import Event, EventKind, Participant, Role
from sayso.model.listing import EventLine, SaySoLine
from sayso.model.span import Span
from sayso.present.blame import BlameRow, blame_rows

if TYPE_CHECKING:
    import random

TEXT = "Two officials blamed the Quay League; the League denied it."


def outlet_of(number: int) -> str | None:
    return None if number == 3 else "Ostrel Courier"


def part(
    name: str = "Quay League",
    by: str | None = None,
    backing: Backing | None = Backing.FACT,
    *,
    denied: bool = False,
    role: Role = Role.PERPETRATOR,
) -> Participant:
    return Participant(role, Span(25, 36), name, by, None if denied else backing, denied)


def event(number: int, *parts: Participant, kind: EventKind = EventKind.ATTACK) -> EventLine:
    made = Event(f"evt-{number}-{kind}", f"doc-{number}", kind, Span(0, 3), Span(0, 37), participants=parts)
    there = report(id=f"doc-{number}", outlet=outlet_of(number), name=f"{number}.txt")
    voices = tuple(SAID.get(one.attribution or "") for one in parts)
    return EventLine(there, made, "Two", TEXT, None, None, None, voices)


def voice(identity: str, speaker: str | None, source: str = "") -> SaySoLine:
    return SaySoLine(identity, speaker, source, SourceKind.UNNAMED, "certain", "positive")


SAID = {
    "att-1": voice("att-1", None, "Two officials"),
    "att-2": voice("att-2", "Mara Velt"),
    "att-3": voice("att-3", "Quay League"),
}


def test_a_row_for_each_voice_with_whoever_denies() -> None:
    rows = blame_rows(
        [
            event(1, part(by="att-1", backing=Backing.AUTHORITIES), part(by="att-3", denied=True)),
            event(2, part("QUAY LEAGUE", by="att-2", backing=Backing.ACCUSED)),
            event(3, part()),
        ],
    )
    assert [(row.by, row.backing, row.documents) for row in rows] == [
        ("3.txt", Backing.FACT, ("doc-3",)),
        ("“Two officials”", Backing.AUTHORITIES, ("doc-1",)),
        ("Mara Velt", Backing.ACCUSED, ("doc-2",)),
    ]
    assert {row.who for row in rows} == {"Quay League"}
    assert [row.denied_by for row in rows] == [(), ("Quay League",), ()]


def test_one_voice_in_two_reports_is_one_row() -> None:
    rows = blame_rows([event(1, part()), event(2, part())])
    assert rows == [
        BlameRow(
            "Quay League",
            Role.PERPETRATOR,
            EventKind.ATTACK,
            "Ostrel Courier",
            Backing.FACT,
            (),
            ("doc-1", "doc-2"),
            ("evt-1-attack", "evt-2-attack"),
        ),
    ]


def test_what_nobody_but_a_denial_says() -> None:
    (row,) = blame_rows([event(1, part(by="att-3", denied=True))])
    assert (row.by, row.backing, row.denied_by, row.documents) == (None, None, ("Quay League",), ("doc-1",))


def test_roles_and_kinds_are_apart_and_victims_left_out() -> None:
    some = [
        event(1, part(), part(role=Role.PRINCIPAL), part(role=Role.VICTIM)),
        event(1, part(), kind=EventKind.BOMBING),
    ]
    assert [(row.role, row.kind) for row in blame_rows(some)] == [
        (Role.PERPETRATOR, EventKind.ATTACK),
        (Role.PERPETRATOR, EventKind.BOMBING),
        (Role.PRINCIPAL, EventKind.ATTACK),
    ]


def test_an_arrest_is_nobodys_blame() -> None:
    assert blame_rows([event(1, part("Police"), kind=EventKind.ARREST)]) == []


def test_an_entity_is_called_by_its_name() -> None:
    line = replace(event(1, part()), called=("Quay League of Ostrel",))
    (row,) = blame_rows([line])
    assert row.who == "Quay League of Ostrel"


def test_what_is_not_known_is_not_made_up() -> None:
    (row,) = blame_rows([event(3, part(by="att-9"))])
    assert row.by == "3.txt"
    assert blame_rows([]) == []


def test_a_row_leads_to_those_who_say_so_and_those_who_deny_it() -> None:
    (row,) = blame_rows([event(1, part(by="att-1"), part(by="att-3", denied=True))])
    assert row.attributions == ("att-1", "att-3")


@given(st.randoms(use_true_random=False))
def test_order_makes_no_difference(shuffler: random.Random) -> None:
    some = [
        event(n % 3 + 1, part(name, by=by))
        for n, (name, by) in enumerate(
            [("A", None), ("B", "att-1"), ("b", "att-2"), ("A", "att-2"), ("C", None)]
        )
    ]
    expected = blame_rows(some)
    shuffler.shuffle(some)
    assert blame_rows(some) == expected


def test_two_reports_officials_are_not_one_voice() -> None:
    rows = blame_rows([event(1, part(by="att-1")), event(2, part(by="att-1"))])
    assert [(row.by, row.documents) for row in rows] == [
        ("“Two officials”", ("doc-1",)),
        ("“Two officials”", ("doc-2",)),
    ]


def test_an_author_speaks_for_the_outlet() -> None:
    line = event(1, part(by="att-1"))
    author = replace(SAID["att-1"], source_kind=SourceKind.AUTHOR)
    (row,) = blame_rows([replace(line, of_participants=(author,))])
    assert row.by == "Ostrel Courier"


def test_a_denial_of_another_event_stands_by_itself() -> None:
    told, denied = event(1, part(by="att-2")), event(2, part(by="att-3", denied=True))
    assert [(row.by, row.denied_by) for row in blame_rows([told, denied])] == [
        ("Mara Velt", ()),
        (None, ("Quay League",)),
    ]
