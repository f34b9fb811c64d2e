"""A small pipeline for tests: real records, no reading model. It lies here for worker processes to import.

A report is plain text; every line ``NAME says: WORDS`` is an attribution. Some words make it misbehave.
"""

from __future__ import annotations

import os
import re
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.errors import Damaged, ModelError
from sayso.model.annotation import Annotation, Frame
from sayso.model.assertion import Assertion, Stance
from sayso.model.attribution import (
    Attribution,
    Certainty,
    Kind,
    Mode,
    Polarity,
    SourceKind,
    attribution_id,
)
from sayso.model.document import Document
from sayso.model.ids import content_id, sha256
from sayso.model.item import Item
from sayso.model.outcome import Skipped
from sayso.model.run import Maker
from sayso.model.span import Span
from sayso.pipeline.reports import ReportPipeline

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE = re.compile(r"^(?P<source>[^\n:]+?) (?P<cue>says): (?P<content>[^\n]+)$", re.MULTILINE)


@dataclass(frozen=True)
class PlainRead:
    version: str = "1"
    needs: frozenset[str] = frozenset({"item"})
    makes: frozenset[str] = frozenset({"document"})

    @property
    def maker(self) -> Maker:
        return Maker("read", self.version, "{}")

    def __call__(self, items: Sequence[Item]) -> list[Document | Skipped]:
        return [self.one(item) for item in items]

    def one(self, item: Item) -> Document | Skipped:
        misbehave(item.data)
        if b"\x00" in item.data:
            return Skipped(item.location, "It is binary; sayso reads text.")
        text = item.data.decode()
        return Document(
            id=item.id, sha256=item.sha256, text=text, text_sha256=sha256(text), media_type="text/plain",
            location=item.location, key=item.key, outlet=item.outlet or None,
        )  # fmt: skip


@dataclass(frozen=True)
class LineAnnotate:
    needs: frozenset[str] = frozenset({"document"})
    makes: frozenset[str] = frozenset({"annotation"})

    @property
    def maker(self) -> Maker:
        return Maker("annotate", "1", "{}")

    def __call__(self, documents: Sequence[Document]) -> list[Annotation | Skipped]:
        return [self.one(document) for document in documents]

    def one(self, document: Document) -> Annotation | Skipped:
        if "Quux" in document.text:
            return Skipped(document.location, "It is in no language that sayso reads.")
        frames = tuple(
            Frame(
                Span(*match.span("cue")), (Span(*match.span("source")),), (Span(*match.span("content")),), 1.0
            )
            for match in _LINE.finditer(document.text)
        )
        return Annotation(document.id, "en", (), frames)


@dataclass(frozen=True)
class LineAttribute:
    needs: frozenset[str] = frozenset({"document", "annotation"})
    makes: frozenset[str] = frozenset({"attribution", "assertion"})

    @property
    def maker(self) -> Maker:
        return Maker("attribute", "1", "{}")

    def __call__(
        self, pairs: Sequence[tuple[Document, Annotation]]
    ) -> list[tuple[tuple[Attribution, ...], tuple[Assertion, ...]] | Skipped]:
        return [self.one(*pair) for pair in pairs]

    def one(
        self, document: Document, annotation: Annotation
    ) -> tuple[tuple[Attribution, ...], tuple[Assertion, ...]]:
        attributions = tuple(
            Attribution(
                id=attribution_id(document.id, frame.source, (frame.cue,), frame.content),
                document=document.id, source=frame.source, cue=(frame.cue,), content=frame.content,
                speaker=frame.source[0].of(document.text), source_kind=SourceKind.PERSON,
                mode=Mode.INDIRECT, certainty=Certainty.CERTAIN, polarity=Polarity.POSITIVE, kind=Kind.CLAIM,
            )
            for frame in annotation.frames
        )  # fmt: skip
        assertions = tuple(
            Assertion(
                id=content_id("ass", one.id), document=document.id, document_key=document.key,
                attribution=one.id, content=one.content, speaker=one.speaker, source_kind=one.source_kind,
                stance=Stance.ASSERTS, certainty=one.certainty, polarity=one.polarity, kind=one.kind,
            )
            for one in attributions
        )  # fmt: skip
        return attributions, assertions


def misbehave(data: bytes) -> None:
    if b"CRASH" in data:
        os._exit(3)
    if b"HANG" in data:
        threading.Event().wait()
    if b"HOARD" in data:
        raise MemoryError
    if b"DAMAGED" in data:
        message = "It is cut off; get it again."
        raise Damaged(message)
    if b"BUG" in data:
        message = "street"
        raise KeyError(message)
    if b"NOMODEL" in data:
        message = "The reading model is missing; install sayso again."
        raise ModelError(message)


def small_pipeline(version: str = "1") -> ReportPipeline:
    return ReportPipeline(PlainRead(version), LineAnnotate(), LineAttribute())


def report(text: str, location: str = "report.txt", outlet: str = "") -> Item:
    given = (("outlet", outlet),) if outlet else ()
    return Item(text.encode(), location, "file", given=given)
