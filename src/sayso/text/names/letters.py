"""Letters: a name in any script as words of a to z and digits.

Most scripts go through anyascii (ISC licence); what it cannot know from single characters is done here: kana
digraphs, Hebrew and Arabic letters that are vowels inside a word, signs that double a letter.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 300
"""Characters of a name that count: no name is longer, and hostile ones must not cost more."""

_KANA = re.compile("([\u3041-\u3096\u30a1-\u30f4])([ぁぃぅぇぉゃゅょァィゥェォャュョ])")
_SMALL = dict(
    zip(
        "ぁぃぅぇぉゃゅょァィゥェォャュョ",
        ["a", "i", "u", "e", "o", "ya", "yu", "yo", "a", "i", "u", "e", "o", "ya", "yu", "yo"],
        strict=True,
    )
)
_KATAKANA = re.compile("[\u30a1-\u30fa]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_FILLED = re.compile("[\u30a1-\u30fa\uac00-\ud7a3]")
_KANA_FILLER = re.compile("(?<=[bcdfghkmnprstvz])u(?=[bcdfghkmnprstvz]|$)|(?<=[td])o$")
_HANGUL_FILLER = re.compile("(?<=[^aeiou])eu(?![nm])")
_LENGTHENERS = str.maketrans(dict.fromkeys("ーっッ々\u0640\u0651"))
_SOFT = frozenset({"sh", "ch", "j"})
_HEBREW = str.maketrans(
    {
        "ו": "o", "ע": "", "א": "a", "ה": "h", "י": "i", "ב": "b", "ח": "kh", "כ": "k", "ך": "k", "צ": "ts",
        "ץ": "ts", "ש": "sh", "ת": "t", "ט": "t", "פ": "p", "ף": "f",
    }
)  # fmt: skip
_HEBREW_SIGNS = (
    ("וו", "v"),
    ("ג׳", "j"),
    ("ג'", "j"),
    ("צ׳", "ch"),
    ("צ'", "ch"),
    ("ז׳", "zh"),
    ("ז'", "zh"),
)
_ARABIC = str.maketrans(
    {
        "و": "o", "ي": "i", "ی": "i", "ى": "a", "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ع": "a", "ة": "a",
        "ه": "h", "ئ": "i", "ؤ": "o", "ء": "", "ٹ": "t", "ڈ": "d", "ڑ": "r",
    }
)  # fmt: skip
_INITIALS = {"ו": "v", "و": "w", "ي": "y", "ی": "y", "י": "y"}
_APOSTROPHES = re.compile("['’‘`´ʼʻʹʿʾ״׳]")
_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.\s?){2,}(?:[^\W\d_]\b(?!\.))?|\b(?:[^\W\d_]\.){1,}[^\W\d_]\b")
_NATIVE_WORD = re.compile(r"[^\W_]+")
_PLAIN = re.compile("[a-z0-9]+")
_SIGNS = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7a3]")


def cut(name: str) -> str:
    """Return as much of a name as counts, compatibility characters replaced, without marks of direction."""
    name = name[:LONGEST]
    if name.isascii():
        return name
    plain = unicodedata.normalize("NFKC", name)[:LONGEST]
    return "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")


def script(name: str) -> str:
    """Return the script of a name's first letter, as Unicode names it: LATIN, CYRILLIC, CJK."""
    if name.isascii():
        return "LATIN"
    for sign in name[:LONGEST]:
        if sign.isalpha():
            return unicodedata.name(sign, "UNKNOWN").split()[0]
    return "LATIN"


def signs(name: str) -> str:
    """Return the name's Han or Hangul signs if it is written in nothing else; each is a syllable."""
    bare = "".join(_NATIVE_WORD.findall(name))
    return bare if bare and len(_SIGNS.findall(bare)) == len(bare) else ""


def words(name: str, *, initials: bool = False) -> tuple[str, ...]:
    """Return a name's words in a to z and digits, in order.

    Letters with full stops between them are one word ("U.S.A."), or, with ``initials``, one each.
    """
    name = _POSSESSIVE.sub("", cut(name))
    if "." in name and not initials:
        name = _DOTTED.sub(lambda found: re.sub(r"[.\s]", "", found[0]) + " ", name)
    name = name.replace("&", " and ")
    if name.isascii():
        return tuple(_PLAIN.findall(_APOSTROPHES.sub("", name).lower()))
    return tuple(_PLAIN.findall(_latin(name)))


def _latin(name: str) -> str:
    from anyascii import anyascii

    name = _KANA.sub(_digraph, name).translate(_LENGTHENERS)
    if _FILLED.search(name):
        name = _NATIVE_WORD.sub(_without_fillers, name)
    if re.search("[\u0590-\u08ff]", name):
        name = _NATIVE_WORD.sub(_semitic, _hebrew_signs(name))
    name = unicodedata.normalize("NFC", _APOSTROPHES.sub("", name)).translate(_GERMANIC)
    return _APOSTROPHES.sub("", anyascii(name)).lower().replace("`", "")


_GERMANIC = str.maketrans({"ə": "a", "Ə": "A"})


def _without_fillers(found: re.Match[str]) -> str:
    """Leave out the vowels that katakana and hangul put where the name that they write has none."""
    from anyascii import anyascii

    word = found[0]
    if _KATAKANA.search(word):
        return _KANA_FILLER.sub("", anyascii(word).lower())
    if _HANGUL.search(word):
        latin = _HANGUL_FILLER.sub("", anyascii(word).lower())
        return latin.replace("eo", "o").replace("eu", "u").replace("ll", "l")
    return word


def _digraph(found: re.Match[str]) -> str:
    from anyascii import anyascii

    head, vowel = anyascii(found[1])[:-1], _SMALL[found[2]]
    return head + (vowel[-1] if head in _SOFT else vowel)


def _hebrew_signs(name: str) -> str:
    for sign, letters in _HEBREW_SIGNS:
        name = name.replace(sign, letters)
    return name


def _semitic(found: re.Match[str]) -> str:
    word = found[0]
    first = _INITIALS.get(word[0], "")
    rest = word[1:] if first else word
    return first + rest.translate(_HEBREW).translate(_ARABIC)
