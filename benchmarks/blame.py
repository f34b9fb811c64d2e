"""Whom a report of an attack blames, and on whose word: MUC-4's slots 10 and 11.

    python benchmarks/blame.py PATH [--json FILE] [--tune]

The folder holds documents (``id``, ``split``, ``paragraphs``) and claims (``doc``, ``organization``: its
names, ``confidence``, ``optional``, ``uncertain_key``). All is trained on the split ``dev``: documents of
other splits are measured, unless there are none.

Ours goes from text to the end: the text is read, attributions and events are made, and
:mod:`sayso.attribute.events.accused` tells whom the report blames, from the threshold on that it ships.
Beside it: everybody whom events alone give as a perpetrator; the reading model's own head alone (its
mentions grouped by name, see organisations.py, and blamed from :data:`THRESHOLD` on); and three that blame
whoever is named.

An organisation is right if a name of it is a name of the key's, case and a leading the aside. A second one
for the same one is a mistake; an organisation that the key marks as optional or uncertain need not be
found, and is no mistake if it is. Claims of a document that share a name are one organisation.

Backing: for each organisation that must be found, what is said of its backing. Any of the backings that the
key gives for it is right. End to end, one that was not seen in the text counts as wrong; ``given_found``
leaves it out; ``blamed`` counts all as wrong that are not blamed, too. Macro-F1 is the mean over the
backings that the key uses.

How the head's mentions are put together (the surest one, or the chance that any of them is right) and its
threshold are those that did best on the documents of ``dev``; ``--tune`` measures all of them there.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import rows
from organisations import joined_names, names_in, organisations
from scoring import Tally
from table import show

from sayso.model.annotation import Backing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from organisations import Organisation

    from sayso.attribute.events.accused import Accused, Described
    from sayso.attribute.events.report import Report as Parsed
    from sayso.model.annotation import Mention
    from sayso.model.event import Event

COMBINE, THRESHOLD = "any", 0.95
BACKINGS = tuple(backing.value for backing in Backing)
"""In the order of a mention's blame."""
COMMON = 0.2
"""A name that dev blames in this share of the documents that hold it is blamed wherever it stands, by the
baseline that reads nothing; about where that baseline does best.
"""
MAJORITY = 0
"""The backing most common in dev."""
KINDS = ("armed_group", "organisation")
TRAINED_ON = "dev"


@dataclass(frozen=True)
class Blamed:
    """An organisation that a document's key blames."""

    names: frozenset[str]
    backings: tuple[int, ...]
    """Indices into :data:`BACKINGS`, any of which is right."""
    required: bool


@dataclass(frozen=True)
class Report:
    """A document, its key, and what was found in it."""

    text: str
    key: list[Blamed]
    found: list[Organisation]
    """What the reading model's mentions name."""
    report: Parsed | None = None
    """Taken apart."""
    events: tuple[Event, ...] = ()

    def accused(self) -> list[Accused]:
        """Return all bodies that the report names, the likeliest to be blamed first."""
        from sayso.attribute.events.accused import accused

        return accused(self.report, self.events) if self.report else []


def names_of(claim: dict) -> set[str]:
    """Return the folded names that a claim gives its organisation."""
    return set().union(*map(names_in, claim["organization"]))


def blamed(claims: Sequence[dict]) -> list[Blamed]:
    """Return whom the claims of one document blame, claims that share a name made one."""
    names = [names_of(claim) for claim in claims]
    found = []
    for members in joined_names(names):
        some = [claims[number] for number in sorted(members)]
        backings = dict.fromkeys(BACKINGS.index(claim["confidence"].lower()) for claim in some)
        required = any(not claim["optional"] and not claim["uncertain_key"] for claim in some)
        found.append(Blamed(frozenset().union(*(names[n] for n in members)), tuple(backings), required))
    return [one for one in found if one.names]


def chance(mention: Mention) -> float:
    """Return the probability that a mention is blamed, whatever the backing."""
    return min(1.0, sum(mention.blame))


