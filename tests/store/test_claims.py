"""Claims in a case: linked once, formed anew when a report is, changed by judgments only."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Engine, event

from case_records import MAKERS, Said
from claim_case import BLOWN, DENIAL, ECHO, FLASH, OTHER, REPORTS, fill, make, report
from comparers import WordComparer
from sayso.actions import claims as actions
from sayso.actions import judge as judging
from sayso.actions.contradictions import contradictions
from sayso.errors import NoSuchRecord, UsageError
from sayso.link.index import MemoryIndex
from sayso.link.linker import Linker
from sayso.model.assertion import Stance
from sayso.model.claim import ClaimFilter, ContradictionKind, ContradictionStatus
from sayso.model.judgment import Verb
from sayso.model.statement import Linked, match
from sayso.pipeline import claims as pipeline
from sayso.pipeline.claims import link_new, trace_new
from sayso.store import open_case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from sayso.store import Case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with open_case(make(tmp_path / "case.db")) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "shipped_matcher", WordComparer)


def groups(case: Case) -> list[tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for line in case.assertions():
        assert line.assertion.claim is not None
        found.setdefault(line.assertion.claim, []).append(line.assertion.id)
    return sorted(tuple(sorted(ones)) for ones in found.values())


def ids(*reports: tuple) -> tuple[str, ...]:
    return tuple(sorted(one.id for _, made in reports for one in made.assertions))


def test_reports_of_one_claim_are_one_and_their_sourcing_is_counted(case: Case) -> None:
    assert groups(case) == sorted([ids(FLASH, ECHO, DENIAL), ids(OTHER)])
    first, second = actions.claims(case)
    assert (first.sourcing.reports, first.sourcing.outlets) == (3, 3)
    assert first.stances == {"asserts": 2, "denies": 1}
    assert first.first_appearance.outlet == "Orsk Wire"
    assert first.proposition in FLASH[1].document.text
    assert second.sourcing.origins == 1


def test_an_echo_is_no_second_origin(case: Case) -> None:
    (bridge, _) = actions.claims(case)
    together = next(one for one in bridge.lineage.origins if len(one.assertions) > 1)
    assert set(together.assertions) == set(ids(FLASH, ECHO))


def test_nothing_waits_after_linking_and_linking_again_changes_nothing(case: Case) -> None:
    before = list(actions.claims(case))
    comparer = WordComparer()
    assert link_new(case, comparer) == 0
    assert case.unlinked() == {}
    assert comparer.compared == 0
    assert list(actions.claims(case)) == before


def test_a_case_links_as_an_index_in_memory_does(case: Case) -> None:
    index, comparer = MemoryIndex(), WordComparer()
    for _, made in sorted(REPORTS, key=lambda pair: (pair[1].document.published.value, pair[0].id)):
        statements, _ = case.statements_of(made.document.id)
        keys = {one.id for one in statements}
        index.apply(Linker(index, comparer).add(pipeline.prepared(statements, keys, comparer)))
    assert index.groups() == groups(case)


def test_what_may_be_one_claim_is_proposed_until_an_analyst_parts_it(case: Case, tmp_path: Path) -> None:
    flash, depot = ids(FLASH)[0], ids(OTHER)[0]
    assert list(actions.proposed(case)) == []
    case.link(lambda _: Linked(matches=(match(flash, depot, 0.45), match(ids(ECHO)[0], depot, 0.42))))
    (found,) = actions.proposed(case)
    assert {found.left.assertion.id, found.right.assertion.id} == {flash, depot}
    assert found.score == 0.45
    with open_case(tmp_path / "case.db") as other:
        by = ("A", "a depot is no bridge")
        decide = functools.partial(pipeline.judged, comparer=WordComparer())
        for one in (flash, ids(ECHO)[0]):
            other.judge_claims(Verb.DIFFERENT, one, depot, by, decide)
    assert list(actions.proposed(case)) == []


def test_a_report_that_is_read_anew_takes_its_place_again(case: Case) -> None:
    before = groups(case)
    case.record([FLASH[1]], MAKERS)
    assert case.unlinked()
    link_new(case, WordComparer())
    trace_new(case)
    assert groups(case) == before
    assert all(key_count >= 0 for key_count in _counts(case))


def _counts(case: Case) -> list[int]:
    from sqlalchemy import select

    from sayso.store.claim_tables import statement_key, statement_key_count

    with case._door.reading() as connection:
        held: dict[str, int] = {}
        for row in connection.execute(select(statement_key)):
            held[row.key] = held.get(row.key, 0) + 1
        told = {row.key: row.holders for row in connection.execute(select(statement_key_count))}
        assert {key: count for key, count in told.items() if count} == held
        return list(told.values())


def test_a_claim_that_was_told_once_leads_to_where_it_was_merged(case: Case, tmp_path: Path) -> None:
    bridge, depot = actions.claims(case)
    judging.judge(tmp_path / "case.db", "same", (bridge.id, depot.id), who="A", why="a test")
    (left,) = actions.claims(case)
    assert actions.claim(case, bridge.id).claim == actions.claim(case, depot.id).claim == left


def test_judging_and_undoing_leave_the_claims_as_they_were(case: Case, tmp_path: Path) -> None:
    path, before = tmp_path / "case.db", groups(case)
    flash, echo = ids(FLASH)[0], ids(ECHO)[0]
    made = judging.judge(path, "different", (flash, echo), who="A", why="a test")
    assert case.claim_of(flash) != case.claim_of(echo)
    assert judging.in_effect(path, made)
    judging.judge(path, "undo", ("1",), who="A", why="a test")
    assert groups(case) == before
    assert [one.verb for one in case.judgments()] == ["different", "undo"]
    assert list(case.check_judgments()) == [1, 1]


def test_a_judgment_that_decides_nothing_is_refused(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    flash, echo = ids(FLASH)[0], ids(ECHO)[0]
    with pytest.raises(UsageError, match="one claim already"):
        judging.judge(path, "same", (flash, echo), who="A", why="a test")
    with pytest.raises(UsageError, match="one assertion"):
        judging.judge(path, "same", (flash, flash), who="A", why="a test")
    with pytest.raises(UsageError, match="two claims already"):
        judging.judge(path, "different", (flash, ids(OTHER)[0]), who="A", why="a test")
    with pytest.raises(UsageError, match="reason"):
        judging.judge(path, "same", (flash, echo), who="A", why=" ")
    its = case.claim_of(flash)
    with pytest.raises(UsageError, match="name two of its assertions"):
        judging.judge(path, "different", (its, its), who="A", why="a test")
    with pytest.raises(NoSuchRecord, match="clm-nothing"):
        judging.judge(path, "same", (its, "clm-nothing"), who="A", why="a test")
    with pytest.raises(NoSuchRecord, match="ast-nothing"):
        judging.judge(path, "different", ("ast-nothing", flash), who="A", why="a test")


def test_an_undo_is_not_undone_but_decided_again(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    judging.judge(path, "different", ids(FLASH, ECHO)[:2], who="A", why="a test")
    judging.judge(path, "undo", ("1",), who="A", why="a test")
    with pytest.raises(NoSuchRecord, match="decide that again"):
        judging.judge(path, "undo", ("2",), who="A", why="a test")


def test_a_judgment_tells_which_assertions_went_to_another_claim(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "case.db"
    bridge, depot = actions.claims(case)
    before = {line.assertion.id: line.assertion.claim for line in case.assertions()}
    decided = judging.decide(path, "same", (bridge.id, depot.id), who="A", why="a test")
    after = {line.assertion.id: line.assertion.claim for line in case.assertions()}
    told = {one.assertion: (one.before, one.now) for one in decided.moved}
    assert told
    assert told == {key: (its, after[key]) for key, its in before.items() if after[key] != its}


def test_a_denial_contradicts_what_it_denies(case: Case) -> None:
    (found,) = contradictions(case)
    assert (found.kind, found.status) == (ContradictionKind.DENIAL, ContradictionStatus.CONFIRMED)
    assert {found.left.stance, found.right.stance} == {"asserts", "denies"}
    assert found.pairs == 2
    assert list(contradictions(case, status="candidate")) == []


def denial(text: str, *said: Said) -> tuple:
    return report("denied.txt", text, *said, outlet="The Lantern", published="2031-04-03")


def denying(source: str, content: str, **changes: object) -> Said:
    return Said(source, "denied", (content,), **{"speaker": None, "stance": Stance.DENIES} | changes)


@pytest.mark.parametrize(
    ("denied", "status"),
    [
        (denial(f"He denied that {BLOWN}.", denying("He", BLOWN)), ContradictionStatus.CANDIDATE),
        (denial(f"Tam Orre denied that {BLOWN}.", denying("Tam Orre", BLOWN, speaker="Tam Orre")),
         ContradictionStatus.CONFIRMED),
        (denial("Tam Orre denied that a bridge had been there.",
                denying("Tam Orre", "that a bridge had been there", speaker="Tam Orre")),
         ContradictionStatus.CANDIDATE),
        (denial("Tam Orre denied a blue bridge.", denying("Tam Orre", "a blue bridge", speaker="Tam Orre")),
         ContradictionStatus.CANDIDATE),
    ],
)  # fmt: skip
def test_a_denial_is_confirmed_by_who_and_what(tmp_path: Path, denied: tuple, status: str) -> None:
    with open_case(make(tmp_path / "denied.db", FLASH, denied)) as case:
        judge_same(case, FLASH, denied)
        (found,) = contradictions(case)
    assert found.status == status


def test_a_denial_that_points_back_is_of_what_it_points_to(tmp_path: Path) -> None:
    text = f"Governor Ada Brook said {BLOWN}. Tam Orre denied it."
    told = report(
        "told.txt", text, Said("Governor Ada Brook", "said", (BLOWN,), "Ada Brook"),
        denying("Tam Orre", "it", speaker="Tam Orre"), outlet="The Lantern", published="2031-04-03",
    )  # fmt: skip
    with open_case(make(tmp_path / "told.db", told)) as case:
        (found,) = contradictions(case)
    assert found.status == ContradictionStatus.CONFIRMED
    assert found.reasons[1] == f"“it” points back to “{BLOWN}”"


def test_a_denial_that_points_back_is_not_of_the_deniers_own_words(tmp_path: Path) -> None:
    text = f"Governor Ada Brook said {BLOWN}. Tam Orre said the river was calm. He called the story made up."
    told = report(
        "told.txt", text, Said("Governor Ada Brook", "said", (BLOWN,), "Ada Brook"),
        Said("Tam Orre", "said", ("the river was calm",), "Tam Orre"),
        Said("He", "called", ("the story made up",), "Tam Orre", stance=Stance.DENIES),
        outlet="The Lantern", published="2031-04-03",
    )  # fmt: skip
    with open_case(make(tmp_path / "told.db", told)) as case:
        (found,) = contradictions(case)
    assert (found.left.quote, found.right.quote) == (BLOWN, "the story made up")
    assert found.status == ContradictionStatus.CONFIRMED


def judge_same(case: Case, one: tuple, other: tuple) -> None:
    decide = functools.partial(pipeline.judged, comparer=WordComparer())
    case.judge_claims(Verb.SAME, *sorted((ids(one)[0], ids(other)[0])), ("A", "a test"), decide)


def test_what_was_compared_is_found_by_the_claim_and_not_by_all_that_asserts(case: Case) -> None:
    """A database that begins with all assertions of one stance takes the square of their number."""
    plans: list[str] = []

    def asked(connection: Connection, _: object, statement: str, parameters: Any, *__: object) -> None:
        if statement.startswith("SELECT") and "statement_match" in statement:
            cursor = connection.connection.cursor()
            plans.extend(row[3] for row in cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters))

    event.listen(Engine, "before_cursor_execute", asked)
    try:
        list(case.neighbours())
        list(case.neighbours("clm-0"))
    finally:
        event.remove(Engine, "before_cursor_execute", asked)
    assert plans
    assert not any("stance" in plan or "certainty" in plan for plan in plans)
    assert sum("SCAN" in plan for plan in plans) == 1


def test_who_tells_of_a_denial_does_not_contradict_it(tmp_path: Path) -> None:
    text = f"Mayor Oto Lind said Tam Orre denied that {BLOWN}."
    outer = Said("Mayor Oto Lind", "said", (f"Tam Orre denied that {BLOWN}",), "Oto Lind")
    told = report(
        "told.txt", text, outer, denying("Tam Orre", BLOWN, speaker="Tam Orre"),
        outlet="The Lantern", published="2031-04-03",
    )  # fmt: skip
    with open_case(make(tmp_path / "told.db", told)) as case:
        assert len(groups(case)) == 1
        assert list(contradictions(case)) == []


def toll(day: str, number: str, who: str, outlet: str = "Orsk Wire") -> tuple:
    told = f"{number} dockers died in the fire at Hask"
    text = f"{who} said {told}."
    return report(
        f"{who}-{day}.txt", text, Said(who, "said", (told,), who), outlet=outlet, published=f"2031-04-{day}"
    )


def test_two_values_for_one_thing_contradict(tmp_path: Path) -> None:
    reports = toll("01", "14", "Ada Brook"), toll("02", "19", "Oto Lind")
    with open_case(make(tmp_path / "toll.db", *reports)) as case:
        assert len(groups(case)) == 2
        (found,) = contradictions(case)
    assert (found.kind, found.status) == (ContradictionKind.VALUE, ContradictionStatus.CONFIRMED)


def test_who_brings_a_figure_up_to_date_contradicts_nobody(tmp_path: Path) -> None:
    reports = toll("01", "14", "Ada Brook"), toll("02", "19", "Oto Lind"), toll("03", "19", "Ada Brook")
    with open_case(make(tmp_path / "toll.db", *reports)) as case:
        (found,) = contradictions(case)
    assert (found.kind, found.status) == (ContradictionKind.SUPERSESSION, ContradictionStatus.DISMISSED)
    assert found.reasons[0] == "“Ada Brook” said so on 2031-04-01, and otherwise on 2031-04-03"


def test_a_value_that_anybody_holds_on_to_still_contradicts(tmp_path: Path) -> None:
    reports = (
        toll("01", "14", "Ada Brook"), toll("02", "14", "Oto Lind"), toll("03", "19", "Ada Brook"),
    )  # fmt: skip
    with open_case(make(tmp_path / "toll.db", *reports)) as case:
        (found,) = contradictions(case)
    assert found.kind is ContradictionKind.VALUE


def test_a_report_without_a_date_holds_on_to_its_value(tmp_path: Path) -> None:
    told = "14 dockers died in the fire at Hask"
    undated = report(
        "undated.txt", f"Oto Lind said {told}.", Said("Oto Lind", "said", (told,), "Oto Lind"),
        outlet="The Tern", published=None,
    )  # fmt: skip
    reports = toll("01", "14", "Ada Brook"), undated, toll("03", "19", "Ada Brook")
    with open_case(make(tmp_path / "toll.db", *reports)) as case:
        (found,) = contradictions(case)
    assert found.kind is ContradictionKind.VALUE


def test_claims_are_narrowed_by_words_speaker_dispute_and_reports(case: Case) -> None:
    def found(**wanted: object) -> int:
        return len(list(actions.claims(case, ClaimFilter(**wanted))))

    assert found(words="depot") == 1
    assert found(words="bridge depot") == 0
    assert found(speaker="brook") == 1
    assert found(disputed=True) == 1
    assert found(reports=2) == 1
    assert found(reports=4) == 0


def test_an_unknown_claim_is_named_in_the_error(case: Case) -> None:
    with pytest.raises(NoSuchRecord, match="clm-nothing"):
        actions.claim(case, "clm-nothing")


def test_claims_that_changed_since_they_were_traced_are_listed_as_they_are_now(case: Case) -> None:
    case.record([FLASH[1]], MAKERS)
    link_new(case, WordComparer())
    assert case.untraced()
    assert [one.sourcing.reports for one in actions.claims(case)] == [3, 1]


def test_a_run_killed_before_linking_is_gone_on_with(tmp_path: Path) -> None:
    with open_case(tmp_path / "killed.db", create=True) as killed:
        for of, made in REPORTS:
            killed.capture([of])
            killed.record([made], MAKERS)
        assert actions.waiting(killed) == len(REPORTS)
        comparer = WordComparer()
        first = next(iter(killed.unlinked()))
        statements, left = killed.statements_of(first)
        new = pipeline.prepared(statements, left, comparer)
        killed.link(lambda index: Linker(index, comparer).add(new))
        assert actions.waiting(killed) == len(REPORTS) - 1
        fill(killed)
        with open_case(make(tmp_path / "whole.db")) as whole:
            assert groups(killed) == groups(whole)
