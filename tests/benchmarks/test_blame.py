from __future__ import annotations

import blame
import pytest
import scoring
from organisations import Organisation, abbreviates, fold, holds, joined_names, names_in, organisations

from sayso.model.annotation import Mention, MentionKind
from sayso.model.span import Span

FACT, ADMITTED, AUTHORITIES, ACCUSED, POSSIBLE = range(5)


def mention(text: str, name: str, *blame_: float, after: int = 0) -> Mention:
    start = text.index(name, after)
    return Mention(Span(start, start + len(name)), MentionKind.ARMED_GROUP, 1.0, blame_ or (0.0,) * 5)


def grouped(text: str, *names: str) -> list[set[str]]:
    found, at = [], 0
    for name in names:
        found.append(mention(text, name, after=at))
        at = found[-1].span.end
    return [{text[m.span.start : m.span.end] for m in one.mentions} for one in organisations(text, found)]


def claim(*names: str, confidence: str = "POSSIBLE", optional: bool = False, uncertain: bool = False) -> dict:
    return {"doc": "1", "organization": list(names), "confidence": confidence, "optional": optional,
            "uncertain_key": uncertain}  # fmt: skip


def test_names_are_folded() -> None:
    assert fold("THE  Free\nHill Front,") == "free hill front"
    assert fold('THE \\"HARBOUR MEN\\"') == "harbour men"
    assert names_in("FREE HILL FRONT [FHF] FIGHTERS") == {
        "free hill front",
        "fhf",
        "free hill front fighters",
    }
    assert names_in("\\") == names_in("THE \\") == set()


def test_initials_and_whole_words() -> None:
    assert abbreviates("fhf", "free hill front")
    assert abbreviates("flo", "front for the liberation of ostrel")
    assert not abbreviates("f", "front")
    assert not abbreviates("free hill", "front")
    assert holds("ostrel army", "army")
    assert not holds("ostrel army", "arm")


def test_mentions_of_one_name_are_one_organisation() -> None:
    text = "THE FREE HILL FRONT STRUCK. FHF FIGHTERS FLED. THE LEAGUE SAW THE FRONT."
    assert grouped(text, "THE FREE HILL FRONT", "FHF", "LEAGUE", "THE FRONT") == [
        {"THE FREE HILL FRONT", "FHF", "THE FRONT"},
        {"LEAGUE"},
    ]


def test_an_alias_in_brackets_joins_names_that_share_no_letters() -> None:
    text = "The Free Hill Front [MKL] struck. MKL denied it. The Sons (Children of Pellin) fled."
    assert grouped(text, "Free Hill Front", "MKL denied"[:3], "Sons", "Children of Pellin") == [
        {"Free Hill Front", "MKL"},
        {"Sons", "Children of Pellin"},
    ]


def test_two_armies_are_not_made_one_by_the_army() -> None:
    text = "The Ostrel army met the Sorravan army; the army fled."
    assert len(grouped(text, "Ostrel army", "Sorravan army", "the army")) == 3
    assert len(grouped(text, "Ostrel army", "the army")) == 1


def test_sets_are_linked_through_others() -> None:
    assert joined_names([{"a"}, {"b"}, {"a", "c"}, {"c", "d"}]) == [{0, 2, 3}, {1}]


def test_claims_that_share_a_name_are_one_organisation_with_any_of_their_backings() -> None:
    key = blame.blamed([
        claim("FHF", "FREE HILL FRONT", confidence="REPORTED AS FACT", optional=True),
        claim("THE LEAGUE", uncertain=True),
        claim("THE FREE HILL FRONT", confidence="CLAIMED OR ADMITTED"),
        claim("\\"),
    ])  # fmt: skip
    assert key == [
        blame.Blamed(frozenset({"fhf", "free hill front"}), (FACT, ADMITTED), required=True),
        blame.Blamed(frozenset({"league"}), (POSSIBLE,), required=False),
    ]


def figures(key: list[dict], *found: set[str]) -> tuple[float, float]:
    tally = scoring.Tally()
    blame.count(blame.blamed(key), found, tally)
    return tally.precision("organisation"), tally.recall("organisation")


def test_what_is_found_is_right_once() -> None:
    key = [claim("FHF"), claim("LEAGUE")]
    assert figures(key, {"fhf", "free hill front"}) == (1.0, 0.5)
    assert figures(key, {"fhf"}, {"fhf"}) == (0.5, 0.5)
    assert figures(key, {"brigade"}) == (0.0, 0.0)


