"""How well sayso tells which names denote one person, body or place.

    python benchmarks/entities.py PATH [--json FILE] [--split dev|test|train] [--seed N] [--documents N]

PATH is GUM's folder or file: sentences (``doc``, ``sent``, ``genre``, ``split``, ``tokens``, ``upos``,
``entities``) with coreference groups. Measured within each document: mentions of persons, places and
organisations that are names and nothing else (proper nouns, with small words between them; of two nested
ones the outer), as gold spans and kinds. News and other genres stand apart. ``pairwise`` counts pairs of
mentions of one document in one group, ``b3`` is B-cubed (Bagga and Baldwin 1998). Beside sayso:
*same string* (capitals, article and possessive ending aside), and *same last word*.

Across documents there is no free corpus of this kind, so ``synthetic`` ones are made from a seed: invented
persons and bodies, named by transliterations, with titles, with slips of typing, by acronyms with and without
their definition; and among them relatives, who share a surname, and namesakes, who share a whole name and
stand in other stories. Counted are pairs of names of documents, and made links only.

Documents of the split ``test`` are measured, unless there are none or ``--split`` names others.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import rows
from invented import Invented, invented
from table import show

from sayso.model.annotation import Mention, MentionKind
from sayso.model.entity import LinkStatus
from sayso.model.span import Span
from sayso.resolve.entities.group import names_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

KINDS = {
    "person": MentionKind.PERSON,
    "organization": MentionKind.ORGANISATION,
    "place": MentionKind.GEOPOLITICAL,
}
INSIDE = frozenset({"PROPN", "ADP", "DET", "CCONJ", "PART", "PUNCT", "NUM", "ADJ", "X", "SYM"})
_NO_SPACE_BEFORE = frozenset(
    {",", ".", ";", ":", "!", "?", ")", "]", "'s", "’s", "n't", "n’t", "'", "”", "%"}
)
_NO_SPACE_AFTER = frozenset({"(", "[", "“", "$", "£", "€"})
_JOINERS = frozenset({"-", "/", "–"})


class Gold(NamedTuple):
    """A name in a text, and the group that the corpus puts it in."""

    span: Span
    kind: MentionKind
    group: str


class Sample(NamedTuple):
    """A document with its names."""

    text: str
    names: list[Gold]
    genre: str


def plain_text(sentences: list[dict]) -> tuple[str, list[list[tuple[int, int]]]]:
    """Return a document's text, written as people write, and where each token of each sentence stands."""
    pieces: list[str] = []
    places: list[list[tuple[int, int]]] = []
    length, glue = 0, True
    for row in sentences:
        here: list[tuple[int, int]] = []
        for token in row["tokens"]:
            begins = not here and bool(pieces) and pieces[-1][-1].isalnum()  # after a heading
            joined = glue or token in _NO_SPACE_BEFORE or token in _JOINERS
            if not joined:
                pieces.append("\n" if begins else " ")
                length += 1
            here.append((length, length + len(token)))
            pieces.append(token)
            length += len(token)
            glue = token in _NO_SPACE_AFTER or token in _JOINERS
        places.append(here)
        glue = False
    return "".join(pieces), places


def sample(sentences: list[dict]) -> Sample:
    """Return one document of the corpus."""
    text, places = plain_text(sentences)
    names: list[Gold] = []
    for row, here in zip(sentences, places, strict=True):
        kept: list[tuple[int, int]] = []
        for one in sorted(row["entities"], key=lambda one: (one["start"], -one["end"])):
            start, end = one["start"], one["end"]
            if one["type"] not in KINDS or not one["named"] or any(a <= start and end <= b for a, b in kept):
                continue
            while end > start and row["upos"][end - 1] == "PART":
                end -= 1
            while start < end and row["upos"][start] == "DET":
                start += 1
            tags = row["upos"][start:end]
            commas = {",", "(", ")", ";"} & set(row["tokens"][start:end])
            if tags and tags[0] == tags[-1] == "PROPN" and INSIDE.issuperset(tags) and not commas:
                kept.append((start, end))
                names.append(Gold(Span(here[start][0], here[end - 1][1]), KINDS[one["type"]], one["id"]))
    return Sample(text, names, sentences[0]["genre"])


