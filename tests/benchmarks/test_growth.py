from __future__ import annotations

import growth


def test_one_report_more_is_measured_in_cases_of_each_size() -> None:
    figures = growth.measure(growth.DEMONSTRATION, (2, 6))
    assert figures["entities_6"] > figures["entities_2"] > 10
    assert figures["ratio"] > 0
    assert all(figures[f"{part}_seconds_{size}"] > 0 for part in ("reading", "names") for size in (2, 6))
