from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import linking
import linking_events
import linking_parts
import linking_retrieval
import numpy as np
import pytest

from sayso.link.keys import WIDTH, pack

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.model.statement import Excerpt


class Words:
    """A matcher that compares words: an embedding has one place for each word."""

    threshold = 0.5

    def __init__(self) -> None:
        self.places: dict[str, int] = {}
        self.read = 0

    def embed(self, one: Excerpt) -> bytes:
        self.read += 1
        vector = np.zeros(WIDTH, dtype=np.float32)
        for word in one.content.lower().split():
            vector[self.places.setdefault(word, len(self.places))] = 1
        return pack(vector)

    def same(self, left: Excerpt, right: Excerpt) -> float:
        one, other = set(left.content.lower().split()), set(right.content.lower().split())
        return len(one & other) / len(one | other)


@pytest.fixture
def reader() -> linking_parts.Reader:
    return linking_parts.Reader(Words())


def lines(file: Path, *found: dict) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")


def claims(label: str, left: str, right: str, split: str = "dev") -> dict:
    return {"claim_a": left, "claim_b": right, "label": label, "split": split}


CLAIMS = (
    claims("strengthen", "the dam burst", "the dam burst"),
    claims("weaken", "the dam burst", "the dam held"),
    claims("neither", "the dam burst", "a mayor slept"),
)
GRADED = (
    {"set": "2013-headlines", "score": 5, "a": "the dam burst", "b": "the dam burst"},
    {"set": "2014-headlines", "score": 0, "a": "the dam burst", "b": "a mayor slept"},
    {"set": "2012-MSRpar", "score": 5, "a": "rain fell", "b": "snow melted"},
)


def test_related_claims_score_above_others(tmp_path: Path, reader: linking_parts.Reader) -> None:
    lines(tmp_path / "dev.jsonl", *CLAIMS)
    lines(tmp_path / "train.jsonl", claims("neither", "the dam burst", "the dam burst", "train"))
    figures = linking.related(tmp_path, reader)
    assert [figures[f"{name}auc"] for name in linking.SYSTEMS] == [1.0] * 4
    assert (figures["claim_pairs"], figures["claim_pairs_related"]) == (3, 2)
    assert reader.matcher.read == 3


def test_the_realistic_set_is_the_main_one(tmp_path: Path, reader: linking_parts.Reader) -> None:
    lines(tmp_path / "test.jsonl", *CLAIMS)
    lines(tmp_path / "test_full.jsonl", *CLAIMS, claims("neither", "the dam burst", "the dam burst"))
    figures = linking.related(tmp_path, reader)
    assert figures["auc"] == figures["test_full_auc"] == (1 + 0.5 + 1 + 0) / 4
    assert figures["test_auc"] == 1.0


def test_a_set_of_one_kind_is_left_out(tmp_path: Path, reader: linking_parts.Reader) -> None:
    lines(tmp_path / "dev.jsonl", *CLAIMS[:2])
    assert linking.related(tmp_path, reader) == {}


def test_a_file_of_several_splits_has_several_sets(tmp_path: Path) -> None:
    lines(tmp_path / "all.jsonl", *(claims("neither", "a", "b", name) for name in ("train", "dev", "test")))
    assert list(linking_parts.parts(tmp_path, linking.CLAIMS)) == ["test", "dev"]


def test_training_rows_are_measured_where_there_are_no_others(tmp_path: Path) -> None:
    lines(tmp_path / "train.jsonl", *CLAIMS)
    assert list(linking_parts.parts(tmp_path, linking.CLAIMS)) == ["train"]


def test_correlation() -> None:
    one = np.array([1.0, 2.0, 3.0])
    assert linking.pearson(one, one * 2 + 1) == pytest.approx(1.0)
    assert linking.pearson(one, np.array([1.0, 3.0, 2.0])) == pytest.approx(0.5)
    assert linking.pearson(one, np.ones(3)) == 0.0


def test_headlines_are_the_main_set(tmp_path: Path, reader: linking_parts.Reader) -> None:
    lines(tmp_path / "pairs.jsonl", *GRADED)
    figures = linking.graded(tmp_path, reader)
    assert figures["pearson"] == figures["jaccard_pearson"] == pytest.approx(1.0)
    assert figures["all_pearson"] == pytest.approx(0.5)
    assert (figures["graded_pairs"], figures["headline_pairs"]) == (3, 2)


