# ruff: noqa: E501  sample texts stand on one line, as they do in files
from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from read.samples import document
from sayso.read.charset import declared_in_markup, decode, known

TEXTS = {
    "cp1251": "Министерство сообщило во вторник, что мост снова открыт. По словам двух чиновников, работы продолжаются.",
    "koi8_r": "Министерство сообщило во вторник, что мост снова открыт. По словам двух чиновников, работы продолжаются.",
    "cp1252": "Le ministère a déclaré mardi que le pont était « rouvert » — malgré l’hiver, a ajouté une élue.",
    "cp1250": "Ministerstvo v úterý oznámilo, že most je znovu otevřen. Podle dvou úředníků práce ještě neskončily.",
    "shift_jis": "運輸省は火曜日に橋が再び開通したと発表した。二人の当局者によると工事は続いている。",
    "cp1256": "قالت الوزارة يوم الثلاثاء إن الجسر أعيد فتحه. وقال مسؤولان إن العمل لم يكتمل.",
    "gb18030": "交通部周二表示，大桥已重新开放。两名官员说，工程仍在继续。",
}


@pytest.mark.parametrize("codec", TEXTS)
def test_old_character_sets_survive_without_a_declaration(codec: str) -> None:
    read = document(TEXTS[codec].encode(codec))
    assert read.text == TEXTS[codec]
    assert "no character set was declared" in read.notes[0]


@pytest.mark.parametrize("codec", TEXTS)
def test_a_declared_character_set_is_used_and_needs_no_note(codec: str) -> None:
    read = document(TEXTS[codec].encode(codec), charset=codec)
    assert read.text == TEXTS[codec]
    assert read.notes == ()


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize(
    "text", ["The bridge is open again, two officials said.", TEXTS["cp1256"], TEXTS["gb18030"]]
)
def test_wide_characters_survive_with_and_without_a_mark(codec: str, text: str) -> None:
    if codec in {"utf-16-le", "utf-16-be"}:
        text = "A line in Latin letters.\n" + text
    assert document(text.encode(codec)).text == text


CODECS = ["cp1251", "cp1252", "cp1250", "cp932", "cp1256", "euc_jp", "big5", "utf-8", "utf-16-le"]


def alphabet(codec: str) -> list[str]:
    """Return what a codec writes and reads back as the same; NUL apart, which makes UTF-16 of anything."""
    return [
        letter
        for letter in map(chr, range(1, 0xFFFE))
        if letter.encode(codec, "ignore").decode(codec, "ignore") == letter
    ]


ALPHABETS = {codec: st.sampled_from(alphabet(codec)) for codec in CODECS}


@given(st.data(), st.sampled_from(CODECS))
def test_what_a_declared_codec_can_write_it_reads_back(data: st.DataObject, codec: str) -> None:
    text = data.draw(st.text(ALPHABETS[codec]))
    raw = text.encode(codec)
    assume(not raw.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")))
    assert decode(raw, codec).text == text


@given(
    st.binary(max_size=300),
    st.sampled_from([None, "utf-8", "cp1252", "latin-1", "nonsense", "base64", "utf-16", "rot13"]),
)
def test_any_bytes_become_some_text(data: bytes, declared: str | None) -> None:
    assert isinstance(decode(data, declared).text, str)


def test_a_false_declaration_yields_to_utf_8() -> None:
    assert decode("Mädchen — 橋".encode(), "ascii-nonsense").text == "Mädchen — 橋"
    assert (
        decode("橋が開通".encode(), "shift_jis").text == "橋が開通"
        or decode("橋が開通".encode(), "cp932").replaced is False
    )


def test_one_damaged_byte_does_not_turn_utf_8_into_something_else() -> None:
    text = "Žluťoučký kůň a příliš mnoho háčků. " * 5
    raw = text.encode()
    decoded = decode(raw + b"\xff konec")
    assert decoded.text == text + "\ufffd konec"
    assert decoded.replaced
    assert "U+FFFD" in decoded.notes[0]


@pytest.mark.parametrize(
    "label", ["base64", "rot13", "idna", "unicode_escape", "", None, "no such", "utf\x00"]
)
def test_labels_that_are_no_character_sets(label: str | None) -> None:
    assert known(label) is None


@pytest.mark.parametrize(
    ("label", "codec"), [("ISO-8859-1", "cp1252"), (" 'GB2312' ", "gb18030"), ("UTF8", "utf-8")]
)
def test_labels_mean_what_browsers_take_them_for(label: str, codec: str) -> None:
    assert known(label) == codec


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<meta charset="windows-1251">', "windows-1251"),
        (b'<META http-equiv=Content-Type content="text/html; charset=Shift_JIS">', "Shift_JIS"),
        (b'<?xml version="1.0" encoding="iso-8859-2"?><html>', "iso-8859-2"),
        (b'<meta charset="utf-16">', "utf-8"),
        (b"<p>charset=koi8-r</p>", None),
    ],
)
def test_declarations_in_markup(head: bytes, charset: str | None) -> None:
    assert declared_in_markup(head) == charset


@pytest.mark.parametrize("codec", ["cp1251", "shift_jis", "cp1256"])
def test_pages_in_old_character_sets(codec: str) -> None:
    page = f'<html><head><meta charset="{codec.replace("cp", "windows-")}"></head><body><p>{TEXTS[codec]}</p></body></html>'
    assert document(page.encode(codec), "page.html").text == TEXTS[codec]
