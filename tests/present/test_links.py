from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.present.links import command, language_tag, safe_link


@pytest.mark.parametrize(
    "url", ["https://harrow.example/a?b=1&c=%20#d", "http://127.0.0.1:8000/", "https://[::1]/"]
)
def test_web_addresses_become_links(url: str) -> None:
    assert safe_link(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None, "", "javascript:alert(1)", "JaVaScRiPt:alert(1)", " https://a.example", "data:text/html,x",
        "https://", "//a.example", "https://a.example/\u202egpj", "https://user@evil.example", "ftp://a.example",
        'https://a.example/"onmouseover="x', "https://a.example/<b>", "https://a.example/\n", "https://[x",
        "https://a.example\\@evil.example", "https://аррӏе.example", "file:///etc/passwd", "https://a.example/`",
    ],
)  # fmt: skip
def test_nothing_else_does(url: str | None) -> None:
    assert safe_link(url) is None


@given(st.text(min_size=1, max_size=60))
def test_a_copied_command_names_the_speaker_exactly_or_not_at_all(name: str) -> None:
    words = shlex.split(command("assertions", "CASE", speaker=name))
    assert words in (["sayso", "assertions", "CASE"], ["sayso", "assertions", "CASE", "--speaker", name])


def test_a_name_cannot_run_a_command() -> None:
    line = command("assertions", "CASE", speaker="$(rm -rf ~); `id`")
    assert shlex.split(line)[-1] == "$(rm -rf ~); `id`"
    assert line.endswith("'$(rm -rf ~); `id`'")


@pytest.mark.parametrize(
    ("tag", "kept"), [("en", "en"), ("zh-Hant", "zh-Hant"), ('en" x="', None), ("", None)]
)
def test_only_language_tags_reach_the_page(tag: str, kept: str | None) -> None:
    assert language_tag(tag) == kept
