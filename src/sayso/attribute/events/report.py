"""A report taken apart: its sentences with their words, actors and triggers, and who says what in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from sayso.attribute.events.actors import actors_of
from sayso.attribute.events.names import mended
from sayso.attribute.events.roles import Sentence
from sayso.attribute.events.saying import Saying
from sayso.attribute.events.triggers import triggers_of
from sayso.attribute.events.words import words_of
from sayso.text.sentences import sentences as cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model.annotation import Mention
    from sayso.model.attribution import Attribution
    from sayso.model.span import Span
    from sayso.model.time import Time

Placed = TypeVar("Placed", "Mention", "Time")


@dataclass(frozen=True, slots=True)
class Report:
    """One document."""

    text: str
    spans: tuple[Span, ...]
    """Of its sentences, in order."""
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    """Mended, in order."""
    read: tuple[Mention, ...]
    """As the reading model gave them, in order."""
    named: dict[int, list[Mention]]
    """The mentions of each sentence, by its number."""
    saying: Saying


def taken_apart(
    text: str, mentions: Sequence[Mention], attributions: Sequence[Attribution], sentences: Sequence[Span]
) -> Report:
    """Take a document apart; the order of mentions and attributions makes no difference.

    Sentences are found here if there are none; what ends beyond the text is passed over.
    """
    spans = sorted({span for span in sentences if span.end <= len(text)}) or cut(text)
    read = sorted(mentions, key=lambda one: (one.span, one.kind.value, one.score, one.blame))
    names = mended(text, read)
    named = by_sentence(spans, names)
    parsed = tuple(_parsed(text, span, named.get(number, [])) for number, span in enumerate(spans))
    return Report(text, tuple(spans), parsed, tuple(names), tuple(read), named, Saying(text, attributions))


def by_sentence(spans: Sequence[Span], some: Sequence[Placed]) -> dict[int, list[Placed]]:
    """Return what stands wholly inside each sentence, by the sentence's number."""
    starts = [span.start for span in spans]
    found: dict[int, list[Placed]] = {}
    for one in some:
        number = bisect_right(starts, one.span.start) - 1
        if number >= 0 and one.span.end <= spans[number].end:
            found.setdefault(number, []).append(one)
    return found


def _parsed(text: str, span: Span, mentions: Sequence[Mention]) -> Sentence:
    words = words_of(text, span)
    actors = tuple(actors_of(words, mentions))
    ends = {actor.last: number for number, actor in enumerate(actors)}
    begins = {actor.first: number for number, actor in enumerate(actors)}
    return Sentence(words, actors, tuple(triggers_of(words, ends)), ends, begins)
