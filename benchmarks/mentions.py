"""How well sayso finds names and what they stand for.

    python benchmarks/mentions.py PATH [--json FILE] [--all]

Two formats: lines with ``tokens`` and ``spans`` ([first, end, type], as UNER, WikiGold and CrossNER), each a
text of its own; and re3d's folder of documents (``id``, ``text``, ``collection``) and entities (``doc``,
``begin``, ``end``, ``type``, ``value``, ``confidence``). In a folder, every ``*.jsonl`` is read but ``train``
and, since the model is trained on it, ``ewt_test``. Of re3d, the documents that the model is trained on are
left out, unless there are no others or ``--all`` is given.

A name is found if the same characters are marked, a leading the, a or an aside, and are of the same kind.
Kinds are made coarse: person; organisation, armed groups included; place, which is geopolitical, place and
facility; and, where a corpus marks them, weapon and event. Of what is found, kinds that the corpus does not
mark do not count.

re3d's marks have a confidence. One below 1/2 is a proposal of a machine that people did not bear out ("Jan"
in a date, as a person): it need not be found, and is no mistake if it is. ``f1_all_marks`` takes it for gold.
Many other marks are no names ("the teams", "we"): ``f1_named`` asks for those with a capital letter alone.

spaCy's small English pipeline reads the same texts in the same run if it is installed. Speed is CPU time of
this process, text to names; sayso's includes all else that it reads.
"""

from __future__ import annotations

import itertools
import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import peers
import rows
from scoring import Tally
from table import show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

TRAINING = rows.TRAINING | {"ewt_test"}
TRAINED_ON = ("crossner_politics", "wikigold")
"""Folders that the model learnt from as a whole: figures there are no measure of it."""
RE3D_TRAINED_ON = """
0388FE 051A41 09FF20 108A8C 110104 189862 1F9A1D 204532 208C0A 22BCFA 26CC32 26E018 28829C
2C271B 2E857E 2ED27E 31E634 32AACD 340238 3A7EC6 3B6F5E 487C0B 58A365 5FBCC6 6874F4 6B1837
6CB38F 6E62DC 769579 76F75D 78C6FA 7EA8D4 821F5B 8A716D 8B3BA2 99036C C04462 C3BB2D CBD73D
CFEF9B D21D5C D52939 DEC7A9 ED9C03 F7AC57 FD9389 FEB7BC
"""
"""How the ids of re3d's documents begin that the model is trained on (see training/sources.py)."""
GOLD = {
    "PER": "person", "Person": "person", "person": "person", "politician": "person",
    "ORG": "organisation", "Organisation": "organisation", "organisation": "organisation",
    "politicalparty": "organisation", "corporation": "organisation", "group": "organisation",
    "LOC": "place", "Location": "place", "location": "place", "country": "place",
    "Weapon": "weapon", "MilitaryPlatform": "weapon", "event": "event", "election": "event",
}  # fmt: skip
OURS = {
    "person": "person", "organisation": "organisation", "armed_group": "organisation",
    "geopolitical": "place", "place": "place", "facility": "place", "weapon": "weapon", "event": "event",
}  # fmt: skip
SPACY = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place",
    "EVENT": "event",
}  # fmt: skip
SURE = 0.5
ARTICLE = re.compile(r"(?:the|an?)\s+(?=\S)", re.IGNORECASE)
PRONOUN = re.compile(
    r"(?:i|we|us|our|you|your|he|him|his|she|hers?|its?|they|them|their|this|that|these|those|who|which)",
    re.IGNORECASE,
)


class Mark(NamedTuple):
    """A name in place, its leading article dropped; characters, end-exclusive."""

    start: int
    end: int
    kind: str


@dataclass
class Sample:
    """A text with its marks."""

    text: str
    gold: set[Mark] = field(default_factory=set)
    unsure: set[Mark] = field(default_factory=set)
    """Marks that need not be found and are no mistake if they are."""


