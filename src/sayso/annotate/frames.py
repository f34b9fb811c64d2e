"""From the encoder's output over all windows of a text to linked frames."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np

from sayso.annotate.decode import Floats, RoleSpan, log_softmax, role_spans
from sayso.annotate.facets import Heads, Parts, Told, tell
from sayso.annotate.link import Layout, PairScorer, relations, span_states
from sayso.annotate.windows import Window, owner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.annotate.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Scorers:
    """The two pair scorers: content picks cue, cue picks source."""

    cue: PairScorer
    source: PairScorer


@dataclass(frozen=True, slots=True)
class TokenFrame:
    """A frame in tokens; ``source`` may be empty, ``content`` not."""

    cue: RoleSpan
    source: tuple[RoleSpan, ...]
    content: tuple[RoleSpan, ...]
    score: float
    told: Told | None = None


def token_frames(
    tokens: Tokens,
    windows: Sequence[Window],
    states: Sequence[Floats],
    scores: Sequence[Floats],
    scorers: Scorers,
    heads: Heads | None = None,
) -> list[TokenFrame]:
    """Return the frames of one text, in order of their first token.

    ``states`` (window length × width) and ``scores`` (window length × tags) are the encoder's
    outputs, one array a window, without [CLS] and [SEP]. Tags are decoded over the whole text at
    once, each token's scores taken from the window in which it is farthest from an edge, so
    windows leave no seams; pairs are scored inside one window, where states are comparable.
    """
    if not windows:
        return []
    spans = role_spans(log_softmax(stitch(windows, scores, len(tokens))), tokens.inner)
    by_role = {role: [span for span in spans if span.role == role] for role in ("source", "cue", "content")}
    layout = Layout(np.cumsum(tokens.breaks > 0), tokens.quote)
    cues = by_role["cue"]
    cue_of = _choose(by_role["content"], cues, cues, windows, states, scorers.cue, layout)
    source_of = _choose(cues, by_role["source"], cues, windows, states, scorers.source, layout)
    frames: list[TokenFrame] = []
    pieces_of: dict[int, list[tuple[RoleSpan, float]]] = {}
    for span, (index, score) in zip(by_role["content"], cue_of, strict=True):
        pieces_of.setdefault(index, []).append((span, score))
    for index, cue in enumerate(cues):
        pieces = pieces_of.get(index)
        if not pieces:
            continue
        source, source_score = source_of[index]
        sources = () if source < 0 else (by_role["source"][source],)
        contents = tuple(span for span, _ in pieces)
        weakest = min(
            cue.score,
            source_score,
            *(score for _, score in pieces),
            *(span.score for span in (*sources, *contents)),
        )
        frames.append(TokenFrame(cue, sources, contents, weakest))
    if heads:
        told = tell([_parts(frame, windows, states) for frame in frames], heads)
        frames = [replace(frame, told=one) for frame, one in zip(frames, told, strict=True)]
    return sorted(
        frames,
        key=lambda frame: min(frame.cue.first, *(span.first for span in (*frame.source, *frame.content))),
    )


def _parts(frame: TokenFrame, windows: Sequence[Window], states: Sequence[Floats]) -> Parts:
    """Return a frame's spans in the window in which most of it lies."""
    longest = max(frame.content, key=lambda span: span.last - span.first)
    spans = (frame.cue, *frame.source, longest)
    low, high = min(span.first for span in spans), max(span.last for span in spans)

    def inside(index: int) -> tuple[int, int]:
        window = windows[index]
        parts = [min(span.last + 1, window.end) - max(span.first, window.start) for span in spans]
        return sum(part > 0 for part in parts), sum(max(part, 0) for part in parts)

    # Windows are in order, so those that hold a part of the frame are a stretch of the list.
    near = range(bisect_right(windows, low, key=_end), bisect_right(windows, high, key=_start))
    best = max(near, key=inside)
    window = windows[best]
    source = next((span for span in frame.source if window.start <= span.first < window.end), None)
    return Parts(states[best], window.start, longest, frame.cue, source)


def stitch(windows: Sequence[Window], scores: Sequence[Floats], total: int) -> Floats:
    """Return each token’s scores, shape (tokens, tags): those of the window whose edges are farthest."""
    owners = owner(windows, total)
    mine = [owners[window.start : window.end] == index for index, window in enumerate(windows)]
    return np.concatenate([score[keep] for score, keep in zip(scores, mine, strict=True)])


_first, _last = attrgetter("first"), attrgetter("last")
_start, _end = attrgetter("start"), attrgetter("end")


def _choose(
    left: Sequence[RoleSpan],
    right: Sequence[RoleSpan],
    cues: Sequence[RoleSpan],
    windows: Sequence[Window],
    states: Sequence[Floats],
    scorer: PairScorer,
    layout: Layout,
) -> list[tuple[int, float]]:
    """For each left span return (index of the right span it picks, probability); index -1 for none.

    A span is looked at in every window that holds a part of it; the window in which some partner
    scores best decides, and "none" only wins where it wins in all of them.
    """
    chosen = [(-1, -np.inf) for _ in left]
    # Spans are in order and do not overlap, so those of a window are a stretch of the list.
    for window, state in zip(windows, states, strict=True):
        rows = range(bisect_left(left, window.start, key=_last), bisect_left(left, window.end, key=_first))
        columns = range(
            bisect_left(right, window.start, key=_first), bisect_left(right, window.end, key=_last)
        )
        if not rows or not columns:
            continue
        here = [left[i] for i in rows]
        there = [right[j] for j in columns]
        scores = scorer(
            span_states(state, here, window.start),
            span_states(state, there, window.start),
            relations(here, there, cues, layout),
        )
        picks = scores[:, :-1].argmax(1)
        for row, i in enumerate(rows):
            best = float(scores[row, picks[row]])
            if best > chosen[i][1] and best >= scores[row, -1]:
                chosen[i] = (columns[int(picks[row])], best)
    return [(index, float(np.exp(best)) if index >= 0 else 1.0) for index, best in chosen]
