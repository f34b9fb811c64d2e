"""Average the weights of several runs: one network that reads better than each of them.

    python training/average.py training/runs/a training/runs/b --out training/runs/ab

The runs must start from the same base model and differ in seed or schedule only ("model soups", Wortsman et
al. 2022). The pair scorers of the average are of little use until ``relink.py`` has trained them anew.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("runs", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    networks = [torch.load(run / "reader.pt", weights_only=True) for run in options.runs]
    average = {
        name: torch.stack([network[name].float() for network in networks]).mean(0) for name in networks[0]
    }
    torch.save(average, options.out / "reader.pt")


if __name__ == "__main__":
    main()
