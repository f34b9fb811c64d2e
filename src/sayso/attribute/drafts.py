"""All attributions of a text before they have names: the model's frames, open questions, inferences."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.attribute.draft import Draft
from sayso.attribute.facets import settled
from sayso.attribute.inference import inferences
from sayso.attribute.mode import enclosing
from sayso.attribute.questions import open_questions
from sayso.attribute.relays import relayed
from sayso.attribute.source_kind import Surroundings, source_kind
from sayso.attribute.speakers import names_in
from sayso.attribute.stance import certainty_of, kind_of, polarity_of
from sayso.attribute.transcript import Turn, turns
from sayso.model.attribution import Certainty, Kind, Mode, Polarity, SourceKind
from sayso.model.span import Span, Spans, spans_of
from sayso.text.cues import denies
from sayso.text.quotes import Quotation, quotations

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.model.annotation import Annotation, Frame

_FIRST_PERSON = re.compile(
    r"""(?:I|we|the\ (?:present\ )?author|our\ (?:own\ )?(?:reporting|reporters|correspondents?)
    |this\ (?:newspaper|reporter|correspondent|magazine|website|paper|outlet|column|author|writer))$""",
    re.IGNORECASE | re.VERBOSE,
)
_ARTICLE = re.compile(r"(?:the|an?)$", re.IGNORECASE)
"""A source that is nothing but an article names nobody."""
_DATELINE = re.compile(
    r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’]{3,}(?:\s[A-ZÀ-ÖØ-Þ.'’]{2,}){0,3}(?:,\s[^\n:;()–—-]{1,30})?(?:\s?\([^)\n]{1,30}\))?"
    r"\s(?:--|[-–—])\s(?=(?:[Tt]he|[Aa]n?)\s|[A-ZÀ-ÖØ-Þ])(?!.*\s(?:--|[-–—])\s)"
)
_NOTHING = re.compile(
    r"\W*(?:(?:as|the|an?|of|to|in|on|at|for|with|by|and|or|but|than|from)\W*){0,3}", re.IGNORECASE
)
"""A content of small words alone says nothing."""
_IMPERSONAL = re.compile(r"(?:it|there|one|this|that|the)\b", re.IGNORECASE)
"""How a cue begins that has no speaker: whoever the model took for its source is none."""
_SAME = 0.5
"""Overlap (intersection over union of characters) from which two contents are one."""

_NEUTER = (SourceKind.ORGANISATION, SourceKind.DOCUMENT)
_PLURAL = (SourceKind.ORGANISATION, SourceKind.UNNAMED)
_OPENING = 12
"""Characters of a content in which a question must begin to be the whole content's point."""


def drafts(text: str, annotation: Annotation, *, questions: bool, inferences: bool) -> list[Draft]:
    """Return the drafts of one text, outer before inner.

    In a transcript each turn is its speaker's, and what the model found in it is nested. An open question or
    inference that the model has already read as somebody's content marks that one; one inside somebody's
    content belongs to that somebody; any other is the author's.
    """
    surroundings = Surroundings(names_in(text))
    found = [_from_turn(turn) for turn in turns(text)]
    _add_frames(text, annotation.frames, found, surroundings)
    sentences = list(annotation.sentences)
    found = relayed(text, found, sentences, surroundings)
    if questions and annotation.language == "en":
        for question in open_questions(text, sentences):
            draft = Draft((), (question.cue,), (question.content,), SourceKind.AUTHOR,
                          Certainty.UNKNOWN, Polarity.POSITIVE, Kind.QUESTION, 1.0)  # fmt: skip
            _place(text, found, draft)
    if inferences and annotation.language == "en":
        for inference in _inferences(text, sentences):
            _place(text, found, inference)
    return found


def _from_turn(turn: Turn) -> Draft:
    return Draft((turn.source,), (turn.cue,), (turn.content,), SourceKind.PERSON,
                 Certainty.CERTAIN, Polarity.POSITIVE, Kind.CLAIM, 1.0, mode=Mode.DIRECT)  # fmt: skip


def _add_frames(text: str, frames: tuple[Frame, ...], found: list[Draft], surroundings: Surroundings) -> None:
    """Add the model's frames after the turns; frames that cross a turn's edge misread the layout."""
    quoted = quotations(text)
    turn_count = len(found)
    places: dict[int, int] = {}
    kinds = [draft.source_kind for draft in found]
    for number, read in enumerate(frames):
        if all(_NOTHING.fullmatch(span.of(text)) for span in read.content):
            continue
        named = (_undated(text, span) for span in read.source if not _ARTICLE.match(span.of(text)))
        frame = replace(read, source=tuple(named))
        parent = places.get(frame.parent) if frame.parent is not None else None
        if turn_count and frame.parent is None:
            whole = Span(
                min(span.start for span in (frame.cue, *frame.source, *frame.content)),
                max(span.end for span in (frame.cue, *frame.source, *frame.content)),
            )
            inside = [index for index in range(turn_count) if found[index].content[0].contains(whole)]
            if not inside and any(whole.overlaps(found[index].content[0]) for index in range(turn_count)):
                continue
            parent = inside[0] if inside else None
        if frame.parent is not None and parent is None:
            continue
        places[number] = len(found)
        rule = _speaker_kind(text, frame, quoted, kinds, surroundings)
        told = frame.facets.source_kind if frame.facets and frame.source else None
        kind = settled("source_kind", rule, told)
        if frame.source:
            kinds.append(kind)
        found.append(_from_frame(text, frame, kind, parent))


