r"""Scores attributions against gold, after PolNeAR's evaluation (Newell, Margolin and Ruths 2018).

Tokens are ``\\w+|[^\\w\\s]``. A token belongs to a span if they share a character.

token     micro F1 over the tokens that a role covers in any attribution
exact     F1 over maximal runs of tokens of one role in one attribution
linked    one-to-one assignment of attributions that shares most content tokens; a pair counts if the
          contents' intersection over union is at least 1/2 and the sources share a word that is not an
          article (or both are empty)
strict    the same with 4/5, and sources' intersection over union at least 1/2
recall    of linked, apart for contents that stand in quotation marks (direct), partly (mixed) or not
          (indirect), and for cues that are nouns (noun_cues, see nouns.py)
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from nouns import noun_cue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TOKEN = re.compile(r"\w+|[^\w\s]")
ROLES = ("source", "cue", "content")
SAME = 0.5
"""Overlap of contents (intersection over union) from which two attributions are one."""
_STRICT = 0.8
_DIRECT = 0.9
_ARTICLES = frozenset({"a", "an", "the"})

Tokens = frozenset[int]


@dataclass
class Tally:
    """Counts from which all figures follow; adds up over texts."""

    hits: Counter[str] = field(default_factory=Counter)
    system: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)

    def count(self, key: str, hits: float, system: float, gold: float) -> None:
        """Add to one measure."""
        self.hits[key] += hits
        self.system[key] += system
        self.gold[key] += gold

    def f1(self, key: str) -> float:
        """Return F1; 0 where nothing was there to find."""
        total = self.system[key] + self.gold[key]
        return 2 * self.hits[key] / total if total else 0.0

    def precision(self, key: str) -> float:
        """Return the share of what was found that is right."""
        return self.hits[key] / self.system[key] if self.system[key] else 0.0

    def recall(self, key: str) -> float:
        """Return the share of what was to be found that was found."""
        return self.hits[key] / self.gold[key] if self.gold[key] else 0.0


class Text:
    """A tokenised text."""

    def __init__(self, text: str) -> None:
        self.text = text
        places = [match.span() for match in TOKEN.finditer(text)]
        self.starts = np.array([start for start, _ in places], dtype=np.int64)
        self.ends = np.array([end for _, end in places], dtype=np.int64)
        words = [text[start:end] for start, end in places]
        self.wordy = [any(char.isalnum() for char in word) for word in words]
        self.telling = [
            w and word.lower() not in _ARTICLES for w, word in zip(self.wordy, words, strict=True)
        ]
        self.quoted = self._quoted()

    def tokens(self, spans: Iterable[Sequence[int]]) -> Tokens:
        """Return the indices of tokens that share a character with any of the spans."""
        found: set[int] = set()
        for start, end in spans:
            first = int(np.searchsorted(self.ends, start, side="right"))
            found.update(range(first, int(np.searchsorted(self.starts, end, side="left"))))
        return frozenset(found)

    def kind(self, content: Tokens) -> str:
        """Return direct (nine tenths of the words quoted), mixed, or indirect."""
        words = [token for token in content if self.wordy[token]]
        share = sum(token in self.quoted for token in words) / len(words) if words else 0.0
        return "direct" if share >= _DIRECT else "mixed" if share > 0 else "indirect"

    def _quoted(self) -> set[int]:
        inside: set[int] = set()
        at = 0
        for line in self.text.split("\n"):
            opened: int | None = None
            for place, char in enumerate(line):
                if opened is None and char in '“"':
                    opened = place
                elif opened is not None and char in '”"':
                    inside |= self.tokens([(at + opened, at + place + 1)])
                    opened = None
            if opened is not None and opened + 1 < len(line):
                inside |= self.tokens([(at + opened, at + len(line))])
            at += len(line) + 1
        return inside


def score(text: str, gold: list[dict], system: list[dict], tally: Tally) -> None:
    """Add one text's figures to the tally; both lists hold ``source``, ``cue``, ``content`` span lists."""
    places = Text(text)
    wanted = [{role: places.tokens(item.get(role) or []) for role in ROLES} for item in gold]
    found = [{role: places.tokens(item.get(role) or []) for role in ROLES} for item in system]
    for role in ROLES:
        a = frozenset().union(*(item[role] for item in wanted))
        b = frozenset().union(*(item[role] for item in found))
        tally.count(f"token_{role}", len(a & b), len(b), len(a))
        runs_a = {run for item in wanted for run in _runs(item[role])}
        runs_b = {run for item in found for run in _runs(item[role])}
        tally.count(f"exact_{role}", len(runs_a & runs_b), len(runs_b), len(runs_a))
    kinds = [
        (places.kind(item["content"]), *(["noun_cues"] if noun_cue(text, row.get("cue") or []) else []))
        for row, item in zip(gold, wanted, strict=True)
        if item["content"]
    ]
    wanted = [item for item in wanted if item["content"]]
    found = [item for item in found if item["content"]]
    for measure in ("content", "linked", "strict"):
        tally.count(measure, 0, len(found), len(wanted))
    for kind in itertools.chain(*kinds):
        tally.count(kind, 0, 0, 1)
    for i, j in assign([item["content"] for item in wanted], [item["content"] for item in found]):
        a, b = wanted[i], found[j]
        shared = overlap(a["content"], b["content"])
        neither = not a["source"] and not b["source"]
        if shared >= SAME:
            tally.count("content", 1, 0, 0)
            if neither or _share_word(places, a["source"], b["source"]):
                tally.count("linked", 1, 0, 0)
                for kind in kinds[i]:
                    tally.count(kind, 1, 0, 0)
        if shared >= _STRICT and (neither or (a["source"] and overlap(a["source"], b["source"]) >= SAME)):
            tally.count("strict", 1, 0, 0)


