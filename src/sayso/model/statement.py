"""Statement: what linking sees of an assertion, and what it stores of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sayso.model.claim import Conflict


class Excerpt(NamedTuple):
    """A content, and the text around it, which tells what "it" and "the attack" are, and who says so."""

    content: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """The content of one assertion, with its embedding."""

    id: str
    """The assertion's."""
    document: str
    text: str
    """What it is found by: the content's characters, pieces joined; of a content of a few words, which says
    little by itself, the sentence around it."""
    vector: bytes = b""
    """Its embedding: 384 numbers of −127 to 127, a byte each; empty where there is no word in it."""
    marks: tuple[str, ...] = ()
    """Whom it accuses, and of what sort of deed, as keys; empty where it accuses nobody."""
    echoes: str = ""
    """The statement before it in its report to which it only points ("denied it"); empty if it says more."""
    quote: str = ""
    """Its very content, …"""
    source: str = ""
    """… the words that name its source, …"""
    said: str = ""
    """… and cue and content with what stands between them."""
    speaker: str = ""
    """Who that source is, where the report tells."""
    denies: bool = False
    """Whether the source denies it. These five are not stored with it."""
    published: str = ""
    """When its report was published (ISO 8601), as far as that is known."""
    excerpt: Excerpt | None = None
    """What is compared: the content in its surroundings; if there is none, ``text`` by itself."""

    @property
    def compared(self) -> Excerpt:
        """Return what the matcher reads of it."""
        return self.excerpt or Excerpt(self.text)


@dataclass(frozen=True, slots=True)
class Match:
    """How likely it is that two statements state a common claim; ``left`` is the smaller id."""

    left: str
    right: str
    score: float
    """0..1."""


@dataclass(frozen=True, slots=True)
class Opposition:
    """Two statements that cannot both hold or seem so; ``left`` is the smaller id."""

    left: str
    right: str
    conflict: Conflict


@dataclass(frozen=True, slots=True)
class Linked:
    """All that is to be stored, in one transaction, after statements were linked or a judgment was given."""

    statements: tuple[Statement, ...] = ()
    exemplars: tuple[tuple[str, str], ...] = ()
    """(key, statement): by which keys a statement is found from now on; of a claim, a few statements are."""
    dropped: tuple[str, ...] = ()
    """Statements that are not found by keys any more, since enough others of their claim are."""
    matches: tuple[Match, ...] = ()
    oppositions: tuple[Opposition, ...] = ()
    claims: tuple[tuple[str, str], ...] = ()
    """(statement, its claim) where that is new or changed."""


def match(one: str, other: str, score: float) -> Match:
    """Return a match with its ends in order."""
    left, right = sorted((one, other))
    return Match(left, right, score)
