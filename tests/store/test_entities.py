"""Entities in a case: the same as in memory, formed anew when a report is, changed by judgments only."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from case_records import MAKERS, Said, item, processed
from sayso.actions.entities import judge, judgments, proposed
from sayso.errors import NoSuchRecord, UsageError
from sayso.model.annotation import MentionKind
from sayso.model.entity import Schema
from sayso.model.findings import Findings
from sayso.model.reference import LocalAlias, LocalEntity, Naming, Office, Reason
from sayso.model.span import Span
from sayso.pipeline.entities import resolve_new
from sayso.resolve.entities import MemoryIndex, Resolver
from sayso.store import Case, open_case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.model.outcome import Processed

BODY, PERSON = MentionKind.ORGANISATION, MentionKind.PERSON


def local(text: str, kind: MentionKind, *names: str, office: str | None = None) -> LocalEntity:
    """Somebody whom a text calls by these names; the first defines the others."""
    namings = []
    for name in names:
        start = text.index(name)
        namings.append(Naming(Span(start, start + len(name)), name, kind))
    proof = Span(0, len(text))
    aliases = [LocalAlias(names[0], (), 1)]
    why = Reason("defined in the text", proof, definite=True)
    aliases += [LocalAlias(name, (why,), 1) for name in names[1:]]
    offices = (Office(office, Span(0, 3), "2031-04-02"),) if office else ()
    return LocalEntity(
        names[0], kind, tuple(sorted(namings, key=lambda one: one.span)), tuple(aliases), offices
    )


def report(text: str, *entities: LocalEntity) -> Processed:
    return replace(processed(item(text, f"{text[:9]}.txt")), findings=Findings(entities=entities))


GUARD = "The Orsk Harbour Guard (OHG) met Mara Velt, minister."
LATER = "OHG guards met Mara Velt and the Tarn Mill Union."
UNION = "The Tarn Mill Workers Union thanked Ada Brook."
REPORTS = (
    report(
        GUARD, local(GUARD, BODY, "Orsk Harbour Guard", "OHG"),
        local(GUARD, PERSON, "Mara Velt", office="minister"),
    ),
    report(LATER, local(LATER, BODY, "OHG"), local(LATER, PERSON, "Mara Velt"),
           local(LATER, BODY, "Tarn Mill Union")),
    report(UNION, local(UNION, BODY, "Tarn Mill Workers Union"), local(UNION, PERSON, "Ada Brook")),
)  # fmt: skip


def add(case: Case, *outcomes: Processed) -> None:
    for one in outcomes:
        case.capture([item(one.document.text, one.document.location)])
        case.record([one], MAKERS)
    resolve_new(case)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with open_case(tmp_path / "matter.case", create=True) as opened:
        add(opened, *REPORTS)
        yield opened


def in_memory() -> MemoryIndex:
    index = MemoryIndex()
    for one in sorted(REPORTS, key=lambda each: each.document.id):
        index.apply(Resolver(index).add(one.document.id, one.findings.entities))
    return index


def names(case: Case) -> set[frozenset[str]]:
    return {frozenset(alias.name for alias in entity.aliases) for entity in case.entities()}


def test_a_case_holds_what_memory_holds(case: Case) -> None:
    expected = {entity.id: entity for entity in in_memory().case_entities()}
    assert {entity.id: entity for entity in case.entities()} == expected
    assert len(expected) >= 4


def test_a_name_that_one_report_defines_is_known_in_the_others(case: Case) -> None:
    (guard,) = case.entities(name="harbour")
    assert {alias.name for alias in guard.aliases} == {"Orsk Harbour Guard", "OHG"}
    assert guard.documents == 2
    assert any("defined in the text" in alias.reasons for alias in guard.aliases)
    assert case.entity_of("OHG") == guard.id == case.entity_of(guard.id[:8])
    (velt,) = case.entities(schema=Schema.PERSON, name="VELT")
    assert velt.offices == ("minister, 2031-04-02",)


def test_one_more_report_at_a_time_gives_the_same(case: Case, tmp_path: Path) -> None:
    with open_case(tmp_path / "other.case", create=True) as other:
        for one in reversed(REPORTS):
            add(other, one)
        assert names(other) == names(case)
        assert other.fingerprint() != ""


def test_a_report_that_is_read_anew_leaves_no_old_names(case: Case) -> None:
    case.record([report(UNION, local(UNION, PERSON, "Ada Brook"))], MAKERS)
    assert len(case.unresolved()) == 3
    resolve_new(case)
    assert not [entity for entity in case.entities() if entity.name == "Tarn Mill Workers Union"]
    (velt,) = case.entities(name="velt")
    assert velt.documents == 2


def test_a_judgment_joins_and_undoing_it_parts_again(case: Case) -> None:
    before = names(case)
    case.close()
    path = case.path
    made = judge(
        path, "same", ("Tarn Mill Union", "Ada Brook"), who="desk", why="a test of what cannot be seen"
    )
    with open_case(path) as opened:
        assert any({"Tarn Mill Union", "Ada Brook"} <= some for some in names(opened))
        assert opened.entity_of("Tarn Mill Union") == opened.entity_of("Ada Brook")
    with pytest.raises(UsageError, match="one entity already"):
        judge(path, "same", ("Ada Brook", "Tarn Mill Union"), who="desk", why="again")
    judge(path, "undo", (str(made.sequence),), who="desk", why="no")
    with open_case(path) as opened:
        assert names(opened) == before
        assert [one.undoes for one in opened.judgments()] == [None, 1]
        assert all(isinstance(one, int) for one in opened.check_judgments())
    with pytest.raises(NoSuchRecord, match="undone already"):
        judge(path, "undo", ("1",), who="desk", why="no")
    with pytest.raises(NoSuchRecord, match="no judgment 7"):
        judge(path, "undo", ("7",), who="desk", why="no")


def test_judgments_hold_for_reports_read_anew(case: Case) -> None:
    path = case.path
    case.close()
    judge(path, "same", ("Tarn Mill Union", "Ada Brook"), who="desk", why="a test")
    with open_case(path) as opened:
        opened.record([REPORTS[1]], MAKERS)
        resolve_new(opened)
        assert opened.entity_of("Tarn Mill Union") == opened.entity_of("Ada Brook")


def test_what_may_be_one_is_proposed_with_reasons(case: Case) -> None:
    pairs = list(proposed(case))
    assert case.entity_of("Tarn Mill Union") != case.entity_of("Tarn Mill Workers Union")
    assert {left.name for _, left, _ in pairs} | {right.name for _, _, right in pairs} == {
        "Tarn Mill Union", "Tarn Mill Workers Union",
    }  # fmt: skip
    assert all(link.reasons and 0 < link.score <= 1 for link, _, _ in pairs)


def test_a_judgment_needs_a_reason_and_two_names(case: Case) -> None:
    path = case.path
    case.close()
    with pytest.raises(UsageError, match="reason"):
        judge(path, "same", ("OHG", "Ada Brook"), who="desk", why=" ")
    with pytest.raises(UsageError, match="two entities"):
        judge(path, "same", ("OHG",), who="desk", why="x")
    with pytest.raises(NoSuchRecord, match="No entity"):
        judge(path, "same", ("OHG", "Nobody Known"), who="desk", why="x")


def test_a_judgment_that_was_changed_is_found_out(case: Case) -> None:
    path = case.path
    case.close()
    judge(path, "different", ("OHG", "Ada Brook"), who="desk", why="surely")
    with sqlite3.connect(path) as raw:
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            raw.execute("DELETE FROM judgment")
        raw.execute("DROP TRIGGER judgment_update_refused")
        raw.execute("UPDATE judgment SET why = 'never'")
    with open_case(path) as opened:
        (finding,) = [one for one in opened.check_judgments() if not isinstance(one, int)]
        assert "changed" in finding.problem
        assert [one.why for one in judgments(opened)] == ["never"]


def spoken(text: str, name: str, *entities: LocalEntity) -> Processed:
    said = (Said(name, "said", (text.split(" said ")[1].rstrip("."),), name),)
    return replace(processed(item(text, f"{text[-9:]}.txt"), said), findings=Findings(entities=entities))


def test_one_acronym_of_two_bodies_is_two_sources(tmp_path: Path) -> None:
    one = "The Orsk Harbour Guard (OHG) came. OHG said the quay was shut."
    other = "The Old Hask Guild (OHG) came. OHG said the mill was shut."
    with open_case(tmp_path / "ohg.case", create=True) as opened:
        add(
            opened,
            spoken(one, "OHG", local(one, BODY, "Orsk Harbour Guard", "OHG")),
            spoken(other, "OHG", local(other, BODY, "Old Hask Guild", "OHG")),
        )
        assert [(line.reports, line.assertions) for line in opened.sources()] == [(1, 1), (1, 1)]
        assert len({line.entity for line in opened.sources()}) == 2


def test_a_bare_surname_in_two_reports_is_two_sources(tmp_path: Path) -> None:
    one, other = "Smith said the quay was shut.", "Smith said the mill was shut."
    with open_case(tmp_path / "smith.case", create=True) as opened:
        add(
            opened,
            spoken(one, "Smith", local(one, PERSON, "Smith")),
            spoken(other, "Smith", local(other, PERSON, "Smith")),
        )
        lines = list(opened.sources())
        assert [(line.name, line.reports) for line in lines] == [("Smith", 1), ("Smith", 1)]
        assert len({line.report for line in lines}) == 2


def test_a_name_is_found_whatever_its_case(case: Case) -> None:
    path = case.path
    ohg = case.name_of("OHG")
    assert ohg is not None
    assert case.name_of("ohg") == ohg
    case.close()
    made = judge(path, "different", ("ada brook", "ohg"), who="desk", why="a person and a guard")
    assert ohg in {made.left, made.right}


def test_names_of_a_key_are_counted_once(case: Case, tmp_path: Path) -> None:
    case.close()
    with sqlite3.connect(tmp_path / "matter.case") as raw:
        counted = dict(raw.execute("SELECT key, holders FROM key_count"))
        held = dict(raw.execute("SELECT key, count(*) FROM name_key GROUP BY key"))
    assert counted == held