def assign(gold: Sequence[Tokens], system: Sequence[Tokens]) -> list[tuple[int, int]]:
    """Return the one-to-one pairs that share most tokens in sum; ties go to the higher overlap ratio."""
    weights: dict[int, dict[int, float]] = defaultdict(dict)
    holders: dict[int, list[int]] = defaultdict(list)
    for j, tokens in enumerate(system):
        for token in tokens:
            holders[token].append(j)
    for i, tokens in enumerate(gold):
        shared = Counter(j for token in tokens for j in holders.get(token, ()))
        for j, count in shared.items():
            weights[i][j] = count + 0.5 * count / len(tokens | system[j])
    pairs: list[tuple[int, int]] = []
    for rows, columns in _components(weights):
        pairs.extend(_best(rows, columns, weights))
    return pairs


def _components(weights: dict[int, dict[int, float]]) -> list[tuple[list[int], list[int]]]:
    """Return the connected parts of the graph between gold and system, so that each is solved alone."""
    back: dict[int, set[int]] = defaultdict(set)
    for i, row in weights.items():
        for j in row:
            back[j].add(i)
    seen: set[int] = set()
    parts = []
    for start in weights:
        if start in seen:
            continue
        rows, columns, stack = {start}, set(), [start]
        while stack:
            for j in weights[stack.pop()]:
                if j not in columns:
                    columns.add(j)
                    stack.extend(back[j] - rows)
                    rows |= back[j]
        seen |= rows
        parts.append((sorted(rows), sorted(columns)))
    return parts


def _best(rows: list[int], columns: list[int], weights: dict[int, dict[int, float]]) -> list[tuple[int, int]]:
    """Solve one part exactly: the Hungarian method with potentials (Kuhn 1955; Jonker and Volgenant 1987)."""
    cost = np.array([[-weights[i].get(j, 0.0) for j in columns] for i in rows])
    turned = cost.shape[0] > cost.shape[1]
    cost = cost.T if turned else cost
    height, width = cost.shape
    row_price, column_price = np.zeros(height + 1), np.zeros(width + 1)
    holder = np.zeros(width + 1, dtype=int)  # row (from 1) that holds each column; 0 for none
    for row in range(1, height + 1):
        holder[0], at = row, 0
        least, came, done = (
            np.full(width + 1, np.inf),
            np.zeros(width + 1, dtype=int),
            np.zeros(width + 1, dtype=bool),
        )
        while holder[at]:
            done[at] = True
            reduced = cost[holder[at] - 1] - row_price[holder[at]] - column_price[1:]
            better = ~done[1:] & (reduced < least[1:])
            least[1:][better], came[1:][better] = reduced[better], at
            open_columns = np.flatnonzero(~done)
            nearest = int(open_columns[least[open_columns].argmin()])
            step = least[nearest]
            row_price[holder[done]] += step
            column_price[done] -= step
            least[~done] -= step
            at = nearest
        while at:
            holder[at], at = holder[came[at]], came[at]
    found = [(int(holder[column]) - 1, column - 1) for column in range(1, width + 1) if holder[column]]
    pairs = [(j, i) for i, j in found] if turned else found
    return [(rows[i], columns[j]) for i, j in pairs if columns[j] in weights[rows[i]]]


def _runs(tokens: Tokens) -> set[tuple[int, int]]:
    runs: list[list[int]] = []
    for token in sorted(tokens):
        if runs and token == runs[-1][1] + 1:
            runs[-1][1] = token
        else:
            runs.append([token, token])
    return {(first, last) for first, last in runs}


def overlap(a: Tokens, b: Tokens) -> float:
    """Return intersection over union; 1 if both are empty."""
    return len(a & b) / len(a | b) if a or b else 1.0


def _share_word(places: Text, a: Tokens, b: Tokens) -> bool:
    shared = a & b
    return any(places.telling[token] for token in shared) or (
        bool(shared) and not any(places.telling[token] for token in a)
    )
