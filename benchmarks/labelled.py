"""Labels of claims and origins: read, checked against the texts they are of, and put into a ledger's shape.

The file's form is in docs/labelling.md. A claim of a file tells either which origins are ``independent`` (the
others are not established to be) or which pairs of assertions are ``not_established`` (the others are
independent); both mean the same here.
"""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

SHIPPED = Path(__file__).parent / "labels"
NO_CONTRADICTION = frozenset({"scope", "supersession"})
"""Types of differences that can both hold."""
Pair = frozenset[int]


class LabelError(Exception):
    """Labels that contradict themselves, or are not of these texts."""


@dataclass(frozen=True)
class Said:
    """One labelled assertion: code points of a document, end-exclusive."""

    doc: str
    start: int
    end: int
    stance: str
    origin: str


@dataclass(frozen=True)
class Claim:
    """One labelled claim."""

    id: str
    said: tuple[Said, ...]
    unsure: frozenset[Pair]
    """Two assertions, by number, of which it is not established whether they are independent."""


@dataclass(frozen=True)
class Contradiction:
    """Two claims, by id, and how they differ; the same claim twice if it is both asserted and denied."""

    a: str
    b: str
    type: str
    ends: tuple[str, str] | None = None
    """In a ledger: the two assertions that show it."""


@dataclass(frozen=True)
class Labels:
    """What one annotator set down of one case."""

    case: str
    annotator: str
    hashes: Mapping[str, str]
    """SHA-256 of each document's text, by the document's id."""
    claims: tuple[Claim, ...]
    contradictions: tuple[Contradiction, ...]

    @property
    def name(self) -> str:
        """As in the file's name."""
        return f"{self.case}.{self.annotator}"

    @property
    def documents(self) -> frozenset[str]:
        """Ids of what was read."""
        return frozenset(self.hashes)

    def all_contradictions(self) -> list[Contradiction]:
        """Return the contradictions, those between assertions and denials of one claim included."""
        told = {(one.a, one.b) for one in self.contradictions}
        return [*self.contradictions] + [
            Contradiction(claim.id, claim.id, "denial")
            for claim in self.claims
            if {"asserts", "denies"} <= {one.stance for one in claim.said}
            and (claim.id, claim.id) not in told
        ]

    def largest(self) -> str | None:
        """Return the id of the claim with most assertions."""
        return max(self.claims, key=lambda claim: len(claim.said)).id if self.claims else None

    def within(self, documents: Collection[str]) -> Labels:
        """Return what is labelled in these documents alone."""
        claims = []
        for claim in self.claims:
            kept = [number for number, one in enumerate(claim.said) if one.doc in documents]
            at = {number: place for place, number in enumerate(kept)}
            unsure = frozenset(
                frozenset(at[one] for one in pair) for pair in claim.unsure if pair <= at.keys()
            )
            if kept:
                claims.append(Claim(claim.id, tuple(claim.said[number] for number in kept), unsure))
        left = {claim.id for claim in claims}
        return Labels(
            self.case,
            self.annotator,
            {key: said for key, said in self.hashes.items() if key in documents},
            tuple(claims),
            tuple(one for one in self.contradictions if {one.a, one.b} <= left),
        )


@dataclass
class Ledger:
    """A ledger as ``sayso assertions`` and ``sayso origins`` tell it: a dictionary a line.

    A contradiction here is a confirmed one.
    """

    assertions: list[dict[str, Any]]
    origins: list[dict[str, Any]] = field(default_factory=list)
    contradictions: list[Contradiction] = field(default_factory=list)
    reordered: list[dict[str, str]] = field(default_factory=list)
    """The claims of the assertions, had the reports come in other orders."""


def load(file: Path) -> Labels:
    """Return the labels of a file.

    Raises:
        LabelError: they contradict themselves.
    """
    told = json.loads(file.read_text("utf-8"))
    try:
        return labels(told)
    except (KeyError, TypeError, AttributeError) as problem:
        message = f"{file}: these are no labels ({type(problem).__name__}: {problem})"
        raise LabelError(message) from problem
    except LabelError as problem:
        message = f"{file}: {problem}"
        raise LabelError(message) from problem


def labels(told: Mapping[str, Any]) -> Labels:
    """Return labels as they stand in a file.

    Raises:
        LabelError: an assertion without a range, in no or in several origins, or an unknown claim or origin.
    """
    claims = tuple(_claim(entry) for entry in told["claims"])
    known = {claim.id for claim in claims}
    contradictions = tuple(
        Contradiction(entry["a"], entry["b"], entry["type"]) for entry in told.get("contradictions", [])
    )
    for one in contradictions:
        if not {one.a, one.b} <= known:
            message = f"a contradiction of claims that are not there: {one.a}, {one.b}"
            raise LabelError(message)
    return Labels(
        told["case"], told.get("annotator", "A"), dict(told["documents_sha"]), claims, contradictions
    )


def _claim(told: Mapping[str, Any]) -> Claim:
    name, count = told["id"], len(told["assertions"])
    members = [(number, one["id"]) for one in told["origins"] for number in one["assertions"]]
    if sorted(number for number, _ in members) != list(range(count)):
        message = f"{name}: each of its {count} assertions must be in exactly one origin"
        raise LabelError(message)
    of = dict(members)
    said = []
    for number, one in enumerate(told["assertions"]):
        if not 0 <= one["start"] < one["end"]:
            message = f"{name}, assertion {number}: no range of characters ({one['start']}–{one['end']})"
            raise LabelError(message)
        said.append(Said(one["doc"], one["start"], one["end"], one["stance"], of[number]))
    return Claim(name, tuple(said), _unsure(told, of))


