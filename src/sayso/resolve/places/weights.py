"""Weights of signs and evidence: a table a file, a name and its weight a line."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from sayso.resolve.places.gazetteer import DATA

if TYPE_CHECKING:
    from collections.abc import Mapping


@functools.cache
def weights(table: str) -> Mapping[str, float]:
    """Return a table (``belief``, ``alone``, ``choice``): name and weight."""
    lines = (DATA / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {name: float(weight) for name, weight in rows}