def combined(mentions: Sequence[Mention], way: str) -> float:
    """Return the probability that an organisation is blamed: the ``surest`` mention's, or that of ``any``."""
    chances = [chance(mention) for mention in mentions]
    return max(chances) if way == "surest" else 1 - float(np.prod([1 - one for one in chances]))


def count(key: Sequence[Blamed], found: Iterable[set[str]], tally: Tally) -> None:
    """Add one document's figures; ``found`` are the names of those blamed, the surest first."""
    open_, hits, wrong = list(key), 0, 0
    for names in found:
        right = [one for one in open_ if one.names & names]
        best = max(right, key=lambda one: one.required, default=None)
        if best is None:
            wrong += 1
        else:
            open_.remove(best)
            hits += best.required
    tally.count("organisation", hits, hits + wrong, sum(one.required for one in key))


def backing(names: frozenset[str], found: Sequence[Organisation]) -> int | None:
    """Return what the mentions of an organisation say of its backing; None if no mention names it."""
    mentions = [mention for one in found if one.names & names for mention in one.mentions]
    if not mentions:
        return None
    weighted = np.array([mention.blame for mention in mentions])
    return int((weighted * [[chance(mention)] for mention in mentions]).sum(0).argmax())


def accuracy(key: Sequence[tuple[int, ...]], said: Sequence[int | None]) -> float:
    """Return the share of what is right."""
    return sum(one in right for right, one in zip(key, said, strict=True)) / len(key) if key else 0.0


def macro_f1(key: Sequence[tuple[int, ...]], said: Sequence[int | None]) -> float:
    """Return the mean F1 over the values in the key; of several that are right, the one said or the first."""
    hits, system, gold = Counter(), Counter(), Counter()
    for right, one in zip(key, said, strict=True):
        value = one if one in right else right[0]
        gold[value] += 1
        if one is not None:
            system[one] += 1
            hits[one] += one == value
    scores = [2 * hits[value] / (system[value] + gold[value]) for value in gold]
    return sum(scores) / len(scores) if scores else 0.0


def by_organisation(reports: Sequence[Report], way: str, threshold: float) -> Tally:
    """Return how many organisations are found, blamed from a threshold on."""
    tally = Tally()
    for report in reports:
        sure = [(combined(one.mentions, way), one.names) for one in report.found]
        ranked = sorted((one for one in sure if one[0] >= threshold), key=lambda one: -one[0])
        count(report.key, [names for _, names in ranked], tally)
    return tally


def known(documents: Sequence[dict], claims: Sequence[dict]) -> list[re.Pattern[str]]:
    """Return an expression for each organisation that enough of the documents that name it blame.

    Enough is :data:`COMMON`.
    """
    names = [names_of(claim) for claim in claims]
    texts = {row["id"]: "\n\n".join(row["paragraphs"]) for row in documents}
    found = []
    for members in joined_names(names):
        some = sorted(set().union(*(names[number] for number in members)), key=len, reverse=True)
        if not some:
            continue
        expression = re.compile(rf"\b(?:{'|'.join(map(re.escape, some))})\b", re.IGNORECASE)
        told = len({claims[number]["doc"] for number in members})
        if told >= COMMON * sum(expression.search(text) is not None for text in texts.values()):
            found.append(expression)
    return found


def baselines(reports: Sequence[Report], expressions: Sequence[re.Pattern[str]]) -> dict[str, Tally]:
    """Return what is found if everybody named is blamed, whatever the report says of them."""
    armed, named, seen = Tally(), Tally(), Tally()
    for report in reports:
        count(report.key, [one.names for one in report.found], named)
        some = [one for one in report.found if any(m.kind.value == KINDS[0] for m in one.mentions)]
        count(report.key, [one.names for one in some], armed)
        hits = ({m.group().casefold() for m in one.finditer(report.text)} for one in expressions)
        count(report.key, [names for names in hits if names], seen)
    told = {"every organisation that sayso sees": named, "every armed group that sayso sees": armed}
    return told | (
        {f"every name that dev blames in {COMMON:.0%} of its documents": seen} if expressions else {}
    )


