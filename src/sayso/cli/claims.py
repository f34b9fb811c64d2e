"""``sayso claims``, ``origins``, ``contradictions``: who else says so, from where, and who says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sayso.cli.found import limit_option, listed
from sayso.cli.options import case_argument, choice, json_option
from sayso.cli.terminal import complain, json_line, write
from sayso.cli.terminal import show as print_lines
from sayso.model.claim import ClaimFilter, ContradictionKind, ContradictionStatus

if TYPE_CHECKING:
    from pathlib import Path


@click.command(short_help="List what is claimed, and how many origins it has.")
@case_argument
@click.option("--words", metavar="WORDS", help="Only claims in one of whose contents these words stand.")
@click.option("--speaker", metavar="TEXT", help="Only claims of which such a speaker or source speaks.")
@click.option("--disputed", is_flag=True, help="Only claims that some assert and others deny.")
@click.option("--proposed", is_flag=True, help="List pairs that may be one claim instead.")
@click.option(
    "--reports", type=click.IntRange(min=1), default=1, metavar="N", help="Only claims in N reports or more."
)
@limit_option
@json_option
def claims(
    case: Path,
    words: str | None,
    speaker: str | None,
    disputed: bool,
    proposed: bool,
    reports: int,
    limit: int | None,
    as_json: bool,
) -> None:
    """List what is claimed, each claim once, with its sourcing: reports, outlets, origins.

    Forty reports that go back to one official have one origin. "Not established" counts further origins that
    may rest on the others. A claim is given in the words of one of its assertions. What may be one claim is
    proposed, not made: --proposed lists it, and `sayso judge` decides. In a pipe each line has
    tab-separated fields: id, reports, outlets, origins, not established, asserted, denied, questioned, left
    open, first published, proposition.

    \b
    Examples:
      sayso claims case.db --reports 3
      sayso claims case.db --disputed --words "responsible"
    """
    from itertools import islice

    from sayso.actions import claims as actions
    from sayso.cli import render_claims

    _tell_waiting(case)
    if proposed:
        pairs = islice(actions.proposed(case), limit)
        listed(pairs, as_json, actions.proposed_json, render_claims.proposed_lines, ("pair", "pairs"))
        return
    wanted = ClaimFilter(words=words, speaker=speaker, disputed=disputed, reports=reports)
    lines = islice(actions.claims(case, wanted), limit)
    listed(lines, as_json, actions.claim_json, render_claims.claim_lines, ("claim", "claims"))


@click.command(short_help="Show where a claim comes from.")
@case_argument
@click.argument("claim", required=False, metavar="[CLAIM]")
@click.option("--dot", is_flag=True, help="Write the tree for Graphviz instead (`dot -Tsvg`).")
@json_option
def origins(case: Path, claim: str | None, dot: bool, as_json: bool) -> None:
    """Show where a claim comes from: its origins, which report has it from which, and why.

    CLAIM is the id of a claim or of one of its assertions, or its beginning. With --json it may be left out:
    one line a claim then. Origins that are not listed as independent are not established to be so. At the end
    stand claims that say more, or less, in so many words.

    \b
    Examples:
      sayso origins case.db CLAIM
      sayso origins case.db CLAIM --dot | dot -Tsvg > tree.svg
    """
    from sayso.actions import claims as actions
    from sayso.cli import render_claims

    _tell_waiting(case)
    if as_json:
        for told in actions.origins_told(case, claim):
            tell_moved(claim or "", told["claim"])
            write(json_line(told))
        return
    if claim is None:
        message = "Name a claim (`sayso claims` lists them), or ask for all with --json."
        raise click.UsageError(message)
    view = actions.claim(case, claim)
    tell_moved(claim, view.claim.id)
    if dot:
        for row in render_claims.dot_lines(view.claim, view.lines):
            write(row)
        return
    print_lines(render_claims.origin_lines(*view))


@click.command(short_help="List what cannot both hold.")
@case_argument
@click.option("--status", type=choice(ContradictionStatus), help="Only such contradictions.")
@click.option("--kind", type=choice(ContradictionKind), help="Only contradictions of this kind.")
@limit_option
@json_option
def contradictions(
    case: Path, status: str | None, kind: str | None, limit: int | None, as_json: bool
) -> None:
    """List what cannot both hold: denials of a claim, and claims that give one thing two values.

    Candidates wait for somebody to look at them. What only seems to contradict, because it speaks of another
    time or another part, or brings an earlier figure up to date, is dismissed and says why. In a pipe each
    line has tab-separated fields: status, kind, score, pairs, claim, who, stance, quotation, claim, who,
    stance, quotation, reasons.

    \b
    Example:
      sayso contradictions case.db --status confirmed
    """
    from itertools import islice

    from sayso.actions import contradictions as actions
    from sayso.cli import render_claims

    _tell_waiting(case)
    lines = islice(actions.contradictions(case, status=status, kind=kind), limit)
    listed(
        lines,
        as_json,
        actions.contradiction_json,
        render_claims.contradiction_lines,
        ("contradiction", "contradictions"),
    )


def tell_moved(asked: str, now: str) -> None:
    """Say so where a claim's id, once noted, leads to another claim now."""
    if asked.startswith("clm-") and not now.startswith(asked):
        complain(
            f"{asked} is no claim of its own any more: the assertion that founded it is of {now} now; others "
            "that it had may have gone elsewhere"
        )


def _tell_waiting(case: Path) -> None:
    from sayso.actions.claims import waiting

    if left := waiting(case):
        complain(f"of {left:,} reports the claims are not complete: the next `sayso add` goes on with it")
