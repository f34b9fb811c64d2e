"""Who speaks: a person, an organisation, a document, or somebody unnamed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.model.attribution import SourceKind
from sayso.text.bodies import (
    ACRONYM,
    BODIES,
    CAPITALS,
    DOCUMENTS,
    NAME,
    PEOPLE,
    PERSONAL,
    STATES,
    TITLES,
    singular,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"[^\W\d_]+(?:[’'.-][^\W\d_]+)*")
_TAIL = re.compile(
    r""",|[—–(]|\b(?:who|which|that|whose|whom|familiar|close|with|from|in|at|on|of|for|by|to|inside|speaking|including
    |created|released|published|compiled|obtained|seen|issued|based|tracking|briefed|working|reviewed)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_COUNT = re.compile(
    r"""(?:an?|one|two|three|four|five|six|seven|several|some|many|most|a\ few|few|a\ number\ of|a\ group\ of
    |multiple
    |numerous|various|others?|another|anonymous|unnamed|unidentified|senior|independent|local|these|those|such|neutral
    |more\ than\ \w+|at\ least\ \w+|\d+)\b\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_OFFICE = re.compile(
    r"""(?:(?:the|our|its|their|his|her|then|former|acting|new)\s+)?(?:[\w’'-]+\s+){0,3}
    (?:president|minister|premier|chancellor|king|queen|governor|mayor|chairman|chairwoman|chair|director|ambassador
    |secretary|spokesman|spokeswoman|spokesperson|prosecutor|commissioner|commander|candidate|senator|pope|judge
    |author|writer|leader|chief|head)$""",
    re.IGNORECASE | re.VERBOSE,
)
_SOME = re.compile(
    r"""(?:one|two|some|many|most|several|all|both|none|neither|each)\ of\ (?:them|those|these|us|the)\b
    |(?:both|all|others|none|neither|each|one|another)$""",
    re.IGNORECASE | re.VERBOSE,
)
_CALLED = re.compile(r"\b(?:called|named|known as|dubbed)\s+(?:the\s+)?[^\W\d_a-z]")
_EDGES = " \t\n\"“”‘’'.,;:—–-"
_NEUTER = frozenset({"it", "they", "them", "we", "us", "which", "that"})
_ARTICLES = frozenset({"the", "a", "an"})
_PEOPLE = frozenset(map(singular, PEOPLE)) | {"people", "other", "some", "many", "those"}
_DOCUMENTS = frozenset(map(singular, DOCUMENTS)) | DOCUMENTS
_BODIES = frozenset(map(singular, BODIES)) | BODIES
_STATES = STATES | CAPITALS
_NAME_WORDS = 2
"""Words from which on a capitalised run is taken for a person's full name."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What else a document says that helps to tell what a name is."""

    names: Sequence[str] = ()
    """Names of two or more words in it, and single ones that stand after a title ("President Velt")."""

    def as_surname(self, name: str) -> bool:
        """Tell whether some longer name ends in this one, or begins with it."""
        return any(name in (full.split()[0], full.split()[-1]) for full in self.names)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A source's words, its head (what stands before the first comma or preposition) and the head's noun."""

    text: str
    head: str
    words: tuple[str, ...]
    noun: str
    named: bool
    """A person's name ends the head."""
    apposed: bool
    """A person's name stands in apposition ("a guard, Tolan Brisk")."""

    @property
    def counted(self) -> bool:
        """Tell whether the phrase begins as unnamed ones do: "two …", "some …", "senior …"."""
        return _COUNT.match(self.text) is not None


def source_kind(source: str, known: Surroundings | None = None) -> SourceKind | None:
    """Classify a source's words; None where they do not tell (empty, or "it", "they").

    The head noun decides, not what hangs on it: "a report by the committee" is a document, "an official of
    the ministry" is unnamed, "the foreign minister" is a person. A lone capitalised word is a person if the
    document has a longer name that ends in it; else it is an outlet, a body, or a place that stands for one.
    """
    text = source.strip(_EDGES)
    lowered = text.casefold()
    if not text or lowered in _NEUTER or not _WORD.search(text):
        return None
    if lowered in PERSONAL or lowered == "who":
        return SourceKind.PERSON
    if _SOME.match(text):
        return SourceKind.UNNAMED
    phrase = _phrase(text)
    return _of_noun(phrase) or _of_name(phrase, known or Surroundings())


def _of_noun(phrase: _Phrase) -> SourceKind | None:
    """Decide by what the head noun means, if it is one of ours."""
    if _is_state(phrase.text):
        return SourceKind.ORGANISATION
    if phrase.named:
        return SourceKind.PERSON
    if phrase.noun in _PEOPLE:
        office = not phrase.counted and _OFFICE.match(phrase.head)
        return SourceKind.PERSON if phrase.apposed or office else SourceKind.UNNAMED
    capital = phrase.words[-1][:1].isupper()
    if phrase.noun in _DOCUMENTS and not (capital and _names_body(phrase.words)):
        return SourceKind.DOCUMENT
    if _names_body(phrase.words) or phrase.noun in _BODIES:
        count = _COUNT.match(phrase.text)
        unnamed = count is not None and not _CALLED.search(phrase.text)
        return SourceKind.UNNAMED if unnamed else SourceKind.ORGANISATION
    return None


def _of_name(phrase: _Phrase, known: Surroundings) -> SourceKind:
    """Decide by how the phrase is written, and by what else the document calls so."""
    bare = re.sub(r"(?i)^the\s+", "", phrase.head).strip()
    if phrase.apposed:
        return SourceKind.PERSON
    if any(_plain(word) in _BODIES for word in phrase.words) or "&" in phrase.head:
        return SourceKind.ORGANISATION
    if phrase.counted:
        return SourceKind.UNNAMED
    if ACRONYM.fullmatch(bare) or re.match(r"[Tt]he [A-Z]", phrase.text):
        return SourceKind.ORGANISATION
    if not phrase.words[-1][:1].isupper():
        return SourceKind.UNNAMED
    return SourceKind.PERSON if known.as_surname(bare) else SourceKind.ORGANISATION


def _phrase(text: str) -> _Phrase:
    head = text
    for tail in _TAIL.finditer(text):
        if _WORD.search(text[: tail.start()]):
            head = text[: tail.start()].strip()
            break
    words = tuple(match.group() for match in _WORD.finditer(head))
    noun = singular(_plain(words[-1]))
    named = _ends_in_name(head)
    apposed = any(
        len(part.split()) >= _NAME_WORDS and _ends_in_name(part.strip())
        for part in re.split(r"[,—–]", text)[1:]
    )
    return _Phrase(text, head, words, noun, named, apposed)


def _ends_in_name(text: str) -> bool:
    """Tell whether the words end in a name like a person's: capitalised, no body's noun, no acronym."""
    runs = list(NAME.finditer(text))
    if not runs or runs[-1].end() < len(text.rstrip()):
        return False
    words = runs[-1].group().split()
    names = [word for word in words if _plain(word) not in TITLES | _ARTICLES]
    if not names or any(_plain(word) in _BODIES for word in names):
        return False
    shouted = len(names) > 1 and all(name.isupper() for name in names)
    if _plain(names[-1]) in _STATES or (ACRONYM.fullmatch(names[-1]) and not shouted):
        return False
    before = _WORD.findall(text[: runs[-1].start()])
    if (before and singular(before[-1].casefold()) in _BODIES) or "&" in text:
        return False
    titled = len(names) < len(words) and _plain(words[0]) in TITLES
    full = len(names) >= _NAME_WORDS and _plain(words[0]) not in _ARTICLES
    return full or titled or bool(before)


def _is_state(text: str) -> bool:
    """Tell whether the words are a state or capital, or a list that begins with one ("Ukraine and …")."""
    plain = re.sub(r"(?i)^the\s+", "", text).casefold()
    first = plain.split(" and ")[0].split(",")[0]
    return plain.rstrip(".") in _STATES or (first != plain and first in _STATES)


def _names_body(words: tuple[str, ...]) -> bool:
    """Tell whether a capitalised word of the head is a body's noun ("Ministry", "Harbour Guard")."""
    return any(word[:1].isupper() and _plain(word) in _BODIES for word in words)


def _plain(word: str) -> str:
    """Return a word in lower case, without a possessive ending or a full stop."""
    return word.casefold().removesuffix("’s").removesuffix("'s").strip(".,’'")
