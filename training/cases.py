"""Cases of claims, invented and real, and free corpora of entailment: what the matcher learns from.

An invented case (``fiction/claims/*.txt``) declares claims and relations between them, and has a line for
each content: the claims that it states (``-`` for none), the stance, a style, the source, the content. A real
one (``labels/claims/*.json``) is stand-off: it holds places in articles of a corpus, and none of their words.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from sayso.model.span import Span
from sayso.model.statement import Excerpt
from sayso.text.excerpts import excerpt_of

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

RELATIONS = ("entailment", "neutral", "contradiction")
"""By place, as in ``matcher``, which needs PyTorch."""
_CLAIM = re.compile(r"claim (\w+): (.+)")
_RELATION = re.compile(r"relation (\w+) (\w+): (\w+)")
_CONTENT = re.compile(r"([\w,]+|-) ([adql]) \| [^|]*\| ([^|]*)\| (.+)")
_FREE = ("mnli_dev/dev.jsonl", "snli_dev/dev.jsonl", "control_nli/dev.jsonl")
_NEAREST = 30
"""Neighbours among which hard negatives are drawn."""
_HARD = 0.75
_TURNED = 0.5
_BESIDE_ITS_CLAIM, _BESIDE_ANOTHER = 0.3, 0.6
"""Shares of contents that are set beside a claim's own wording."""
_BARE = 0.15
_EACH = 6
"""Pairs drawn for each relation."""
_AGAINST = frozenset({"denial", "value", "rival"})
_BESIDE = frozenset({"scope", "supersession"})

Row = tuple[Excerpt, Excerpt, int]
"""Two contents and a label."""


@dataclass(frozen=True)
class Content:
    """What somebody is reported to have said, and the claims that it states."""

    claims: frozenset[str]
    stance: str
    text: Excerpt


@dataclass(frozen=True)
class ClaimCase:
    """One matter, invented or real."""

    name: str
    claims: Mapping[str, str]
    relations: tuple[tuple[str, str, str], ...]
    contents: tuple[Content, ...]
    real: bool = False

    def share(self, one: int, other: int) -> bool:
        """Tell whether two contents, by place, state a common claim."""
        return bool(self.contents[one].claims & self.contents[other].claims)


def read_case(path: Path) -> ClaimCase:
    """Read a case.

    Raises:
        ValueError: a line cannot be read, or names a claim that is not declared.
    """
    claims: dict[str, str] = {}
    relations: list[tuple[str, str, str]] = []
    contents: list[Content] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith(("case:", "about:")):
            continue
        if found := _CLAIM.fullmatch(line):
            claims[found[1]] = found[2]
        elif found := _RELATION.match(line):
            relations.append((found[1], found[2], found[3]))
        elif found := _CONTENT.fullmatch(line):
            ids = frozenset(found[1].split(",")) - {"-"}
            source = found[3].strip()
            said = Excerpt(found[4].strip(), "" if source == "-" else f"{source}: ")
            contents.append(Content(ids, found[2], said))
        else:
            message = f"{path}:{number}: cannot be read: {line[:80]}"
            raise ValueError(message)
    named = {name for one in contents for name in one.claims} | {n for a, b, _ in relations for n in (a, b)}
    if unknown := sorted(named - claims.keys()):
        message = f"{path}: claims that are not declared: {', '.join(unknown)}"
        raise ValueError(message)
    return ClaimCase(path.stem, claims, tuple(relations), tuple(contents))


def read_labelled(path: Path, articles: Mapping[str, str]) -> ClaimCase:
    """Read a real case.

    Args:
        path: its labels.
        articles: texts of the corpora, by id.

    Raises:
        ValueError: an article is missing, or another text than the one that was labelled.
    """
    told = json.loads(path.read_text("utf-8"))
    for name, digest in told["documents"].items():
        if hashlib.sha256(articles.get(name, "").encode()).hexdigest() != digest:
            message = f"{path}: {name} is missing from the corpora, or its text differs"
            raise ValueError(message)
    contents = [
        Content(
            frozenset(one["claims"]),
            one.get("stance", "a"),
            excerpt_of(articles[one["document"]], [Span(*span) for span in one["spans"]]),
        )
        for one in told["contents"]
    ]
    relations = tuple((one, other, kind) for one, other, kind in told["relations"])
    return ClaimCase(path.stem, told["claims"], relations, tuple(contents), real=True)


def articles_of(data: Path) -> dict[str, str]:
    """Return the texts of the corpora that were labelled, by id."""
    texts = {}
    for line in (data / "polnear/train.jsonl").read_text("utf-8").split("\n"):
        if line.strip():
            told = json.loads(line)
            texts[told["id"]] = told["text"]
    for line in (data / "muc4/docs.jsonl").read_text("utf-8").split("\n"):
        if line.strip():
            told = json.loads(line)
            texts[told["id"]] = "\n\n".join(told["paragraphs"])
    return texts