def test_without_headlines_all_sets_are_the_main_one(tmp_path: Path, reader: linking_parts.Reader) -> None:
    lines(tmp_path / "pairs.jsonl", *({**row, "set": "2012-MSRpar"} for row in GRADED))
    figures = linking.graded(tmp_path, reader)
    assert figures["pearson"] == figures["all_pearson"] == pytest.approx(0.5)


def test_bm25_by_hand() -> None:
    found = linking_retrieval.BM25(["dam burst", "dam dam held firm"]).scores("Burst dam dam")
    # Of mean length 3: the first text weighs 1.2 * (.25 + .75 * 2 / 3) = .9, the second 1.2 * 1.25 = 1.5.
    both, one = np.log(1 + 0.5 / 2.5), np.log(1 + 1.5 / 1.5)
    assert found == pytest.approx([(both + one) * 2.2 / 1.9, both * 4.4 / 3.5])


@pytest.mark.parametrize(
    ("ranked", "relevant", "expected"),
    [
        ("abcde", "a", 1.0),
        ("abcde", "c", 1 / 3),
        ("abcde", "bd", (1 / 2 + 2 / 4) / 2),
        ("abcde", "az", 1 / 2),
        ("abcdef", "f", 0.0),
    ],
)
def test_average_precision_of_the_first_five(ranked: str, relevant: str, expected: float) -> None:
    assert linking_retrieval.average_precision(ranked, set(relevant)) == pytest.approx(expected)


def test_a_tweet_is_read_without_addresses_and_signature() -> None:
    tweet = "The dam — burst! https://t.co/x1 pic.twitter.com/y2 — The Ducks 🦆 (@ducks) July 4, 2019"
    assert linking_retrieval.plain(tweet) == "The dam — burst!"


def test_verified_claims_are_found(tmp_path: Path, reader: linking_parts.Reader) -> None:
    texts = ("The dam burst", "The mayor slept", "Ducks vote")
    lines(
        tmp_path / "verified_claims.jsonl",
        *({"id": str(at), "claim": text, "title": text + "?"} for at, text in enumerate(texts)),
    )
    lines(tmp_path / "train.jsonl", {"id": "8", "tweet": "ducks", "relevant": ["0"]})
    lines(tmp_path / "dev.jsonl", {"id": "7", "tweet": "did ducks vote", "relevant": ["2"]},
          {"id": "9", "tweet": "nothing", "relevant": []})  # fmt: skip
    lines(tmp_path / "test.jsonl", {"id": "8", "tweet": "mayor awake", "relevant": [0]})
    figures = linking_retrieval.measure(tmp_path, reader)
    assert [figures[f"dev_{name}map5"] for name in linking_retrieval.SYSTEMS] == [1.0] * 4
    assert figures["map5"] == figures["bm25_map5"] == figures["test_map5"] == pytest.approx(1 / 2)
    assert (figures["tweets"], figures["dev_tweets"], figures["claims"]) == (1, 1, 3)
    assert figures["candidates"] == 1.0


def test_tweets_without_claims_are_not_measured(tmp_path: Path, reader: linking_parts.Reader) -> None:
    lines(tmp_path / "dev.jsonl", {"id": "7", "tweet": "did ducks vote", "relevant": ["2"]})
    assert linking_retrieval.measure(tmp_path, reader) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("attacked", "attack"),
        ("car crash", "crash"),
        ("let him go", "let"),
        ("put on trial", "put"),
        ("it", "it"),
        ("!", "!"),
    ],
)
def test_the_head_of_a_mention(text: str, expected: str) -> None:
    assert linking_events.head(text) == expected


def test_average_linkage_keeps_apart_what_disagrees() -> None:
    chain = {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.0}
    assert linking_events.linked(chain, 4, 0.5) == [0, 0, 2, 3]
    assert linking_events.linked(chain, 4, 0.4) == [0, 0, 0, 3]


def test_pairs_that_were_not_compared_do_not_count() -> None:
    assert linking_events.linked({(0, 1): 0.9, (1, 2): 0.8}, 3, 0.7) == [0, 0, 0]
    assert linking_events.linked({}, 2, 0.0) == [0, 1]


