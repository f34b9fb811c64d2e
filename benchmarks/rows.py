"""What the benchmarks share: which lines of which files are measured, and where the figures go."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TRAINING = frozenset({"train", "multi_train"})


def read(path: Path, keys: Iterable[str], training: Iterable[str] = TRAINING) -> list[dict]:
    """Return the rows of a file, or of all ``*.jsonl`` of a folder, that have all the keys.

    In a folder, files named as in ``training`` are left out, unless no other file has such rows.
    """
    if path.is_file():
        return _of(path, keys)
    files, aside = sorted(path.glob("*.jsonl")), set(training)
    measured = [row for file in files if file.stem not in aside for row in _of(file, keys)]
    return measured or [row for file in files if file.stem in aside for row in _of(file, keys)]


def _of(file: Path, keys: Iterable[str]) -> list[dict]:
    wanted = set(keys)
    lines = file.read_text(encoding="utf-8").split("\n")  # not splitlines: texts may hold U+2028
    found = [json.loads(line) for line in lines if line.strip()]
    return [row for row in found if wanted <= row.keys()]


def parser(description: str | None, default: Path | None = None) -> argparse.ArgumentParser:
    """Return a parser for what every benchmark takes: ``PATH`` (or its default) and ``--json FILE``."""
    made = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument(
        "path", type=Path, help="a file or a folder", default=default, nargs="?" if default else None
    )
    made.add_argument("--json", type=Path, dest="output", metavar="FILE", help="write name: number")
    return made


def write(figures: Mapping[str, float], output: Path | None) -> None:
    """Write the figures, if somewhere is named."""
    if output:
        output.write_text(json.dumps(dict(figures), indent=1) + "\n", encoding="utf-8")