def _undated(text: str, span: Span) -> Span:
    """Return a source without the dateline that stands before it: "ORSK - " of "ORSK - The guild said"."""
    found = _DATELINE.match(text, span.start, span.end)
    begins = span.start == 0 or text[span.start - 1] == "\n"
    return Span(found.end(), span.end) if found and begins else span


def _inferences(text: str, sentences: list[Span]) -> Iterable[Draft]:
    for found in inferences(text, sentences):
        words = found.content.of(text)
        yield Draft((), (found.cue,), (found.content,), SourceKind.AUTHOR, found.certainty,
                    polarity_of("", words), Kind.INFERENCE, 1.0)  # fmt: skip


def _place(text: str, found: list[Draft], draft: Draft) -> None:
    """Add a draft of the author's, unless somebody else is its source (see :func:`drafts`)."""
    content, cue = draft.content[0], draft.cue[0]
    for index, other in enumerate(found):
        shared = _overlap(other.content, draft.content)
        if other.source_kind is SourceKind.AUTHOR and other.kind is not Kind.CLAIM and shared > 0:
            return
        same = shared >= _SAME or cue.overlaps(other.cue[0])
        misread = not other.source or (cue.overlaps(other.cue[0]) and _IMPERSONAL.match(cue.of(text)))
        if same and misread and other.parent is None:
            found[index] = draft
            return
        if same or _begins(other.content, cue, content):
            if draft.kind is Kind.QUESTION:
                found[index] = replace(other, kind=Kind.QUESTION, certainty=Certainty.UNKNOWN)
            return
    holders = [index for index, other in enumerate(found) if _covers(other, cue, content)]
    if not holders:
        found.append(draft)
    elif draft.kind is Kind.QUESTION:
        holder = found[holders[-1]]
        found.append(replace(draft, source=holder.source, source_kind=holder.source_kind, parent=holders[-1]))


def _covers(other: Draft, cue: Span, content: Span) -> bool:
    """Tell whether cue or content stands wholly inside somebody's content."""
    return any(span.contains(cue) or span.contains(content) for span in other.content)


def _begins(spans: Spans, cue: Span, content: Span) -> bool:
    """Tell whether a question's first words are a content's first words ("said it was not clear who …")."""
    start = min(cue.start, content.start)
    return any(span.start <= start < min(span.start + _OPENING, span.end) for span in spans)


def _overlap(one: Spans, other: Spans) -> float:
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    total = sum(map(len, one)) + sum(map(len, other)) - shared
    return shared / total if total else 0.0


def _from_frame(text: str, frame: Frame, speaker: SourceKind, parent: int | None) -> Draft:
    cue, content = frame.cue.of(text), spans_of(frame.content, text)
    told = frame.facets
    kind = settled("kind", kind_of(cue, content), told.kind if told else None)
    if kind is Kind.QUESTION:
        certainty, polarity = Certainty.UNKNOWN, Polarity.POSITIVE
    else:
        certainty = certainty_of(cue, content, open_question=False)
        certainty = settled("certainty", certainty, told.certainty if told else None)
        # Words that deny are plain enough; the model may only see a denial that the rules do not.
        unsaid = told.polarity if told and not denies(cue) else None
        polarity = settled("polarity", polarity_of(cue, content), unsaid)
    return Draft(
        source=frame.source,
        cue=(frame.cue,),
        content=frame.content,
        source_kind=speaker,
        certainty=certainty,
        polarity=polarity,
        kind=kind,
        score=frame.score,
        parent=parent,
    )


def _speaker_kind(
    text: str, frame: Frame, quoted: list[Quotation], before: list[SourceKind], surroundings: Surroundings
) -> SourceKind:
    """Classify a frame's source; a bare "it" or "they" takes after the last source that it can mean."""
    if not frame.source:
        return SourceKind.UNNAMED
    words = spans_of(frame.source, text).strip()
    if _FIRST_PERSON.match(words) and frame.parent is None and enclosing(quoted, frame.source[0]) is None:
        return SourceKind.AUTHOR
    if words.casefold() in {"he", "she"}:
        return _antecedent(before, (SourceKind.PERSON, SourceKind.UNNAMED), SourceKind.PERSON)
    known = source_kind(words, surroundings)
    if known is not None:
        return known
    fitting = _NEUTER if words.casefold() in {"it", "which", "that"} else _PLURAL
    return _antecedent(before, fitting, fitting[0])


def _antecedent(before: list[SourceKind], fitting: tuple[SourceKind, ...], default: SourceKind) -> SourceKind:
    """Return the kind of the last source that a pronoun can mean: "he" after "an official" is unnamed."""
    return next((kind for kind in reversed(before) if kind in fitting), default)
