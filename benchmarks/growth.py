"""What adding one report costs in a small case and in a large one: ``python benchmarks/growth.py [FOLDER]``.

The reports of FOLDER (those of the demonstration if none is given) are read once. A case is then filled with
copies of what was made of them, each with a text of its own and with other names for some of whom it names,
so that there are as many names as in a case of so many reports. Into the case of each size a few more are
added from their bytes, as ``sayso add`` does it: read, stored, and their names resolved. Prints the median
CPU time of each part and the ratio of the whole; ``--sizes`` are the sizes.
"""

from __future__ import annotations

import random
import resource
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import rows
from table import show

from sayso.model.annotation import MentionKind
from sayso.model.findings import Findings
from sayso.model.ids import content_id, sha256
from sayso.model.item import Item
from sayso.model.outcome import Outcome, Processed
from sayso.pipeline.entities import resolve_new
from sayso.pipeline.reports import ReportPipeline, report_pipeline
from sayso.read.gather import gather
from sayso.store import Case, open_case

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model.reference import LocalEntity

DEMONSTRATION = Path(__file__).resolve().parents[1] / "src" / "sayso" / "actions" / "demo_case"
SIZES = (50, 5000)
ADDED = 9
KEPT = 0.5
"""Share of names that a copy keeps; the others are renamed."""
TOGETHER = 50
_SYLLABLES = (
    "bal", "cor", "dan", "fen", "gor", "hal", "jor", "kem", "lis", "mor", "nar", "pel", "quin", "ros", "sul",
    "tar", "ven", "wex", "yor", "zan",
)  # fmt: skip


def invented(rng: random.Random) -> str:
    """Return an invented word."""
    return "".join(rng.choice(_SYLLABLES) for _ in range(3)).capitalize()


def copied(one: Processed, number: int) -> tuple[Item, Processed]:
    """Return a copy that is another report: its text ends in a number, and some of its names are others."""
    rng = random.Random(number)
    text = f"{one.document.text}\n{number}"
    item = Item(text.encode(), f"{number}.txt", "file")
    document = replace(
        one.document, id=item.id, sha256=item.sha256, text=text, text_sha256=sha256(text),
        location=item.location, key=None, outlet=one.document.outlet,
    )  # fmt: skip
    ids = {old.id: content_id("att", item.id, old.id) for old in one.attributions}
    attributions = tuple(
        replace(old, id=ids[old.id], document=item.id, nested_in=old.nested_in and ids[old.nested_in])
        for old in one.attributions
    )
    assertions = tuple(
        replace(
            old, id=content_id("ast", item.id, old.id), document=item.id, attribution=ids[old.attribution]
        )
        for old in one.assertions
    )
    findings = replace(
        one.findings,
        entities=tuple(renamed(entity, rng) for entity in one.findings.entities),
        events=(),
    )
    return item, Processed(document, attributions, assertions, one.makers, findings)


def renamed(entity: LocalEntity, rng: random.Random) -> LocalEntity:
    """Return an entity under another name, as often as not; bodies and places keep their last word."""
    if rng.random() < KEPT:
        return entity
    last = invented(rng) if entity.kind is MentionKind.PERSON else entity.name.rsplit(" ", 1)[-1]
    name = f"{invented(rng)} {last}"
    first, *others = entity.aliases
    return replace(entity, name=name, aliases=(replace(first, name=name), *others))


def items(folder: Path) -> list[Item]:
    """Return the reports of a folder."""
    return [one for one in gather([str(folder)]) if isinstance(one, Item)]


def processed(outcomes: Sequence[Outcome]) -> list[Processed]:
    """Return what could be read and has names."""
    return [one for one in outcomes if isinstance(one, Processed) and one.findings != Findings()]


def fill(case: Case, made: Sequence[Processed], pipeline: ReportPipeline, size: int) -> None:
    """Fill a case with copies."""
    for start in range(0, size, TOGETHER):
        some = [copied(made[n % len(made)], n) for n in range(start, min(size, start + TOGETHER))]
        case.capture([item for item, _ in some])
        case.record([one for _, one in some], pipeline.makers)
        resolve_new(case)


def added(case: Case, texts: Sequence[str], pipeline: ReportPipeline) -> dict[str, float]:
    """Add reports one by one; return the median CPU seconds of each part."""
    parts: dict[str, list[float]] = {"reading": [], "storing": [], "names": []}
    for number, text in enumerate(texts):
        item = Item(f"{text}\nadded {number}".encode(), f"added-{number}.txt", "file")
        started = time.process_time()
        outcomes = pipeline((item,))
        read = time.process_time()
        case.capture([item])
        case.record(outcomes, pipeline.makers)
        stored = time.process_time()
        resolve_new(case)
        ended = time.process_time()
        for part, seconds in zip(parts, (read - started, stored - read, ended - stored), strict=True):
            parts[part].append(seconds)
    medians = {part: statistics.median(seconds) for part, seconds in parts.items()}
    whole = statistics.median(map(sum, zip(*parts.values(), strict=True)))
    return medians | {"whole": whole}


def measure(folder: Path, sizes: Sequence[int]) -> dict[str, float]:
    """Fill a case of each size and add to it."""
    pipeline = report_pipeline()
    made = processed(pipeline(tuple(items(folder))))
    texts = [one.document.text for one in made][:ADDED]
    figures: dict[str, float] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as place, open_case(Path(place) / "case.db", create=True) as case:
            fill(case, made, pipeline, size)
            for part, seconds in added(case, texts, pipeline).items():
                figures[f"{part}_seconds_{size}"] = seconds
            figures[f"entities_{size}"] = float(sum(1 for _ in case.entities()))
    small, large = sizes[0], sizes[-1]
    figures["ratio"] = figures[f"whole_seconds_{large}"] / figures[f"whole_seconds_{small}"]
    figures["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return figures


def main() -> None:
    """Run from the command line."""
    parser = rows.parser(__doc__, DEMONSTRATION)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    options = parser.parse_args()
    figures = measure(options.path, options.sizes)
    table = [
        [
            f"{size:,} reports", figures[f"entities_{size}"],
            *(1000 * figures[f"{part}_seconds_{size}"] for part in ("reading", "storing", "names", "whole")),
        ]
        for size in options.sizes
    ]  # fmt: skip
    head = ("case of", "entities", "reading, ms", "storing, ms", "names, ms", "whole, ms")
    show("Adding one report: CPU time, median", head, table)
    print(f"\nratio {figures['ratio']:.2f}; memory at most {figures['megabytes']:.0f} MB")
    rows.write(figures, options.output)


if __name__ == "__main__":
    main()