def mark(text: str, start: int, end: int, kind: str) -> Mark:
    """Return a mark without a leading article."""
    article = ARTICLE.match(text, start, end)
    return Mark(article.end() if article else start, end, kind)


def sentences(lines: list[dict]) -> list[Sample]:
    """Return lines with ``tokens`` and ``spans``, each as a text with a space between words."""
    samples = []
    for row in lines:
        sample = Sample(" ".join(row["tokens"]))
        starts = [0, *itertools.accumulate(len(word) + 1 for word in row["tokens"])]
        for first, end, kind in row["spans"]:
            if kind in GOLD:
                sample.gold.add(mark(sample.text, starts[first], starts[end] - 1, GOLD[kind]))
        samples.append(sample)
    return samples


def trained_on(name: str) -> bool:
    """Tell whether the model is trained on the re3d document with this id."""
    return name[:6] in RE3D_TRAINED_ON.split()


def documents(
    texts: list[dict], entities: list[dict], *, everything: bool = False
) -> tuple[list[Sample], str]:
    """Return re3d's documents to be measured, and which these are."""
    chosen = [row for row in texts if everything or not trained_on(row["id"])] or texts
    samples = {row["id"]: Sample(row["text"]) for row in chosen}
    for row in entities:
        if row["doc"] not in samples or row["type"] not in GOLD:
            continue
        sample = samples[row["doc"]]
        made = mark(sample.text, row["begin"], row["end"], GOLD[row["type"]])
        (sample.gold if row.get("confidence", 1) >= SURE else sample.unsure).add(made)
    for sample in samples.values():
        sample.unsure -= sample.gold
    trained = sum(trained_on(row["id"]) for row in chosen)
    told = f"{len(samples)} of {len(texts)} documents, " + (
        f"{trained} of them trained on" if trained else "none of them trained on"
    )
    return list(samples.values()), told


def named(sample: Sample) -> Sample:
    """Return the sample with marks that hold no capital letter, and pronouns, made unsure."""
    names = {
        one
        for one in sample.gold
        if (words := sample.text[one.start : one.end]).lower() != words and not PRONOUN.fullmatch(words)
    }
    return Sample(sample.text, names, sample.unsure | (sample.gold - names))


def count(sample: Sample, found: Iterable[Mark], kinds: Iterable[str], tally: Tally) -> None:
    """Add one text's figures: ``typed``, ``untyped``, and each kind that the corpus marks."""
    kinds = set(kinds)
    found = {one for one in found if one.kind in kinds}
    _count("typed", sample.gold, sample.unsure, found, tally)
    bare = [{one[:2] for one in marks} for marks in (sample.gold, sample.unsure, found)]
    _count("untyped", *bare, tally)
    for kind in kinds:
        some = [{one for one in marks if one.kind == kind} for marks in (sample.gold, sample.unsure, found)]
        _count(kind, *some, tally)


def _count(key: str, gold: set, unsure: set, found: set, tally: Tally) -> None:
    counted = found - (unsure - gold)
    tally.count(key, len(gold & found), len(counted), len(gold))


def ours(text: str) -> list[Mark]:
    """Return what sayso finds."""
    from sayso.annotate.stage import AnnotateStage

    _, mentions = AnnotateStage().read(text)
    return [mark(text, one.span.start, one.span.end, OURS[one.kind.value]) for one in mentions]


def of_spacy() -> Callable[[str], list[Mark]] | None:
    """Return a reader that finds what spaCy's small English pipeline finds, or None if there is none."""
    pipeline = peers.spacy_small()
    if pipeline is None:
        return None

    def read(text: str) -> list[Mark]:
        found = [one for one in pipeline(text).ents if one.label_ in SPACY]
        return [mark(text, one.start_char, one.end_char, SPACY[one.label_]) for one in found]

    return read


