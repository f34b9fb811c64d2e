from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from comparers import WordComparer
from sayso.link.index import MemoryIndex
from sayso.link.linker import Linker
from sayso.link.matcher import Comparison
from sayso.model.claim import ContradictionStatus
from sayso.model.naming import Verdict
from sayso.model.statement import Excerpt, Statement

BRIDGE = "the brigade blew up the bridge at Hask"
DEPOT = "a fire destroyed the customs depot in Orven"


def statements(*texts: str, document: str = "doc-1", first: int = 0) -> list[Statement]:
    comparer = WordComparer()
    return [
        Statement(f"ast-{first + number:04}", document, text, comparer.embed(Excerpt(text)), quote=text)
        for number, text in enumerate(texts)
    ]


def linked(*documents: list[Statement], comparer: WordComparer | None = None) -> MemoryIndex:
    index = MemoryIndex()
    for some in documents:
        index.apply(Linker(index, comparer or WordComparer()).add(some))
    return index


def test_the_same_claim_in_other_words_is_one_and_another_is_not() -> None:
    index = linked(
        statements(BRIDGE, DEPOT),
        statements("that the brigade blew up the bridge at Hask itself", document="doc-2", first=10),
    )
    assert index.groups() == [("ast-0000", "ast-0010"), ("ast-0001",)]


def test_the_very_same_words_need_no_comparison() -> None:
    comparer = WordComparer()
    linked(
        statements(BRIDGE),
        statements("The brigade “blew up” the bridge at HASK.", first=10),
        comparer=comparer,
    )
    assert comparer.compared == 0


def test_likeness_does_not_chain() -> None:
    colours = [f"colour{number}" for number in range(14)]
    chain = statements(*(" ".join(colours[at : at + 4]) for at in range(len(colours) - 3)))
    claims = linked(chain).claims([one.id for one in chain])
    assert claims[chain[0].id] == claims[chain[1].id]
    assert claims[chain[0].id] != claims[chain[-1].id]


class Told(WordComparer):
    """Says of any two contents what it is told to say."""

    answer = 0.01

    def compare(self, left: Excerpt, right: Excerpt) -> Comparison:
        return Comparison(self.answer, 0.0)


def test_claims_that_a_later_statement_shows_to_be_one_become_one_if_their_statements_agree() -> None:
    comparer, index = Told(), MemoryIndex()
    first, second, third = statements("red green tan brown", "red green ash grey", "red green rose pink")
    for one in (first, second):
        index.apply(Linker(index, comparer).add([one]))
    assert len(index.groups()) == 2
    comparer.answer = 0.99
    index.apply(Linker(index, comparer).add([third]))
    assert index.groups() == [("ast-0000", "ast-0001", "ast-0002")]


def test_claims_that_an_analyst_parted_are_not_made_one_by_a_later_statement() -> None:
    comparer, index = Told(), MemoryIndex()
    first, second, third = statements("red green tan brown", "red green ash grey", "red green rose pink")
    for one in (first, second):
        index.apply(Linker(index, comparer).add([one]))
    index.judge(Verdict("ast-0000", "ast-0001", False, 1))
    comparer.answer = 0.99
    index.apply(Linker(index, comparer).add([third]))
    assert len(index.groups()) == 2


def accusing(number: int, text: str, *marks: str) -> Statement:
    return Statement(f"ast-{number:04}", "doc-1", text, WordComparer().embed(Excerpt(text)), marks)


def test_accusations_of_one_body_are_one_claim_however_worded_and_of_another_body_are_not() -> None:
    index = MemoryIndex()
    some = [
        accusing(0, "the army shelled the market", "a:rule", "d:shelling"),
        accusing(1, "Tarn’s guns did it, said the mayor", "a:rule", "d:any"),
        accusing(2, "the rebels shelled the market", "a:rebels", "d:shelling"),
        accusing(3, "insurgents were behind it", "a:rebels", "d:any"),
    ]
    index.apply(Linker(index, Told()).add(some))
    assert index.groups() == [("ast-0000", "ast-0001"), ("ast-0002", "ast-0003")]


def test_a_content_that_only_points_back_joins_the_statement_before_it() -> None:
    index = MemoryIndex()
    first, denial = statements(BRIDGE, "The ministry denied it")
    index.apply(Linker(index, Told()).add([first, replace(denial, echoes=first.id)]))
    assert index.groups() == [("ast-0000", "ast-0001")]


def test_what_an_analyst_says_is_the_same_is_one_claim_until_that_is_taken_back() -> None:
    index = linked(statements(BRIDGE, DEPOT))
    verdict = Verdict("ast-0000", "ast-0001", True, 1)
    linker = Linker(index, WordComparer())
    index.apply(linker.judge(verdict, undo=False))
    assert index.groups() == [("ast-0000", "ast-0001")]
    index.apply(linker.judge(verdict, undo=True))
    assert index.groups() == [("ast-0000",), ("ast-0001",)]


