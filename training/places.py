"""Fit how far each sign speaks for the name of a place (``resolve/places/data/belief.tsv``).

    python training/places.py DATA [--out FILE]

The signs are declared in ``sayso.resolve.places.signs``; this only weighs them: a logistic sum, fitted by
Newton's method with a penalty, on GUM's named places of those genres whose texts may be used freely (train
and dev parts), once with what the reading model sees and once without. The same on every run. To be run
again after the reading model was trained anew.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
from entities import INSIDE, plain_text

from sayso.annotate.stage import AnnotateStage
from sayso.resolve.places.scan import sightings, tokens
from sayso.resolve.places.signs import Document, signs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sayso.model.annotation import Mention

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "src" / "sayso" / "resolve" / "places" / "data" / "belief.tsv"
FREE = frozenset({"CC BY 2.5", "CC BY 4.0", "CC BY-SA 3.0"})
"""Licences of texts that may teach what is shipped."""
PENALTY = 4.0
TURNS = 30
ENOUGH = 1e-4
LEAST = 0.005
PRIOR = {
    "inhabitants": 4.0,
    "before_container": 3.0,
    "after_place_comma": 1.5,
    "after_locative": 0.5,
    "short_form": 1.0,
    "is_country": 1.5,
    "is_capital": 1.0,
    "is_region": 0.5,
    "is_district": 0.5,
    "read_geopolitical_whole": 1.5,
    "read_geopolitical": 0.5,
    "placed_elsewhere": 1.0,
    "before_small_body": 1.0,
    "read_person": -1.0,
    "surname": -1.0,
    "first_name": -0.5,
    "english_word": -1.5,
    "before_body": -1.0,
    "after_body_of": -1.0,
}
"""What the signs are taken to say before anything is seen; the fit is pulled towards it."""
HEAD = "# Sign\tweight, in a logistic sum: how each sign speaks for a place (or, below zero, against it).\n"

Row = tuple["Mapping[str, float]", bool]


def documents(folder: Path) -> Iterator[tuple[str, set[tuple[int, int]]]]:
    """Yield text and spans of named places of GUM's documents that may be used freely."""
    by_document: dict[str, list[dict]] = defaultdict(list)
    for file in sorted((folder / "gum").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").split("\n"):
            row = json.loads(line) if line.strip() else None
            if row and row["split"] in {"train", "dev"} and row["licence"] in FREE:
                by_document[row["doc"]].append(row)
    for some in by_document.values():
        ordered = sorted(some, key=lambda row: row["sent"])
        text, tokens_at = plain_text(ordered)
        yield (
            text,
            {span for row, here in zip(ordered, tokens_at, strict=True) for span in _places(row, here)},
        )


def _places(row: dict, here: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the names of a sentence's places; of "Springfield, Ohio" the first: the second is one too."""
    for one in row["entities"]:
        if one["type"] != "place" or not one["named"]:
            continue
        start, end = one["start"], one["end"]
        while start < end and row["upos"][start] == "DET":
            start += 1
        marks = (at for at in range(start, end) if row["tokens"][at] in {",", "(", ")", ";"})
        end = next(marks, end)
        while end > start and row["upos"][end - 1] == "PART":
            end -= 1
        tags = row["upos"][start:end]
        if tags and tags[0] == tags[-1] == "PROPN" and INSIDE.issuperset(tags):
            yield here[start][0], here[end - 1][1]


def rows(text: str, places: set[tuple[int, int]], mentions: Sequence[Mention]) -> Iterator[Row]:
    """Yield the signs of each name that the gazetteer has, and whether it is a place's here."""
    words = tokens(text)
    everything = sightings(text, words)
    document = Document(text, words, everything, mentions)
    for one in everything:
        if not one.people:
            yield signs(document, one), (one.start, one.end) in places


def fitted(some: Sequence[Row]) -> dict[str, float]:
    """Return the weight of each sign."""
    names = sorted({name for found, _ in some for name in found})
    column = {name: number for number, name in enumerate(names)}
    values = np.zeros((len(some), len(names)))
    for at, (found, _) in enumerate(some):
        for name, value in found.items():
            values[at, column[name]] = value
    gold = np.array([place for _, place in some], dtype=float)
    prior = np.array([PRIOR.get(name, 0.0) for name in names])
    weights = np.zeros(len(names))
    for _ in range(TURNS):
        chance = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (chance - gold) + PENALTY * (weights - prior)
        bend = (values * (chance * (1 - chance))[:, None]).T @ values + PENALTY * np.eye(len(names))
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < ENOUGH:
            break
    return dict(zip(names, weights.tolist(), strict=True))


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    stage, some = AnnotateStage(), []
    for text, places in documents(options.data):
        _, mentions = stage.read(text)
        some += [*rows(text, places, mentions), *rows(text, places, ())]
    if not some:
        parser.error(f"{options.data} has no documents of GUM: give the folder that holds the folder gum")
    weights = fitted(some)
    kept = sorted((name for name in weights if abs(weights[name]) >= LEAST), key=lambda n: (-weights[n], n))
    lines = (f"{name}\t{weights[name]:.2f}\n" for name in kept)
    options.out.write_text(HEAD + "".join(lines), encoding="utf-8")
    print(f"{len(some):,} names, {sum(place for _, place in some):,} of them places; {len(kept)} signs")


if __name__ == "__main__":
    main()
