"""The stage: documents in, annotations out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.annotate.model import SHIPPED, ReadingModel, load, manifest_digest
from sayso.annotate.reread import with_inner
from sayso.model.annotation import Annotation, Frame
from sayso.model.run import Maker
from sayso.model.span import Span, Spans
from sayso.text.english import looks_english
from sayso.text.sentences import sentences, trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.annotate.decode import RoleSpan
    from sayso.annotate.tokens import Tokens
    from sayso.model.document import Document

VERSION = "1"


@dataclass(frozen=True, slots=True)
class AnnotateConfig:
    """How to read."""

    nested: bool = True
    """Read contents again for attributions inside them."""
    least_nested: float = 0.7
    """Confidence below which an inner attribution is dropped; one without a source always is."""
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
            "least_nested": self.config.least_nested, "least": self.config.least,
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
        return Annotation(document.id, "en", cut, tuple(self.frames(document.text)))

    def frames(self, text: str) -> list[Frame]:
        """Return the frames of one text, outer before inner."""
        model: ReadingModel = load(SHIPPED)
        tokens = model.tokens(text)
        outer = [frame for frame in model.frames(tokens) if frame.score >= self.config.least]
        levels = 2 if self.config.nested else 0
        found = with_inner(text, tokens, outer, model.frames, self.config.least_nested, levels)
        return [
            Frame(
                cue=tokens.span(item.frame.cue.first, item.frame.cue.last),
                source=_spans(text, tokens, item.frame.source),
                content=_spans(text, tokens, item.frame.content),
                score=round(item.frame.score, 4),
                parent=item.parent,
            )
            for item in found
        ]


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