def test_a_later_verdict_overrules_an_earlier_one_on_the_same_two() -> None:
    index = linked(statements(BRIDGE, DEPOT))
    for verdict in (Verdict("ast-0000", "ast-0001", False, 1), Verdict("ast-0000", "ast-0001", True, 2)):
        index.apply(Linker(index, WordComparer()).judge(verdict, undo=False))
        index.judge(verdict)
    assert index.groups() == [("ast-0000", "ast-0001")]


def test_a_chain_of_verdicts_holds_in_whatever_order_its_statements_come_again() -> None:
    some = statements(BRIDGE, DEPOT, "the ferry was late")
    index = MemoryIndex()
    index.judge(Verdict("ast-0000", "ast-0001", True, 1))
    index.judge(Verdict("ast-0001", "ast-0002", True, 2))
    for one in (some[0], some[2], some[1]):
        index.apply(Linker(index, WordComparer()).add([one]))
    assert len(index.groups()) == 1


def test_a_judgment_on_others_leaves_what_points_back_where_it_was() -> None:
    index = MemoryIndex()
    first, denial, third, fourth = statements(
        "red green blue brown", "The ministry denied it", "red green blue grey", "red green blue pink"
    )
    echo = replace(denial, id="ast-0", echoes=first.id)
    index.apply(Linker(index, WordComparer()).add([first, echo, third, fourth]))
    assert len(index.groups()) == 1
    index.apply(Linker(index, WordComparer()).judge(Verdict(third.id, fourth.id, False, 1), undo=False))
    claims = index.claims([first.id, echo.id])
    assert claims[first.id] == claims[echo.id]


def test_two_contents_of_a_few_words_in_one_sentence_are_not_one_claim_for_that() -> None:
    sentence = "A guard said it was cold and the mayor said nobody came"
    some = [
        replace(one, excerpt=Excerpt(quote), vector=WordComparer().embed(Excerpt(quote)))
        for one, quote in zip(statements(sentence, sentence), ("it was cold", "nobody came"), strict=True)
    ]
    index = MemoryIndex()
    index.apply(Linker(index, Told()).add(some))
    assert len(index.groups()) == 2


def test_what_an_analyst_says_is_not_the_same_is_two_claims_and_the_others_go_where_they_fit() -> None:
    index = linked(statements("one two three four", "one two three five", "one two three four six"))
    assert len(index.groups()) == 1
    linker = Linker(index, WordComparer())
    index.apply(linker.judge(Verdict("ast-0000", "ast-0001", False, 1), undo=False))
    claims = index.claims(["ast-0000", "ast-0001", "ast-0002"])
    assert claims["ast-0000"] != claims["ast-0001"]
    assert claims["ast-0002"] == claims["ast-0000"]


def test_a_verdict_holds_when_the_statement_comes_again() -> None:
    index = MemoryIndex()
    index.judge(Verdict("ast-0000", "ast-0010", False, 1))
    for some in (statements(BRIDGE), statements(BRIDGE, document="doc-2", first=10)):
        index.apply(Linker(index, WordComparer()).add(some))
    assert len(index.groups()) == 2


def test_two_numbers_for_one_thing_are_two_claims_that_contradict_each_other() -> None:
    index = MemoryIndex()
    changes = Linker(index, WordComparer()).add(
        statements("17 people were killed at the terminal", "23 people were killed at the terminal")
    )
    (found,) = changes.oppositions
    assert found.conflict.status is ContradictionStatus.CONFIRMED
    assert "“17”" in found.conflict.reasons[0]
    assert len(set(dict(changes.claims).values())) == 2


def test_a_content_without_words_is_a_claim_of_its_own() -> None:
    index = linked(statements("…", BRIDGE))
    assert index.groups() == [("ast-0000",), ("ast-0001",)]


def test_how_much_is_compared_does_not_grow_with_a_claim() -> None:
    texts = [f"the brigade blew up the bridge at Hask on day w{number}" for number in range(60)]
    comparer = WordComparer()
    index = MemoryIndex()
    costs = []
    for one in statements(*texts):
        before = comparer.compared
        index.apply(Linker(index, comparer).add([one]))
        costs.append(comparer.compared - before)
    assert len(index.groups()) == 1
    assert max(costs[-10:]) <= max(costs[5:15])


_WORDS = ["alpha", "beta", "gamma", "delta", "zeta", "eta", "theta"]
_texts = st.lists(
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=5).map(" ".join), min_size=1, max_size=8
)


@settings(max_examples=60, deadline=None)
@given(_texts, st.data())
def test_every_statement_is_in_one_claim_whatever_is_judged(texts: list[str], data: st.DataObject) -> None:
    some = statements(*texts)
    index = linked(some)
    if len(some) > 1:
        left, right = sorted(data.draw(st.permutations([one.id for one in some]))[:2])
        same = data.draw(st.booleans())
        verdict = Verdict(left, right, same, 1)
        index.apply(Linker(index, WordComparer()).judge(verdict, undo=False))
        claims = index.claims([left, right])
        assert (claims[left] == claims[right]) is same
    placed = [one for group in index.groups() for one in group]
    assert sorted(placed) == [one.id for one in some]