def _unsure(told: Mapping[str, Any], of: Mapping[int, str]) -> frozenset[Pair]:
    if "independent" not in told:
        return frozenset(frozenset(pair) for pair in told.get("not_established", []))
    independent = {frozenset(pair[:2]) for pair in told["independent"]}
    if strange := set().union(*independent) - set(of.values()):
        message = f"{told['id']}: independent origins that are not there: {', '.join(sorted(strange))}"
        raise LabelError(message)
    return frozenset(
        frozenset(pair)
        for pair in combinations(of, 2)
        if of[pair[0]] != of[pair[1]] and frozenset(of[one] for one in pair) not in independent
    )


def verify(some: Labels, rows: Mapping[str, Mapping[str, Any]]) -> None:
    """Check that the labels are of these texts.

    Raises:
        LabelError: a document is missing, its text is another one, or a range lies outside of it.
    """
    faults = []
    for key, told in some.hashes.items():
        if key not in rows:
            faults.append(f"{key} is missing")
        elif hashlib.sha256(rows[key]["text"].encode()).hexdigest() != told:
            faults.append(f"{key} has another text than the one that was labelled")
    for claim in some.claims:
        for one in claim.said:
            if one.doc not in some.hashes:
                faults.append(f"{claim.id} speaks of {one.doc}, which is not among the labelled documents")
            elif one.doc in rows and one.end > len(rows[one.doc]["text"]):
                faults.append(f"{claim.id} has a range beyond the end of {one.doc}")
    if faults:
        more = f"; and {len(faults) - 3} more" if len(faults) > 3 else ""  # noqa: PLR2004
        message = f"{some.name}: " + "; ".join(faults[:3]) + more
        raise LabelError(message)


def as_ledger(some: Labels) -> Ledger:
    """Return labels in the shape of a ledger, its contradictions being those that cannot both hold."""
    assertions, origins = [], []
    for claim in some.claims:
        ids = [f"{claim.id}/{number}" for number in range(len(claim.said))]
        assertions += [
            {"id": key, "document_key": one.doc, "content": [[one.start, one.end]], "claim": claim.id}
            for key, one in zip(ids, claim.said, strict=True)
        ]
        members: dict[str, list[int]] = {}
        for number, one in enumerate(claim.said):
            members.setdefault(one.origin, []).append(number)
        origins.append(
            {
                "claim": claim.id,
                "origins": [
                    {"id": name, "assertions": [ids[one] for one in some]} for name, some in members.items()
                ],
                "independent": [
                    [left, right]
                    for left, right in combinations(members, 2)
                    if not any(
                        frozenset((one, other)) in claim.unsure
                        for one in members[left]
                        for other in members[right]
                    )
                ],
            }
        )
    apart = [one for one in some.all_contradictions() if one.type not in NO_CONTRADICTION]
    return Ledger(assertions, origins, apart)


def files(path: Path, folder: Path | None) -> list[Path]:
    """Return the files of labels that go with a path: those named, its own, or those shipped."""
    if folder is None and (path / "labels.json").is_file():
        return [path / "labels.json"]
    found = folder or SHIPPED
    return [found] if found.is_file() else sorted(found.glob("*.json"))


def texts_of(case: str, path: Path) -> Path | None:
    """Return the file of a case's texts in a folder, or in ``cases_news`` in or beside it."""
    places = (path, path / "cases_news", path.parent / "cases_news")
    return next((one / f"{case}.jsonl" for one in places if (one / f"{case}.jsonl").is_file()), None)


def rows_of(some: Labels, rows: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Return the rows of the labelled documents by their ids."""
    return {row["id"]: row for row in rows if row["id"] in some.hashes}


def demonstration() -> tuple[Labels, dict[str, str]]:
    """Return the demonstration case's gold as labels, and its reports' texts by the gold's keys.

    Contradictions that the gold holds for candidates alone are left out: confirming one would be wrong.
    """
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    import attribution

    import gold_case

    gold, texts = gold_case.gold(), {key: one.text for key, one in gold_case.documents().items()}
    where = {
        entry["id"]: (report["id"], entry)
        for report in attribution.demonstration()
        for entry in report["attributions"]
    }
    claims = []
    for claim in gold["claims"]:
        ids = [one for one in claim["assertions"] if one in where]
        named = {
            one: entry["origin"]
            for entry in gold["origins"]
            if entry["claim"] == claim["id"]
            for one in entry["assertions"]
        }
        members: dict[str, list[int]] = {}
        for number, one in enumerate(ids):
            members.setdefault(named.get(one, f"of {one} alone"), []).append(number)
        independent = [entry["pair"] for entry in gold["independent"] if entry["claim"] == claim["id"]]
        claims.append(
            {
                "id": claim["id"],
                "assertions": [
                    {
                        "doc": where[one][0],
                        "start": min(start for start, _ in where[one][1]["content"]),
                        "end": max(end for _, end in where[one][1]["content"]),
                        "stance": where[one][1]["stance"],
                    }
                    for one in ids
                ],
                "origins": [{"id": name, "assertions": some} for name, some in members.items()],
                "independent": [pair for pair in independent if set(pair) <= members.keys()],
            }
        )
    told = {
        "case": "demonstration",
        "annotator": "gold",
        "documents_sha": {key: hashlib.sha256(text.encode()).hexdigest() for key, text in texts.items()},
        "claims": [claim for claim in claims if claim["assertions"]],
        "contradictions": [],
    }
    left = {claim["id"] for claim in told["claims"]}
    told["contradictions"] = [
        {"a": entry["claims"][0], "b": entry["claims"][-1], "type": entry["type"]}
        for entry in gold["contradictions"]
        if set(entry["claims"]) <= left and entry["status"] != "candidate"
    ]
    return labels(told), texts
