"""``python -m sayso`` is the ``sayso`` command."""

from __future__ import annotations

from sayso.cli.main import run

if __name__ == "__main__":
    run()
