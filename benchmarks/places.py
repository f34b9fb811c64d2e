"""How well sayso finds names of places in news, and which place it takes them for.

    python benchmarks/places.py PATH [--json FILE] [--without-reader]

Lines with ``text`` and ``toponyms`` (``start``, ``end``, ``phrase`` and, where known, ``lat``, ``lon``), as
LGL, GeoVirus, TR-News and GeoWebNews (Gritta, Pilehvar & Collier 2019). Every file is measured by itself,
and all together. Where ``start`` does not point at ``phrase``, the nearest place within 40 characters that
has it counts.

``toponym_*``: exact spans, a leading "the" and a closing full stop aside. ``accuracy_161km``: of the found
ones whose coordinates are known, how many are placed within 161 km (100 miles) of them, the field's usual
measure; a name found and not placed is wrong; ``…_all``: of all whose coordinates are known, found or not;
``…_gold_spans``: given the gold spans. ``median_km``: error over the found and placed.

Corpora differ on whether "Kenyan" is the name of a place. A file that marks at least half of the nationality
words in its texts is measured with them counted (the table says so); ``toponym_f1_no_nationalities`` leaves
them out of both sides.

Beside ours, in the same run: the same spans, each the most populous place of its name in the same gazetteer;
the longest match of the gazetteer everywhere, most populous; what the reading model alone calls a place; and
ours without the reading model. spaCy's small English pipeline finds names (not places on a map) if installed.
"""

from __future__ import annotations

import math
import re
import statistics
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import peers
import rows
from scoring import Tally
from table import show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from sayso.model.annotation import Mention
    from sayso.model.place import Toponym

REACH = 40
KM_161 = 161.0
ARTICLE = re.compile(r"the\s+(?=\S)", re.IGNORECASE)
SPACY = frozenset({"GPE", "LOC"})
READER = frozenset({"geopolitical", "place"})

Point = tuple[float, float]


class Mark(NamedTuple):
    """A name in place: characters, end-exclusive, without a leading "the" and a closing stop."""

    start: int
    end: int


Found = dict[Mark, "Point | None"]
"""What a system found, and where it puts it."""


@dataclass
class Sample:
    """A text with its gold and what the reading model saw."""

    text: str
    gold: dict[Mark, Point | None]
    mentions: Sequence[Mention] = ()
    nationalities: set[Mark] = field(default_factory=set)
    """Nationality words of the text, in gold or not."""


@dataclass
class Score:
    """Figures of one system over some texts."""

    tally: Tally = field(default_factory=Tally)
    right: int = 0
    placed: int = 0
    found: int = 0
    known: int = 0
    errors: list[float] = field(default_factory=list)

    def add(self, sample: Sample, found: Found) -> None:
        """Count one text."""
        gold = sample.gold
        self.tally.count("name", len(gold.keys() & found.keys()), len(found), len(gold))
        left, ours = gold.keys() - sample.nationalities, found.keys() - sample.nationalities
        self.tally.count("no_nationalities", len(left & ours), len(ours), len(left))
        for mark, where in gold.items():
            if where is None:
                continue
            self.known += 1
            if mark not in found:
                continue
            self.found += 1
            put = found[mark]
            if put is not None:
                self.errors.append(kilometres(put, where))
                self.right += self.errors[-1] <= KM_161

    def figures(self) -> dict[str, float]:
        """Return the figures by name."""
        return {
            "toponym_f1": self.tally.f1("name"),
            "toponym_precision": self.tally.precision("name"),
            "toponym_recall": self.tally.recall("name"),
            "toponym_f1_no_nationalities": self.tally.f1("no_nationalities"),
            "accuracy_161km": self.right / self.found if self.found else 0.0,
            "accuracy_161km_all": self.right / self.known if self.known else 0.0,
            "median_km": statistics.median(self.errors) if self.errors else math.nan,
        }


