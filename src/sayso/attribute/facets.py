"""Who decides what is told of an attribution: rules on its words, or the model where it is sure enough.

The rules read the words of one attribution; the model has seen the text around them. Each facet has a
probability from which the model's answer is taken instead of the rules'; they were chosen on annotated text
(``docs/model.md``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

Value = TypeVar("Value")

LEAST = {"source_kind": 0.9, "certainty": 1.01, "polarity": 0.9, "kind": 0.98}
"""Probability from which the model overrules the rules; above one it never does."""


def settled(facet: str, rule: Value, chances: Mapping[Value, float] | None) -> Value:
    """Return the value of a facet: the model's if it is sure enough, else the rules'."""
    if not chances:
        return rule
    likeliest = max(chances, key=chances.__getitem__)
    return likeliest if chances[likeliest] >= LEAST[facet] else rule
