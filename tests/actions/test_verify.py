"""Verify: whatever is tampered with is found, and nothing else is."""

from __future__ import annotations

import sqlite3
import zlib
from typing import TYPE_CHECKING

import pytest

from case_records import MAKERS, TEXTS, Said, harbour, item, processed
from sayso.actions.verify import verify
from sayso.errors import CaseError, NotACase
from sayso.store import open_case

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "matter.case"
    of, outcome = harbour()
    scripts = [item(text, f"{number}.txt") for number, text in enumerate(TEXTS)]
    with open_case(path, create=True) as case:
        case.capture([of, *scripts, item("awaiting")])
        said = [
            [Said(one.data.decode()[:3], one.data.decode()[4:6], (one.data.decode()[6:9],))]
            for one in scripts
        ]
        case.record([outcome, *(map(processed, scripts, said))], MAKERS)
    return path


def tamper(path: Path, *statements: str) -> None:
    raw = sqlite3.connect(path)
    for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        raw.execute(statement)
    raw.commit()
    raw.close()


def test_a_case_that_nobody_touched_is_sound(path: Path) -> None:
    before = path.read_bytes()
    done = verify(path)
    assert done.findings == ()
    assert done.sound
    assert (done.captures, done.originals, done.documents) == (8, 8, 7)
    assert done.spans == 10 + 3 * len(TEXTS)
    assert path.read_bytes() == before


def test_an_empty_case_is_sound(tmp_path: Path) -> None:
    open_case(tmp_path / "empty.case", create=True).close()
    assert verify(tmp_path / "empty.case").sound


def test_missing_seals_are_found(path: Path) -> None:
    tamper(path)
    assert {finding.record.split()[0] for finding in verify(path).findings} == {"trigger"}


@pytest.mark.parametrize(
    ("statement", "record", "problem"),
    [
        ("UPDATE original SET data = x'00', encoding = 'none' WHERE size = 8", "original", "bytes"),
        ("UPDATE original SET data = x'6162636465666768' WHERE size = 8", "original", "changed"),
        ("UPDATE original SET data = x'4142' WHERE encoding = 'zlib'", "original", "decompressed"),
        ("UPDATE original SET encoding = 'rot13' WHERE size = 8", "original", "rot13"),
        ("DELETE FROM original WHERE size = 8", "capture", "no original"),
        ("UPDATE original SET size = size + 1 WHERE size = 8", "capture", "no original"),
        ("UPDATE capture SET at = '2001-01-01T00:00:00Z' WHERE sequence = 2", "capture 2", "own hash"),
        ("UPDATE capture SET location = 'x' WHERE sequence = 1", "capture 1", "own hash"),
        ("UPDATE capture SET hash = '0' WHERE sequence = 3", "capture 4", "before it"),
        ("UPDATE capture SET details = '[' WHERE sequence = 3", "capture 3", "cannot be read"),
        ("UPDATE capture SET document = 'doc-1' WHERE sequence = 8", "capture 8", "do not make"),
        ("DELETE FROM capture WHERE sequence = 2", "capture 3", "taken out"),
        ("DELETE FROM capture WHERE sequence = 2", "document", "custody"),
        ("DELETE FROM capture WHERE sequence = 8", "original", "no capture"),
        ("UPDATE document SET text = text || '!' WHERE location = '2.txt'", "document", "SHA-256"),
        ("UPDATE document SET text = 'short' WHERE location = '2.txt'", "attribution", "outside"),
        ("UPDATE document SET characters = 1 WHERE location = '2.txt'", "document", "characters"),
        ("UPDATE document SET assertions = 5 WHERE location = '2.txt'", "document", "5 were recorded"),
        ("UPDATE attribution_span SET start = start + 1 WHERE role = 'hop:0'", "attribution", "hop:0"),
        ("UPDATE attribution_span SET exact = 'admitted' WHERE exact = 'denied'", "attribution", "verbatim"),
        ("UPDATE attribution_span SET start = -1 WHERE role = 'cue'", "attribution", "outside"),
        ("UPDATE assertion SET quote = 'it was him' WHERE quote = 'it'", "assertion", "verbatim"),
        ("UPDATE assertion SET content = '[[1,2]]' WHERE quote = 'it'", "assertion", "verbatim"),
        ("UPDATE assertion SET content = '[[7,3]]' WHERE quote = 'it'", "assertion", "does not lie"),
        ("UPDATE assertion SET content = '{' WHERE quote = 'it'", "assertion", "does not lie"),
        ("UPDATE assertion SET speaker = 'Pia Moor' WHERE quote = 'it'", "assertion_search", "other words"),
        ("DELETE FROM assertion_search WHERE rowid = 2", "assertion_search", "missing"),
        ("DELETE FROM voice_search WHERE rowid = 1", "assertion_search", "other words"),
        ("INSERT INTO document_search (rowid, words) VALUES (999, 'x')", "document_search", "without"),
        ("UPDATE document SET title = 'Quay' WHERE location = '2.txt'", "document_search", "other words"),
        ("DELETE FROM assertion_search_data WHERE id > 10", "assertion_search", "damaged"),
        ("DELETE FROM attribution WHERE kind = 'question'", "assertion row", "attribution"),
    ],
)  # fmt: skip
def test_whatever_is_tampered_with_is_found(path: Path, statement: str, record: str, problem: str) -> None:
    tamper(path, statement)
    found = [one for one in verify(path).findings if not one.record.startswith("trigger")]
    assert any(one.record.startswith(record) and problem in one.problem for one in found), found


def test_a_bomb_in_place_of_an_original_does_not_go_off(path: Path) -> None:
    raw = sqlite3.connect(path)
    raw.execute("DROP TRIGGER original_update_refused")
    bomb = zlib.compress(b"0" * 30_000_000)
    raw.execute("UPDATE original SET data = ?, encoding = 'zlib' WHERE size = 8", [bomb])
    raw.commit()
    raw.close()
    assert any("8 bytes" in one.problem for one in verify(path).findings)


def test_a_damaged_file_is_a_finding(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-4096 * 3 :] = b"\x07" * 4096 * 3
    path.write_bytes(content)
    assert not verify(path).sound


def test_what_is_no_case_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Sir or Madam", encoding="utf-8")
    with pytest.raises(NotACase):
        verify(tmp_path / "letter.txt")
    with pytest.raises(CaseError):
        verify(tmp_path / "nothing.case")


def test_verify_does_without_the_write_lock(path: Path) -> None:
    with open_case(path) as writer, writer._door.writing():
        assert verify(path, wait=0.05).sound