def load(lines: list[dict], split: str | None = None) -> list[Sample]:
    """Return the documents of one split; by default of the test split, or, where there is none, of all."""
    chosen = [row for row in lines if row["split"] == (split or "test")]
    documents: dict[str, list[dict]] = defaultdict(list)
    for row in chosen or ([] if split else lines):
        documents[row["doc"]].append(row)
    return [sample(sorted(some, key=lambda row: row["sent"])) for some in documents.values()]


def ours(one: Sample) -> list[Hashable]:
    """Return, for each gold name, the group that sayso puts it in; a name that it dropped stands alone."""
    mentions = [Mention(gold.span, gold.kind, 0.9) for gold in one.names]
    entities = names_of(one.text, mentions)
    places = sorted(
        (naming.span, number) for number, some in enumerate(entities) for naming in some.references
    )
    answers: list[Hashable] = []
    for at, gold in enumerate(one.names):
        over = [(min(span.end, gold.span.end) - max(span.start, gold.span.start), span.end, number)
                for span, number in places if span.overlaps(gold.span)]  # fmt: skip
        answers.append(max(over)[2] if over else ("alone", at))
    return answers


def same_string(one: Sample) -> list[Hashable]:
    """Group by the same characters, capitals aside."""
    return [one.text[gold.span.start : gold.span.end].casefold() for gold in one.names]


def same_last_word(one: Sample) -> list[Hashable]:
    """Group by the same last word."""
    return [one.text[gold.span.start : gold.span.end].casefold().split()[-1] for gold in one.names]


def pairs(labels: Iterable[Hashable]) -> set[tuple[int, int]]:
    """Return all pairs of positions with one label."""
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for at, label in enumerate(labels):
        groups[label].append(at)
    return {pair for some in groups.values() for pair in combinations(some, 2)}


def b_cubed(gold: list[Hashable], found: list[Hashable]) -> tuple[float, float]:
    """Return the sums, over positions, of B-cubed precision and recall."""
    both, golds, founds = Counter(zip(gold, found, strict=True)), Counter(gold), Counter(found)
    shared = [both[pair] for pair in zip(gold, found, strict=True)]
    precision = sum(count / founds[label] for count, label in zip(shared, found, strict=True))
    return precision, sum(count / golds[label] for count, label in zip(shared, gold, strict=True))


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean; 0 if both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def measure(samples: list[Sample], reader: Callable[[Sample], list[Hashable]]) -> dict[str, float]:
    """Return pairwise and B-cubed figures of a reader over documents."""
    hits = found = gold = names = 0
    sums = [0.0, 0.0]
    for one in samples:
        answers, truth = reader(one), [name.group for name in one.names]
        mine, true = pairs(answers), pairs(truth)
        hits, found, gold, names = (
            hits + len(mine & true),
            found + len(mine),
            gold + len(true),
            names + len(truth),
        )
        for at, value in enumerate(b_cubed(truth, answers)):
            sums[at] += value
    precision, recall = hits / found if found else 0.0, hits / gold if gold else 0.0
    cubed = [value / names if names else 0.0 for value in sums]
    return {
        "pairwise_precision": precision, "pairwise_recall": recall, "pairwise_f1": f1(precision, recall),
        "b3_precision": cubed[0], "b3_recall": cubed[1], "b3_f1": f1(*cubed), "names": names, "pairs": gold,
    }  # fmt: skip


