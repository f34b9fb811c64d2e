"""The stage: a document and its annotation in, attributions and assertions out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.attribute.coreference import Speaker, Speakers
from sayso.attribute.descriptors import descriptor, spokesperson
from sayso.attribute.drafts import drafts
from sayso.attribute.hops import told_hop
from sayso.attribute.mode import mode_of
from sayso.attribute.speakers import first_person, names_in, speaker_name
from sayso.attribute.stance import silent, stance_of
from sayso.model.assertion import Assertion
from sayso.model.attribution import Attribution, Hop, Mode, SourceKind, attribution_id
from sayso.model.ids import content_id
from sayso.model.run import Maker
from sayso.model.span import Span, spans_of
from sayso.text.quotes import quotations
from sayso.text.sentences import around

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.attribute.draft import Draft
    from sayso.model.annotation import Annotation
    from sayso.model.descriptor import Descriptor
    from sayso.model.document import Document

VERSION = "5"

Attributed = tuple[tuple[Attribution, ...], tuple[Assertion, ...]]


@dataclass(frozen=True, slots=True)
class AttributeConfig:
    """What to look for besides the model's frames."""

    questions: bool = True
    """What the text says is not known."""
    inferences: bool = True
    """What the author concludes."""


@dataclass(frozen=True, slots=True)
class AttributeStage:
    """Answers, for each frame: who, in whose words, how surely, which way, through whom.

    "I" and "we" inside somebody's own quoted words are that somebody.
    """

    config: AttributeConfig = AttributeConfig()

    needs = frozenset({"document", "annotation"})
    makes = frozenset({"attribution", "assertion"})

    @property
    def maker(self) -> Maker:
        """Version and configuration."""
        settings = {"questions": self.config.questions, "inferences": self.config.inferences}
        return Maker("attribute", VERSION, json.dumps(settings, sort_keys=True))

    def __call__(self, pairs: Sequence[tuple[Document, Annotation]]) -> list[Attributed]:
        """Attribute each document; the order of the results is that of the pairs."""
        return [self._attribute(document, annotation) for document, annotation in pairs]

    def _attribute(self, document: Document, annotation: Annotation) -> Attributed:
        text = document.text
        found = drafts(text, annotation, questions=self.config.questions, inferences=self.config.inferences)
        names, quoted = names_in(text), quotations(text)
        sentences = list(annotation.sentences)
        attributions: list[Attribution] = []
        assertions: list[Assertion] = []
        known: set[str] = set()
        speakers = Speakers(text, annotation, found, names).all()
        relays = _relay_names(text, found, speakers)
        for draft, speaker in zip(found, speakers, strict=True):
            identity = attribution_id(document.id, draft.source, draft.cue, draft.content)
            outer = attributions[draft.parent] if draft.parent is not None else None
            words = spans_of(draft.source, text)
            same = outer if outer and outer.mode is not Mode.INDIRECT and first_person(words) else None
            attribution = Attribution(
                id=identity,
                document=document.id,
                source=draft.source,
                cue=draft.cue,
                content=draft.content,
                speaker=same.speaker if same else speaker.name,
                source_kind=same.source_kind if same else speaker.kind,
                mode=draft.mode or mode_of(text, draft.content, quoted),
                certainty=draft.certainty,
                polarity=draft.polarity,
                kind=draft.kind,
                hops=same.hops if same else _hops(document, draft, outer, sentences, relays),
                nested_in=outer.id if outer else None,
                score=draft.score,
                resolved=None if same else speaker.resolved,
                descriptor=_descriptor(text, draft, speaker, sentences),
            )
            if identity not in known:
                known.add(identity)
                if not silent(spans_of(draft.cue, text), spans_of(draft.content, text)):
                    assertions.append(_assertion(document, attribution, draft))
            attributions.append(attribution)
        unique = {attribution.id: attribution for attribution in attributions}
        return tuple(sorted(unique.values(), key=_place)), tuple(assertions)


def _place(attribution: Attribution) -> tuple[int, int]:
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    return (min(span.start for span in spans), -max(span.end for span in spans))


def _descriptor(text: str, draft: Draft, speaker: Speaker, sentences: list[Span]) -> Descriptor | None:
    """Describe an unnamed source, or whom a pronoun stands for; and a spokesperson, named or not: of whom?"""
    source, cue = draft.source, draft.cue
    if speaker.resolved is not None and speaker.kind is SourceKind.UNNAMED:
        source, cue = (speaker.resolved.antecedent,), ()
    if speaker.kind is SourceKind.PERSON:
        return spokesperson(text, source)
    if not source or speaker.kind is not SourceKind.UNNAMED:
        return None
    return descriptor(text, source, cue, around(sentences, source[0]))


def _relay_names(text: str, found: Sequence[Draft], speakers: Sequence[Speaker]) -> dict[Span, Hop]:
    """Return the relays that texts name, each as its own attribution calls it, or as the text does."""
    named = {
        span: Hop(speaker.name, speaker.kind, (span,))
        for draft, speaker in zip(found, speakers, strict=True)
        for span in draft.source
        if speaker.name
    }
    return {
        span: named.get(span)
        or Hop(
            speaker_name(span.of(text), SourceKind.ORGANISATION, ()) or span.of(text),
            SourceKind.ORGANISATION,
            (span,),
        )
        for draft in found
        for span in draft.relays
    }


def _hops(
    document: Document,
    draft: Draft,
    outer: Attribution | None,
    sentences: list[Span],
    relays: dict[Span, Hop],
) -> tuple[Hop, ...]:
    """Return the relays from the outlet inwards: outlet, agency, outer speaker, whoever was told.

    The speaker is no relay of their own words: where the outlet itself speaks there is none.
    """
    text = document.text
    hops: list[Hop] = []
    if outer is not None:
        hops.extend(outer.hops)
        if outer.source:
            hops.append(Hop(outer.speaker or spans_of(outer.source, text), outer.source_kind, outer.source))
    elif draft.source_kind is not SourceKind.AUTHOR:
        names = dict.fromkeys(name for name in (document.outlet, document.agency) if name)
        hops.extend(Hop(name, SourceKind.ORGANISATION) for name in names)
    known = {hop.name for hop in hops}
    hops.extend(hop for span in draft.relays if (hop := relays[span]).name not in known)
    told = told_hop(text, draft.cue, draft.content, around(sentences, draft.cue[0]))
    if told is not None and told.span != draft.source and told.name not in {hop.name for hop in hops}:
        hops.append(told)
    return tuple(hops)


def _assertion(document: Document, attribution: Attribution, draft: Draft) -> Assertion:
    cue, content = spans_of(draft.cue, document.text), spans_of(draft.content, document.text)
    return Assertion(
        id=content_id("ast", attribution.id, "0"),
        document=document.id,
        document_key=document.key,
        attribution=attribution.id,
        content=attribution.content,
        speaker=attribution.speaker,
        source_kind=attribution.source_kind,
        stance=stance_of(cue, content, attribution.kind),
        certainty=attribution.certainty,
        polarity=attribution.polarity,
        kind=attribution.kind,
    )
