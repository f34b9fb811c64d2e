from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.trace.speakers import one_name


@pytest.mark.parametrize(
    ("names", "groups"),
    [
        (["Mara Velt", "Minister Mara Velt", "Velt"], 1),
        (["Omar al-Zoubi", "Omar Zoabi"], 1),
        (["Vold Monitoring Commission", "Joint Vold Monitoring Commission"], 1),
        (["Mara Velt", "Ida Velt"], 2),
        (["Mara Velt", "Ida Velt", "Velt"], 3),
        (["Mara Velt", "Tom Osk"], 2),
        (["the Vold League", "Vold League"], 1),
        (["", "Velt"], 2),
    ],
)
def test_names_of_one_speaker(names: list[str], groups: int) -> None:
    found = one_name(names)
    assert set(found) == set(names)
    assert len(set(found.values())) == groups


@given(st.lists(st.sampled_from(["Mara Velt", "Velt", "M. Velt", "Ida Velt", "", "Rem", "…", "Ida"])))
def test_order_does_not_matter_and_a_group_is_known_by_one_of_its_names(names: list[str]) -> None:
    mixed = names[:]
    random.Random(1).shuffle(mixed)
    found = one_name(names)
    assert found == one_name(mixed)
    assert all(found[name] in names and found[found[name]] == found[name] for name in names)


def test_many_names_take_seconds() -> None:
    began = time.process_time()
    one_name(f"{first}{number} Velt" for number in range(60) for first in ("Mara", "Ida", "Tom", "Osk"))
    assert time.process_time() - began < 20
