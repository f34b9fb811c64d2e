"""Which mentions are of one event, across the articles of a topic: the part of linking.py for ECB+.

``docs.jsonl`` (``id``, ``sentences``) and ``mentions.jsonl`` (``doc``, ``topic``, ``split``, ``sentence``,
``start``, ``end``, ``text``, ``type``, ``cluster``). As usual with this corpus (Cybulska and Vossen 2015),
mentions are given, those of events (``ACTION_*``, ``NEG_ACTION_*``) in the sentences that were checked
(``validated``), and a topic is known, but not which of its two similar events an article is about.

Two mentions are compared if their heads have one stem, or the embeddings of the two mentions are near. They
agree by the sum of

- how alike they are themselves: 1 for the same stem, else the cosine of the mentions' embeddings;
- how near their articles and their sentences are, as things go in the topic: the mean of two cosines, both
  after the topic's own mean is taken away, so that 0 is what two strangers have.

Groups join by average linkage over the pairs that were compared. Beside it: the pair score of the sentences
times how alike the mentions are (``same_``), and the baseline, one group for each stem of a head in a topic
(``lemma_``). Scores are those of coreference_scores.py over all topics together, lone mentions included.
"""

from __future__ import annotations

import heapq
import re
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import rows
from coreference_scores import scores
from linking_parts import measured, named, told
from table import show

from sayso.link.proposition import kind_of, stem
from sayso.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from linking_parts import Reader

MENTIONS = ("doc", "topic", "sentence", "start", "end", "text", "type", "cluster")
DOCUMENTS = ("id", "sentences")
ALIKE = 0.7
"""Cosine from which two mentions with different heads are compared."""
AGREE = 0.9
"""Agreement from which groups join: the same word, in surroundings not much farther than is usual."""
LEAD = 12
"""Sentences of an article that are read."""
_EVENT = re.compile(r"(?:NEG_)?ACTION")
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")

Pair = tuple[int, int]


class Mention(NamedTuple):
    """Words that stand for an event."""

    topic: str
    doc: str
    sentence: int
    text: str
    cluster: str

    @property
    def place(self) -> tuple[str, int]:
        """The sentence it stands in."""
        return self.doc, self.sentence


def mentions(found: Iterable[dict]) -> list[Mention]:
    """Return the mentions of events in sentences that were checked."""
    return [
        Mention(str(row["topic"]), row["doc"], row["sentence"], " ".join(row["text"].split()), row["cluster"])
        for row in found
        if _EVENT.match(row["type"]) and row.get("validated", True)
    ]


def head(text: str) -> str:
    """Return the stem of the last word of the first run of words that carry meaning ("car crash in May")."""
    run: list[str] = []
    for word in _WORD.findall(fold(text)):
        if kind_of(word) == "content":
            run.append(word)
        elif run:
            break
    return stem(run[-1]) if run else fold(text)


def linked(agreement: Mapping[Pair, float], count: int, least: float) -> list[int]:
    """Return each item's group: average linkage over pairs with an agreement, down to ``least``."""
    members = {item: [item] for item in range(count)}
    ages = [0] * count
    sums: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
    for (one, other), value in agreement.items():
        sums[one][other] = sums[other][one] = (value, 1)
    queue = [(-value, one, other, 0, 0) for (one, other), value in agreement.items() if value >= least]
    heapq.heapify(queue)
    while queue:
        _, one, other, age, other_age = heapq.heappop(queue)
        if (ages[one], ages[other]) != (age, other_age):
            continue
        ages[one] += 1
        ages[other] = -1
        members[one] += members.pop(other)
        for third, (value, pairs) in sums.pop(other).items():
            del sums[third][other]
            if third != one:
                before, number = sums[one].get(third, (0.0, 0))
                sums[one][third] = sums[third][one] = (before + value, number + pairs)
        for third, (value, pairs) in sums[one].items():
            if value / pairs >= least:
                heapq.heappush(queue, (-value / pairs, one, third, ages[one], ages[third]))
    groups = {item: number for number, some in members.items() for item in some}
    return [groups[item] for item in range(count)]


