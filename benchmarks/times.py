"""How well sayso finds and normalises times.

    python benchmarks/times.py PATH [--json FILE]

Lines with ``id``, ``dct`` (day of writing), ``text`` and ``timex`` ([{start, end, type, value, mod}]), as
TempEval-3's time expressions are kept; of a folder, every ``*.jsonl`` is measured by itself, too.

Scores are TempEval-3's (UzZaman et al. 2013). A found time matches a marked one if they share a character,
each is matched once, in order of the text:

strict   F1, both ends the same
span     F1 of all matches
type     F1 of matches of the same type (DATE, TIME, DURATION, SET)
value    F1 of matches with the same value, letter by letter
accuracy of values, over the matches alone

Beside it stands dateparser's own search (``dateparser.search.search_dates``, English, seen from the day of
writing), its dates as DATE values of one day. Words per second are of CPU time of this process.
"""

from __future__ import annotations

import time
import warnings
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

import rows
from scoring import Tally
from table import show

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KEYS = ("dct", "text", "timex")
DAY = len("2024-03-22")


class Mark(NamedTuple):
    """A time in place: characters, end-exclusive, with its type and value."""

    start: int
    end: int
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A text with its day of writing and its marks."""

    text: str
    written: str
    gold: list[Mark]


def ours(text: str, written: str) -> list[Mark]:
    """Return what sayso finds."""
    from sayso.text.times import find_times

    found = find_times(text, written)
    return [Mark(one.span.start, one.span.end, one.kind.value, one.value) for one in found]


def of_dateparser(text: str, written: str) -> list[Mark]:
    """Return what dateparser's search finds."""
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": datetime.fromisoformat(written[:DAY])}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = search_dates(text, languages=["en"], settings=settings) or []
    marks, at = [], 0
    for words, moment in found:
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
            marks.append(Mark(start, at, "DATE", moment.date().isoformat()))
    return marks


def sample(row: dict) -> Sample:
    """Return a line as a sample."""
    marks = [Mark(one["start"], one["end"], one["type"], one["value"]) for one in row["timex"]]
    return Sample(row["text"], row["dct"], sorted(marks))


def pairs(gold: list[Mark], found: list[Mark]) -> list[tuple[Mark, Mark]]:
    """Match marked times with found ones, in order of the text, each once."""
    matched, free = [], 0
    for one in gold:
        for at in range(free, len(found)):
            if found[at].start >= one.end:
                break
            if found[at].end > one.start:
                matched.append((one, found[at]))
                free = at + 1
                break
    return matched


def count(gold: list[Mark], found: list[Mark], tally: Tally) -> None:
    """Add one text's figures."""
    matched = pairs(gold, found)
    hits = {
        "span": len(matched),
        "strict": sum(one[:2] == other[:2] for one, other in matched),
        "type": sum(one.kind == other.kind for one, other in matched),
        "value": sum(one.value == other.value for one, other in matched),
    }
    for key, number in hits.items():
        tally.count(key, number, len(found), len(gold))
    tally.count("accuracy", hits["value"], len(matched), len(matched))


def measure(samples: list[Sample], reader: Callable[[str, str], list[Mark]]) -> dict[str, float]:
    """Read all texts and return every figure."""
    reader(samples[0].text[:1000], samples[0].written)
    tally, words, seconds = Tally(), 0, 0.0
    for one in samples:
        began = time.process_time()
        found = reader(one.text, one.written)
        seconds += time.process_time() - began
        words += len(one.text.split())
        count(one.gold, found, tally)
    return {
        "value_f1": tally.f1("value"),
        "value_accuracy": tally.precision("accuracy"),
        "type_f1": tally.f1("type"),
        "span_f1": tally.f1("span"),
        "span_precision": tally.precision("span"),
        "span_recall": tally.recall("span"),
        "strict_f1": tally.f1("strict"),
        "words_per_second": words / max(seconds, 1e-9),
    }


def load(path: Path) -> dict[str, list[Sample]]:
    """Return the samples of each file, by its name."""
    files = [path] if path.is_file() else sorted(path.glob("*.jsonl"))
    found = {file.stem: [sample(row) for row in rows.read(file, KEYS)] for file in files}
    return {name: samples for name, samples in found.items() if samples}


def table(title: str, samples: list[Sample]) -> dict[str, float]:
    """Measure some texts, print one table, and return the figures, dateparser's with its name before them."""
    readers = {"sayso": ours, "dateparser": of_dateparser}
    found = {name: measure(samples, reader) for name, reader in readers.items()}
    number = sum(len(one.gold) for one in samples)
    show(
        f"{title}: {number} times in {len(samples)} texts",
        ("measure", *found),
        [(name, *(figures[name] for figures in found.values())) for name in found["sayso"]],
    )
    peer = {f"dateparser_{name}": value for name, value in found["dateparser"].items()}
    return {**found["sayso"], **peer, "times": number, "texts": len(samples)}


def main() -> None:
    """Run from the command line."""
    parser = rows.parser(__doc__)
    options = parser.parse_args()
    files = load(options.path)
    if not files:
        parser.error(f"no times are marked in {options.path}")
    figures: dict[str, float] = {}
    if len(files) > 1:
        for name, samples in files.items():
            figures |= {f"{name}_{key}": value for key, value in table(name, samples).items()}
    figures |= table(str(options.path), [one for samples in files.values() for one in samples])
    rows.write(figures, options.output)


if __name__ == "__main__":
    main()
