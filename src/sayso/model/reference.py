"""LocalEntity: somebody or something that one document names, and why its names are one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.model.entity import Reference

if TYPE_CHECKING:
    from sayso.model.annotation import MentionKind
    from sayso.model.span import Span


@dataclass(frozen=True, slots=True)
class Naming:
    """A name in place."""

    span: Span
    name: str
    """As it stands, without title, article, possessive ending and line break."""
    kind: MentionKind
    stands_for_body: bool = False
    """A place's name that stands here for its government ("Kabul believes")."""

    def reference(self, document: str) -> Reference:
        """Return it as a record of a document."""
        return Reference(document, self.span, self.name, self.kind)


@dataclass(frozen=True, slots=True)
class Office:
    """A title or office that a text gives somebody."""

    title: str
    span: Span
    dated: str | None = None
    """The document's date: the office was held then, on the document's word."""

    def __str__(self) -> str:
        return f"{self.title}, {self.dated}" if self.dated else self.title


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a name is taken for another one's."""

    words: str
    """As a person reads them."""
    proof: Span | None = None
    """The characters that show it, where some do."""
    definite: bool = False
    """The text says so itself, or the names are on the list of well-known ones."""


@dataclass(frozen=True, slots=True)
class LocalAlias:
    """One of the names by which a document calls something."""

    name: str
    reasons: tuple[Reason, ...] = ()
    """Empty for the name that the others are compared with."""
    references: int = 0


@dataclass(frozen=True, slots=True)
class LocalEntity:
    """Somebody or something that a document names; references in order of their first character."""

    name: str
    """The fullest."""
    kind: MentionKind
    references: tuple[Naming, ...]
    aliases: tuple[LocalAlias, ...]
    """All names, the fullest first."""
    offices: tuple[Office, ...] = ()
    part_of: tuple[str, ...] = ()
    """Names of the bodies that the text says it belongs to."""

    @property
    def stands_for_body(self) -> bool:
        """Whether the name stands for a government somewhere in the text."""
        return any(naming.stands_for_body for naming in self.references)
