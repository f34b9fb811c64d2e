from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import attribution
import peers

TEXT = "“It burned,” said Mara Velt. The League plans a march."
SAID = {"source": [[18, 27]], "cue": [[13, 17]], "content": [[0, 12]]}
PLANS = {"source": [[29, 39]], "cue": [[40, 45]], "content": [[46, 53]]}


def token(number: int, start: int, word: str) -> Any:
    class Token(SimpleNamespace):
        def __len__(self) -> int:
            return len(word)

    return Token(i=number, idx=start, text=word)


def test_only_cues_with_a_reporting_word_are_kept() -> None:
    assert attribution.with_reporting(TEXT, [SAID, PLANS]) == [SAID]


def test_reporting_is_measured_on_both_sides() -> None:
    gold = [{"text": TEXT, "attributions": [SAID, PLANS]}]
    assert attribution.scores(gold, [[SAID]])["linked_recall"] == 0.5
    figures = attribution.of_reporting(gold, [[SAID, PLANS]])
    assert (figures["linked_f1"], figures["gold"]) == (1.0, 1)


def test_neighbouring_tokens_are_one_span() -> None:
    mara, velt, league = token(4, 18, "Mara"), token(5, 23, "Velt"), token(8, 33, "League")
    assert peers.spans([league, velt, mara]) == [[18, 27], [33, 39]]


def test_a_text_that_a_peer_gives_up_holds_nothing() -> None:
    def find(_: Any) -> list[Any]:
        raise ValueError

    assert peers.quotations(None, find) == []


def test_a_peer_quotation_becomes_an_attribution() -> None:
    quotation = SimpleNamespace(
        speaker=[token(4, 18, "Mara"), token(5, 23, "Velt")],
        cue=[token(3, 13, "said")],
        content=SimpleNamespace(start_char=0, end_char=12),
    )
    assert peers.quotations(None, lambda _: [quotation]) == [SAID]


def test_ratios_are_those_of_what_ran() -> None:
    assert attribution.speeds(6000, None, {}) == {}
    assert attribution.speeds(6000, 3000, {"textacy": attribution.Reading([], 2000)}) == {
        "ratio_spacy_small": 2.0,
        "ratio_textacy": 3.0,
    }
