"""Claims, their origins and contradictions as rows for a pipe and as blocks for a person."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sayso.cli.render import STYLES, line_of, where
from sayso.cli.terminal import Line, one_line
from sayso.present.claims import STANCES, sourcing_line, stances_in_words
from sayso.present.sentence import statement, who_in_words
from sayso.present.when import readable_iso

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.actions.claims import Proposed
    from sayso.model.claim import Claim, Contradiction, Narrower, Side
    from sayso.model.ledger import LedgerLine
    from sayso.model.lineage import Edge

_SHADES = {"asserts": "#d9ead3", "denies": "#f4cccc", "questions": "#fff2cc", "leaves_open": "#efefef"}


def _row(*fields: object) -> str:
    return "\t".join(one_line("" if field is None else str(field)) for field in fields)


def _when(published: str | None) -> str:
    return readable_iso(published) if published else "undated"


def _claim_block(one: Claim) -> list[Line]:
    first = one.first_appearance
    when = f"first: {_when(first.published)}, {first.outlet or 'outlet not known'}"
    return [
        line_of((one.id, "bold"), (f"  {sourcing_line(one.sourcing)}", STYLES["hop"])),
        line_of((f"“{one_line(one.proposition)}”", STYLES["content"]), indent=4),
        line_of((f"{stances_in_words(one)} · {one_line(when)}", "dim"), indent=4),
        line_of(),
    ]


def _claim_row(one: Claim) -> str:
    counts = one.sourcing
    return _row(
        one.id, counts.reports, counts.outlets, counts.origins, counts.not_established,
        *(one.stances.get(stance, 0) for stance in STANCES), one.first_appearance.published, one.proposition,
    )  # fmt: skip


def origin_lines(one: Claim, lines: Sequence[LedgerLine], beside: Sequence[Narrower]) -> list[Line]:
    """Return a claim with its origins, the assertions of each as a tree, and which are independent.

    Args:
        one: the claim.
        lines: its assertions.
        beside: the claims that say more than it, or less.
    """
    told = {line.assertion.id: line for line in lines}
    numbers = {origin.id: number for number, origin in enumerate(one.lineage.origins, 1)}
    out = [
        line_of((one.id, "bold"), (f"  {sourcing_line(one.sourcing)}", STYLES["hop"])),
        line_of((f"“{one_line(one.proposition)}”", STYLES["content"])),
        line_of((stances_in_words(one), "dim")),
        line_of(),
    ]
    later: dict[str, list[Edge]] = defaultdict(list)
    for edge in one.lineage.edges:
        later[edge.earlier].append(edge)
    pairs = (*one.lineage.independent, *one.lineage.opposed)
    established = {end for left, right, _ in pairs for end in (left, right)}
    for origin in one.lineage.origins:
        number = numbers[origin.id]
        alone = len(numbers) == 1 or origin.id in established
        known = "" if alone else "  independence not established"
        out.append(
            line_of((f"origin {number}  ", "bold"), (one_line(origin.name), STYLES["source"]), (known, "dim"))
        )
        out += _tree(origin.assertions[0], later, told, "")
        out.append(line_of())
    for left, right, reason in one.lineage.independent:
        out.append(
            line_of((f"origins {numbers[left]} and {numbers[right]} are independent: {one_line(reason)}", ""))
        )
    for left, right, reason in one.lineage.opposed:
        out.append(
            line_of((f"origins {numbers[left]} and {numbers[right]} are two sides: {one_line(reason)}", ""))
        )
    if len(numbers) > 1:
        rest = "All others are" if one.lineage.independent else "Their independence is"
        out.append(line_of((f"{rest} not established.", "dim")))
    return out + _narrower(one.id, beside)


def _narrower(claim: str, some: Sequence[Narrower]) -> list[Line]:
    out: list[Line] = []
    for one in some:
        more = one.broader.claim == claim
        end = one.narrower if more else one.broader
        words = "narrower" if more else "broader"
        told = f"{'adds' if more else 'lacks'} “{one.added}”"
        out.append(line_of((f"{words}: ", "bold"), (end.claim, ""), (f"  {one_line(told)}", "dim")))
        out.append(line_of((f"“{one_line(end.quote)}”", STYLES["content"]), indent=4))
    return out


def _tree(root: str, later: dict[str, list[Edge]], told: dict[str, LedgerLine], why: str) -> list[Line]:
    """Return an assertion and, further in, those that go back to it; lineages are no deeper than reports."""
    out: list[Line] = []
    stack: list[tuple[str, int, str]] = [(root, 1, why)]
    while stack:
        key, depth, reason = stack.pop()
        line = told.get(key)
        if line is not None:
            said = statement(line)
            quote = f"{said.marks[0]}{one_line(said.quote)}{said.marks[1]}"
            out.append(
                line_of(
                    ("└ " if depth > 1 else "", "dim"), (one_line(who_in_words(said)), STYLES["source"]),
                    (f" {said.verb}", STYLES["cue"]), (f"  {where(line.report)}  {key}", "dim"),
                    indent=2 * depth,
                )
            )  # fmt: skip
            out.append(line_of((quote, STYLES["content"]), indent=2 * depth + 4))
            if reason:
                out.append(line_of((one_line(reason), "dim"), indent=2 * depth + 4))
        stack += [(edge.later, min(depth + 1, 8), edge.reason) for edge in reversed(later.get(key, []))]
    return out


def dot_lines(one: Claim, lines: Sequence[LedgerLine]) -> Iterator[str]:
    """Yield the lineage of a claim in Graphviz's language: a box an assertion, a frame an origin."""
    told = {line.assertion.id: line for line in lines}
    yield "digraph origins {"
    yield "  rankdir=RL; node [shape=box, style=filled, fontname=Helvetica, fontsize=10];"
    yield "  edge [fontname=Helvetica, fontsize=9];"
    yield f"  label={_quoted(f'{one.proposition} ({sourcing_line(one.sourcing)})')};"
    for number, origin in enumerate(one.lineage.origins, 1):
        yield f"  subgraph cluster_{number} {{ label={_quoted(f'origin {number}: {origin.name}')};"
        for key in origin.assertions:
            line = told.get(key)
            if line is None:
                continue
            label = _quoted(f"{who_in_words(statement(line))}\n{where(line.report)}")
            shade = _quoted(_SHADES[line.assertion.stance])
            yield f"    {_quoted(key)} [label={label}, fillcolor={shade}];"
        yield "  }"
    for edge in one.lineage.edges:
        yield f"  {_quoted(edge.later)} -> {_quoted(edge.earlier)} [label={_quoted(edge.reason)}];"
    first = {origin.id: origin.assertions[0] for origin in one.lineage.origins}
    for pairs, style, word in (
        (one.lineage.independent, "dashed", "independent"), (one.lineage.opposed, "dotted", "two sides"),
    ):  # fmt: skip
        for left, right, reason in pairs:
            label = _quoted(f"{word}: {reason}")
            ends = f"{_quoted(first[left])} -> {_quoted(first[right])}"
            yield f"  {ends} [label={label}, style={style}, dir=none, constraint=false];"
    yield "}"


