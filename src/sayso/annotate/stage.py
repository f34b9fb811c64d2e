"""The stage: documents in, annotations out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.annotate.model import SHIPPED, ReadingModel, load, manifest_digest
from sayso.annotate.quoted import whole_quotations
from sayso.annotate.reread import with_inner
from sayso.model.annotation import Annotation, Facets, Frame, Mention, MentionKind
from sayso.model.attribution import Certainty, Kind, Polarity, SourceKind
from sayso.model.run import Maker
from sayso.model.span import Span, Spans
from sayso.text.english import looks_english
from sayso.text.sentences import sentences, trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.annotate.decode import RoleSpan
    from sayso.annotate.facets import Told
    from sayso.annotate.mentions import TokenMention
    from sayso.annotate.tokens import Tokens
    from sayso.model.document import Document

VERSION = "2"


@dataclass(frozen=True, slots=True)
class AnnotateConfig:
    """How to read."""

    nested: bool = True
    """Read contents again for attributions inside them."""
    least_nested: float = 0.6
    """Confidence below which an inner attribution is dropped; one without a source always is."""
    least_nesting: float = 0.1
    """Probability that a content holds an attribution, below which it is not read again."""
    least: float = 0.0
    """Confidence below which any attribution is dropped."""


@dataclass(frozen=True, slots=True)
class AnnotateStage:
    """Runs the reading model over documents, one at a time (see ``model`` for why)."""

    config: AnnotateConfig = AnnotateConfig()

    needs = frozenset({"document"})
    makes = frozenset({"annotation"})

    @property
    def maker(self) -> Maker:
        """Version, configuration and the digest of the model's files.

        Raises:
            ModelError: there are no model files.
        """
        settings = {
            "model": manifest_digest(SHIPPED), "nested": self.config.nested,
            "least_nested": self.config.least_nested, "least_nesting": self.config.least_nesting,
            "least": self.config.least,
        }  # fmt: skip
        return Maker("annotate", VERSION, json.dumps(settings, sort_keys=True))

    def __call__(self, documents: Sequence[Document]) -> list[Annotation]:
        """Annotate each document. A text that is not English is kept, with no frames.

        Raises:
            ModelError: the model's files are missing or damaged.
        """
        return [self._annotate(document) for document in documents]

    def _annotate(self, document: Document) -> Annotation:
        cut = tuple(sentences(document.text))
        if not looks_english(document.text):
            return Annotation(document.id, document.language, cut, ())
        frames, mentions = self.read(document.text)
        return Annotation(document.id, "en", cut, tuple(frames), tuple(mentions))

    def read(self, text: str) -> tuple[list[Frame], list[Mention]]:
        """Return the frames of one text, outer before inner, and its mentions."""
        model: ReadingModel = load(SHIPPED)
        tokens = model.tokens(text)
        seen = model.read(tokens)
        outer = [frame for frame in seen.frames if frame.score >= self.config.least]
        levels = 2 if self.config.nested else 0
        found = with_inner(
            text, tokens, outer, model.frames, self.config.least_nested, self.config.least_nesting, levels
        )
        frames = [
            Frame(
                cue=tokens.span(item.frame.cue.first, item.frame.cue.last),
                source=_spans(text, tokens, item.frame.source),
                content=_spans(text, tokens, item.frame.content),
                score=round(item.frame.score, 4),
                parent=item.parent,
                facets=_facets(item.frame.told),
                meaning=item.frame.told.meaning.astype("<f2").tobytes() if item.frame.told else b"",
            )
            for item in found
        ]
        if self.config.nested:
            frames = whole_quotations(text, frames)
        return frames, [_mention(tokens, mention) for mention in seen.mentions]


def _facets(told: Told | None) -> Facets | None:
    if told is None:
        return None
    facets = told.facets
    return Facets(
        {SourceKind(value): chance for value, chance in facets["source_kind"].items()},
        {Certainty(value): chance for value, chance in facets["certainty"].items()},
        {Polarity(value): chance for value, chance in facets["polarity"].items()},
        {Kind(value): chance for value, chance in facets["kind"].items()},
    )


def _mention(tokens: Tokens, mention: TokenMention) -> Mention:
    span = mention.span
    blame = tuple(round(chance, 4) for chance in mention.blame[1:].tolist())
    kind = MentionKind(span.role)
    return Mention(tokens.span(span.first, span.last), kind, round(span.score, 4), blame)


def _spans(text: str, tokens: Tokens, pieces: Sequence[RoleSpan]) -> Spans:
    """Return pieces as spans; pieces with only white space between them become one."""
    joined: list[Span] = []
    for piece in sorted(pieces):
        span = tokens.span(piece.first, piece.last)
        if joined and trimmed(text, joined[-1].end, span.start) is None:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)
