"""How well, and how fast, sayso reads attributions.

    python benchmarks/attribution.py GOLD.jsonl|FOLDER|FICTION.txt [--json FILE] [--flat] [--reporting]
    [--capitals]

Gold lines hold ``id``, ``text`` and ``attributions`` with ``source``, ``cue``, ``content`` span lists. In a
folder, every ``*.jsonl`` is read but ``train`` and ``multi_train``; for the folder of the demonstration case
its own gold is read, and a ``.txt`` is annotated fiction (``training/fiction/README.md``). Prints one table
with other programs and published baselines beside ours. Gold that also tells speaker, kind, mode, certainty
… gets a table of those.

textacy, which finds direct quotations alone, reads the same texts in the same run if it is installed: whole,
as its manual has it, and line by line, since it gives up a text in which quotation marks do not come in
pairs.
Speed is CPU time of this process, models loaded, text to attributions; for spaCy's small English pipeline,
which finds none, text to parsed text. textacy's includes spaCy's.

``--reporting`` adds a table of those attributions, in the gold and found, whose cue holds a reporting word
("said", "according to", "claims": :func:`sayso.text.cues.reports`): it leaves out plans, wishes and deeds.
``--capitals`` reads the same texts once more IN CAPITALS.
"""

from __future__ import annotations

import functools
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import peers
import rows
from facets import Facets
from scoring import ROLES, Tally, score
from table import show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

DEMONSTRATION = Path(__file__).resolve().parents[1] / "src" / "sayso" / "actions" / "demo_case"
BASELINES = {
    # system: token source, cue, content, exact source, cue, content, linked; PolNeAR dev unless said
    "Citron, retrained on the same data": (0.673, 0.506, 0.738, 0.653, 0.544, 0.472, 0.533),
    "pairs of trained people (other articles)": (0.810, 0.693, 0.919, 0.785, 0.713, 0.715, 0.757),
    "CofeNet, BERT-base (as published, test)": (None, None, None, 0.832, 0.753, 0.729, None),
}
TEXTACY = {"textacy": "textacy", "textacy, line by line": "textacy_by_line"}
"""Its two readings in the table, and in the figures."""
MEASURES = (*(f"token_{role}" for role in ROLES), *(f"exact_{role}" for role in ROLES), "linked")


def articles(path: Path) -> list[dict]:
    """Read gold articles from a file, or from all files of a folder that are not for training."""
    if path.resolve() == DEMONSTRATION:
        return demonstration()
    if path.suffix == ".txt":
        return fiction(path)
    return rows.read(path, ("text", "attributions"))


def fiction(path: Path) -> list[dict]:
    """Return annotated fiction as articles."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "training"))
    import markup

    return markup.read(path)


def demonstration() -> list[dict]:
    """Return the demonstration case's gold, its quotes found in the texts that sayso extracts."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    import gold_case

    cases = []
    for report in gold_case.reports():
        text = gold_case.documents()[report["key"]].text
        squeezed = gold_case.Squeezed.of(text)
        found = []
        for entry in report["attributions"]:
            roles = gold_case.spans(report, entry, squeezed)
            found.append(entry | {role: [[span.start, span.end] for span in roles[role]] for role in roles})
        cases.append({"id": report["key"], "text": text, "attributions": found})
    return cases


@dataclass
class Reading:
    """What one program made of all texts, and how fast."""

    found: list[Any]
    words_per_cpu_second: float


def read(inputs: list[Any], reader: Callable[[Any], Any], words: int) -> Reading:
    """Read all inputs, of so many words in all; the first one twice, since it takes longer."""
    reader(inputs[0])
    began = time.process_time()
    found = [reader(one) for one in inputs]
    return Reading(found, words / (time.process_time() - began))


def ours(*, flat: bool) -> Callable[[str], list[dict]]:
    """Return sayso's reader; ``flat`` leaves out what PolNeAR does not mark."""
    from sayso import extract

    def reader(text: str) -> list[dict]:
        found = extract(text)["attributions"]
        if flat:
            found = [item for item in found if item["nested_in"] is None and item["source_kind"] != "author"]
        return found

    return reader


def measure(gold: list[dict], *, flat: bool = False, reporting: bool = False) -> dict[str, float]:
    """Read all texts and return every figure, the speed included; with ``reporting``, of its cues too."""
    texts = [article["text"] for article in gold]
    reading = read(texts, ours(flat=flat), count(texts))
    figures = scores(gold, reading.found) | {"words_per_cpu_second": reading.words_per_cpu_second}
    facets = Facets()
    for article, found in zip(gold, reading.found, strict=True):
        facets.add(article["text"], article["attributions"], found)
    figures |= {f"accuracy_{name}": value for name, value in facets.accuracy().items()}
    if reporting:
        figures |= {f"reporting_{name}": value for name, value in of_reporting(gold, reading.found).items()}
    return figures


def scores(gold: list[dict], found: list[list[dict]]) -> dict[str, float]:
    """Return how well what was found in each text agrees with the gold."""
    tally = Tally()
    for article, some in zip(gold, found, strict=True):
        score(article["text"], article["attributions"], some, tally)
    figures = {f"{name}_f1": tally.f1(name) for name in (*MEASURES, "content", "strict")}
    figures |= {f"linked_{part}": getattr(tally, part)("linked") for part in ("precision", "recall")}
    figures |= {f"recall_{kind}": tally.recall(kind) for kind in ("direct", "mixed", "indirect", "noun_cues")}
    return figures | {
        "articles": len(gold),
        "gold": tally.gold["linked"],
        "noun_cues": tally.gold["noun_cues"],
    }


