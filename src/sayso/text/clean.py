"""Characters: what may stand in a document's text, and how extracted text is tidied."""

from __future__ import annotations

import re

REPLACEMENT = "\ufffd"
"""U+FFFD stands, one for one, where a character cannot be stored; so offsets stay what they were."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_INVISIBLE = re.compile("[\u00ad\u200b\ufeff\u2060]")
_BLANKS = re.compile("[ \t\r\n\f\v\u00a0\u202f\u2007]+")
_LIGATURES = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
    }
)


def storable(text: str) -> tuple[str, int]:
    """Replace NUL characters and lone surrogates, one for one, by U+FFFD.

    Returns:
        The text, of the same length in code points, and how many characters were replaced.
    """
    return _UNSTORABLE.subn(REPLACEMENT, text)


def one_line(text: str) -> str:
    """Return extracted text with runs of white space as one blank and invisible characters left out.

    Soft hyphens and zero-width spaces only say where a line may break; joiners and direction marks
    belong to the writing of Persian, Hindi or Arabic and stay.
    """
    return _BLANKS.sub(" ", _INVISIBLE.sub("", text)).strip()


def without_ligatures(text: str) -> str:
    """Return the text with typographic ligatures of the Latin script spelt out (``ﬁ`` as ``fi``)."""
    return text.translate(_LIGATURES)
