from __future__ import annotations

import pytest

from sayso.text.english import looks_english


@pytest.mark.parametrize(
    "text",
    [
        "The harbour guard said that the fire had been put out by midnight.",
        "THE HARBOUR GUARD SAID THAT THE FIRE WAS OUT BY MIDNIGHT.",
        "Официальное сообщение. " * 300
        + "The guard said that it was over and that they had left for the night. " * 200,
    ],
)
def test_english(text: str) -> None:
    assert looks_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Портовая стража сообщила, что пожар был потушен к полуночи.",
        "قال حرس الميناء إن الحريق أخمد قبل منتصف الليل",
        "La guardia del puerto dijo que el incendio se apagó antes de la medianoche.",
        "Velt Mara; Brisk Tolan; Osk; Halvi Oren; 17; 23; 2031",
        "12345 67890",
    ],
)
def test_not_english(text: str) -> None:
    assert not looks_english(text)