def mention(doc: str, at: int, text: str, cluster: str, **more: object) -> dict:
    place = {"doc": doc, "topic": 1, "split": "dev", "sentence": 0, "start": at, "end": at + 1}
    return place | {"text": text, "type": "ACTION_OCCURRENCE", "cluster": cluster} | more


DOCUMENTS = tuple(
    {"id": name, "topic": 1, "split": "dev", "sentences": [text.split()]}
    for name, text in {
        "a": "Rebels attacked Arda",
        "b": "Arda attacked by rebels",
        "c": "Dogs attacked sheep",
        "d": "Sheep attacked by dogs",
    }.items()
)
MENTIONS = (
    mention("a", 1, "attacked", "arda"),
    mention("b", 1, "attacked", "arda"),
    mention("c", 1, "attacked", "sheep"),
    mention("d", 1, "attacked", "sheep"),
    mention("a", 0, "Rebels", "people", type="HUMAN_PART"),
    mention("a", 0, "Rebels", "unchecked", validated=False),
    mention("a", 1, "attacked", "other", split="train"),
)


def test_events_of_one_word_are_told_apart_by_their_articles(
    tmp_path: Path, reader: linking_parts.Reader
) -> None:
    lines(tmp_path / "docs.jsonl", *DOCUMENTS)
    lines(tmp_path / "mentions.jsonl", *MENTIONS)
    figures = linking_events.measure(tmp_path, reader)
    assert (figures["mentions"], figures["events"], figures["groups"]) == (4, 2, 2)
    assert figures["conll_f1"] == 1.0
    # One group of four: MUC 2 of 3 and 2 of 2 links, B³ 1/2 and 1, CEAF-e 2 * 2 / 6 of one and of two groups.
    assert figures["lemma_muc_f1"] == pytest.approx(0.8)
    assert figures["lemma_b3_f1"] == pytest.approx(2 / 3)
    assert figures["lemma_ceafe_f1"] == pytest.approx(4 / 9)
    assert figures["lemma_conll_f1"] == pytest.approx((0.8 + 2 / 3 + 4 / 9) / 3)
    assert "train_conll_f1" not in figures


def test_other_words_are_compared_where_their_embeddings_are_near(reader: linking_parts.Reader) -> None:
    raw = [
        mention("a", 1, "hit hard", "x"),
        mention("b", 1, "struck hard", "x"),
        mention("b", 0, "fled", "y"),
    ]
    sentences = {"a": ["They hit hard"], "b": ["They struck hard and fled"]}
    topic = linking_events.Topic(linking_events.mentions(raw), sentences, reader)
    topic.heads = ["hit", "struck", "flee"]
    assert topic.alike() == {}
    reader.matcher.places |= {"hit": 0, "struck": 0}
    topic = linking_events.Topic(
        linking_events.mentions(raw), sentences, linking_parts.Reader(reader.matcher)
    )
    topic.heads = ["hit", "struck", "flee"]
    assert topic.alike() == {(0, 1): pytest.approx(1.0)}
    assert topic.same({(0, 1): 0.8, (1, 2): 1.0}) == {(0, 1): pytest.approx(0.8 * 2 / 6), (1, 2): 1.0}


def test_a_parent_folder_is_measured_corpus_by_corpus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines(tmp_path / "claimdiff" / "train.jsonl", *CLAIMS)
    lines(tmp_path / "sts_news" / "pairs.jsonl", *GRADED)
    lines(tmp_path / "other" / "pairs.jsonl", *GRADED)
    monkeypatch.setattr(linking.matcher, "load", lambda _: Words())
    monkeypatch.setattr(sys, "argv", ["linking.py", str(tmp_path), "--json", str(tmp_path / "out.json")])
    linking.main()
    figures = json.loads((tmp_path / "out.json").read_text())
    assert figures["auc"] == 1.0
    assert figures["pearson"] == pytest.approx(1.0)
    assert {"map5", "conll_f1"}.isdisjoint(figures)
    assert "token Jaccard" in capsys.readouterr().out


def test_a_folder_with_nothing_in_it_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linking.matcher, "load", lambda _: Words())
    monkeypatch.setattr(sys, "argv", ["linking.py", str(tmp_path)])
    with pytest.raises(SystemExit):
        linking.main()


def test_slow_work_tells_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(linking_parts, "_EVERY", 0.0)
    assert list(linking_parts.told(["a", "b"], "letters")) == ["a", "b"]
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "letters: 0 of 2\nletters: 1 of 2\n")
