"""How long the program takes to start: ``python benchmarks/startup.py [--json FILE]``.

Each command runs in a fresh process, several times; the median and the least are told, in seconds.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

COMMANDS = {
    "python alone": ["-c", "pass"],
    "import sayso": ["-c", "import sayso"],
    "sayso --version": ["-m", "sayso", "--version"],
    "sayso --help": ["-m", "sayso", "--help"],
    "sayso add --help": ["-m", "sayso", "add", "--help"],
}
RUNS = 9
LOADING = (
    "import time, onnxruntime, sayso.annotate.model as m; t = time.perf_counter(); m.load(); "
    "print(time.perf_counter() - t)"
)
"""Loads the reading model, libraries already in, and tells its own time."""


def seconds(arguments: list[str]) -> list[float]:
    """Return the wall time of each run."""
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - started)
    return times


def loading() -> float:
    """Return the seconds in which a fresh process loads the reading model."""
    done = subprocess.run([sys.executable, "-c", LOADING], check=True, capture_output=True, text=True)
    return float(done.stdout)


def main() -> None:
    """Measure, print a table, and write the medians if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the medians, name: seconds")
    options = parser.parse_args()
    medians = {}
    print(f"{'command':<20} {'median':>8} {'least':>8}   ({RUNS} runs)")
    for name, arguments in COMMANDS.items():
        times = seconds(arguments)
        medians[name] = round(statistics.median(times), 4)
        print(f"{name:<20} {statistics.median(times):8.3f} {min(times):8.3f}")
    loads = [loading() for _ in range(RUNS)]
    medians["load the model"] = round(statistics.median(loads), 4)
    print(f"{'load the model':<20} {statistics.median(loads):8.3f} {min(loads):8.3f}")
    if options.json:
        options.json.write_text(json.dumps(medians, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
