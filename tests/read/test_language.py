from __future__ import annotations

import pytest

from sayso.read.language import detect, from_tag


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ministry said on Tuesday that the bridge was open again.", "en"),
        ("Le ministère a dit mardi que le pont est de nouveau ouvert.", "fr"),
        ("Министерство сообщило во вторник, что мост снова открыт.", "ru"),
        ("قالت الوزارة يوم الثلاثاء إن الجسر أعيد فتحه أمام حركة المرور.", "ar"),
        ("運輸省は火曜日に橋が再び開通したと発表した。", "ja"),
        ("Short.", None),
        ("1234567890 " * 50, None),
        ("", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en-GB", "en"),
        ("PT_br", "pt"),
        ("de", "de"),
        ("yue", None),
        ("", None),
        (None, None),
        ("x-klingon", None),
    ],
)
def test_tags(tag: str | None, code: str | None) -> None:
    assert from_tag(tag) == code
