"""Names: whether two may be one, with reasons, and by which keys an index finds those that may."""

from __future__ import annotations

from sayso.text.names.compare import Comparison, compare
from sayso.text.names.keys import keys

__all__ = ["Comparison", "compare", "keys"]
