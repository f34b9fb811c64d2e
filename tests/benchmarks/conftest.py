"""The benchmarks are scripts beside each other, not a package: let the tests here import them."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
