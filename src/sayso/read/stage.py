"""The reading stage: items in, documents or reasons out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sayso.errors import Empty, TooLarge, UnreadableError
from sayso.model.document import Document
from sayso.model.ids import sha256
from sayso.model.outcome import Skipped
from sayso.model.run import Maker
from sayso.read import sniff
from sayso.read.agency import agency
from sayso.read.config import ReadConfig
from sayso.read.dates import published
from sayso.read.deadline import Deadline
from sayso.read.language import detect, from_tag
from sayso.read.reading import Original, Reading
from sayso.text.clean import storable

if TYPE_CHECKING:
    from sayso.model.item import Item

VERSION = "2"
"""Raise it whenever the same bytes may give another text or other metadata."""

Reader = Callable[[Original, str], Reading]


_LABELS = 2
_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gov", "net", "org"})
"""Under a country, names of these have another owner each: ``example.co.uk``."""


@dataclass(frozen=True, slots=True)
class ReadStage:
    """Makes documents of items. Pure: the same item and configuration give the same outcome anywhere."""

    config: ReadConfig = field(default_factory=ReadConfig)

    @property
    def maker(self) -> Maker:
        """Stage, version and configuration in one record."""
        return Maker("read", VERSION, self.config.as_json())

    @property
    def needs(self) -> frozenset[str]:
        """Records that must exist before."""
        return frozenset({"item"})

    @property
    def makes(self) -> frozenset[str]:
        """Records that exist afterwards."""
        return frozenset({"document"})

    def __call__(self, items: Sequence[Item]) -> list[Document | Skipped]:
        """Return one outcome an item, in their order; a bad item never raises."""
        return [self._isolated(item) for item in items]

    def _isolated(self, item: Item) -> Document | Skipped:
        try:
            return read(item, self.config)
        except UnreadableError as problem:
            return Skipped(item.location, _sentence(str(problem)), document=item.id)
        except Exception as problem:  # noqa: BLE001  the isolation boundary: others' parsers fail in all ways
            reason = (
                f"The reader failed on it ({type(problem).__name__}: {str(problem)[:200]}). "
                "Convert it to PDF or plain text and add that, and please report the file's kind."
            )
            return Skipped(item.location, storable(reason)[0], document=item.id)


def read(item: Item, config: ReadConfig) -> Document:
    """Read one item.

    Raises:
        UnreadableError: it cannot be read; the message says why and what to do.
    """
    if not item.data:
        message = "is empty (0 bytes); check that it was saved or downloaded completely"
        raise Empty(message)
    if len(item.data) > config.max_bytes:
        message = (
            f"has {len(item.data):,} bytes, over the limit of {config.max_bytes:,}; split it, or "
            "raise the limit"
        )
        raise TooLarge(message)
    kind = sniff.sniff(item.data, item.location, item.media_type)
    given = dict(item.given)
    original = Original(item.data, item.location, item.charset, given, config, Deadline.after(config.seconds))
    reading = _reader(kind)(original, kind)
    return _document(item, given, reading, config)


def _reader(kind: str) -> Reader:
    # Each reader brings a library that the others do not need, so they are imported one by one.
    if kind == sniff.HTML:
        from sayso.read.page import read_page as reader
    elif kind == sniff.PDF:
        from sayso.read.pdf import read_pdf as reader
    elif kind == sniff.WORD:
        from sayso.read.word import read_word as reader
    elif kind == sniff.MAIL:
        from sayso.read.mail import read_mail as reader
    elif kind == sniff.RECORD:
        from sayso.read.record import read_record as reader
    elif kind == sniff.MARKDOWN:
        from sayso.read.plain import read_markdown as reader
    else:
        from sayso.read.plain import read_text as reader
    return reader


def _document(item: Item, given: dict[str, str], reading: Reading, config: ReadConfig) -> Document:
    text, notes = reading.text, reading.notes
    if not text.strip():
        message = "holds nothing but white space; check that it was saved completely"
        raise Empty(message)
    if len(text) > config.max_characters:
        text = text[: config.max_characters]
        notes += (f"text is cut at {config.max_characters:,} characters",)
    found = dict(reading.found)
    fields = {
        "title": reading.title,
        "author": reading.author,
        "outlet": reading.outlet,
        "language": reading.language,
    }
    for name in fields:
        if told := given.get(name):
            fields[name] = from_tag(told) if name == "language" else told
            found[name] = "told from outside"
    moment = reading.published
    if (told := given.get("published")) and (from_outside := published(told, fields["language"])):
        moment, found["published"] = from_outside, "told from outside"
    url, doubts = _address(reading, given, fields, found)
    notes += doubts
    if not fields["language"] and config.language and (language := detect(text)):
        fields["language"], found["language"] = language, "detected"
    wire = (reading.agency, found.get("agency", "")) if reading.agency else agency(text, fields["author"])
    if wire:
        found["agency"] = wire[1]
    return Document(
        id=item.id,
        sha256=item.sha256,
        text=text,
        text_sha256=sha256(text),
        media_type=reading.media_type,
        location=item.location,
        key=item.key or reading.key,
        title=fields["title"],
        author=fields["author"],
        outlet=fields["outlet"],
        agency=wire[0] if wire else None,
        published=moment,
        url=url,
        language=fields["language"],
        links=reading.links,
        found=tuple(sorted(found.items())),
        notes=notes,
    )


def _address(
    reading: Reading, given: dict[str, str], fields: dict[str, str | None], found: dict[str, str]
) -> tuple[str | None, tuple[str, ...]]:
    """Settle a report's address, and its outlet if only the address tells it.

    A page can claim any address and any outlet as its own; where it really came from counts.

    Returns:
        The address, and a note if the claimed one was not believed.
    """
    url, true = reading.url, given.get("url")
    stranger = _stranger(url, true)
    notes: tuple[str, ...] = ()
    if stranger:
        notes = (f"it says that it belongs to {_host(url or '')}, but it comes from {stranger}",)
        if not given.get("outlet"):
            fields["outlet"], found["outlet"] = stranger, "host of the address"
    if true and (stranger or not url):
        url, found["url"] = true, "told from outside"
    if not fields["outlet"] and url and (host := _host(url)):
        fields["outlet"], found["outlet"] = host, "host of the address"
    return url, notes


def _stranger(claimed: str | None, true: str | None) -> str | None:
    """Return the host that a report comes from, if that is not of the domain that it claims."""
    hosts = [_host(url) if url else None for url in (claimed, true)]
    if None in hosts or len({_domain(host) for host in hosts if host}) == 1:
        return None
    return hosts[1]


def _domain(host: str) -> str:
    """Return the part of a host's name that one owner has: ``news.example.org`` → ``example.org``."""
    labels = host.split(".")
    two_part = len(labels) > _LABELS and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == len("uk")
    return ".".join(labels[-3:] if two_part else labels[-_LABELS:])


def _host(url: str) -> str | None:
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _sentence(reason: str) -> str:
    """Make a reader's reason, which begins with its verb, a sentence."""
    return f"It {reason}." if reason[:1].islower() else reason
