"""How a ledger's claims, origins and contradictions agree with labels.

A labelled assertion is matched to every one of the ledger in its document of which the overlap covers at
least half of the shorter of the two. Pairs of matched labelled assertions are counted:

- claim pairs: put in one claim. A passage may be labelled under several claims, so two passages are together
  if they share one.
- same origin: of the pairs in one claim on both sides, those that go back to one origin. Pairs whose
  independence is labelled as not established stay out of precision: whether a speaker who repeats a position
  is one origin differs between annotators.
- independence: the same for pairs that are called independent. What is not right here is double counting.

A confirmed contradiction is right if a labelled one that cannot both hold (or one of the same type) links two
claims of which assertions were matched to those of its two sides; a denial inside of one claim, if one of
those labelled claims is both asserted and denied. This is generous to large claims: ``shown`` counts those of
which the very two assertions that are shown were matched to labelled ones that contradict each other.
"""

from __future__ import annotations

import string
from collections import Counter, defaultdict
from itertools import combinations, product
from typing import TYPE_CHECKING, Any, NamedTuple

from labelled import NO_CONTRADICTION, Contradiction, Ledger

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from labelled import Labels

_HALF = 0.5
Spans = "Sequence[Sequence[int]]"


class Row(NamedTuple):
    """One labelled assertion."""

    claim: str
    number: int
    place: tuple[str, int, int]
    """Document, start, end."""
    stance: str
    origin: str
    unsure: frozenset[frozenset[int]]


class Hit(NamedTuple):
    """A labelled assertion, and what it was matched to: pairs of claim and assertion."""

    row: Row
    found: frozenset[tuple[str, str]]


def rows(labels: Labels) -> list[Row]:
    """Return all labelled assertions."""
    return [
        Row(claim.id, number, (one.doc, one.start, one.end), one.stance, one.origin, claim.unsure)
        for claim in labels.claims
        for number, one in enumerate(claim.said)
    ]


def overlap(some: Spans, others: Spans) -> int:
    """Return the number of characters that two contents share."""
    return sum(max(0, min(end, stop) - max(start, begin)) for start, end in some for begin, stop in others)


def size(spans: Spans) -> int:
    """Return the number of characters of a content."""
    return sum(end - start for start, end in spans)


def matched(labelled: Iterable[Row], assertions: Iterable[Mapping[str, Any]]) -> list[Hit]:
    """Return the labelled assertions that the ledger has too; one of no claim is found, but joins nothing."""
    of_document = defaultdict(list)
    for one in assertions:
        of_document[one["document_key"]].append(one)
    hits = []
    for row in labelled:
        document, start, end = row.place
        span = [[start, end]]
        found = [
            one
            for one in of_document[document]
            if overlap(span, one["content"]) >= _HALF * min(end - start, size(one["content"])) > 0
        ]
        if found:
            claims = {(one["claim"], one["id"]) for one in found if one.get("claim") is not None}
            hits.append(Hit(row, frozenset(claims)))
    return hits


class _Origins:
    """What a ledger says of two assertions of one claim."""

    def __init__(self, lines: Iterable[Mapping[str, Any]]) -> None:
        self._of: dict[tuple[str, str], str] = {}
        self._independent: dict[str, set[frozenset[str]]] = {}
        for line in lines:
            for origin in line["origins"]:
                self._of |= {(line["claim"], one): origin["id"] for one in origin["assertions"]}
            pairs = line.get("independent", [])
            self._independent[line["claim"]] = {frozenset(pair[:2]) for pair in pairs}

    def state(self, left: Collection[tuple[str, str]], right: Collection[tuple[str, str]]) -> str | None:
        """Return the strongest that is said of two sets: same, independent, unsure; None without a claim."""
        said = None
        for (claim, one), (other, two) in product(left, right):
            if claim != other:
                continue
            first, second = self._of.get((claim, one)), self._of.get((claim, two))
            if first is not None and first == second:
                return "same"
            apart = frozenset((first, second)) in self._independent.get(claim, ())
            said = "independent" if apart or said == "independent" else "unsure"
        return said


def tally(labels: Labels, ledger: Ledger, apart: str | None = None) -> Counter[str]:
    """Count pairs and contradictions; pairs that the claim ``apart`` alone joins are left out."""
    labelled = rows(labels)
    counted = [row for row in labelled if row.claim != apart]
    hits = matched(labelled, ledger.assertions)
    counts = Counter({"labelled": len(counted), "found": sum(hit.row.claim != apart for hit in hits)})
    claims_at = defaultdict(set)
    for row in labelled:
        claims_at[row.place].add(row.claim)
    origins = _Origins(ledger.origins)
    for (one, left), (two, right) in combinations([hit for hit in hits if hit.row.claim != apart], 2):
        shared = claims_at[one.place] & claims_at[two.place]
        if shared == {apart}:
            continue
        said = origins.state(left, right)
        counts["claim_labelled"] += bool(shared)
        counts["claim_said"] += said is not None
        counts["claim_right"] += bool(shared) and said is not None
        if one.claim != two.claim or said is None:
            continue
        true = "independent" if one.origin != two.origin else "same"
        if true == "independent" and frozenset((one.number, two.number)) in one.unsure:
            true = "unsure"
        counts["same_labelled"] += true == "same"
        counts["same_said"] += said == "same" and true != "unsure"
        counts["same_right"] += true == said == "same"
        counts["independent_labelled"] += true == "independent"
        counts["independent_said"] += said == "independent"
        counts["independent_right"] += true == said == "independent"
    if apart is None:
        counts.update(_contradictions(labels, ledger, hits))
    return counts


