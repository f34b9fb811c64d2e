"""Bytes to text: the declared character set first, then what the bytes themselves say."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from sayso.read.language import likeliest

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What web pages and mail programs mean by these labels, as browsers read them.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
# The full list of the detector contains code pages of old terminals, which win on short texts.
_CANDIDATES = [
    "cp1251", "cp1252", "cp1250", "cp932", "cp1256", "gb18030", "cp949", "koi8_r",
    "cp1253", "cp1254", "cp1255", "euc_jp", "big5", "cp1257", "cp874", "cp1258",
]  # fmt: skip
_CENTRAL_EUROPEAN = frozenset({"cs", "sk", "pl", "hu", "hr", "sl", "bs", "ro", "sq"})
_SAMPLE = 65_536
_SHORTEST_WIDE = 4
_ASCII = 127
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})["']""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and how it was decoded."""

    text: str
    charset: str
    """Python's name of the codec."""
    guessed: bool
    """True if nothing declared the character set and the bytes were not Unicode."""
    replaced: bool = False
    """True if some bytes made no sense and stand as U+FFFD."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know about the decoding."""
        notes: tuple[str, ...] = ()
        if self.guessed:
            notes += (f"no character set was declared; read as {self.charset}",)
        if self.replaced:
            notes += (f"some bytes are not {self.charset} and stand as U+FFFD",)
        return notes


def decode(data: bytes, declared: str | None = None) -> Decoded:  # noqa: PLR0911  a step each
    """Decode bytes; a byte order mark is the only thing left out, nothing is normalised.

    The order is: byte order mark, UTF-16 by the look of it, declared character set (if all bytes fit it),
    UTF-8, UTF-8 with a few damaged bytes, a guess among the usual character sets.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _with_codec(data[len(mark) :], name)
    codec = known(declared)
    # NUL is a character of every other set, so UTF-16 would pass for any of them.
    if not (codec or "").startswith("utf-16") and (wide := _wide(data)) is not None:
        return _with_codec(data, wide)
    if codec and (text := _strict(data, codec)) is not None:
        return Decoded(text, codec, guessed=False)
    if (text := _strict(data, "utf-8")) is not None:
        return Decoded(text, "utf-8", guessed=False)
    if _mostly_utf8(data):
        return _with_codec(data, "utf-8")
    if codec:
        return _with_codec(data, codec)
    guess = _guess(data)
    text = data.decode(guess, "replace")
    return Decoded(text, guess, guessed=True, replaced=_strict(data, guess) is None)


def known(label: str | None) -> str | None:
    """Return Python's codec for a character set's label as pages and mails use it, or None."""
    if not label:
        return None
    try:
        info = codecs.lookup(label.strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    # Codecs such as base64 or rot13 are registered beside the character sets.
    if not getattr(info, "_is_text_encoding", True) or info.name in {
        "idna",
        "punycode",
        "unicode-escape",
        "raw-unicode-escape",
    }:
        return None
    return _MEANT.get(info.name, info.name)


def declared_in_markup(data: bytes) -> str | None:
    """Return the character set that an HTML or XML head names, or None."""
    head = data[:4096]
    match = _XML.search(head) or _META.search(head)
    if not match:
        return None
    label = match.group(1).decode("ascii", "replace")
    # Whoever could read this label as ASCII does not read UTF-16.
    return "utf-8" if label.lower().startswith(("utf-16", "utf-32", "ucs-")) else label


def wide(data: bytes) -> bool:
    """Tell whether bytes are UTF-16 or UTF-32 text, with or without a byte order mark."""
    return any(data.startswith(mark) for mark, name in _BOMS[1:]) or _wide(data) is not None


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, ValueError):
        return None


def _with_codec(data: bytes, codec: str) -> Decoded:
    text = _strict(data, codec)
    if text is not None:
        return Decoded(text, codec, guessed=False)
    return Decoded(data.decode(codec, "replace"), codec, guessed=False, replaced=True)


def _wide(data: bytes) -> str | None:
    sample = data[:_SAMPLE]
    if len(sample) < _SHORTEST_WIDE or b"\x00" not in sample:
        return None
    pairs = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    # Blanks and line ends alone put a NUL into every tenth pair, whatever the script.
    for codec, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if high >= max(1, pairs * 0.05, 4 * low):
            text = sample[: pairs * 2].decode(codec, "replace")
            strange = sum(
                1 for character in text if not character.isprintable() and character not in "\t\r\n\ufeff"
            )
            if strange <= len(text) * 0.01:
                return codec
    return None


def _mostly_utf8(data: bytes) -> bool:
    beyond_ascii = len(data.translate(None, bytes(range(128))))
    broken = data.decode("utf-8", "replace").count("\ufffd")
    return 0 < broken <= beyond_ascii * 0.05


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    first = next((i for i, byte in enumerate(data[:1_000_000]) if byte > _ASCII), 0)
    start = max(0, first - 2000)
    start = data.rfind(b"\n", 0, start) + 1
    sample = data[start : start + _SAMPLE]
    if len(sample) == _SAMPLE:
        sample = sample[: sample.rfind(b"\n") + 1] or sample
    best = from_bytes(sample, cp_isolation=_CANDIDATES).best()
    guess = best.encoding if best is not None else "cp1252"
    if guess == "cp1250" and likeliest(sample.decode("cp1250", "replace")) not in _CENTRAL_EUROPEAN:
        # The two share most letters of Western Europe, so the language has to decide.
        return "cp1252"
    return guess
