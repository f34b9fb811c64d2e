"""From the lines of pages to paragraphs: hyphens at line ends, columns, running heads."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from sayso.text.clean import one_line, without_ligatures

if TYPE_CHECKING:
    from collections.abc import Sequence

_END_HYPHEN = re.compile("[\u00ad\u0002\ufffe]$")
"""How PDFium tells a hyphen that was only set because the line ended."""
_INNER_HYPHEN = re.compile("[\u00ad\u0002\ufffe]")
_HARD_HYPHEN = re.compile(r"[^\W\d_]{2,}[-\u2010]$")
_DONE = re.compile(r"[.!?:;…。！？؟۔][\"'”’»)\]]*$")
_BULLET = re.compile(r"^(?:[•·▪‣◦–—*-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+\S")
_END = 60
"""Characters of a line that tell how it ends."""
_FEWEST = 3
"""Pages on which a line must stand first or last to be a running head."""
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"^(?:page\s*)?[-–—]?\s*\d{1,4}\s*(?:(?:of|/)\s*\d{1,4})?\s*[-–—]?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its characters and its box, in points from the upper left corner."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """Of the line's first character."""
        return max(1.0, self.bottom - self.top)


def without_furniture(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], int]:
    """Leave out page numbers, and lines that stand first or last on at least half of three or more pages.

    They would otherwise cut the sentences that run over from one page to the next. Where nothing else
    would be left, they are the text, and all stay.

    Returns:
        The pages' other lines, and how many lines were left out.
    """
    filled = sum(1 for page in pages if page)
    seen = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    often = {key for key, count in seen.items() if count >= max(_FEWEST, filled / 2)}
    kept: list[list[Line]] = []
    dropped = 0
    for page in pages:
        edges = _edges(page)
        outer = (page[0], page[-1]) if page and filled > 1 else ()
        out = [
            line for line in edges if _key(line) in often or (line in outer and _PAGE_NUMBER.match(line.text))
        ]
        rest = [line for line in page if line not in out]
        dropped += len(page) - len(rest)
        kept.append(rest)
    if not any(kept):
        return [list(page) for page in pages], 0
    return kept, dropped


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    """Join lines to paragraphs, over the ends of columns and pages.

    A paragraph ends where the gap to the next line is larger than usual, where the next line is
    indented or a list item, or where a line that ends a sentence stops well before the margin.
    """
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    gaps = [
        below.top - above.top
        for page in pages
        for above, below in itertools.pairwise(page)
        if 0 < below.top - above.top < 4 * above.height
    ]
    usual = median(gaps) if gaps else 0.0
    done: list[str] = []
    current: list[str] = []
    previous: Line | None = None
    for page in pages:
        margin = max((line.right for line in page), default=0.0)
        for position, line in enumerate(page):
            if previous is not None and _breaks(previous, line, usual, margin, new_page=position == 0):
                done.append("".join(current))
                current = []
            _join(current, line.text)
            previous = line
    done.append("".join(current))
    return [text for text in (_tidy(text) for text in done) if text]


def _breaks(above: Line, line: Line, usual: float, margin: float, *, new_page: bool) -> bool:
    if _BULLET.match(line.text) and _DONE.search(above.text[-_END:]):
        return True
    step = line.top - above.top
    ended = bool(_DONE.search(above.text[-_END:]))
    if new_page or step < -above.height:
        return ended or abs(line.height - above.height) > 0.25 * above.height
    if abs(step) < 0.3 * above.height:
        return False  # The same line, in pieces.
    if step > 1.35 * usual or abs(line.height - above.height) > 0.25 * above.height:
        return True
    if line.left > above.left + above.height and ended:
        return True
    return ended and above.right < margin - 0.12 * max(1.0, margin - above.left)


def _join(pieces: list[str], line: str) -> None:
    """Append a line to a paragraph's pieces, and mend the end of the piece before it."""
    if pieces:
        before = pieces[-1][-_END:]
        hyphen = _HARD_HYPHEN.search(before) and line[:1].islower()
        if _END_HYPHEN.search(before) or (hyphen and _is_broken_word(before, line)):
            pieces[-1] = pieces[-1][:-1]
        # Scripts without blanks between words have none at line ends either; Korean has.
        elif not hyphen and not (_blankless(before[-1]) and _blankless(line[0])):
            pieces.append(" ")
    pieces.append(line)


def _blankless(letter: str) -> bool:
    return letter >= "\u2e80" and not "\uac00" <= letter <= "\ud7a3"


def _is_broken_word(before: str, line: str) -> bool:
    """Tell a word that was cut from a compound (``co-operation`` or ``anti-corruption`` keeps its hyphen)."""
    match = re.search(r"([^\W\d_]+)[-\u2010]$", before)
    stem = match.group(1).lower() if match else ""
    compound = {
        "anti",
        "co",
        "cross",
        "ex",
        "non",
        "pre",
        "post",
        "pro",
        "self",
        "semi",
        "well",
        "all",
        "so",
        "half",
        "long",
        "short",
    }
    return stem not in compound and bool(re.match(r"[^\W\d_]+", line))


def _tidy(text: str) -> str:
    return one_line(without_ligatures(_INNER_HYPHEN.sub("", text)))


def _edges(page: Sequence[Line]) -> list[Line]:
    return list(dict.fromkeys([*page[:2], *page[-2:]]))


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text.casefold().strip())
