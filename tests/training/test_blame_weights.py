from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """``training/blame.py``, under another name than the benchmark's."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    spec = importlib.util.spec_from_file_location("training_blame", ROOT / "training" / "blame.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules["training_blame"] = made
    spec.loader.exec_module(made)
    return made


def test_what_separates_gets_the_weight(script: ModuleType) -> None:
    x = np.array([[1.0, 1.0], [1.0, 1.0], [1.0, 0.0], [1.0, 0.0]])
    w = script.logistic(x, np.array([1, 1, 0, 0]), 0.1)
    assert w[1] > 1
    assert np.array_equal(w, script.logistic(x, np.array([1, 1, 0, 0]), 0.1))


def test_rare_backings_are_learnt_too(script: ModuleType) -> None:
    x = np.array([[1.0, 0.0]] * 20 + [[1.0, 1.0]] * 2)
    y = np.array([0] * 20 + [4] * 2)
    w = script.softmax(x, y, 0.1)
    assert w.shape == (2, script.CLASSES)
    assert (x[[0, -1]] @ w).argmax(1).tolist() == [0, 4]


def test_what_may_be_blamed_is_not_trained_on(script: ModuleType) -> None:
    from sayso.attribute.events.accused import Described

    blamed = script.blame.Blamed
    bodies = [Described(frozenset({name}), (), {}, {}, ()) for name in ("fhf", "league", "guard")]
    key = [
        blamed(frozenset({"fhf"}), (0,), required=True),
        blamed(frozenset({"league"}), (0,), required=False),
    ]
    assert script.Example(bodies, key).labels().tolist() == [1, -1, 0]


def test_folds_are_the_same_each_time_and_leave_nothing_out(script: ModuleType) -> None:
    some = [script.Example([], []) for _ in range(23)]
    cut = script.folds(some)
    assert sum(len(measured) for _, measured in cut) == len(some)
    assert all(len(a) + len(b) == len(some) for a, b in cut)