class Topic:
    """The mentions of one topic, and where its articles and their sentences point."""

    def __init__(self, some: list[Mention], sentences: Mapping[str, list[str]], reader: Reader) -> None:
        self.mentions = some
        self.heads = [head(one.text) for one in some]
        self.threshold = reader.matcher.threshold
        self._sentences, self._reader = sentences, reader
        self._words = reader.vectors([one.text for one in some], "mentions")
        places = sorted({one.place for one in some})
        vectors = reader.vectors([sentences[doc][at] for doc, at in places], "sentences")
        self._places = dict(zip(places, _apart(vectors), strict=True))
        docs = sorted({one.doc for one in some})
        means = [reader.vectors(sentences[doc][:LEAD], "sentences").mean(axis=0) for doc in docs]
        self._docs = dict(zip(docs, _apart(np.array(means)), strict=True))

    def alike(self) -> dict[Pair, float]:
        """Return the pairs to be compared, and how alike the mentions are themselves."""
        cosines = self._words @ self._words.T
        found = {}
        for one, other in combinations(range(len(self.mentions)), 2):
            same = self.heads[one] == self.heads[other]
            if same or cosines[one, other] >= ALIKE:
                found[one, other] = 1.0 if same else float(cosines[one, other])
        return found

    def near(self, pair: Pair) -> float:
        """Return how near the articles and the sentences of two mentions are."""
        one, other = (self.mentions[item] for item in pair)
        articles = self._docs[one.doc] @ self._docs[other.doc]
        return float(articles + self._places[one.place] @ self._places[other.place]) / 2

    def same(self, alike: Mapping[Pair, float]) -> dict[Pair, float]:
        """Return the pair score of the sentences of each pair, times how alike the mentions are."""
        known: dict[frozenset, float] = {}
        for pair in told(list(alike), "pairs of mentions"):
            ends = frozenset(self.mentions[item].place for item in pair)
            if ends not in known:
                texts = [self._sentences[doc][at] for doc, at in sorted(ends)]
                known[ends] = self._reader.same(*texts) if len(texts) > 1 else 1.0
        return {
            pair: value * known[frozenset(self.mentions[item].place for item in pair)]
            for pair, value in alike.items()
        }


def _apart(vectors: np.ndarray) -> np.ndarray:
    """Return vectors as seen from their mean, of length one."""
    seen = vectors - vectors.mean(axis=0)
    return seen / np.maximum(np.linalg.norm(seen, axis=1, keepdims=True), 1e-9)


def ours(topic: Topic) -> list[int]:
    """Return each mention's group as sayso's embeddings tell."""
    agreement = {pair: value + topic.near(pair) for pair, value in topic.alike().items()}
    return linked(agreement, len(topic.mentions), AGREE)


def by_score(topic: Topic) -> list[int]:
    """Return each mention's group as the pair scores of the sentences tell."""
    return linked(topic.same(topic.alike()), len(topic.mentions), topic.threshold)


def lemma(topic: Topic) -> list[str]:
    """Return the stems of the heads."""
    return topic.heads


SYSTEMS: dict[str, tuple[str, Callable[[Topic], list]]] = {
    "": ("sayso", ours),
    "same_": ("pair score of sentences", by_score),
    "lemma_": ("same stem of the head", lemma),
}


def score(
    some: list[Mention], sentences: Mapping[str, list[str]], reader: Reader
) -> dict[str, dict[str, float]]:
    """Return the scores of each system (by its prefix) over all topics."""
    by_topic: dict[str, list[Mention]] = defaultdict(list)
    for one in some:
        by_topic[one.topic].append(one)
    topics = [Topic(by_topic[name], sentences, reader) for name in sorted(by_topic)]
    gold = {
        (at, item): one.cluster for at, topic in enumerate(topics) for item, one in enumerate(topic.mentions)
    }
    found = {}
    for prefix, (_, system) in SYSTEMS.items():
        groups = {
            (at, item): (at, group)
            for at, topic in enumerate(topics)
            for item, group in enumerate(system(topic))
        }
        found[prefix] = scores(gold, groups) | {"groups": len(set(groups.values()))}
    return found


def measure(path: Path, reader: Reader) -> dict[str, float]:
    """Measure the splits of a folder."""
    documents = rows.read(path if path.is_dir() else path.parent, DOCUMENTS, ())
    sentences = {row["id"]: [" ".join(words) for words in row["sentences"]] for row in documents}
    splits: dict[str, list[dict]] = defaultdict(list)
    for row in rows.read(path, MENTIONS, ()):
        splits[str(row.get("split", "all"))].append(row)
    by_part = {}
    for name, found in measured(splits).items():
        some = [one for one in mentions(found) if one.sentence < len(sentences.get(one.doc, ()))]
        if some:
            by_part[name] = _tell(name, some, score(some, sentences, reader), path)
    return named(by_part) if by_part else {}


def _tell(name: str, some: list[Mention], found: dict[str, dict[str, float]], path: Path) -> dict[str, float]:
    keys = ("muc_f1", "b3_precision", "b3_recall", "b3_f1", "ceafe_f1", "conll_f1", "groups")
    table = [(SYSTEMS[prefix][0], *(one[key] for key in keys)) for prefix, one in found.items()]
    true = len({(one.topic, one.cluster) for one in some})
    topics = len({one.topic for one in some})
    show(
        f"{path.name}, {name}: {len(some)} mentions of {true} events in {topics} topics",
        ("", "MUC", "B³ precision", "B³ recall", "B³", "CEAF-e", "CoNLL F1", "groups"),
        table,
    )
    figures = {f"{prefix}{key}": value for prefix, one in found.items() for key, value in one.items()}
    return figures | {"mentions": len(some), "events": true}