def read(documents: Sequence[dict], claims: Sequence[dict]) -> tuple[list[Report], dict[str, float]]:
    """Read documents; return them and how quickly that went."""
    from sayso.annotate.stage import AnnotateStage
    from sayso.attribute.events.find import events_of
    from sayso.attribute.events.report import taken_apart
    from sayso.attribute.stage import AttributeStage
    from sayso.model.document import Document

    annotate, attribute = AnnotateStage(), AttributeStage()
    annotate.read("The first text takes longer, said Mara Velt.")
    keys: dict[str, list[dict]] = {}
    for claim in claims:
        keys.setdefault(claim["doc"], []).append(claim)
    reports, seconds, later, words, signs = [], 0.0, 0.0, 0, 0
    for row in documents:
        text = "\n\n".join(row["paragraphs"])
        document = Document(row["id"], "", text, "", "text/plain", "-")
        began = time.process_time()
        (annotation,) = annotate([document])
        ((attributions, _),) = attribute([(document, annotation)])
        seconds += time.process_time() - began
        began = time.process_time()
        parsed = taken_apart(text, annotation.mentions, attributions, annotation.sentences)
        events = events_of(row["id"], parsed)
        later += time.process_time() - began
        words, signs = words + len(text.split()), signs + len(text)
        bodies = [mention for mention in annotation.mentions if mention.kind.value in KINDS]
        key = blamed(keys.get(row["id"], []))
        reports.append(Report(text, key, organisations(text, bodies), parsed, events))
    return reports, {
        "words_per_cpu_second": words / seconds,
        "events_characters_per_cpu_second": signs / later,
    }


def by_events(reports: Sequence[Report]) -> Tally:
    """Return what is found if all are blamed whom events give as perpetrators, and nothing else counts."""
    tally = Tally()
    for report in reports:
        found = [(-one.blame["hands"], one.names) for one in _described(report) if one.blame["hand"]]
        count(report.key, [set(names) for _, names in sorted(found, key=lambda one: one[0])], tally)
    return tally


def _described(report: Report) -> list[Described]:
    from sayso.attribute.events.accused import described

    return described(report.report, report.events) if report.report else []


def ours(reports: Sequence[Report]) -> tuple[Tally, list[int | None], list[bool]]:
    """Return who is blamed, and for each organisation that must be: its backing, and whether it is."""
    from sayso.attribute.events.accused import shipped

    tally, said, sure = Tally(), [], []
    for report in reports:
        found = report.accused()
        named = [one for one in found if one.chance >= shipped().least]
        count(report.key, [set(one.names) for one in named], tally)
        for key in report.key:
            if key.required:
                seen = next((one for one in found if one.names & key.names), None)
                said.append(BACKINGS.index(seen.backing.value) if seen else None)
                sure.append(seen is not None and seen in named)
    return tally, said, sure


def measure(reports: Sequence[Report]) -> dict[str, float]:
    """Return every figure but the speed and the baselines that need no reading."""
    tally, said, sure = ours(reports)
    key = [one.backings for report in reports for one in report.key if one.required]
    return (
        _organisations("", tally)
        | _backings("", key, said)
        | _backings(
            "", key, [one if blame else None for one, blame in zip(said, sure, strict=True)], "_blamed"
        )
        | _head(reports, key)
        | _backings("majority_", key, [MAJORITY] * len(key))
        | {
            "claims": len(key),
            "claims_found": sum(one is not None for one in said),
            "documents": len(reports),
        }
    )


def _head(reports: Sequence[Report], key: Sequence[tuple[int, ...]]) -> dict[str, float]:
    """Return the figures of the reading model's head alone."""
    said = [backing(one.names, report.found) for report in reports for one in report.key if one.required]
    tally = by_organisation(reports, COMBINE, THRESHOLD)
    return _organisations("head_", tally) | _backings("head_", key, said)


def _organisations(whose: str, tally: Tally) -> dict[str, float]:
    name = "organisation"
    return {
        f"{whose}organisation_f1": tally.f1(name), f"{whose}organisation_precision": tally.precision(name),
        f"{whose}organisation_recall": tally.recall(name),
    }  # fmt: skip


