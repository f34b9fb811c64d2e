from __future__ import annotations

import pytest

from sayso.attribute import facets
from sayso.attribute.facets import settled
from sayso.model.attribution import Certainty


@pytest.fixture(autouse=True)
def line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(facets.LEAST, "certainty", 0.8)


def test_the_model_overrules_only_where_it_is_sure() -> None:
    unsure = {Certainty.CERTAIN: 0.7, Certainty.POSSIBLE: 0.3}
    sure = {Certainty.CERTAIN: 0.1, Certainty.POSSIBLE: 0.9}
    assert settled("certainty", Certainty.PROBABLE, unsure) is Certainty.PROBABLE
    assert settled("certainty", Certainty.PROBABLE, sure) is Certainty.POSSIBLE


def test_without_a_model_the_rules_decide() -> None:
    assert settled("certainty", Certainty.PROBABLE, None) is Certainty.PROBABLE
