from __future__ import annotations

import json
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.amount import Amount, AmountKind, Comparison
from sayso.text.amounts import find_amounts

FOLDER = Path(__file__).parent
SENTENCES = [
    json.loads(line)["text"]
    for line in (FOLDER / "golden.jsonl").read_text(encoding="utf-8").splitlines()
    if line
]


def only(text: str) -> Amount:
    (amount,) = find_amounts(text)
    return amount


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("12,50,000 voters", "1250000", "1250000"),
        ("a hundred and six houses", "106", "106"),
        ("one million two hundred thousand and five crates", "1200005", "1200005"),
        ("twenty-five thousand crates", "25000", "25000"),
        ("2½ tonnes", "2.5", "2.5"),
        ("$0.10", "0.1", "0.1"),
        ("US$1.3bn", "1300000000", "1300000000"),
        ("$2-3 million", "2000000", "3000000"),
        ("$200 to $3 million", "200", "3000000"),
        ("half a dozen boats", "6", "6"),
        ("2.5 lakh crore rupees", "2500000000000", "2500000000000"),
        ("scores of people", "20", "20"),
        ("several hundred people", "100", "100"),
        ("tens of thousands of people", "10000", "10000"),
        ("2m people", "2000000", "2000000"),
        ("2m", "2", "2"),
    ],
)
def test_values_are_exact(text: str, low: str, high: str) -> None:
    amount = only(f"They counted {text}.")
    assert (amount.low, amount.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("words", "comparison"),
    [
        ("over", Comparison.MORE_THAN),
        ("more than", Comparison.MORE_THAN),
        ("at least", Comparison.AT_LEAST),
        ("no fewer than", Comparison.AT_LEAST),
        ("up to", Comparison.AT_MOST),
        ("as many as", Comparison.AT_MOST),
        ("no more than", Comparison.AT_MOST),
        ("fewer than", Comparison.LESS_THAN),
        ("about", Comparison.ABOUT),
        ("some", Comparison.ABOUT),
        ("nearly", Comparison.ABOUT),
        ("a total of at least", Comparison.AT_LEAST),
        ("exactly", Comparison.EXACTLY),
        ("", Comparison.EXACTLY),
    ],
)
def test_comparison_words_and_spans(words: str, comparison: Comparison) -> None:
    text = f"He saw {words} 40 new lorries on the quay.".replace("  ", " ")
    amount = only(text)
    assert amount.comparison is comparison
    assert amount.number.of(text) == "40"
    assert amount.span.of(text) == f"{words} 40 new lorries".strip()
    assert amount.counts == "new lorries"


def test_words_after_a_number_compare_too() -> None:
    assert only("It needs 20 or more boats.").comparison is Comparison.AT_LEAST
    assert only("It needs 20 or so boats.").comparison is Comparison.ABOUT
    assert only("It needs 20 boats.").comparison is Comparison.EXACTLY


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("$5", "USD"), ("5 dollars", "USD"), ("A$5", "AUD"), ("5 Canadian dollars", "CAD"), ("HK$5", "HKD"),
        ("€5", "EUR"), ("Rs 5 crore", "INR"), ("Rs. 500", "INR"), ("₹5", "INR"), ("5 pounds", "GBP"),
        ("£5", "GBP"), ("5 roubles", "RUB"), ("CHF 5", "CHF"), ("5 pesos", "peso"), ("5 BTC", "BTC"),
        ("5 bitcoins", "BTC"), ("5 ETH", "ETH"), ("5 USDT", "USDT"), ("$5 Canadian", "CAD"),
    ],
)  # fmt: skip
def test_currencies(text: str, unit: str) -> None:
    amount = only(f"It cost {text}.")
    assert (amount.kind, amount.unit, amount.span.of(f"It cost {text}.")) == (AmountKind.MONEY, unit, text)


def test_a_word_that_is_also_a_currency_is_none_alone() -> None:
    assert not find_amounts("She won, he said, and the real lev was a dong.")
    assert only("He won 20 votes.").kind is AmountKind.COUNT
    assert only("HE WON 20 VOTES.").kind is AmountKind.COUNT
    assert only("A $5 levy").unit == "USD"


def test_what_rose_is_two_amounts_and_what_lies_between_is_one() -> None:
    assert [one.low for one in find_amounts("Fares rose from $3 to $5.")] == [3, 5]
    between = only("between 20 and 30 fighters")
    assert (between.low, between.high, between.comparison) == (20, 30, Comparison.BETWEEN)