def _backings(
    whose: str, key: Sequence[tuple[int, ...]], said: Sequence[int | None], of: str = ""
) -> dict[str, float]:
    figures = {
        f"{whose}backing_accuracy{of}": accuracy(key, said),
        f"{whose}backing_macro_f1{of}": macro_f1(key, said),
    }
    if not of and any(one is None for one in said):
        seen = [(right, one) for right, one in zip(key, said, strict=True) if one is not None]
        given = [right for right, _ in seen], [one for _, one in seen]
        figures[f"{whose}backing_accuracy_given_found"] = accuracy(*given)
        figures[f"{whose}backing_macro_f1_given_found"] = macro_f1(*given)
        figures[f"{whose}claims_found"] = len(seen)
    return figures


def tune(reports: Sequence[Report]) -> None:
    """Print organisation F1 for every way of putting mentions together and every threshold."""
    steps = [0.05, *(step / 10 for step in range(1, 10)), 0.95, 0.99]
    ways = ("surest", "any")
    cells = [
        (step, *(by_organisation(reports, way, step).f1("organisation") for way in ways)) for step in steps
    ]
    show(f"{len(reports)} documents of {TRAINED_ON}, organisation F1", ("threshold", *ways), cells)


def report(path: object, figures: dict[str, float], others: dict[str, Tally]) -> None:
    """Print the tables."""
    name = "organisation"
    cells = [
        (label, *(figures[f"{whose}{name}_{part}"] for part in ("precision", "recall", "f1")))
        for label, whose in (
            ("sayso, from text to the end", ""),
            (f"the model's head alone ({COMBINE} mention, from {THRESHOLD} on)", "head_"),
        )
    ]
    rest = [(other, t.precision(name), t.recall(name), t.f1(name)) for other, t in others.items()]
    title = f"{path}: {figures['documents']} documents, {figures['claims']} organisations to be blamed"
    show(title, ("", "precision", "recall", "F1"), [*cells, *rest])
    lines = (
        ("sayso, end to end", "backing_{}", "claims"),
        ("sayso, where the text names it", "backing_{}_given_found", "claims_found"),
        ("sayso, wrong where not blamed", "backing_{}_blamed", "claims"),
        ("the model's head alone", "head_backing_{}", "claims"),
        (f"always “{BACKINGS[MAJORITY]}”", "majority_backing_{}", "claims"),
    )
    keys = ("accuracy", "macro_f1")
    show(
        "their backing, of five",
        ("", "accuracy", "macro-F1", "organisations"),
        [(label, *(figures.get(key.format(one)) for one in keys), figures[of]) for label, key, of in lines],
    )


def main() -> None:
    """Run from the command line."""
    parser = rows.parser(__doc__)
    parser.add_argument("--tune", action="store_true", help=f"measure ways and thresholds on {TRAINED_ON}")
    options = parser.parse_args()
    folder = options.path if options.path.is_dir() else options.path.parent
    documents = rows.read(folder, ("id", "split", "paragraphs"))
    claims = rows.read(folder, ("doc", "organization", "confidence"))
    if not documents or not claims:
        parser.error(f"no documents with claims in {folder}")
    training = [row for row in documents if row["split"] == TRAINED_ON]
    if options.tune:
        tune(read(training, claims)[0])
        return
    measured = [row for row in documents if row["split"] != TRAINED_ON]
    reports, speed = read(measured or training, claims)
    figures = measure(reports) | speed
    ids = {row["id"] for row in training}
    seen = known(training, [claim for claim in claims if claim["doc"] in ids]) if measured else []
    others = {"whoever is a perpetrator of an event": by_events(reports)} | baselines(reports, seen)
    for short, tally in zip(("events", "named", "armed", "lexicon"), others.values(), strict=False):
        figures[f"{short}_organisation_f1"] = tally.f1("organisation")
    report(options.path, figures, others)
    if not measured:
        print("All of it is TRAINED on these documents: there were no others.")
    rows.write(figures, options.output)


if __name__ == "__main__":
    main()
