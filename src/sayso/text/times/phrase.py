"""What the readings work on: a phrase of words, what the text has told so far, and what a reading is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.text.times import almanac
from sayso.text.times.lexicon import classes
from sayso.text.times.tense import lies_ahead, verb_beside

if TYPE_CHECKING:
    from datetime import date

    from sayso.model.time import TimeKind, TimeModifier
    from sayso.text.times.lexicon import Words

_NAMES = {sign: name for name, sign in classes().items()}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase says."""

    kind: TimeKind
    value: str
    modifier: TimeModifier | None = None
    relative: bool = False
    loose: bool = False
    """Means a time only beside a day ("Friday" + "evening")."""
    dayless: bool = False
    """A time of day whose day is publication's for want of another."""


@dataclass(slots=True)
class Story:
    """What is known of time at some place in a text."""

    published: date | None
    last: str | None = None
    """Value of the calendar date that was last read."""
    quarter: tuple[int, int] | None = None
    """Year and quarter of the last quarter named."""

    @property
    def days(self) -> almanac.Days | None:
        """The days of the date last read."""
        return almanac.days_of(self.last) if self.last else None

    @property
    def reference(self) -> date | None:
        """The first day of the date last read, else the day of publication."""
        return self.days[0] if self.days else self.published

    def told(self, reading: Reading) -> None:
        """Remember a reading that names a date."""
        if almanac.days_of(reading.value) is not None:
            self.last = reading.value


@dataclass(slots=True)
class Phrase:
    """Some words of a text, of which ``first`` up to ``end`` fit an expression."""

    words: Words
    first: int
    end: int
    story: Story
    names: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.names = [_NAMES[sign] for sign in self.words.signs[self.first : self.end]]

    def has(self, *names: str) -> bool:
        """Tell whether a word is of one of the classes."""
        return any(name in self.names for name in names)

    def word(self, *names: str) -> str:
        """Return the first word of one of the classes, in lower case, or ""."""
        at = self._find(names)
        return "" if at is None else self.words.lower(at)

    def value(self, *names: str) -> str:
        """Return the listed value of the first word of one of the classes, or ""."""
        at = self._find(names)
        return "" if at is None else self.words.value(at)

    def number(self, *names: str) -> int | None:
        """Return the number that the first word of one of the classes stands for."""
        at = self._find(names)
        if at is None:
            return None
        listed = self.words.value(at)
        digits = "".join(char for char in listed or self.words.lower(at) if char in "0123456789")
        return int(digits) if digits else None

    def before(self, by: int = 1) -> str:
        """Return the class of a word before the phrase, or "" at the beginning of the text."""
        at = self.first - by
        return _NAMES[self.words.signs[at]] if at >= 0 else ""

    def after(self, by: int = 1) -> str:
        """Return the class of a word after the phrase, or "" at the end of the text."""
        at = self.end + by - 1
        return _NAMES[self.words.signs[at]] if at < len(self.words.signs) else ""

    def next_word(self) -> str:
        """Return the word after the phrase, in lower case, or "" at the end of the text."""
        return self.words.lower(self.end) if self.end < len(self.words.spans) else ""

    def lies_ahead(self) -> bool | None:
        """Tell whether the words around speak of the future; None if nothing tells."""
        return lies_ahead(self.words, self.first, self.end)

    def verb_beside(self) -> bool:
        """Tell whether the verb that tells stands right before the phrase."""
        return verb_beside(self.words, self.first)

    def text(self) -> str:
        """Return the words as they stand."""
        return self.words.span(self.first, self.end).of(self.words.text)

    def _find(self, names: tuple[str, ...]) -> int | None:
        return next((self.first + at for at, name in enumerate(self.names) if name in names), None)
