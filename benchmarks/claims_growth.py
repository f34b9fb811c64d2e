"""What linking one more report costs, by size of the case: ``python benchmarks/claims_growth.py [FOLDER]``.

The reports of FOLDER (those of the demonstration if none is given) are read once. A case is filled with
copies of them whose contents are perturbed (some names are others, so that some statements are of claims of
their own), linked with a comparer that costs next to nothing; then a few more reports are linked with the
shipped matcher, and their claims traced. Prints the median CPU time of each, the ratio to the smallest case,
and memory. ``--sizes`` are numbers of assertions.
"""

from __future__ import annotations

import random
import re
import resource
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import rows
from growth import DEMONSTRATION, KEPT, copied, invented, items, processed
from table import show

from sayso.link.keys import floats, pack
from sayso.link.matcher import Comparison
from sayso.model.findings import Findings
from sayso.model.ids import sha256
from sayso.model.statement import Excerpt
from sayso.pipeline.claims import link_new, shipped_matcher, trace_new
from sayso.pipeline.reports import report_pipeline
from sayso.store import Case, open_case

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model.item import Item
    from sayso.model.outcome import Processed

SIZES = (1_000, 10_000)
ADDED = 7
TOGETHER = 40
NOISE = 0.02
ALIKE = 0.9
_NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")


class Cheap:
    """Embeds a content as the matcher does its original, and finds contents the same by their nearness."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}
        self._vectors: dict[str, bytes] = {}

    def embed(self, one: Excerpt) -> bytes:
        """Return the embedding of the content without names, moved a little."""
        text = one.content
        if text not in self._vectors:
            bare = _NAME.sub("Velt", text)
            if bare not in self._known:
                self._known[bare] = shipped_matcher().embed(Excerpt(bare))
            base = floats([self._known[bare]])[0]
            seed = int(sha256(text)[:12], 16)
            random_part = [random.Random(seed + place).gauss(0, NOISE) for place in range(len(base))]
            self._vectors[text] = pack(base + random_part) if self._known[bare] else b""
        return self._vectors[text]

    def compare(self, left: Excerpt, right: Excerpt) -> Comparison:
        """Compare by nearness."""
        near = float(floats([self.embed(left)])[0] @ floats([self.embed(right)])[0])
        return Comparison(0.99 if near > ALIKE else 0.01, 0.0)


def perturbed(one: Processed, number: int) -> tuple[Item, Processed]:
    """Return a copy in which, as often as not, names in the text are others of the same length."""
    rng = random.Random(number)
    names = sorted({name for name in _NAME.findall(one.document.text) if rng.random() > KEPT})
    others = {name: (invented(rng) * 3)[: len(name)].capitalize() for name in names}
    text = _NAME.sub(lambda match: others.get(match[0], match[0]), one.document.text)
    document = replace(one.document, text=text, text_sha256=sha256(text))
    return copied(replace(one, document=document, findings=Findings()), number)


def fill(case: Case, made: Sequence[Processed], makers: Sequence, size: int) -> int:
    """Fill a case with at least so many assertions; return how many."""
    cheap, count, number = Cheap(), 0, 0
    while count < size:
        some = [perturbed(made[(number + more) % len(made)], number + more) for more in range(TOGETHER)]
        number += TOGETHER
        count += sum(len(one.assertions) for _, one in some)
        case.capture([item for item, _ in some])
        case.record([one for _, one in some], makers)
        link_new(case, cheap)
        print(f"\r{count:,} assertions", end="", file=sys.stderr)
    print(file=sys.stderr)
    trace_new(case)
    return count


def added(case: Case, made: Sequence[Processed], makers: Sequence) -> tuple[float, float]:
    """Link and trace a few more reports; return the median CPU seconds of each."""
    linked, traced = [], []
    for number in range(ADDED):
        item, one = perturbed(made[number % len(made)], 10_000_000 + number)
        case.capture([item])
        case.record([one], makers)
        started = time.process_time()
        link_new(case)
        between = time.process_time()
        trace_new(case)
        linked.append(between - started)
        traced.append(time.process_time() - between)
    return statistics.median(linked), statistics.median(traced)


def measure(folder: Path, sizes: Sequence[int]) -> dict[str, float]:
    """Fill a case of each size and add to it."""
    pipeline = report_pipeline()
    made = processed(pipeline(tuple(items(folder))))
    shipped_matcher().compare(Excerpt("one"), Excerpt("two"))  # loaded before anything is timed
    figures: dict[str, float] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as place, open_case(Path(place) / "case.db", create=True) as case:
            figures[f"assertions_{size}"] = float(fill(case, made, pipeline.makers, size))
            linking, tracing = added(case, made, pipeline.makers)
            figures[f"link_seconds_{size}"], figures[f"trace_seconds_{size}"] = linking, tracing
            figures[f"seconds_{size}"] = linking + tracing
            figures[f"megabytes_{size}"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    figures["ratio"] = figures[f"seconds_{sizes[-1]}"] / figures[f"seconds_{sizes[0]}"]
    return figures


def main() -> None:
    """Run from the command line."""
    parser = rows.parser(__doc__, DEMONSTRATION)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    options = parser.parse_args()
    figures = measure(options.path, options.sizes)
    first = figures[f"seconds_{options.sizes[0]}"]
    table = [
        [
            f"{size:,} assertions", figures[f"assertions_{size}"], 1000 * figures[f"link_seconds_{size}"],
            1000 * figures[f"trace_seconds_{size}"], figures[f"seconds_{size}"] / first,
            figures[f"megabytes_{size}"],
        ]
        for size in options.sizes
    ]  # fmt: skip
    head = ("case of", "held", "linking, ms", "tracing, ms", "ratio", "memory, MB")
    show("Linking one more report: CPU time, median", head, table)
    rows.write(figures, options.output)


if __name__ == "__main__":
    main()
