"""From annotated articles to training windows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sayso.annotate.decode import TAGS, RoleSpan
from sayso.annotate.link import Layout
from sayso.annotate.tokens import Ints, Tokens, tokenise
from sayso.annotate.windows import PAYLOAD, Window, snap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from random import Random

    from sayso.annotate.wordpiece import WordPiece

IGNORE = -100


@dataclass(frozen=True, slots=True)
class Gold:
    """One attribution in tokens: (first, last) pairs, both included."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A tokenised article with gold tags and links."""

    id: str
    text: str
    tokens: Tokens
    tags: Ints
    gold: tuple[Gold, ...]
    layout: Layout


def load(path: Path, vocabulary: WordPiece) -> list[Article]:
    """Read articles (``id``, ``text``, ``attributions``), one a line."""
    with path.open(encoding="utf-8") as lines:
        return [_article(json.loads(line), vocabulary) for line in lines if line.strip()]


def _article(row: dict, vocabulary: WordPiece) -> Article:
    tokens = tokenise(vocabulary, row["text"])
    tags = np.zeros(len(tokens), dtype=np.int64)
    gold = []
    for attribution in row["attributions"]:
        spans = {role: _in_tokens(tokens, attribution[role]) for role in ("source", "cue", "content")}
        gold.append(Gold(**spans))
    for role in ("content", "source", "cue"):  # where annotations overlap, the smaller role wins
        begin = TAGS.index(f"B-{role}")
        for first, last in {span for item in gold for span in getattr(item, role)}:
            tags[first] = begin
            tags[first + 1 : last + 1] = begin + 1
    return Article(
        row["id"], row["text"], tokens, tags, tuple(gold), Layout(np.cumsum(tokens.breaks > 0), tokens.quote)
    )


def _in_tokens(tokens: Tokens, pairs: list[list[int]]) -> tuple[tuple[int, int], ...]:
    """Return (first, last) of each run of touched tokens; pieces that touch are one run."""
    runs: list[list[int]] = []
    for start, end in sorted(pairs):
        first = int(np.searchsorted(tokens.ends, start, side="right"))
        last = int(np.searchsorted(tokens.starts, end, side="left")) - 1
        if first > last:
            continue
        if runs and first <= runs[-1][1] + 1:
            runs[-1][1] = max(runs[-1][1], last)
        else:
            runs.append([first, last])
    return tuple((first, last) for first, last in runs)


def windows(article: Article, random: Random) -> Iterator[Window]:
    """Cut an article into windows without overlap, from a random beginning, at breaks where near."""
    total = len(article.tokens)
    start = 0
    first = random.randrange(PAYLOAD // 4, PAYLOAD) if total > PAYLOAD else PAYLOAD
    end = min(first, total)
    while start < total:
        if end < total:
            end = max(snap(article.tokens.breaks, end, max(start + PAYLOAD // 4, end - 60)), start + 1)
        yield Window(start, end)
        start, end = end, min(end + PAYLOAD, total)


@dataclass(frozen=True, slots=True)
class Links:
    """What a window teaches the pair scorers; spans are in the article's tokens."""

    contents: list[RoleSpan]
    cues: list[RoleSpan]
    sources: list[RoleSpan]
    cue_of: list[int]
    """For each content the index of its cue, or ``len(cues)`` if that lies outside."""
    source_of: list[int]
    """For each cue the index of its source, or ``len(sources)`` if it has none here."""


def links(article: Article, window: Window) -> Links:
    """Return the gold spans inside a window, and which belong together."""
    cues: list[RoleSpan] = []
    cue_of_gold: dict[int, int] = {}
    sources: dict[tuple[int, int], int] = {}
    source_of: list[int] = []
    contents: list[RoleSpan] = []
    cue_of: list[int] = []

    def inside(span: tuple[int, int]) -> bool:
        return window.start <= span[0] and span[1] < window.end

    for number, item in enumerate(article.gold):
        for span in item.source:
            if inside(span):
                sources.setdefault(span, len(sources))
        if item.cue and inside(item.cue[0]):
            cue_of_gold[number] = len(cues)
            cues.append(RoleSpan(*item.cue[0], "cue", 1.0))
            known = [sources[span] for span in item.source if inside(span)]
            source_of.append(known[0] if known else -1)
    for number, item in enumerate(article.gold):
        for first, last in item.content:
            if first < window.end and last >= window.start:
                contents.append(RoleSpan(max(first, window.start), min(last, window.end - 1), "content", 1.0))
                cue_of.append(cue_of_gold.get(number, len(cues)))
    spans = [RoleSpan(*span, "source", 1.0) for span in sources]
    return Links(contents, cues, spans, cue_of, [len(spans) if index < 0 else index for index in source_of])
