from __future__ import annotations

import pytest

from sayso.attribute.events.accused import BACKINGS, Accused, Weights, accused, described, shipped
from sayso.attribute.events.find import events_of
from sayso.attribute.events.report import Report, taken_apart
from sayso.model.annotation import Backing, Mention, MentionKind
from sayso.model.span import Span

STRUCK = (
    "KEMMERD, 3 MAY (NORLANDS) -- [TEXT] FREE HILL FRONT [FHF] GUERRILLAS KIDNAPPED THE MAYOR OF KEMMERD "
    "TODAY, POLICE REPORTED.\n\nTHE FHF CLAIMED RESPONSIBILITY FOR THE KIDNAPPING. THE FREE HILL FRONT ALSO "
    "KILLED TWO GUARDS.\n\nTHE QUAY LEAGUE CONDEMNED THE ACT."
)
TALKS = (
    "KEMMERD, 3 MAY (NORLANDS) -- [TEXT] THE GOVERNMENT AND THE FREE HILL FRONT [FHF] WILL MEET FOR PEACE "
    "TALKS. BOTH PARTIES WANT AN AGREEMENT BEFORE THE ELECTIONS, SAID A SPOKESMAN."
)


def report(text: str, *blame: float) -> Report:
    mentions = []
    for name in ("FREE HILL FRONT", "FHF", "QUAY LEAGUE"):
        start = text.find(name)
        while start >= 0:
            span = Span(start, start + len(name))
            mentions.append(Mention(span, MentionKind.ARMED_GROUP, 0.9, blame or (0.0,) * 5))
            start = text.find(name, start + 1)
    return taken_apart(text, mentions, (), ())


def told(text: str, *blame: float) -> list[Accused]:
    one = report(text, *blame)
    return accused(one, events_of("doc-1", one))


def front(found: list[Accused]) -> Accused:
    return next(one for one in found if "free hill front" in one.names)


def test_who_strikes_is_blamed_more_than_who_talks() -> None:
    found = told(STRUCK)
    assert "free hill front" in found[0].names
    assert found[0].chance > 2 * front(told(TALKS)).chance
    assert found[0].chance >= shipped().least > front(told(TALKS)).chance


def test_names_of_one_body_are_one() -> None:
    body = front(told(STRUCK))
    assert {"free hill front", "fhf"} <= body.names
    assert [span.of(STRUCK) for span in body.spans] == ["FREE HILL FRONT", "FHF", "FREE HILL FRONT"]


def test_a_claim_is_seen_in_the_backing() -> None:
    plain = STRUCK.replace("CLAIMED RESPONSIBILITY FOR THE KIDNAPPING", "IS LED BY A BAKER")
    claimed = BACKINGS.index(Backing.ADMITTED)
    assert front(told(STRUCK)).backings[claimed] > front(told(plain)).backings[claimed]


def test_the_head_of_the_model_has_a_say() -> None:
    possible = BACKINGS.index(Backing.POSSIBLE)
    assert front(told(STRUCK, 0, 0, 0, 0, 0.9)).backings[possible] > front(told(STRUCK)).backings[possible]


def test_probabilities() -> None:
    for one in told(STRUCK):
        assert 0 <= one.chance <= 1
        assert sum(one.backings) == pytest.approx(1)
        assert one.backing is BACKINGS[one.backings.index(max(one.backings))]


def test_the_name_is_no_feature() -> None:
    other = (
        STRUCK.replace("FREE HILL FRONT", "LONG QUAY FRONT")
        .replace("FHF", "LQF")
        .replace("QUAY LEAGUE", "HILL BAND")
    )
    some = [described(one, events_of("d", one)) for one in (report(STRUCK), report(other))]
    first = {name for features in (some[0][0].blame, some[0][0].backing) for name in features}
    assert first <= {*shipped().blame, *shipped().backing}
    assert not any("hill" in name or "fhf" in name for name in first)


def test_other_weights_can_be_tried() -> None:
    one = report(STRUCK)
    flat = Weights(0.5, {}, {})
    assert {body.chance for body in accused(one, (), flat)} == {0.5}


def test_a_report_without_bodies() -> None:
    assert told("Nothing happened.") == []
    assert told("") == []
