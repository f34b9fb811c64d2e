from __future__ import annotations

from pathlib import Path

import pytest

from sayso.text.times import find_times

PUBLISHED = "2024-03-31"
LINES = [
    line
    for line in Path(__file__).with_name("golden.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def wanted(line: str) -> list[list[str]]:
    _, _, told = line.partition("|")
    found = []
    for one in filter(None, map(str.strip, told.split(";"))):
        words, _, rest = one.partition(" = ")
        found.append([words, *rest.split()])
    return found


@pytest.mark.parametrize("line", LINES)
def test_finds_and_reads_the_times_of_a_sentence(line: str) -> None:
    text = line.partition(" |")[0]
    expected = wanted(line)
    found = find_times(text, PUBLISHED)
    assert [one.span.of(text) for one in found] == [words for words, *_ in expected]
    for one, (_, kind, value, *more) in zip(found, expected, strict=True):
        assert (one.kind, one.value) == (kind, value)
        modifiers = [told for told in more if ".." not in told]
        if modifiers:
            assert one.modifier == modifiers[0]
        for told in more:
            if ".." in told:
                assert f"{one.earliest}..{one.latest}" == told