def bare(one: Excerpt, rng: random.Random) -> Excerpt:
    """Take what stands around a content away, now and then: the matcher must do without it too."""
    return Excerpt(one.content) if rng.random() < _BARE else one


def entailments(data: Path) -> list[Row]:
    """Return pairs of the free corpora, labelled by place in ``RELATIONS``."""
    rows = []
    for name in _FREE:
        for line in (data / name).read_text("utf-8").split("\n"):
            told = json.loads(line) if line.strip() else {}
            if told.get("label") in RELATIONS and told.get("premise") and told.get("hypothesis"):
                sides = Excerpt(told["premise"]), Excerpt(told["hypothesis"])
                rows.append((*sides, RELATIONS.index(told["label"])))
    return rows


def pairs(
    case: ClaimCase, near: NDArray[np.float32], rng: random.Random, each: int = 14, negatives: float = 3.0
) -> list[Row]:
    """Draw pairs of a case that do (1) and do not (0) state a common claim, as many different ones a claim.

    Args:
        case: the case.
        near: cosines of its contents, square.
        rng: draws.
        each: positive pairs of a claim at most.
        negatives: negative pairs for each positive one; most are near in meaning.
    """
    texts = [one.text for one in case.contents]
    holding: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(case.contents):
        for name in one.claims:
            holding[name].append(place)
    positive: set[tuple[int, int]] = set()
    for places in holding.values():
        every = list(combinations(places, 2))
        positive.update(rng.sample(every, min(each, len(every))))
    negative: set[tuple[int, int]] = set()
    wanted = int(len(positive) * negatives)
    for _ in range(20 * wanted):
        if len(negative) >= wanted:
            break
        one = rng.randrange(len(texts))
        nearest = np.argsort(-near[one])[:_NEAREST]
        other = int(rng.choice(nearest)) if rng.random() < _HARD else rng.randrange(len(texts))
        if one != other and not case.share(one, other):
            negative.add((min(one, other), max(one, other)))
    rows = [(texts[one], texts[other], 1) for one, other in sorted(positive)]
    rows += [(texts[one], texts[other], 0) for one, other in sorted(negative)]
    rows += _propositions(case, rng)
    rows = [(bare(one, rng), bare(other, rng), label) for one, other, label in rows]
    return [row if rng.random() < _TURNED else (row[1], row[0], row[2]) for row in rows]


def _propositions(case: ClaimCase, rng: random.Random) -> list[Row]:
    """Set contents beside the claims themselves."""
    rows = []
    for one in case.contents:
        if one.claims and rng.random() < _BESIDE_ITS_CLAIM:
            rows.append((one.text, Excerpt(case.claims[rng.choice(sorted(one.claims))]), 1))
        name = rng.choice(sorted(case.claims))
        if name not in one.claims and rng.random() < _BESIDE_ANOTHER:
            rows.append((one.text, Excerpt(case.claims[name]), 0))
    return rows


def related(cases: Iterable[ClaimCase], rng: random.Random) -> list[Row]:
    """Draw pairs of contents of claims that exclude each other, of the same, and of others."""
    rows: list[Row] = []
    for case in cases:
        holding: dict[str, list[Excerpt]] = defaultdict(list)
        for one in case.contents:
            if one.stance == "a" and len(one.claims) == 1:
                holding[next(iter(one.claims))].append(one.text)
        tied = {frozenset(relation[:2]) for relation in case.relations}
        for left, right, kind in case.relations:
            label = 2 if kind in _AGAINST else 1 if kind in _BESIDE else None
            if label is not None and left in holding and right in holding:
                rows += [(rng.choice(holding[left]), rng.choice(holding[right]), label) for _ in range(_EACH)]
        names = sorted(holding)
        for _ in range(_EACH * len(case.relations) if len(names) > 1 else 0):
            left, right = rng.sample(names, 2)
            if frozenset((left, right)) not in tied:
                rows.append((rng.choice(holding[left]), rng.choice(holding[right]), 1))
        for texts in holding.values():
            if len(texts) > 1:
                rows += [(*rng.sample(texts, 2), 0) for _ in range(3)]
    return rows


def groups(
    cases: Sequence[ClaimCase], rng: random.Random, count: int, size: int = 48
) -> list[tuple[list[Excerpt], list[list[bool]]]]:
    """Draw contents of one case each, and which of them state a common claim; for embeddings."""
    drawn = []
    for _ in range(count):
        case = rng.choice(list(cases))
        places = rng.sample(range(len(case.contents)), min(size, len(case.contents)))
        share = [[case.share(one, other) for other in places] for one in places]
        drawn.append(([bare(case.contents[place].text, rng) for place in places], share))
    return drawn
