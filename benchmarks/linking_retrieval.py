"""Which claims, checked before, a tweet repeats: the part of linking.py for CheckThat! 2020, task 2.

Claims have ``id``, ``claim`` and ``title``, tweets ``tweet`` and ``relevant`` (ids of claims). ``map5`` is
the mean average precision of the first five claims. Candidates are the best 20 by words and the best 20 by
embedding of the claim. They are ordered by the sum of two answers, each at most 1: the share of the best
candidate's BM25 score, and what the matcher says, the mean of pair score and cosine, each of the claim or of
its title, whichever is higher. Beside it stand the pair score alone (``same_``, of the same candidates) and,
over all claims, the embeddings alone (``cosine_``) and the baseline (``bm25_``).
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np
import rows
from linking_parts import named, parts, told
from reuse import tokens
from table import show

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from linking_parts import Reader

CLAIMS = ("id", "claim", "title")
TWEETS = ("tweet", "relevant")
SYSTEMS = {"": "sayso", "same_": "pair score alone", "cosine_": "embedding alone", "bm25_": "BM25"}
_CANDIDATES = 20
_FIRST = 5
_K1, _B = 1.2, 0.75
_ADDRESS = re.compile(r"(?:https?://|pic\.twitter\.com/)\S+")
_SIGNED = re.compile(r"\s*[—–-]+\s*[^—]*\(@\w+\)\s+\w+ \d{1,2}, \d{4}\s*$")


class BM25:
    """Ranks texts by the words of a query (Robertson and Zaragoza 2009); each word counts once."""

    def __init__(self, texts: Sequence[str]) -> None:
        split = [tokens(text) for text in texts]
        mean = sum(map(len, split)) / max(len(split), 1)
        self._holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, words in enumerate(split):
            length = _K1 * (1 - _B + _B * len(words) / mean)
            for word, count in Counter(words).items():
                self._holders[word].append((number, count * (_K1 + 1) / (count + length)))
        self._texts = len(split)

    def scores(self, query: str) -> np.ndarray:
        """Return a score for each text."""
        found = np.zeros(self._texts)
        for word in dict.fromkeys(tokens(query)):
            holders = self._holders.get(word, ())
            rarity = math.log(1 + (self._texts - len(holders) + 0.5) / (len(holders) + 0.5))
            for number, weight in holders:
                found[number] += rarity * weight
        return found


def plain(tweet: str) -> str:
    """Return a tweet without addresses, and without who sent it when."""
    return " ".join(_ADDRESS.sub(" ", _SIGNED.sub("", tweet)).split())


def best(values: np.ndarray, most: int) -> list[int]:
    """Return where the highest values are, the highest first; of equals, the first comes first."""
    return [int(at) for at in np.argsort(-values, kind="stable")[:most]]


def average_precision(ranked: Sequence[str], relevant: Collection[str], most: int = _FIRST) -> float:
    """Return the average precision of the first ids of a ranking."""
    right, total = 0, 0.0
    for place, one in enumerate(ranked[:most], start=1):
        if one in relevant:
            right += 1
            total += right / place
    return total / min(most, len(relevant))


class Claims:
    """Claims that were checked, as words and as embeddings."""

    def __init__(self, found: list[dict], reader: Reader) -> None:
        self.ids = [str(row["id"]) for row in found]
        self._tellings = [(row["claim"], row["title"]) for row in found]
        self._words = BM25([f"{claim} {title}" for claim, title in self._tellings])
        self._vectors = reader.vectors([claim for claim, _ in self._tellings], "claims")
        self._reader = reader

    def rank(self, tweet: str) -> tuple[dict[str, list[str]], set[str]]:
        """Return the ids that each system (by its prefix) puts first, and those of all candidates."""
        text = plain(tweet)
        vector = self._reader.vectors([text])[0]
        words, cosines = self._words.scores(tweet), self._vectors @ vector
        near = np.array(sorted({*best(words, _CANDIDATES), *best(cosines, _CANDIDATES)}))
        told_in = [self._tellings[at] for at in near]
        same = np.array([max(self._reader.same(text, one) for one in tellings) for tellings in told_in])
        close = np.array([(self._reader.vectors(tellings) @ vector).max() for tellings in told_in])
        shared = words[near] / max(words.max(), 1e-9)
        ranked = {
            "": near[best(shared + (same + close) / 2, _FIRST)],
            "same_": near[best(same, _FIRST)],
            "cosine_": best(cosines, _FIRST),
            "bm25_": best(words, _FIRST),
        }
        found = {prefix: [self.ids[at] for at in places] for prefix, places in ranked.items()}
        return found, {self.ids[at] for at in near}


def measure(path: Path, reader: Reader) -> dict[str, float]:
    """Measure the sets of tweets of a folder."""
    found = rows.read(path if path.is_dir() else path.parent, CLAIMS, ())
    if not found:
        print(f"{path.name}: no verified claims beside the tweets, nothing to measure", file=sys.stderr)
        return {}
    claims = Claims(found, reader)
    by_part, table = {}, []
    for name, some in parts(path, TWEETS).items():
        judged = [(row["tweet"], {str(one) for one in row["relevant"]}) for row in some if row["relevant"]]
        if not judged:
            continue
        ranked = [(*claims.rank(tweet), relevant) for tweet, relevant in told(judged, "tweets")]
        figures = {
            f"{prefix}map5": sum(average_precision(found[prefix], relevant) for found, _, relevant in ranked)
            / len(ranked)
            for prefix in SYSTEMS
        }
        figures["candidates"] = sum(bool(near & relevant) for _, near, relevant in ranked) / len(ranked)
        table.append((name, len(judged), *figures.values()))
        by_part[name] = figures | {"tweets": len(judged)}
    head = ("set", "tweets", *SYSTEMS.values(), "among candidates")
    show(f"{path.name}: {len(claims.ids)} verified claims, MAP@5", head, table)
    return named(by_part) | {"claims": len(claims.ids)} if by_part else {}
