"""Tables of a brief: what is claimed, from how many origins, and what cannot both hold; and count lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.model.claim import ContradictionKind, ContradictionStatus
from sayso.present.context import FactRow, FactTable, More, Ref
from sayso.present.links import command
from sayso.present.when import readable_iso

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sayso.model.claim import Claim, Contradiction, Side, Sourcing

    RefsOf = Callable[[Iterable[str], Iterable[str]], tuple[Ref, ...]]

STANCES = {"asserts": "asserted", "denies": "denied", "questions": "questioned", "leaves_open": "left open"}
_SEVERAL = 2
"""Reports from which a claim is listed, unless it is disputed."""
_LONGEST = 300
"""Characters of a proposition in a table; its footnote has all of it."""


def sourcing_line(one: Sourcing) -> str:
    """Return the count line: "40 reports · 12 outlets · 1 origin · 3 not established"."""
    parts = [_many(one.reports, "report")]
    if one.outlets:
        parts.append(_many(one.outlets, "outlet"))
    parts.append(_many(one.origins, "origin"))
    if one.not_established:
        parts.append(f"{one.not_established:,} not established")
    return " · ".join(parts)


def stances_in_words(one: Claim) -> str:
    """Return how many assertions take which stance: "asserted 12 times, denied twice"."""
    parts = []
    for stance, word in STANCES.items():
        count = one.stances.get(stance, 0)
        if count:
            times = {1: "once", 2: "twice"}.get(count, f"{count:,} times")
            parts.append(f"{word} {times}")
    return ", ".join(parts)


def claim_tables(
    claims: Sequence[Claim], contradictions: Sequence[Contradiction], refs: RefsOf, most: int
) -> tuple[FactTable, ...]:
    """Return the tables that have a row.

    Args:
        claims: all of a case, in the order wanted.
        contradictions: all of a case, in the order wanted; of those that are dismissed only what was brought
            up to date is shown, in a table of its own.
        refs: the footnotes of assertions, by id; the second ones are quoted, and must have one.
        most: rows of each.
    """
    shown = [one for one in claims if one.sourcing.reports >= _SEVERAL or one.disputed]
    real = [one for one in contradictions if one.status is not ContradictionStatus.DISMISSED]
    real.sort(key=lambda one: one.status is not ContradictionStatus.CONFIRMED)
    moved = [one for one in contradictions if one.kind is ContradictionKind.SUPERSESSION]
    made = (
        _claims(shown, refs, most),
        _contradictions(real, refs, most),
        _superseded(moved, refs, most),
    )
    return tuple(table for table in made if table.rows)


def _claims(claims: Sequence[Claim], refs: RefsOf, most: int) -> FactTable:
    return FactTable(
        anchor="claims",
        title="Claims in several reports",
        lead=(
            "Each claim once, in the words of one of its assertions. Reports that go back to one utterance, "
            "document or observer share an origin; further origins are counted as not established unless the "
            "reports show that they cannot rest on one another."
        ),
        head=("Claim", "Stances", "First", "Outlets", "Origins", "Not established", "Reports"),
        rows=tuple(
            FactRow(
                (
                    _quoted(one.proposition), stances_in_words(one), _first(one),
                    f"{one.sourcing.outlets:,}", f"{one.sourcing.origins:,}",
                    f"{one.sourcing.not_established:,}", f"{one.sourcing.reports:,}",
                ),
                refs(
                    (key for origin in one.lineage.origins for key in origin.assertions),
                    (one.representative,),
                ),
            )
            for one in claims[:most]
        ),
        more=More(max(0, len(claims) - most), command("claims", "CASE", reports=str(_SEVERAL))),
        noun="claim",
    )  # fmt: skip


def _contradictions(found: Sequence[Contradiction], refs: RefsOf, most: int) -> FactTable:
    return FactTable(
        anchor="contradictions",
        title="What cannot both hold",
        lead=(
            "Denials of a claim, and claims that give one thing two values. Nobody has looked at a candidate "
            "yet; “sayso judge” settles which statements make one claim."
        ),
        head=("On one side", "On the other", "Kind", "Why", "Pairs"),
        rows=tuple(
            FactRow(
                (
                    _side(one.left), _side(one.right), f"{one.kind}, {one.status}", "; ".join(one.reasons),
                    f"{one.pairs:,}",
                ),
                refs((), (one.left.assertion, one.right.assertion)),
            )
            for one in found[:most]
        ),
        more=More(max(0, len(found) - most), command("contradictions", "CASE")),
        noun="contradiction",
    )  # fmt: skip


def _superseded(found: Sequence[Contradiction], refs: RefsOf, most: int) -> FactTable:
    return FactTable(
        anchor="superseded",
        title="What was brought up to date",
        lead=(
            "Figures that were corrected, or that grew. The earlier and the later one do not contradict each "
            "other; who repeats the earlier one repeats what has been replaced."
        ),
        head=("Earlier", "Later", "Why", "Pairs"),
        rows=tuple(
            FactRow(
                (_side(first), _side(then), "; ".join(one.reasons), f"{one.pairs:,}"),
                refs((), (first.assertion, then.assertion)),
            )
            for one in found[:most]
            for first, then in [sorted((one.left, one.right), key=lambda end: end.published or "~")]
        ),
        more=More(max(0, len(found) - most), command("contradictions", "CASE", kind="supersession")),
        noun="correction",
    )


def _side(end: Side) -> str:
    return f"{end.who} {end.stance.replace('_', ' ')}: {_quoted(end.quote)}"


def _first(one: Claim) -> str:
    first = one.first_appearance
    when = readable_iso(first.published) if first.published else "undated"
    return f"{when}, {first.outlet}" if first.outlet else when


def _quoted(text: str) -> str:
    flat = " ".join(text.split())
    short = flat if len(flat) <= _LONGEST else flat[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return f"“{short}”"


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
