"""No control character of a document reaches the terminal."""

from __future__ import annotations

import io
import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.cli import terminal
from sayso.cli.terminal import Line, inert, json_line, one_line

ESCAPES = [
    "\x1b[2J\x1b[H",  # clears the screen
    "\x1b]0;title\x07",  # renames the window
    "\x1b]8;;http://example.org\x1b\\link\x1b]8;;\x1b\\",  # a hidden link
    "\x9b31m",  # CSI in one character
    "\x9d0;title\x9c",
    "abc\rdef",  # overwrites the line
    "abc\x08\x08\x08def",
    "\u202etxt.exe",  # reorders
    "\x00\x7f\x85",
    "\ud83d",  # half a surrogate pair
]
HOSTILE = st.text(st.characters(codec=None)) | st.sampled_from(ESCAPES)


def obeyed(text: str, allowed: str) -> set[str]:
    """The characters of a text that a terminal would act upon, or that cannot be written."""
    kinds = {"Cc", "Cs"}
    reordering = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    found = {
        character for character in text if unicodedata.category(character) in kinds or character in reordering
    }
    return found - set(allowed)


@pytest.mark.parametrize("text", ESCAPES)
def test_escape_sequences_are_shown_and_not_obeyed(text: str) -> None:
    assert obeyed(text, "\n\t")
    assert not obeyed(inert(text), "\n\t")
    assert "⟨U+" in inert(text)


@given(HOSTILE)
def test_inert_text_holds_nothing_that_a_terminal_obeys(text: str) -> None:
    assert not obeyed(inert(text), "\n\t")
    inert(text).encode("utf-8")


@given(HOSTILE)
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)
    assert not obeyed(line, "")
    assert line.splitlines() in ([], [line])


@pytest.mark.parametrize(
    "text", ["Grüße – “so”", "مرحبا، قال", "他说：「是」", "👩‍🚒 said", "tab\tand\nline"]
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert inert(text) == text


def test_a_windows_line_end_is_a_line_end() -> None:
    assert inert("one\r\ntwo") == "one\ntwo"
    assert one_line("one\r\n  two") == "one two"


@given(st.dictionaries(st.text(), HOSTILE))
def test_json_means_the_same_and_is_inert(value: dict[str, str]) -> None:
    line = json_line(value)
    assert json.loads(line) == value
    assert not obeyed(line, "")
    assert len(line.splitlines()) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_json_can_be_written_in_any_encoding(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(io.BytesIO(), encoding=encoding))
    value = {"quote": "“Grüße” \x9b \u202e"}
    assert json.loads(json_line(value).encode(encoding)) == value


class Screen(io.StringIO):
    """A terminal of forty columns that knows colours."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def screen_of(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """Put a terminal in place of standard output; call it in the test itself: pytest captures, too."""
    out = Screen()
    monkeypatch.setattr("sys.stdout", out)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return out


def bare(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def test_on_a_terminal_a_paragraph_is_wrapped_beside_its_label(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = screen_of(monkeypatch)
    terminal.show([Line((("word " * 20, "green"),), 10, "speaker")])
    rows = bare(screen.getvalue()).splitlines()
    assert rows[0].startswith("speaker   word")
    assert len(rows) > 2
    assert all(row.startswith(" " * 10 + "word") for row in rows[1:])
    assert all(len(row.rstrip()) <= 40 for row in rows)
    assert "\x1b[32m" in screen.getvalue()


def test_markup_in_a_document_is_text(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = screen_of(monkeypatch)
    terminal.show([Line((("[bold]no[/bold] :smile: [link=x]y[/]", ""),))])
    assert bare(screen.getvalue()).split() == ["[bold]no[/bold]", ":smile:", "[link=x]y[/]"]


def test_in_a_pipe_a_paragraph_is_bare_and_never_wrapped(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.show([Line((("word " * 20, "green"), ("end", "bold")), 10, "speaker")])
    assert capsys.readouterr().out == "speaker   " + "word " * 20 + "end\n"


def test_complaints_are_inert(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.complain("bad \x1b[31mname")
    assert capsys.readouterr().err == "sayso: bad ⟨U+001B⟩[31mname\n"
