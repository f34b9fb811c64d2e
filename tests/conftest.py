"""What all tests share: hypothesis profiles and the corpora folder."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]

# Derandomised, so that a failure is everybody's failure; no deadline, since machines differ.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

# A shell starts what it runs in the background with Ctrl-C ignored, and children inherit that; the tests
# that interrupt a program need it obeyed.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def corpora_folder() -> Path:
    """The corpora folder: SAYSO_DATA, or else ``shared/data`` beside the checkout. It need not exist."""
    named = os.environ.get("SAYSO_DATA")
    return Path(named) if named else ROOT.parent / "shared" / "data"


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The corpora folder; the test is skipped where there is none."""
    folder = corpora_folder()
    if not folder.is_dir():
        pytest.skip(f"no corpora folder at {folder}; set SAYSO_DATA to run this test")
    return folder


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root."""
    return ROOT