def measure(samples: list[Sample], kinds: list[str], reader: Callable[[str], list[Mark]]) -> dict[str, float]:
    """Read all texts and return every figure, the speed included."""
    reader(samples[0].text)
    tally, everything, names = Tally(), Tally(), Tally()
    words, seconds = 0, 0.0
    for sample in samples:
        began = time.process_time()
        found = reader(sample.text)
        seconds += time.process_time() - began
        words += len(sample.text.split())
        count(sample, found, kinds, tally)
        count(Sample(sample.text, sample.gold | sample.unsure), found, kinds, everything)
        count(named(sample), found, kinds, names)
    figures = {
        "f1": tally.f1("typed"),
        "precision": tally.precision("typed"),
        "recall": tally.recall("typed"),
    }
    figures |= {"f1_untyped": tally.f1("untyped")}
    figures |= {f"f1_{kind}": tally.f1(kind) for kind in kinds}
    figures |= {f"spans_{kind}": tally.gold[kind] for kind in kinds}
    if any(sample.unsure for sample in samples):
        figures |= {"f1_all_marks": everything.f1("typed"), "spans_all_marks": everything.gold["typed"]}
        figures |= {"f1_named": names.f1("typed"), "spans_named": names.gold["typed"]}
    return figures | {"spans": tally.gold["typed"], "words_per_cpu_second": words / seconds}


def load(path: Path, *, everything: bool = False) -> tuple[list[Sample], list[str]]:
    """Return the texts of a file or folder, and what a reader must know of the choice."""
    lines = rows.read(path, ("tokens", "spans"), TRAINING)
    samples, notes = sentences(lines), []
    folder = path if path.is_dir() else path.parent
    if lines:
        notes.append(f"{len(lines)} sentences")
        if folder.name in TRAINED_ON or path.stem in TRAINING:
            notes.append("sayso's model is TRAINED on these sentences")
        elif path.is_dir() and (path / "ewt_test.jsonl").is_file():
            notes.append("without ewt_test, which sayso's model is trained on")
    texts = rows.read(folder, ("id", "text", "collection"))
    if texts and not lines:
        entities = rows.read(folder, ("doc", "begin", "end", "type", "value"))
        samples, told = documents(texts, entities, everything=everything)
        notes.append(told)
    return samples, notes


def main() -> None:
    """Run from the command line."""
    parser = rows.parser(__doc__)
    parser.add_argument(
        "--all", action="store_true", help="re3d: measure documents that were trained on, too"
    )
    options = parser.parse_args()
    samples, notes = load(options.path, everything=options.all)
    marked = {one.kind for sample in samples for one in sample.gold}
    kinds = [kind for kind in dict.fromkeys(GOLD.values()) if kind in marked]
    if not kinds:
        parser.error(f"no names are marked in {options.path}")
    figures = measure(samples, kinds, ours)
    found = {"sayso": figures}
    if reader := of_spacy():
        found["spaCy small"] = measure(samples, kinds, reader)
        figures = figures | {f"spacy_{name}": value for name, value in found["spaCy small"].items()
                             if not name.startswith("spans")}  # fmt: skip
        figures["ratio_spacy_small"] = figures["words_per_cpu_second"] / figures["spacy_words_per_cpu_second"]
    print("\n" + "; ".join(notes) + ".")
    if "weapon" in kinds and reader:
        print("spaCy marks no weapons.")
    measures = [name for name in found["sayso"] if not name.startswith("spans")]
    counts = {name: found["sayso"].get(name.replace("f1", "spans")) for name in measures if "f1" in name}
    show(
        f"{options.path}: {figures['spans']} names",
        ("measure", *found, "names"),
        [(name, *(some[name] for some in found.values()), counts.get(name)) for name in measures],
    )
    if reader is None:
        print(f"spaCy's small English pipeline is not installed, so it is left out ({peers.GET_SPACY})")
    rows.write(figures, options.output)


if __name__ == "__main__":
    main()
