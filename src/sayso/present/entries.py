"""Entries of a brief: one statement with its footnotes, its tally and its pointers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sayso.present.context import Entries, Entry, Limits, More, Pointer, Ref
from sayso.present.footnotes import Notes, date_of, where
from sayso.present.grouping import outlets_of, reports_of
from sayso.present.links import command, language_tag
from sayso.present.sentence import Statement, speaker_of, statement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.model.ledger import LedgerLine
    from sayso.present.concern import Concern

_LONG_QUOTE = 700
_ALL = 10**9


@dataclass(slots=True)
class Desk:
    """What sections are made from: the lines, the limits, the growing footnotes, who may concern whom."""

    lines: Sequence[LedgerLine]
    limits: Limits
    notes: Notes = field(default_factory=Notes)
    concerns: Mapping[int, Sequence[Concern]] = field(default_factory=dict)
    """Position of a line to the lines that it may concern, or that may concern it."""
    made: int = 0

    def entries(
        self,
        groups: Sequence[Sequence[int]],
        caps: tuple[int, int],
        more: str,
        *,
        folded: bool = False,
        room: int = _ALL,
    ) -> Entries:
        """Make entries of groups: ``caps`` are how many to show and how many to fold; the rest is counted.

        Args:
            groups: positions of lines; a group becomes one entry.
            caps: shown, folded.
            more: the command that lists what is left out.
            folded: the whole list stands in a fold already.
            room: no new entry is begun once there are this many footnotes.
        """
        shown: list[Entry] = []
        hidden: list[Entry] = []
        for index, group in enumerate(groups[: sum(caps)]):
            if len(self.notes) >= room:
                break
            into, fold = (shown, folded) if index < caps[0] else (hidden, True)
            into.append(self.entry(group, folded=fold))
        rest = groups[len(shown) + len(hidden) :]
        left_out = sum(len(group) for group in rest)
        return Entries(
            tuple(shown), tuple(hidden), More(left_out, more if rest else ""), sum(map(len, groups))
        )

    def entry(self, group: Sequence[int], *, folded: bool = False) -> Entry:
        """Make one entry of lines that say the same."""
        line = self.lines[group[0]]
        told, cut = shortened(statement(line))
        most = self.limits.notes_per_entry
        refs = tuple(self.notes.ref(self.lines[position], folded=folded) for position in group[:most])
        left = len(group) - len(refs)
        self.made += 1
        return Entry(
            anchor=f"entry-{self.made}",
            statement=told,
            cut=cut,
            refs=refs,
            more_refs=More(left, command_for(line) if left else ""),
            tally=self.tally(group),
            pointers=self.pointers(group, folded=folded),
            language=language_tag(line.report.language),
        )

    def pointers(self, group: Sequence[int], *, folded: bool) -> tuple[Pointer, ...]:
        """Return what the group may concern, each statement once."""
        found: list[Pointer] = []
        seen: set[tuple[str, str]] = set()
        for concern in (concern for position in group for concern in self.concerns.get(position, ())):
            other = self.lines[concern.other]
            told, cut = shortened(statement(other))
            key = (told.who.casefold(), " ".join(told.quote.split()).casefold())
            if key in seen or len(found) == self.limits.pointers:
                continue
            seen.add(key)
            found.append(
                Pointer(
                    told, cut, self.notes.ref(other, folded=folded), other.report.outlet or "",
                    date_of(other.report), concern.shared, language_tag(other.report.language),
                )
            )  # fmt: skip
        return tuple(found)

    def tally(self, group: Sequence[int]) -> str:
        """Return the count line. It never says or hints that reports are independent of each other."""
        reports = reports_of(self.lines, group)
        if len(reports) == 1:
            return where(self.lines[group[0]].report)
        outlets = len(outlets_of(self.lines, group))
        told = counted(outlets, "outlet") if outlets else "outlets not known"
        return f"{counted(len(reports), 'report')} · {told} · origin not established"

    def known(self, positions: Sequence[int]) -> tuple[Ref, ...]:
        """Return references for a table: to those of the lines that have a footnote already."""
        refs = (self.notes.known(self.lines[position]) for position in positions)
        found = sorted((ref for ref in refs if ref is not None), key=lambda ref: ref.number)
        return tuple(found[: self.limits.row_notes])


def shortened(told: Statement) -> tuple[Statement, int]:
    """Cut a very long quotation at a blank; return also how many characters were left out (0 as a rule)."""
    quote = told.quote
    if len(quote) <= _LONG_QUOTE:
        return told, 0
    end = quote.rfind(" ", _LONG_QUOTE // 2, _LONG_QUOTE)
    end = end if end > 0 else _LONG_QUOTE
    return replace(told, quote=quote[:end], marks=("“", "”")), len(quote) - end


def counted(number: int, noun: str) -> str:
    """Return ``1 report``, ``3 reports``, ``1,200 reports``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def command_for(line: LedgerLine) -> str:
    """Return the command that lists all that this line's speaker says."""
    who, verbatim, _ = speaker_of(line)
    named = line.assertion.speaker or (who if verbatim else None)
    kind = line.assertion.source_kind.value
    return command("assertions", "CASE", speaker=named, source_kind=None if named else kind)
