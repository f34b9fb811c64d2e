"""Entities, pairs that may be one, and judgments as rows for a pipe and as blocks for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.cli.render import STYLES, line_of
from sayso.cli.render_found import many
from sayso.cli.terminal import Line, one_line

if TYPE_CHECKING:
    from sayso.actions.watch import Watched
    from sayso.model.entity import Entity, EntityLink
    from sayso.model.judgment import Judgment

_MOST_ALIASES = 8


def _row(*fields: object) -> str:
    return "\t".join(one_line("" if field is None else str(field)) for field in fields)


def _entity_block(entity: Entity) -> list[Line]:
    counts = f"{many(entity.documents, 'report')} · {many(entity.references, 'mention')}"
    lines = [
        line_of((one_line(entity.name), STYLES["source"]), (f"  {entity.schema} · {entity.id}", "dim")),
        line_of((counts, ""), indent=4),
    ]
    others = [alias for alias in entity.aliases if alias.name != entity.name]
    for alias in others[:_MOST_ALIASES]:
        why = f" – {'; '.join(alias.reasons)}" if alias.reasons else ""
        lines.append(line_of((f"“{one_line(alias.name)}”", "bold"), (one_line(why), "dim"), indent=4))
    if len(others) > _MOST_ALIASES:
        lines.append(line_of((f"{len(others) - _MOST_ALIASES} more names", "dim"), indent=4))
    if entity.offices:
        lines.append(line_of((one_line("; ".join(entity.offices)), "dim"), indent=4))
    return [*lines, line_of()]


def _entity_row(entity: Entity) -> str:
    others = " | ".join(alias.name for alias in entity.aliases if alias.name != entity.name)
    return _row(entity.id, entity.schema, entity.documents, entity.references, entity.name, others)


def _link_block(pair: tuple[EntityLink, Entity, Entity]) -> list[Line]:
    link, left, right = pair
    return [
        line_of(
            (one_line(left.name), STYLES["source"]),
            (f"  {left.id} · {many(left.documents, 'report')}", "dim"),
        ),
        line_of(
            (one_line(right.name), STYLES["source"]),
            (f"  {right.id} · {many(right.documents, 'report')}", "dim"),
        ),
        line_of((f"may be one ({link.score:.2f}): {one_line('; '.join(link.reasons))}", ""), indent=4),
        line_of(),
    ]


def _link_row(pair: tuple[EntityLink, Entity, Entity]) -> str:
    link, left, right = pair
    return _row(f"{link.score:.3f}", left.id, left.name, right.id, right.name, "; ".join(link.reasons))


def _judgment_block(one: Judgment) -> list[Line]:
    what = f"undoes {one.undoes}" if one.undoes else f"{one.verb}: {one.left} and {one.right}"
    return [
        line_of((f"{one.sequence}", "bold"), (f"  {what}", ""), (f"  {one.at} · {one_line(one.who)}", "dim")),
        line_of((one_line(one.why), ""), indent=4),
        line_of(),
    ]


def _judgment_row(one: Judgment) -> str:
    return _row(one.sequence, one.at, one.who, one.verb, one.left, one.right, one.undoes, one.why)


def _watch_block(one: Watched) -> list[Line]:
    match = one.match
    topics = f" · {one_line(', '.join(match.topics))}" if match.topics else ""
    return [
        line_of((one_line(one.name), STYLES["source"]), (f"  {many(one.reports, 'report')}", "dim")),
        line_of(
            ("possible match: ", STYLES["cue"]), (one_line(match.name), "bold"),
            (f"  {match.score:.2f} · {one_line(match.list)} {one_line(match.entry)}{topics}", "dim"),
            indent=4,
        ),
        line_of((one_line("; ".join(match.reasons)), "dim"), indent=4),
        line_of(),
    ]  # fmt: skip


def _watch_row(one: Watched) -> str:
    match = one.match
    return _row(
        f"{match.score:.3f}", one.name, one.entity.id if one.entity else "", one.reports, match.list,
        match.entry, match.name, " ".join(match.topics), "; ".join(match.reasons),
    )  # fmt: skip


watch_lines = (_watch_block, _watch_row)
entity_lines = (_entity_block, _entity_row)
link_lines = (_link_block, _link_row)
judgment_lines = (_judgment_block, _judgment_row)
