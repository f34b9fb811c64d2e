"""Sorting ledger lines: into the sections of a brief, by who speaks, and by the same words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.model.assertion import Stance
from sayso.model.attribution import Kind, SourceKind
from sayso.present.sentence import speaker_of
from sayso.present.when import sort_key
from sayso.text.bodies import PRONOUNS

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from sayso.model.ledger import LedgerLine


@dataclass(frozen=True, slots=True)
class Sections:
    """Each line of the ledger stands in exactly one of these; numbers are positions in the list of lines."""

    denied: tuple[int, ...]
    asserted: tuple[int, ...]
    inferred: tuple[int, ...]
    open: tuple[int, ...]


def sections(lines: Sequence[LedgerLine]) -> Sections:
    """Sort lines into sections: denials first, then open questions, then inferences; the rest is asserted."""
    denied, asserted, inferred, left_open = [], [], [], []
    for position, line in enumerate(lines):
        assertion = line.assertion
        if assertion.stance is Stance.DENIES:
            denied.append(position)
        elif assertion.kind is Kind.QUESTION or assertion.stance in {Stance.QUESTIONS, Stance.LEAVES_OPEN}:
            left_open.append(position)
        elif assertion.kind is Kind.INFERENCE:
            inferred.append(position)
        else:
            asserted.append(position)
    return Sections(tuple(denied), tuple(asserted), tuple(inferred), tuple(left_open))


def speaker_key(line: LedgerLine) -> Hashable:
    """Return what makes two lines the same speaker's, as far as the texts tell.

    A canonical name holds across reports. Words without a name ("he", "the minister") hold inside one report.
    An unnamed source is grouped by its description, which the brief says need not mean one and the same; a
    pronoun, or no words at all, describes nobody and holds inside one report.
    """
    kind = line.assertion.source_kind
    who, verbatim, _ = speaker_of(line)
    folded = " ".join(who.split()).casefold()
    if kind is SourceKind.UNNAMED and line.source_text.strip() and folded not in PRONOUNS:
        return (kind, folded)
    named = line.assertion.speaker or (kind is SourceKind.AUTHOR and line.report.author)
    if named and not verbatim:
        return (kind, folded)
    return (kind, folded, line.report.id)


def is_named(line: LedgerLine) -> bool:
    """Tell whether somebody other than the author speaks, under a name."""
    kind = line.assertion.source_kind
    return bool(line.assertion.speaker) and kind not in {SourceKind.UNNAMED, SourceKind.AUTHOR}


def basis_of(line: LedgerLine) -> str:
    """Return on what basis it is said: a value of :class:`SourceKind`; a person without a name is unnamed."""
    kind = line.assertion.source_kind
    if kind is SourceKind.PERSON and not line.assertion.speaker:
        return SourceKind.UNNAMED.value
    return kind.value


def same_words(lines: Sequence[LedgerLine], positions: Iterable[int]) -> list[list[int]]:
    """Fold lines in which one speaker says the same words, the same way, into one group each.

    Case and white space of the words do not count; stance, certainty, polarity and kind do.
    """
    groups: dict[Hashable, list[int]] = {}
    for position in positions:
        line = lines[position]
        said = line.assertion
        words = " ".join(line.quote.split()).casefold()
        key = (speaker_key(line), words, said.stance, said.certainty, said.polarity, said.kind)
        groups.setdefault(key, []).append(position)
    return list(groups.values())


def by_speaker(lines: Sequence[LedgerLine], positions: Iterable[int]) -> list[list[int]]:
    """Group lines by who speaks; most reports first, then most lines, then most recent."""
    groups: dict[Hashable, list[int]] = {}
    for position in positions:
        groups.setdefault(speaker_key(lines[position]), []).append(position)
    ranked = most_recent_first(lines, list(groups.values()))
    return sorted(ranked, key=lambda group: (-len(reports_of(lines, group)), -len(group)))


def most_reported_first(lines: Sequence[LedgerLine], groups: list[list[int]]) -> list[list[int]]:
    """Sort groups by the number of reports; those equal, by recency."""
    ranked = most_recent_first(lines, groups)
    return sorted(ranked, key=lambda group: -len(reports_of(lines, group)))


def most_recent_first(lines: Sequence[LedgerLine], groups: list[list[int]]) -> list[list[int]]:
    """Sort groups by the latest date of publication in them, latest first; undated ones last."""
    return sorted(groups, key=lambda group: max(_when(lines[position]) for position in group), reverse=True)


def reports_of(lines: Sequence[LedgerLine], positions: Iterable[int]) -> set[str]:
    """Return the ids of the reports that the lines stand in."""
    return {lines[position].report.id for position in positions}


def outlets_of(lines: Sequence[LedgerLine], positions: Iterable[int]) -> set[str]:
    """Return the names of the outlets, as far as they are known."""
    return {outlet for position in positions if (outlet := lines[position].report.outlet)}


def _when(line: LedgerLine) -> str:
    return sort_key(line.report.published)
