from __future__ import annotations

import re
from pathlib import Path

import sayso.text.times as package
from sayso.text.times import grammar
from sayso.text.times.lexicon import classes, lex
from sayso.text.times.readings import READINGS

NAMES = {sign: name for name, sign in classes().items()}
RULES = Path(package.__file__ or "").with_name("grammar.txt").read_text("utf-8").splitlines()


def kinds(text: str) -> list[str]:
    return [NAMES[sign] for sign in lex(text).signs]


def test_each_word_has_a_class() -> None:
    assert kinds("Velt said 22 men fell.") == ["name", "behind", "day", "word", "behind", "dot"]
    assert kinds("2024-03-22 22/03/2024 9:30 1990s 22nd 1/2 1,500 's") == [
        "stamp", "figures", "clock", "decade", "ordinal", "fraction", "number", "own",
    ]  # fmt: skip


def test_a_capital_makes_a_month_of_a_doubtful_word_and_a_name_of_a_unit() -> None:
    assert kinds("may May") == ["word", "maybe_month"]
    assert kinds("this week, This Week") == ["this", "unit", "comma", "this", "name"]
    assert kinds("THIS WEEK") == ["this", "unit"]


def test_words_keep_their_places() -> None:
    words = lex("On Friday, 22 March")
    assert words.span(1, 3).of(words.text) == "Friday,"
    assert words.lower(1) == "friday"
    assert words.value(4) == "3"


def test_every_expression_is_read_by_something_and_names_only_what_there_is() -> None:
    heads = [line.partition(":")[0] for line in RULES if re.match(r"[a-z_]+: ", line)]
    assert set(heads) == set(READINGS)
    pieces = {line.partition(" = ")[0] for line in RULES if re.match(r"[A-Z]+ = ", line)}
    used = {name for line in RULES if not line.startswith("#") for name in re.findall(r"[A-Za-z_]+", line)}
    assert used <= set(classes()) | pieces | set(heads)


def test_the_longest_expression_comes_first() -> None:
    first = grammar.candidates(lex("22 March 2024"))[0]
    assert (first.first, first.end, first.reading) == (0, 3, "dated")