def of_reporting(gold: list[dict], found: list[list[dict]]) -> dict[str, float]:
    """Return the same for attributions alone whose cue holds a reporting word."""
    texts = [article["text"] for article in gold]
    told = [
        {"text": text, "attributions": with_reporting(text, article["attributions"])}
        for text, article in zip(texts, gold, strict=True)
    ]
    return scores(told, [with_reporting(text, some) for text, some in zip(texts, found, strict=True)])


def with_reporting(text: str, attributions: Iterable[dict]) -> list[dict]:
    """Return those attributions whose cue holds a reporting word."""
    from sayso.text.cues import reports

    return [item for item in attributions if reports(" ".join(text[start:end] for start, end in item["cue"]))]


def in_capitals(gold: list[dict]) -> list[dict]:
    """Return the same articles in capitals; a character whose capital is longer stays, so offsets do too."""
    return [
        article
        | {"text": "".join(char.upper() if len(char.upper()) == 1 else char for char in article["text"])}
        for article in gold
    ]


def others(texts: list[str]) -> tuple[float | None, dict[str, Reading]]:
    """Return words per CPU second of spaCy's small pipeline, and what textacy finds on top of it.

    What is not installed is left out.
    """
    pipeline, find = peers.spacy_small(), peers.textacy_quotations()
    if pipeline is None:
        return None, {}
    parsed = read(texts, pipeline, count(texts))
    found = {}
    takes = (peers.quotations, peers.quotations_by_paragraph)
    for name, take in zip(TEXTACY, takes, strict=True) if find else ():
        alone = read(parsed.found, functools.partial(take, find=find), count(texts))
        both = 1 / (1 / parsed.words_per_cpu_second + 1 / alone.words_per_cpu_second)
        found[name] = Reading(alone.found, both)
    return parsed.words_per_cpu_second, found


def count(texts: list[str]) -> int:
    """Return the number of words."""
    return sum(len(text.split()) for text in texts)


def main() -> None:
    """Run from the command line."""
    parser = rows.parser(__doc__)
    parser.add_argument(
        "--flat",
        action="store_true",
        help="leave out attributions inside others, open questions and inferences",
    )
    parser.add_argument("--reporting", action="store_true", help="measure reporting cues apart, too")
    parser.add_argument("--capitals", action="store_true", help="read the texts in capitals, too")
    parser.add_argument(
        "--model",
        type=Path,
        help="a folder that training/export.py wrote, to read with instead of sayso's own",
    )
    options = parser.parse_args()
    if options.model:
        import sayso.annotate.stage

        sayso.annotate.stage.SHIPPED = options.model
    gold = articles(options.path)
    if not gold:
        parser.error(f"no attribution gold in {options.path}")
    figures = measure(gold, flat=options.flat, reporting=options.reporting)
    spacy, readings = others([article["text"] for article in gold])
    published = BASELINES if options.path.resolve().parts[-2:] == ("polnear", "dev.jsonl") else {}
    theirs = {name: scores(gold, reading.found) for name, reading in readings.items()}
    title = f"{options.path}: {figures['gold']} attributions in {len(gold)} articles, F1"
    report(title, figures, theirs, published)
    if options.reporting:
        prefix = "reporting_"
        mine = {name.removeprefix(prefix): value for name, value in figures.items() if prefix in name}
        apart = {name: of_reporting(gold, reading.found) for name, reading in readings.items()}
        report(f"{mine['gold']} attributions whose cue holds a reporting word, F1", mine, apart, {})
    figures |= {f"{TEXTACY[name]}_linked_f1": some["linked_f1"] for name, some in theirs.items()}
    figures |= speeds(figures["words_per_cpu_second"], spacy, readings)
    if options.capitals:
        loud = measure(in_capitals(gold), flat=options.flat)
        figures |= {
            "capitals_linked_f1": loud["linked_f1"],
            "capitals_loss": figures["linked_f1"] - loud["linked_f1"],
        }
    skipped = (*(f"{name}_f1" for name in MEASURES), *(name for name in figures if "reporting_" in name))
    show("sayso, more", ("measure", "value"), [item for item in figures.items() if item[0] not in skipped])
    if spacy is None:
        print(
            "spaCy's small English pipeline is not installed, so neither it nor textacy ran "
            f"({peers.GET_TEXTACY})"
        )
    elif not readings:
        print(f"textacy is not installed, so it did not run ({peers.GET_TEXTACY})")
    rows.write(figures, options.output)


def report(
    title: str, mine: dict[str, float], theirs: dict[str, dict[str, float]], published: dict[str, tuple]
) -> None:
    """Print one table: sayso, what ran beside it, and what was published."""
    names = (*(f"{name}_f1" for name in MEASURES), "recall_direct")
    lines = [(name, *(some[key] for key in names)) for name, some in ({"sayso": mine} | theirs).items()]
    lines += [(name, *values, None) for name, values in published.items()]
    show(title, ("", *MEASURES, "recall of direct"), lines)


def speeds(mine: float, spacy: float | None, readings: dict[str, Reading]) -> dict[str, float]:
    """Return how many times as fast as each peer sayso is."""
    found = {"ratio_spacy_small": mine / spacy} if spacy else {}
    if readings:
        found["ratio_textacy"] = mine / next(iter(readings.values())).words_per_cpu_second
    return found


if __name__ == "__main__":
    main()
