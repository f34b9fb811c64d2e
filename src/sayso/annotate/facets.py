"""What is told of an attribution as a whole, by two small networks on the encoder's states at its spans."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from sayso.annotate.link import span_states
from sayso.annotate.mentions import softmax
from sayso.model.attribution import Certainty, Kind, Polarity, SourceKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.annotate.decode import Floats, RoleSpan

FACETS = {
    "source_kind": tuple(value.value for value in SourceKind),
    "certainty": tuple(value.value for value in Certainty),
    "polarity": tuple(value.value for value in Polarity),
    "kind": tuple(value.value for value in Kind),
    "nesting": ("flat", "nested"),
}
"""The facets in the order of the network's outputs, and the values of each in theirs.

``nesting`` tells whether somebody else is reported inside the content.
"""


class SpanHead(Protocol):
    """A network over states of spans, each (spans, 3 × width): see ``link.span_states``."""

    def __call__(self, *states: Floats) -> Floats:
        """Return a row for each span (or group of spans that belong together)."""


class Heads(NamedTuple):
    """The heads on whole attributions."""

    facets: SpanHead
    """(content, cue, source) to scores of all values of :data:`FACETS`; a missing source is zeros."""
    meaning: SpanHead
    """(content) to an embedding of length one: contents that mean the same lie close together."""


class Told(NamedTuple):
    """What the heads tell of one attribution."""

    facets: dict[str, dict[str, float]]
    """Probability of each value of each facet."""
    meaning: Floats


class Parts(NamedTuple):
    """Where to look for an attribution: spans in the text's tokens, and a window's states."""

    state: Floats
    """The encoder's states of the window, shape (length, width)."""
    offset: int
    """The text's token at which the window begins."""
    content: RoleSpan
    """The longest piece; what lies outside the window does not count."""
    cue: RoleSpan
    source: RoleSpan | None


def tell(parts: Sequence[Parts], heads: Heads) -> list[Told]:
    """Ask the heads about the attributions of a text, all at once."""
    if not parts:
        return []
    contents = np.concatenate([span_states(part.state, [part.content], part.offset) for part in parts])
    cues = np.concatenate([span_states(part.state, [part.cue], part.offset) for part in parts])
    sources = np.concatenate(
        [span_states(part.state, [part.source], part.offset) if part.source else np.zeros_like(cues[:1])
         for part in parts]
    )  # fmt: skip
    scores, meanings = heads.facets(contents, cues, sources), heads.meaning(contents)
    chances: dict[str, Floats] = {}
    begin = 0
    for name, values in FACETS.items():
        chances[name] = softmax(scores[:, begin : begin + len(values)])
        begin += len(values)
    return [
        Told(
            {
                name: dict(zip(values, chances[name][row].tolist(), strict=True))
                for name, values in FACETS.items()
            },
            meanings[row],
        )
        for row in range(len(parts))
    ]