@pytest.mark.parametrize(
    "text",
    [
        "A 6-5 decision", "the T-72", "an F-16", "Boeing 737s", "Flight KD412", "v2.10.3", "192.168.0.1",
        "10:45", "3/4/2019", "May 3-5", "3–5 May", "the 1980s", "2014-15", "20th", "a 40-year-old",
        "aged 40", "No. 40", "page 40", "Room 40", "12 Mill Lane", "one of them", "555-0123",
        "+1 202 555 0142", "the Big Three",
        "three days", "40 years", "10 a.m.", "three times", "two-thirds of it", "a 3-2 win", "#40", "20/30",
        "COVID-19", "G20", "AT 1400", "the 10% Party was", "Five Eyes", "in 2014 people", "A4",
    ],
)  # fmt: skip
def test_what_is_no_amount(text: str) -> None:
    assert not find_amounts(f"They also say that it was {text}.")


@pytest.mark.parametrize(
    ("text", "harm"),
    [
        ("12 people were killed", "killed"),
        ("12 people died", "killed"),
        ("12 were wounded", "wounded"),
        ("it killed 12", "killed"),
        ("wounding at least 12", "wounded"),
        ("left 12 villagers dead", "killed"),
        ("12 people have been reported missing", "missing"),
        ("the brigade took 12 hostages", "captured"),
        ("12 soldiers, among them a captain, were captured", "captured"),
        ("the flood displaced 12 families", "displaced"),
        ("the death toll stands at 12", "killed"),
        ("the number of people killed reached 12", "killed"),
        ("it claimed 12 lives", "killed"),
        ("the murder of 12 nurses", "killed"),
        ("12 people were killed or wounded", None),
    ],
)
def test_victims(text: str, harm: str | None) -> None:
    for written in (text + ".", text.upper() + "."):
        amount = only(written)
        assert (amount.kind, amount.harm) == (AmountKind.CASUALTIES, harm)


@pytest.mark.parametrize(
    "text",
    [
        "12 gunmen killed the mayor",
        "12 divers saved a crew",
        "surgeons saved 12 lives",
        "the man was killed by 12 gunmen",
        "the brigade captured 12 villages",
        "it killed nobody and 12 boats sank",
    ],
)
def test_who_harms_or_saves_is_no_victim(text: str) -> None:
    assert only(text).kind is not AmountKind.CASUALTIES


def test_numbers_of_one_verb_come_apart() -> None:
    found = find_amounts("It killed 12 guards and three drivers and wounded 30, including four children.")
    assert [(one.low, one.harm) for one in found] == [
        (12, "killed"), (3, "killed"), (30, "wounded"), (4, "wounded"),
    ]  # fmt: skip


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    check(text, find_amounts(text))


@given(st.lists(st.sampled_from([word for text in SENTENCES for word in text.split()]), max_size=25))
def test_any_order_of_words_is_read(words: list[str]) -> None:
    text = " ".join(words)
    check(text, find_amounts(text))


@given(st.sampled_from(SENTENCES), st.sampled_from(["Tarnitz.\n", "\n\n", "“Yes.”\n"]))
def test_amounts_move_with_what_stands_before_their_line(text: str, before: str) -> None:
    alone, moved = find_amounts(text), find_amounts(before + text)
    assert [(one.span.shifted(len(before)), one.number.shifted(len(before))) for one in alone] == [
        (one.span, one.number) for one in moved
    ]
    assert [(one.low, one.high, one.kind, one.harm) for one in alone] == [
        (one.low, one.high, one.kind, one.harm) for one in moved
    ]


def check(text: str, amounts: list[Amount]) -> None:
    last = 0
    for amount in amounts:
        assert amount.span.contains(amount.number)
        assert amount.number.start >= last
        assert amount.low <= amount.high
        assert amount.span.of(text)
        assert amount.counts is None or amount.counts in text
        last = amount.number.end


def test_long_hostile_texts_take_time_in_proportion() -> None:
    began = time.process_time()
    for piece in (
        "9" * 100,
        "a million ",
        "$",
        "1,",
        "twenty-",
        "killed ",
        "hundreds of ",
        "\u202e٣ ",
        "of the ",
    ):
        find_amounts(piece * (20_000 // len(piece)))
    assert time.process_time() - began < 4
