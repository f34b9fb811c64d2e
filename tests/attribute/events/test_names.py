from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from sayso.attribute.events.bodies import bodies_of, core, folded
from sayso.attribute.events.names import group_of, known_group, mended, shouted
from sayso.attribute.events.report import taken_apart
from sayso.model.annotation import Mention, MentionKind
from sayso.model.span import Span

GROUP = MentionKind.ARMED_GROUP


def mention(text: str, words: str, kind: MentionKind = GROUP, after: int = 0) -> Mention:
    start = text.index(words, after)
    return Mention(Span(start, start + len(words)), kind, 0.5, (0.1,) * 5)


def names(text: str, *mentions: Mention) -> list[str]:
    return [one.span.of(text) for one in mended(text, mentions)]


def test_pieces_are_put_together_and_function_words_dropped() -> None:
    text = "He said the Free Hill Front had won."
    pieces = [mention(text, "the"), mention(text, "Free"), mention(text, "Hill"), mention(text, "Front")]
    assert names(text, *pieces) == ["Free Hill Front"]


def test_capitals_with_a_bodys_noun_are_a_name() -> None:
    assert names("Gunmen of the Vold Brigade and the Quay Militia met.") == ["Vold Brigade", "Quay Militia"]


def test_an_acronym_in_brackets_is_known_everywhere() -> None:
    text = "THE SONS OF THE RIVER [SR] STRUCK. SR FLED."
    assert names(text) == ["SONS OF THE RIVER", "SR", "SR"]
    assert names("A flood (FHF) came.") == []


def test_known_groups_are_found_and_are_one() -> None:
    assert names("Then M-19 and the Shining Path came.") == ["M-19", "Shining Path"]
    assert known_group("Shining Path")
    assert group_of("sendero luminoso") == group_of("shining path") is not None
    assert group_of("quay league") is None


def test_shouting() -> None:
    assert shouted("THE LEAGUE FLED")
    assert not shouted("The League fled")
    assert not shouted("")


def test_folded_and_core() -> None:
    assert folded("The  \n“Free Hill\nFront”,") == "free hill front"
    assert core("maoist quay league fighters") == "quay league"
    assert core("fighters") == "fighters"
    assert core("armed forces") == "armed forces"


def bodies(text: str, *mentions: Mention) -> list[set[str]]:
    report = taken_apart(text, mentions, (), ())
    actors = [actor for sentence in report.sentences for actor in sentence.actors]
    return [body.names for body in bodies_of(text, actors, report.mentions)]


def test_the_army_goes_with_the_only_army() -> None:
    (only,) = bodies("The Ostrel army attacked. The army fled.")
    assert {"ostrel army", "army"} <= only
    assert len(bodies("The Ostrel army met the Sorravan army. The army fled.")) == 3


def test_fighters_without_a_name_are_no_body() -> None:
    assert bodies("Guerrillas and gunmen fled.") == []


@given(st.text(max_size=200), st.lists(st.tuples(st.integers(0, 220), st.integers(1, 30)), max_size=8))
def test_mended_names_lie_in_the_text_and_apart(text: str, places: list[tuple[int, int]]) -> None:
    some = [Mention(Span(start, start + length), GROUP, 0.5, (0.1,) * 5) for start, length in places]
    found = mended(text, some)
    assert all(one.span.of(text).strip() for one in found)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
    assert mended(text, some[::-1]) == found
