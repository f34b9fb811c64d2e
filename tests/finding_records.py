"""A report with findings of every kind, all fiction, for tests of cases and listings."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from case_records import Said, item, processed
from sayso.model.amount import Amount, AmountKind, Comparison, Wallet
from sayso.model.annotation import Backing, MentionKind
from sayso.model.attribution import SourceKind
from sayso.model.designation import Designation, DesignationKind
from sayso.model.event import Event, EventKind, Participant, Role
from sayso.model.findings import Findings
from sayso.model.place import Place, PlaceCandidate, Toponym
from sayso.model.reference import LocalAlias, LocalEntity, Naming
from sayso.model.span import Span
from sayso.model.time import Time, TimeKind, TimeModifier

if TYPE_CHECKING:
    from sayso.model.outcome import Processed

TEXT = (
    "On 2 April the pier burned. Ada Brook said over 30 people fled to Vell, and that the guild, which an "
    "officer blamed, paid 2 million marks. The guild denied it."
)
ADDRESS = "quay-address"
VELL = Place("geonames:1", "Vell", "city", "VL", 12.5, -7.25, 4000)
OTHER = Place("geonames:2", "Vell", "city", "OR", 1.0, 2.0)


def at(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


SAID = (
    Said("Ada Brook", "said", (TEXT[TEXT.index("over") : TEXT.index(". The guild")],), "Ada Brook"),
    Said("an officer", "blamed", ("the guild",), source_kind=SourceKind.UNNAMED, inside=0),
    Said("The guild", "denied", ("it",), "The guild", source_kind=SourceKind.ORGANISATION),
)  # fmt: skip


def report(name: str = "pier.txt", outlet: str = "The Tarn Post", published: str = "2031-04-03") -> Processed:
    made = processed(item(TEXT, name, outlet), SAID, published)
    brook, officer, guild = made.attributions
    people = Amount(
        at("over 30 people"), at("30"), AmountKind.PEOPLE, Decimal(30), Decimal(30), Comparison.MORE_THAN,
        None, "people",
    )  # fmt: skip
    money = Amount(
        at("2 million marks"), at("2 million"), AmountKind.MONEY, Decimal("2000000.50"), Decimal(3000000),
        Comparison.BETWEEN, "DEM",
    )  # fmt: skip
    accused = Participant(
        Role.PERPETRATOR, at("the guild"), "the guild", officer.id, Backing.AUTHORITIES, cue=at("blamed")
    )
    denied = Participant(Role.PERPETRATOR, at("The guild"), "The guild", guild.id, denied=True)
    event = Event(
        f"ev-{name}", made.document.id, EventKind.FIRE, at("burned"), Span(0, 27), at("2 April"), None,
        (accused, denied), None,
    )  # fmt: skip
    findings = Findings(
        times=(
            Time(
                at("2 April"), TimeKind.DATE, "2031-04-02", TimeModifier.APPROX, "2031-04-02", "2031-04-02",
                relative=True,
            ),
        ),
        amounts=(people, money),
        wallets=(Wallet(at("pier"), ADDRESS, ("BTC", "BCH"), checked=False),),
        toponyms=(
            Toponym(
                at("Vell"), (PlaceCandidate(VELL, 0.75, ("most people",)), PlaceCandidate(OTHER, 0.2)),
                ambiguous=True, stands_for_body=True,
            ),
        ),
        events=(event,),
        designations=(Designation(at("guild"), DesignationKind.STATUS, at("guild")),),
        entities=(LocalEntity("Ada Brook", MentionKind.PERSON,
                              (Naming(at("Ada Brook"), "Ada Brook", MentionKind.PERSON),),
                              (LocalAlias("Ada Brook", (), 1),)),),
    )  # fmt: skip
    assert brook.nested_in is None
    return replace(made, findings=findings)
