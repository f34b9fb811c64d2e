"""``sayso entities``, ``judge`` and ``judgments``: whom names denote, and what analysts decide of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sayso.cli.found import limit_option, listed
from sayso.cli.options import case_argument, choice, json_option
from sayso.cli.terminal import complain, json_line, write
from sayso.model.entity import Schema

if TYPE_CHECKING:
    from pathlib import Path


@click.command(short_help="List whom and what the reports name.")
@case_argument
@click.option("--schema", type=choice(Schema), help="Only entities of this FollowTheMoney schema.")
@click.option("--name", metavar="TEXT", help="Only entities one of whose names holds this.")
@click.option("--proposed", is_flag=True, help="List pairs that may be one entity instead.")
@limit_option
@json_option
def entities(
    case: Path, schema: str | None, name: str | None, proposed: bool, limit: int | None, as_json: bool
) -> None:
    """List whom and what the reports name: each entity once, under all its names, with the reasons.

    Doubtful pairs are proposed, not made: --proposed lists them, and `sayso judge` decides. In a pipe
    each line has tab-separated fields: id, schema, reports, mentions, name, other names.

    \b
    Examples:
      sayso entities case.db --schema Person
      sayso entities case.db --proposed
    """
    from itertools import islice

    from sayso.actions import entities as actions
    from sayso.cli import render_entities

    if left := actions.waiting(case):
        complain(
            f"the names of {left:,} reports are not brought in yet: the next `sayso add` goes on with it"
        )
    if proposed:
        pairs = islice(actions.proposed(case), limit)
        called = ("pair", "pairs")
        listed(pairs, as_json, lambda pair: actions.link_json(*pair), render_entities.link_lines, called)
        return
    lines = islice(actions.entities(case, schema=schema, name=name), limit)
    listed(lines, as_json, actions.entity_json, render_entities.entity_lines, ("entity", "entities"))


@click.command(short_help="Decide whether two names are one entity, or two claims one.")
@case_argument
@click.argument("verb", type=click.Choice(["same", "different", "undo"]), metavar="VERB")
@click.argument("entities", nargs=-1, required=True, metavar="ENTITY|CLAIM...")
@click.option("--why", required=True, metavar="TEXT", help="The reason, for whoever reads the case later.")
@click.option("--who", metavar="NAME", help="Who decides; the name of the user of this machine if not given.")
@json_option
def judge(case: Path, verb: str, entities: tuple[str, ...], why: str, who: str | None, as_json: bool) -> None:
    """Decide whether two names, or two claims, are one: `same A B`, `different A B`, `undo N`.

    An entity is named by its id, the beginning of it, or its name; a claim by its id or that of one of its
    assertions. To take one claim apart, name two of its assertions. What reports say stays as it is; the
    judgment is added to a chain that `sayso verify` checks, and can be undone. The claims around two that
    were judged are formed anew: each assertion that went elsewhere is printed, tab-separated, with the claim
    that it was of and the one that it is of now.

    \b
    Examples:
      sayso judge case.db same "Mara Velt" "M. Velt" --why "one minister of that name"
      sayso judge case.db undo 1 --why "there are two"
    """
    import getpass

    from sayso.actions import judge as actions

    decided = actions.decide(case, verb, entities, who=who or getpass.getuser(), why=why)
    made = decided.judgment
    if as_json:
        write(json_line(actions.decided_json(decided)))
    else:
        for move in decided.moved:
            write(f"{move.assertion}\t{move.before}\t{move.now}")
        back = "" if made.undoes else f"; `sayso judge CASE undo {made.sequence}` takes it back"
        complain(f"judgment {made.sequence}: {made.verb}{back}")
    if not actions.in_effect(case, made):
        complain(
            "it changes nothing yet: a report calls one thing by both names, or a judgment says otherwise"
        )


@click.command(short_help="List what analysts decided.")
@case_argument
@json_option
def judgments(case: Path, as_json: bool) -> None:
    """List what analysts decided, in order; judgments that were undone stay in the list.

    In a pipe each line has tab-separated fields: number, time, who, verb, the two ends, the judgment that it
    undoes, why.

    \b
    Example:
      sayso judgments case.db
    """
    from sayso.actions import entities as actions
    from sayso.cli import render_entities

    lines = actions.judgments(case)
    listed(lines, as_json, actions.judgment_json, render_entities.judgment_lines, ("judgment", "judgments"))
