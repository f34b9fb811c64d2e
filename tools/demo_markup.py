"""Reads the sources of the demonstration case: prose with the gold marked where it stands.

A source is a header (``name: value`` lines), a blank line, the body, and after a line ``---`` one line
an attribution. In the body, ``{1s …}``, ``{1k …}`` and ``{1c …}`` mark source, cue and content of
attribution 1; a role that is marked twice is discontinuous. ``{@d:VALUE …}`` marks a date,
``{@a:NUMBER:UNIT:COMPARISON …}`` an amount, ``{@w:CHAIN …}`` a wallet. Marks nest. ``@include KEY
FROM-TO via=NAME:KIND`` takes paragraphs, with their marks, from another source, as a newspaper takes
them from its agency.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SOURCE, CUE, CONTENT = "s", "k", "c"
_ATTRIBUTION = re.compile(r"(?P<number>\d+) (?P<kind>[podua]) (?P<speaker>[^;]+); ?(?P<rest>.*)")
_ROLE = re.compile(r"(\d+)([skc])")
_INCLUDE = re.compile(r"@include (\S+) (\d+)(?:-(\d+))?(?: via=(.+))?")
_OPTION = re.compile(r"(\w+)=(.*?)(?=\s+\w+=|$)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_WALLET_SEED = b"sayso demonstration case: nobody holds a key to this address"


class SourceError(Exception):
    """A source of the demonstration case is not well formed: which, and where."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch of a block, in code points, end-exclusive."""

    tag: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, quotation or table of a report."""

    style: str
    """``p``, ``h1``, ``h2``, ``quote`` or ``table``."""
    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """What a source's attribution line tells; ``options`` as written."""

    number: int
    kind: str
    speaker: str | None
    options: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Source:
    """One report as written: header, blocks in order, attributions by number."""

    header: Mapping[str, str]
    blocks: tuple[Block, ...]
    lines: Mapping[int, Line] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What other sources and the gold call it."""
        return self.header["key"]


def wallet() -> str:
    """Return the case's Tron address: Base58Check of ``0x41`` and 20 bytes of the SHA-256 of a sentence.

    The checksum is valid and the sentence is made up, so that no private key is known to anybody.
    """
    payload = b"\x41" + sha256(_WALLET_SEED).digest()[:20]
    data = payload + sha256(sha256(payload).digest()).digest()[:4]
    number, digits = int.from_bytes(data), ""
    while number:
        number, rest = divmod(number, 58)
        digits = _BASE58[rest] + digits
    return digits


def read_sources(folder: Path) -> list[Source]:
    """Read all sources of a folder, in order of their names, with what they include.

    Raises:
        SourceError: a source is not well formed.
    """
    read: dict[str, Source] = {}
    for path in sorted(folder.glob("*.md")):
        try:
            source = _source(path.read_text("utf-8"), read)
        except (SourceError, KeyError, ValueError) as error:
            message = f"{path.name}: {error}"
            raise SourceError(message) from error
        read[source.key] = source
    return list(read.values())


def _source(written: str, known: Mapping[str, Source]) -> Source:
    body, _, tail = written.partition("\n---\n")
    head, _, body = body.partition("\n\n")
    header = dict(line.split(": ", 1) for line in head.splitlines())
    lines = {line.number: line for line in map(_line, tail.splitlines())}
    blocks: list[Block] = []
    for part in re.split(r"\n\s*\n", body.strip()):
        include = _INCLUDE.fullmatch(part.strip())
        if include is None:
            blocks.append(_block(part.strip().replace("$WALLET$", wallet())))
            continue
        key, first, last, via = include.groups()
        for block in known[key].blocks[int(first) - 1 : int(last or first)]:
            taken, renumbered = _taken(block, known[key], via, max(lines, default=0))
            blocks.append(taken)
            lines |= renumbered
    return Source(header, tuple(blocks), lines)


def _taken(block: Block, origin: Source, via: str | None, after: int) -> tuple[Block, dict[int, Line]]:
    """Return a block of another source, and its attributions numbered on after ``after``."""
    old = sorted({int(found[1]) for mark in block.marks if (found := _ROLE.fullmatch(mark.tag))})
    new = {number: after + place for place, number in enumerate(old, 1)}

    def renamed(mark: Mark) -> Mark:
        found = _ROLE.fullmatch(mark.tag)
        return replace(mark, tag=f"{new[int(found[1])]}{found[2]}") if found else mark

    lines = {}
    for number in old:
        line = origin.lines[number]
        options = {**line.options, **({"via": via} if via else {})}
        if "src" in options:
            options["src"] = str(new[int(options["src"])])
        lines[new[number]] = replace(line, number=new[number], options=options)
    return replace(block, marks=tuple(map(renamed, block.marks))), lines


def _line(written: str) -> Line:
    found = _ATTRIBUTION.fullmatch(written.strip())
    if found is None:
        message = f"not an attribution line: {written!r}"
        raise SourceError(message)
    speaker = found["speaker"].strip()
    options = {name: value.strip() for name, value in _OPTION.findall(found["rest"].strip())}
    return Line(int(found["number"]), found["kind"], None if speaker == "-" else speaker, options)


def _block(written: str) -> Block:
    if written.startswith("|"):
        return Block("table", written)
    for prefix, style in (("## ", "h2"), ("# ", "h1"), ("> ", "quote")):
        if written.startswith(prefix):
            return Block(style, *_unmarked(written.removeprefix(prefix)))
    return Block("p", *_unmarked(_BOLD.sub(r"{@b \1}", written)))


def _unmarked(written: str) -> tuple[str, tuple[Mark, ...]]:
    text: list[str] = []
    opened: list[tuple[str, int]] = []
    marks: list[Mark] = []
    for piece in _pieces(written):
        if piece.startswith("{"):
            opened.append((piece[1:].rstrip(" "), len(text)))
        elif piece == "}":
            if not opened:
                message = f"a brace closes that was not opened: {''.join(text)[-60:]!r}"
                raise SourceError(message)
            tags, start = opened.pop()
            marks += [Mark(tag, start, len(text)) for tag in tags.split(",")]
        else:
            text += piece
    if opened:
        message = f"a brace opens and is not closed: {opened[-1][0]!r} in {written[:60]!r}"
        raise SourceError(message)
    return "".join(text), tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))


def _pieces(written: str) -> Iterator[str]:
    return (found[0] for found in re.finditer(r"\{\S+ |\}|[^{}]+", written))