def _quoted(text: str) -> str:
    parts = (one_line(part) for part in text.split("\n"))
    escaped = "\\n".join(part.replace("\\", "\\\\").replace('"', '\\"') for part in parts)
    return f'"{escaped}"'


def _contradiction_block(one: Contradiction) -> list[Line]:
    more = f" · {one.pairs:,} pairs of assertions" if one.pairs > 1 else ""
    return [
        line_of((f"{one.status} {one.kind}", "bold"), (f"  {one.score:.2f}{more}", "dim")),
        *_side(one.left),
        *_side(one.right),
        line_of((one_line("; ".join(one.reasons)), ""), indent=4),
        line_of(),
    ]


def _side(end: Side) -> list[Line]:
    when = f"{_when(end.published)} · {end.outlet or 'outlet not known'}"
    return [
        line_of(
            (one_line(end.who), STYLES["source"]), (f" {end.stance.replace('_', ' ')}", STYLES["cue"]),
            (f"  {one_line(when)}  {end.claim}  {end.assertion}", "dim"), indent=2,
        ),
        line_of((f"“{one_line(end.quote)}”", STYLES["content"]), indent=4),
    ]  # fmt: skip


def _contradiction_row(one: Contradiction) -> str:
    sides = [field for end in (one.left, one.right) for field in (end.claim, end.who, end.stance, end.quote)]
    return _row(one.status, one.kind, f"{one.score:.3f}", one.pairs, *sides, "; ".join(one.reasons))


def _proposed_block(one: Proposed) -> list[Line]:
    lines = [line_of((f"may be one claim ({one.score:.2f})", "bold"))]
    for line in (one.left, one.right):
        told = statement(line)
        lines += [
            line_of(
                (one_line(who_in_words(told)), STYLES["source"]), (f" {told.verb}", STYLES["cue"]),
                (f"  {where(line.report)}  {line.assertion.claim}  {line.assertion.id}", "dim"), indent=2,
            ),
            line_of((f"{told.marks[0]}{one_line(told.quote)}{told.marks[1]}", STYLES["content"]), indent=4),
        ]  # fmt: skip
    return [*lines, line_of()]


def _proposed_row(one: Proposed) -> str:
    sides = [
        field
        for line in (one.left, one.right)
        for field in (line.assertion.claim, line.assertion.id, line.quote)
    ]
    return _row(f"{one.score:.3f}", *sides)


proposed_lines = (_proposed_block, _proposed_row)
claim_lines = (_claim_block, _claim_row)
contradiction_lines = (_contradiction_block, _contradiction_row)
