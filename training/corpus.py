"""From annotated texts to training windows.

An :class:`Article` may carry any of the layers that the network learns; a layer that a corpus does not
annotate is marked as unknown there, so that corpora of different kinds can share a batch.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from sayso.annotate.decode import MENTION_TAGS, TAGS, RoleSpan
from sayso.annotate.facets import FACETS
from sayso.annotate.link import Layout
from sayso.annotate.tokens import Ints, Tokens, tokenise
from sayso.annotate.windows import PAYLOAD, Window, snap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    from sayso.annotate.decode import Floats
    from sayso.text.wordpiece import WordPiece

IGNORE = -100
"""A token whose role, or blame, is not known."""
ANYTHING = (1 << len(MENTION_TAGS)) - 1


@dataclass(frozen=True, slots=True)
class Gold:
    """One attribution in tokens: (first, last) pairs, both included; facets are indices, or IGNORE."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    facets: tuple[int, ...] = (IGNORE,) * len(FACETS)
    sure: bool = True
    """Whether the facets were given by a person (else by sayso's rules)."""


@dataclass(frozen=True, slots=True)
class Article:
    """A tokenised text with gold layers."""

    id: str
    text: str
    tokens: Tokens
    tags: Ints
    gold: tuple[Gold, ...]
    layout: Layout
    mentions: Ints
    """For each token the tags it may have, a bit each (see :data:`MENTION_TAGS`); 0 is unknown."""
    factuality: Floats
    """−1 (did not happen) to 1 (happened) at the heads of events, else NaN."""
    blame: Ints
    """At the names of organisations: 0 not blamed, 1… the kind of backing; elsewhere IGNORE."""
    embeddings: dict[int, Floats] = field(default_factory=dict)
    """For the number of an attribution, what the base model makes of its content."""


def article(name: str, text: str, tokens: Tokens, attributions: Sequence[dict] | None) -> Article:
    """Return a text as an article; None for attributions means that they were not annotated."""
    tags = np.full(len(tokens), IGNORE if attributions is None else 0, dtype=np.int64)
    gold = []
    for row in attributions or ():
        spans = {role: _in_tokens(tokens, row[role]) for role in ("source", "cue", "content")}
        values = tuple(
            names.index(row[facet]) if row.get(facet) else IGNORE for facet, names in FACETS.items()
        )
        gold.append(Gold(**spans, facets=values, sure=row.get("sure", True)))
    for role in ("content", "source", "cue"):  # where annotations overlap, the smaller role wins
        begin = TAGS.index(f"B-{role}")
        for first, last in {span for item in gold for span in getattr(item, role)}:
            tags[first] = begin
            tags[first + 1 : last + 1] = begin + 1
    return Article(
        name, text, tokens, tags, tuple(gold), Layout(np.cumsum(tokens.breaks > 0), tokens.quote),
        np.zeros(len(tokens), dtype=np.int64),
        np.full(len(tokens), np.nan, dtype=np.float32),
        np.full(len(tokens), IGNORE, dtype=np.int64),
    )  # fmt: skip


def of_text(name: str, text: str, vocabulary: WordPiece, attributions: Sequence[dict] | None) -> Article:
    """Tokenise a text and make it an article."""
    return article(name, text, tokenise(vocabulary, text), attributions)


def in_tokens(tokens: Tokens, start: int, end: int) -> tuple[int, int] | None:
    """Return (first, last) of the tokens that characters ``start`` to ``end`` touch, or None."""
    first = int(np.searchsorted(tokens.ends, start, side="right"))
    last = int(np.searchsorted(tokens.starts, end, side="left")) - 1
    return (first, last) if first <= last else None


def _in_tokens(tokens: Tokens, pairs: list[list[int]]) -> tuple[tuple[int, int], ...]:
    """Return (first, last) of each run of touched tokens; pieces that touch are one run."""
    runs: list[list[int]] = []
    for start, end in sorted(pairs):
        found = in_tokens(tokens, start, end)
        if found is None:
            continue
        first, last = found
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
    whole: list[tuple[int, int | None, int | None]]
    """For each content: number of its attribution, index of its cue and of its source here."""


def links(article: Article, window: Window) -> Links:
    """Return the gold spans inside a window, and which belong together."""
    cues: list[RoleSpan] = []
    cue_of_gold: dict[int, int] = {}
    sources: dict[tuple[int, int], int] = {}
    source_of: list[int] = []
    contents: list[RoleSpan] = []
    cue_of: list[int] = []
    whole: list[tuple[int, int | None, int | None]] = []

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
        cue = cue_of_gold.get(number)
        for first, last in item.content:
            if first < window.end and last >= window.start:
                contents.append(RoleSpan(max(first, window.start), min(last, window.end - 1), "content", 1.0))
                cue_of.append(len(cues) if cue is None else cue)
                mine = next((sources[span] for span in item.source if inside(span)), None)
                whole.append((number, cue, mine))
    spans = [RoleSpan(*span, "source", 1.0) for span in sources]
    return Links(
        contents, cues, spans, cue_of, [len(spans) if index < 0 else index for index in source_of], whole
    )
