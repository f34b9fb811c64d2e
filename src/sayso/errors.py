"""Everything that sayso raises on purpose.

::

    SaysoError
    ├── UsageError          the command or call was wrong: nothing was done       (exit status 2)
    ├── CaseError           the case file cannot serve
    │   ├── NotACase        the file is something else
    │   ├── CaseTooNew      made by a later sayso
    │   ├── CaseBusy        somebody else is writing to it
    │   ├── CaseDamaged     pages of the file do not hold together
    │   └── NoSuchRecord    no record, or more than one, answers to that id
    ├── SpanError           offsets that do not lie in their text
    ├── ModelError          the reading model's files are missing or damaged
    ├── UnreadableError     this document cannot be read: becomes Skipped(reason)
    │   ├── TooLarge        over a size or count limit
    │   ├── TooSlow         over a time limit
    │   ├── Encrypted       needs a password
    │   ├── Damaged         truncated, or not what its name says
    │   ├── Hostile         an archive bomb, an entity bomb, a loop
    │   ├── Empty           nothing to read in it
    │   └── UnknownFormat   no reader for it
    ├── FetchError          an address that could not or must not be fetched: becomes Skipped(reason)
    └── WatchListError      a watch list's file is missing, or is no watch list

Each message is one sentence or two: what was wrong, where, and what to do about it. Layers
above catch the narrowest class that they can act on; only the command line catches
``SaysoError``.
"""

from __future__ import annotations


class SaysoError(Exception):
    """The root: catch this to catch everything that sayso raises on purpose."""

    exit_status = 2
    """Of the command that it ends: not done. (1 means done, but some inputs were skipped.)"""


class UsageError(SaysoError):
    """The command or call was wrong; nothing was done."""


class CaseError(SaysoError):
    """The case file cannot serve."""


class NotACase(CaseError):
    """The file exists, but it is not a sayso case."""


class CaseTooNew(CaseError):
    """The case was made by a later sayso than this one."""


class CaseBusy(CaseError):
    """Another process holds the case's write lock."""


class CaseDamaged(CaseError):
    """Pages of the case's file do not hold together."""


class NoSuchRecord(CaseError):
    """No record, or more than one, answers to the id."""


class SpanError(SaysoError, ValueError):
    """Offsets that are negative, reversed, or outside of their text."""


class ModelError(SaysoError):
    """The reading model's files are missing or damaged."""


class UnreadableError(SaysoError):
    """A document that cannot be read. The pipeline turns it into ``Skipped``."""


class TooLarge(UnreadableError):
    """Over a size or count limit."""


class TooSlow(UnreadableError):
    """Over a time limit."""


class Encrypted(UnreadableError):
    """Needs a password."""


class Damaged(UnreadableError):
    """Truncated, or not what its name says."""


class Hostile(UnreadableError):
    """Built to exhaust its reader: an archive bomb, an entity bomb, a loop."""


class Empty(UnreadableError):
    """Nothing to read in it."""


class UnknownFormat(UnreadableError):
    """No reader for this kind of file."""


class FetchError(SaysoError):
    """An address that could not, or must not, be fetched. Becomes ``Skipped``."""


class WatchListError(SaysoError):
    """A watch list's file is missing, is no watch list, or has nothing in it that can be used."""