def test_what_is_optional_counts_neither_way() -> None:
    key = [claim("FHF"), claim("LEAGUE", optional=True)]
    assert figures(key, {"fhf"}) == (1.0, 1.0)
    assert figures(key, {"fhf"}, {"league"}) == (1.0, 1.0)
    assert figures(key, {"league"}) == (0.0, 0.0)


def test_mentions_are_put_together_either_way() -> None:
    text = "FHF FHF"
    found = [mention(text, "FHF", 0.5, 0, 0, 0, 0), mention(text, "FHF", 0, 0.2, 0, 0, 0.3)]
    assert blame.combined(found, "surest") == pytest.approx(0.5)
    assert blame.combined(found, "any") == pytest.approx(0.75)


def test_the_backing_is_that_of_the_mentions_that_are_blamed() -> None:
    text = "FHF FHF"
    found = [mention(text, "FHF", 0.05, 0.01, 0, 0, 0), mention(text, "FHF", 0, 0, 0, 0.9, 0)]
    groups = [Organisation({"fhf"}, found)]
    assert blame.backing(frozenset({"fhf"}), groups) == ACCUSED
    assert blame.backing(frozenset({"league"}), groups) is None


def test_accuracy_and_macro_f1_take_any_of_the_right_ones() -> None:
    key = [(FACT, ADMITTED), (FACT,), (POSSIBLE,)]
    assert blame.accuracy(key, [ADMITTED, FACT, FACT]) == pytest.approx(2 / 3)
    # fact: 1 right, 2 said, 1 in the key; admitted: all right; possible: missed
    assert blame.macro_f1(key, [ADMITTED, FACT, FACT]) == pytest.approx((2 / 3 + 1 + 0) / 3)
    assert blame.macro_f1(key[1:2], [None]) == 0.0
    assert blame.accuracy([], []) == 0.0


def test_the_backings_are_in_the_order_of_the_model() -> None:
    from sayso.model.annotation import Backing

    assert [one.value for one in Backing] == list(blame.BACKINGS)


def test_a_name_is_known_if_enough_documents_that_hold_it_blame_it() -> None:
    documents = [{"id": str(n), "paragraphs": [f"The League met FHF {n}."]} for n in range(6)]
    claims = [claim("FHF") | {"doc": "0"}, claim("FHF") | {"doc": "1"}, claim("LEAGUE") | {"doc": "0"}]
    (only,) = blame.known(documents, claims)
    assert only.search("the fhf")


def test_the_threshold_decides_who_is_blamed() -> None:
    text = "FHF struck; the League fled."
    found = organisations(
        text, [mention(text, "FHF", 0.6, 0, 0, 0, 0), mention(text, "League", 0.2, 0, 0, 0, 0)]
    )
    report = blame.Report(text, blame.blamed([claim("FHF")]), found)
    assert blame.by_organisation([report], "surest", 0.5).f1("organisation") == 1.0
    assert blame.by_organisation([report], "surest", 0.1).precision("organisation") == 0.5
    assert blame.by_organisation([report], "surest", 0.9).recall("organisation") == 0.0


def whole(text: str, key: list[dict]) -> blame.Report:
    from sayso.attribute.events.find import events_of
    from sayso.attribute.events.report import taken_apart

    parsed = taken_apart(text, [mention(text, "FREE HILL FRONT")], (), ())
    return blame.Report(text, blame.blamed(key), [], parsed, events_of("1", parsed))


def test_from_text_to_the_end() -> None:
    text = (
        "KEMMERD, 3 MAY (NORLANDS) -- [TEXT] FREE HILL FRONT GUERRILLAS KIDNAPPED THE MAYOR OF KEMMERD. "
        "THE FREE HILL FRONT CLAIMED RESPONSIBILITY FOR THE KIDNAPPING."
    )
    report = whole(text, [claim("FREE HILL FRONT", confidence="CLAIMED OR ADMITTED"), claim("LEAGUE")])
    assert blame.by_events([report]).recall("organisation") == 0.5
    figures = blame.measure([report])
    assert figures["organisation_recall"] in {0.0, 0.5}
    assert figures["claims"] == 2
    assert figures["claims_found"] == 1
    assert figures["head_organisation_f1"] == 0.0
    assert figures["backing_macro_f1_blamed"] <= figures["backing_macro_f1"]


def test_what_nobody_saw_is_wrong() -> None:
    report = whole("THE FREE HILL FRONT MET FOR TALKS.", [claim("LEAGUE")])
    assert blame.measure([report])["backing_accuracy"] == 0.0