def kilometres(one: Point, other: Point) -> float:
    """Return the distance over the globe (haversine)."""
    (lat, lon), (other_lat, other_lon) = (tuple(map(math.radians, point)) for point in (one, other))
    half = math.sin((other_lat - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(other_lat) * math.sin((other_lon - lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


def mark(text: str, start: int, end: int) -> Mark:
    """Return a mark without a leading article and a closing stop."""
    article = ARTICLE.match(text, start, end)
    start = article.end() if article else start
    return Mark(start, end - 1 if text[end - 1 : end] == "." and end - start > 1 else end)


def aligned(text: str, start: int, phrase: str) -> int | None:
    """Return where the phrase stands, nearest to ``start``; None if it is not near."""
    low = max(0, start - REACH)
    window = text[low : start + REACH + len(phrase)]
    places = [low + found.start() for found in re.finditer(re.escape(phrase), window)]
    return min(places, key=lambda place: abs(place - start), default=None)


def sample(row: dict) -> Sample:
    """Return a line as a text with its gold."""
    gold: dict[Mark, Point | None] = {}
    for one in row["toponyms"]:
        start = aligned(row["text"], one["start"], one["phrase"])
        if start is not None and one["phrase"]:
            lat, lon = one.get("lat"), one.get("lon")
            where = None if lat is None or lon is None else (float(lat), float(lon))
            gold[mark(row["text"], start, start + len(one["phrase"]))] = where
    return Sample(row["text"], gold)


def prepare(samples: Iterable[Sample], *, reader: bool) -> None:
    """Read the texts with the reading model, and find their nationality words."""
    from sayso.annotate.stage import AnnotateConfig, AnnotateStage
    from sayso.resolve.places.scan import sightings, tokens

    stage = AnnotateStage(AnnotateConfig(nested=False))
    for one in samples:
        if reader:
            one.mentions = stage.read(one.text)[1]
        seen = sightings(one.text, tokens(one.text))
        one.nationalities = {mark(one.text, name.start, name.end) for name in seen if name.people}


def counts_nationalities(samples: Iterable[Sample]) -> bool:
    """Tell whether these texts' gold marks at least half of the nationality words."""
    words = [(one, word) for one in samples for word in one.nationalities]
    return bool(words) and 2 * sum(word in one.gold for one, word in words) >= len(words)


def as_found(text: str, toponyms: Iterable[Toponym]) -> Found:
    """Return toponyms as marks with the likeliest place."""
    return {
        mark(text, one.span.start, one.span.end): (
            (one.candidates[0].place.latitude, one.candidates[0].place.longitude) if one.candidates else None
        )
        for one in toponyms
    }


def most_populous(text: str, marks: Iterable[Mark]) -> Found:
    """Return each name's most populous place: of its main names if it has any."""
    from sayso.model.span import Span
    from sayso.resolve.places.gazetteer import gazetteer
    from sayso.resolve.places.scan import sighting_at, tokens

    words, places = tokens(text), gazetteer()
    found: Found = {}
    for one in marks:
        seen = sighting_at(text, words, Span(*one))
        if seen is None:
            found[one] = None
            continue
        row = next((entry.row for entry in seen.entries if not entry.flag), seen.entries[0].row)
        place = places.place(row)
        found[one] = (place.latitude, place.longitude)
    return found


def ours(*, nationalities: bool, reader: bool) -> Callable[[Sample], Found]:
    """Return sayso, with what the reading model saw or without it."""
    from sayso.resolve.places import PlacesConfig, find_toponyms

    config = PlacesConfig(nationalities=nationalities)

    def system(one: Sample) -> Found:
        return as_found(one.text, find_toponyms(one.text, one.mentions if reader else (), (), config))

    return system


def longest_match(*, nationalities: bool) -> Callable[[Sample], Found]:
    """Return the longest name of the gazetteer everywhere."""
    from sayso.resolve.places.scan import sightings, tokens

    def system(one: Sample) -> Found:
        seen = sightings(one.text, tokens(one.text))
        marks = [mark(one.text, name.start, name.end) for name in seen if nationalities or not name.people]
        return most_populous(one.text, marks)

    return system


def model_alone(one: Sample) -> Found:
    """Return what the reading model calls a place."""
    spans = [name.span for name in one.mentions if name.kind.value in READER]
    return most_populous(one.text, [mark(one.text, span.start, span.end) for span in spans])


def of_spacy(pipeline: Any) -> Callable[[Sample], Found]:
    """Return what spaCy calls a place."""

    def system(one: Sample) -> Found:
        seen = [name for name in pipeline(one.text).ents if name.label_ in SPACY]
        return most_populous(one.text, [mark(one.text, name.start_char, name.end_char) for name in seen])

    return system


def gold_spans(one: Sample) -> Found:
    """Return where sayso puts the gold's names."""
    from sayso.model.span import Span
    from sayso.resolve.places import locate

    return as_found(one.text, locate(one.text, [Span(*name) for name in one.gold]))


def systems(*, nationalities: bool, reader: bool) -> dict[str, Callable[[Sample], Found]]:
    """Return ours and what it is measured against."""
    full = ours(nationalities=nationalities, reader=reader)
    made = {
        "sayso": full,
        "same spans, most populous": lambda one: most_populous(one.text, full(one)),
        "longest match, most populous": longest_match(nationalities=nationalities),
    }
    if reader:
        made["reading model, most populous"] = model_alone
        made["sayso without reading model"] = ours(nationalities=nationalities, reader=False)
    if pipeline := peers.spacy_small():
        made["spaCy small, most populous"] = of_spacy(pipeline)
    made["gold spans, sayso"] = gold_spans
    made["gold spans, most populous"] = lambda one: most_populous(one.text, one.gold)
    return made


def measure(samples: Sequence[Sample], *, nationalities: bool, reader: bool) -> dict[str, Score]:
    """Run every system over the texts."""
    scores = {}
    for name, system in systems(nationalities=nationalities, reader=reader).items():
        scores[name] = Score()
        for one in samples:
            scores[name].add(one, system(one))
    return scores


def merged(scores: Sequence[Score]) -> Score:
    """Return the scores of several files as one."""
    whole = Score()
    for one in scores:
        for name in ("name", "no_nationalities"):
            whole.tally.count(name, one.tally.hits[name], one.tally.system[name], one.tally.gold[name])
        whole.right += one.right
        whole.found += one.found
        whole.known += one.known
        whole.errors += one.errors
    return whole


def report(title: str, scores: dict[str, Score]) -> dict[str, float]:
    """Print one table and return its figures as flat names."""
    made = {name: score.figures() for name, score in scores.items()}
    measures = list(next(iter(made.values())))
    show(
        title,
        ("system", *measures),
        [(name, *(found[one] for one in measures)) for name, found in made.items()],
    )
    flat = dict(made["sayso"])
    flat["accuracy_161km_gold_spans"] = made["gold spans, sayso"]["accuracy_161km"]
    flat["baseline_accuracy_161km"] = made["same spans, most populous"]["accuracy_161km"]
    flat["baseline_accuracy_161km_gold_spans"] = made["gold spans, most populous"]["accuracy_161km"]
    flat["baseline_toponym_f1"] = made["longest match, most populous"]["toponym_f1"]
    if "sayso without reading model" in made:
        flat["toponym_f1_without_reader"] = made["sayso without reading model"]["toponym_f1"]
    return flat | {"toponyms": scores["sayso"].tally.gold["name"], "with_coordinates": scores["sayso"].known}


def speed(samples: Sequence[Sample]) -> float:
    """Return characters a CPU second, finding and choosing, without the reading model."""
    from sayso.resolve.places import find_toponyms

    began = time.process_time()
    for one in samples:
        find_toponyms(one.text)
    return sum(len(one.text) for one in samples) / (time.process_time() - began)


def files(path: Path) -> list[Path]:
    """Return the files to be measured."""
    return [path] if path.is_file() else sorted(path.glob("*.jsonl"))


def main() -> None:
    """Run from the command line."""
    parser = rows.parser(__doc__)
    parser.add_argument("--without-reader", action="store_true", help="leave the reading model out")
    options = parser.parse_args()
    every: list[dict[str, Score]] = []
    texts: list[Sample] = []
    figures: dict[str, float] = {}
    for file in files(options.path):
        samples = [sample(row) for row in rows.read(file, ("text", "toponyms"))]
        if not samples:
            continue
        reader = not options.without_reader
        prepare(samples, reader=reader)
        nationalities = counts_nationalities(samples)
        every.append(measure(samples, nationalities=nationalities, reader=reader))
        texts += samples
        told = "counted" if nationalities else "not counted"
        names = sum(len(one.gold) for one in samples)
        title = f"{file.name}: {len(samples)} texts, {names} names; nationality words {told}"
        flat = report(title, every[-1])
        figures |= {f"{file.stem}_{name}": value for name, value in flat.items()}
    if not texts:
        parser.error(f"no toponyms are marked in {options.path}")
    whole = {name: merged([one[name] for one in every]) for name in every[0]}
    figures |= report(f"{options.path}: all", whole)
    figures["characters_per_cpu_second"] = speed(texts)
    print(f"\n{figures['characters_per_cpu_second']:,.0f} characters a CPU second without the reading model")
    if peers.spacy_small() is None:
        print(f"spaCy's small English pipeline is not installed, so it is left out ({peers.GET_SPACY})")
    rows.write(figures, options.output)


if __name__ == "__main__":
    main()