def within(samples: list[Sample], title: str, figures: dict[str, float]) -> None:
    """Measure and show news and other genres."""
    for name, some in (
        ("news", [one for one in samples if one.genre == "news"]),
        ("other", [one for one in samples if one.genre != "news"]),
    ):
        if not some:
            continue
        readers = {"sayso": ours, "same string": same_string, "same last word": same_last_word}
        results = {label: measure(some, reader) for label, reader in readers.items()}
        show(
            f"{title}, {name}: {len(some)} documents, {results['sayso']['names']} names, "
            f"{results['sayso']['pairs']} pairs",
            ("measure", *results),
            [(key, *(found[key] for found in results.values())) for key in list(results["sayso"])[:6]],
        )
        for label, found in results.items():
            prefix = "" if label == "sayso" else label.replace(" ", "_") + "_"
            figures |= {f"{prefix}{name}_{key}": value for key, value in found.items()}
    figures["b3_f1"] = measure(samples, ours)["b3_f1"]
    began = time.process_time()
    for one in samples:
        ours(one)
    figures["characters_per_second"] = sum(len(one.text) for one in samples) / (time.process_time() - began)
    print(f"\n{figures['characters_per_second']:,.0f} characters per CPU second.")


def across(made: Invented, figures: dict[str, float]) -> None:
    """Resolve invented documents one by one, and show what was linked."""
    from sayso.resolve.entities.index import MemoryIndex
    from sayso.resolve.entities.resolver import Resolver

    index = MemoryIndex()
    resolver = Resolver(index)
    began = time.process_time()
    for document, entities in made.documents.items():
        index.apply(resolver.add(document, entities))
    seconds = time.process_time() - began
    labels: list[Hashable] = [index.entity_of_name(document, name) for document, name, _ in made.gold]
    strings: list[Hashable] = [name.casefold() for _, name, _ in made.gold]
    truth = [who for _, _, who in made.gold]
    table = []
    true = pairs(truth)
    for label, answers in (("sayso", labels), ("same string", strings)):
        mine = pairs(answers)
        precision, recall = len(mine & true) / max(1, len(mine)), len(mine & true) / max(1, len(true))
        cubed = [value / len(truth) for value in b_cubed(truth, answers)]
        table.append((label, precision, recall, f1(precision, recall), *cubed, f1(*cubed)))
        prefix = "synthetic_" if label == "sayso" else "same_string_synthetic_"
        figures |= {f"{prefix}precision": precision, f"{prefix}recall": recall, f"{prefix}b3_f1": f1(*cubed)}
    show(
        f"{len(made.documents)} invented documents, {len(truth)} names of {len(set(truth))} things",
        ("", "precision", "recall", "f1", "b3 precision", "b3 recall", "b3 f1"),
        table,
    )
    bearers: dict[str | None, set[int]] = defaultdict(set)
    for document, name, who in made.gold:
        bearers[index.entity_of_name(document, name)].add(who)
    told = [
        (bearers[one.left], bearers[one.right]) for one in index.links() if one.status is LinkStatus.PROPOSED
    ]
    right = sum(bool(one & other) for one, other in told)
    print(f"Proposed beside: {len(told)} pairs, {right} of them right.")
    print(f"{seconds * 1e3 / len(made.documents):.2f} ms of CPU a document.")
    figures |= {"synthetic_proposed": len(told), "synthetic_proposed_right": right}
    figures["milliseconds_per_document"] = seconds * 1e3 / len(made.documents)


def main() -> None:
    """Run from the command line."""
    parser = rows.parser(__doc__)
    parser.add_argument("--split", help="GUM's split to be measured")
    parser.add_argument("--seed", type=int, default=7, help="seed of the invented documents")
    parser.add_argument("--documents", type=int, default=400, help="number of invented documents")
    options = parser.parse_args()
    lines = rows.read(options.path, ("doc", "sent", "genre", "split", "tokens", "upos", "entities"), ())
    samples = load(lines, options.split)
    if not samples:
        parser.error(f"no documents of the split {options.split or 'test'} in {options.path}")
    told = options.split or ("test" if any(row["split"] == "test" for row in lines) else "all documents")
    figures: dict[str, float] = {}
    within(samples, f"{options.path}, {told}", figures)
    across(invented(options.seed, options.documents), figures)
    rows.write(figures, options.output)


if __name__ == "__main__":
    main()