def _contradictions(labels: Labels, ledger: Ledger, hits: Sequence[Hit]) -> dict[str, int]:
    at: dict[str, set[Row]] = defaultdict(set)
    """Labelled assertions by claim of the ledger, and by assertion."""
    for hit in hits:
        for pair in hit.found:
            for key in pair:
                at[key].add(hit.row)
    links = {(frozenset((one.a, one.b)), one.type) for one in labels.all_contradictions()}
    apart = {link for link, type_ in links if type_ not in NO_CONTRADICTION}
    counts = Counter({"contradictions": len(ledger.contradictions), "contradictions_labelled": len(apart)})
    met = set()
    for one in ledger.contradictions:
        true = apart | {link for link, type_ in links if type_ == one.type}
        found = true & _links(at[one.a], at[one.b], inside=one.a == one.b)
        met |= found & apart
        counts["contradictions_right"] += bool(found)
        counts["contradictions_judged"] += bool(at[one.a] and at[one.b])
        if one.ends:
            left, right = (at[end] for end in one.ends)
            counts["contradictions_shown"] += 1
            counts["contradictions_shown_right"] += bool(true & _links(left, right))
    return counts | {"contradictions_met": len(met)}


def _links(left: Iterable[Row], right: Iterable[Row], *, inside: bool = False) -> set[frozenset[str]]:
    """Return the labelled claims that two sides bring together.

    One and the same labelled claim only if one side asserts what the other denies; or, since the two sides of
    a denial ``inside`` of one claim are not told apart here, at any rate.
    """
    return {
        frozenset((one.claim, two.claim))
        for one, two in product(left, right)
        if inside or one.claim != two.claim or {one.stance, two.stance} == {"asserts", "denies"}
    }


def ratio(part: int, whole: int) -> float:
    """Return a share, 0 of nothing."""
    return part / whole if whole else 0.0


def figures(counts: Mapping[str, int]) -> dict[str, float]:
    """Return shares of counts."""
    out: dict[str, float] = {
        "labelled": counts["labelled"], "found": ratio(counts["found"], counts["labelled"])
    }  # fmt: skip
    for name, key in (("claim_pair", "claim"), ("same_origin", "same"), ("independence", "independent")):
        right, said, labelled = (counts[f"{key}_{part}"] for part in ("right", "said", "labelled"))
        out[f"{name}_precision"], out[f"{name}_recall"] = ratio(right, said), ratio(right, labelled)
        out[f"{name}_f1"] = ratio(2 * right, said + labelled)
    out |= {
        "pairs_same": counts["same_labelled"],
        "pairs_independent": counts["independent_labelled"],
        "pairs_called_independent": counts["independent_said"],
    }
    if "contradictions" in counts:
        out |= {
            "contradiction_precision": ratio(counts["contradictions_right"], counts["contradictions"]),
            "contradiction_recall": ratio(counts["contradictions_met"], counts["contradictions_labelled"]),
            "contradictions": counts["contradictions"],
            "contradictions_judged": counts["contradictions_judged"],
            "contradictions_labelled": counts["contradictions_labelled"],
        }
    if counts["contradictions_shown"]:
        out["contradiction_shown_precision"] = ratio(
            counts["contradictions_shown_right"], counts["contradictions_shown"]
        )
    return out


def alone(ledger: Ledger) -> Ledger:
    """Return the ledger with every assertion its own claim."""
    return Ledger([one | {"claim": one["id"]} for one in ledger.assertions])


def same_words(ledger: Ledger) -> Ledger:
    """Return the ledger with contents of the same words in one claim, and of one origin."""
    claims: dict[str, list[str]] = {}
    assertions = []
    for one in ledger.assertions:
        words = one["quote"].casefold().translate(_BLANKS).split()
        claims.setdefault(" ".join(words), []).append(one["id"])
        assertions.append(one | {"claim": " ".join(words)})
    origins = [
        {"claim": words, "origins": [{"id": words, "assertions": ids}]} for words, ids in claims.items()
    ]
    return Ledger(assertions, origins)


_BLANKS = str.maketrans(dict.fromkeys(string.punctuation + "“”‘’–—…", " "))


def outlets(ledger: Ledger) -> Ledger:
    """Return the ledger's claims with every outlet an origin of its own, independent of all others."""
    claims: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in ledger.assertions:
        if one.get("claim") is not None:
            claims[one["claim"]][one.get("outlet") or one["document_key"]].append(one["id"])
    origins = [
        {
            "claim": claim,
            "origins": [{"id": name, "assertions": ids} for name, ids in members.items()],
            "independent": [list(pair) for pair in combinations(members, 2)],
        }
        for claim, members in claims.items()
    ]
    return Ledger(ledger.assertions, origins)


def confirmed(found: Iterable[Any]) -> list[Contradiction]:
    """Return those of a case's contradictions that may be shown as such."""
    return [
        Contradiction(
            one.left.claim, one.right.claim, str(one.kind), (one.left.assertion, one.right.assertion)
        )
        for one in found
        if str(one.status) == "confirmed"
    ]
