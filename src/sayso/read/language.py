"""Which language a text is in: a small statistical model that is loaded when it is first needed."""

from __future__ import annotations

import functools
import re
from typing import Any

_SAMPLE = 2_000
_FEWEST_LETTERS = 40
_LEAST_PROBABILITY = 0.5
_ISO_639_1 = 2
_TAG = re.compile(r"^([a-z]{2,3})(?:[-_].*)?$")


def detect(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language; None if it is too short or not clear."""
    sample = text[:_SAMPLE]
    # An ideograph or a syllable says about as much as four letters of an alphabet.
    if (
        sum(4 if character >= "\u2e80" else 1 for character in sample if character.isalpha())
        < _FEWEST_LETTERS
    ):
        return None
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= _LEAST_PROBABILITY and len(language) == _ISO_639_1 else None


def likeliest(text: str) -> str:
    """Return the code of the likeliest language, however unlikely."""
    return str(_identifier().classify(text[:_SAMPLE])[0])


def from_tag(tag: str | None) -> str | None:
    """Return the ISO 639-1 part of a language tag such as ``en-GB``, or None."""
    match = _TAG.match((tag or "").strip().lower())
    return match.group(1) if match and len(match.group(1)) == _ISO_639_1 else None


@functools.cache
def _identifier() -> Any:  # py3langid is untyped  # noqa: ANN401
    # Loading takes about half a second, so only processes that need it pay for it.
    from py3langid import langid

    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
