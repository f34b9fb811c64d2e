"""Beyond spans: are speaker, kind, mode, certainty and the rest right where an attribution was found?

Gold that carries the fields of the JSON contract is compared on pairs whose contents overlap by half and
whose sources share a token.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from scoring import SAME, Text, assign, overlap

FACETS = ("source_kind", "mode", "certainty", "polarity", "kind", "speaker", "nested_in")


@dataclass
class Facets:
    """For each facet, counts of pairs and of pairs that agree on it."""

    pairs: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)

    def add(self, text: str, gold: list[dict], system: list[dict]) -> None:
        """Compare one text's attributions, if its gold has facets."""
        if not gold or "source_kind" not in gold[0]:
            return
        places = Text(text)
        wanted = [places.tokens(item["content"]) for item in gold]
        found = [places.tokens(item["content"]) for item in system]
        for i, j in assign(wanted, found):
            sources = places.tokens(gold[i]["source"]), places.tokens(system[j]["source"])
            if overlap(wanted[i], found[j]) < SAME or not (
                sources[0] & sources[1] or sources[0] == sources[1]
            ):
                continue
            for name in gold[i].keys() & set(FACETS):
                self.pairs[name] += 1
                a, b = gold[i].get(name), system[j].get(name)
                self.right[name] += bool(a) == bool(b) if name == "nested_in" else a == b

    def accuracy(self) -> dict[str, float]:
        """Return the share of pairs on which each facet that the gold tells agrees."""
        return {name: self.right[name] / self.pairs[name] for name in FACETS if self.pairs[name]}
