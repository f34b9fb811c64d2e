"""Walking folders: sorted, hidden files apart, never in circles, and never out of the folder."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from sayso.model.outcome import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def walk(top: Path) -> Iterator[Path | Skipped]:
    """Yield a file as itself, and a folder's files in order of their names, folders among them.

    Links inside of a folder are followed where they stay in it, each folder once. One that leads out of it is
    skipped, because a folder may come from a stranger; so is one that leads back into a folder it stands
    in, and so are broken links, devices, sockets and whatever may not be opened.
    """
    try:
        status = top.stat()
    except FileNotFoundError:
        yield Skipped(_shown(top), "There is no such file or folder; check the spelling.")
        return
    except (OSError, ValueError) as problem:
        yield Skipped(_shown(top), f"It cannot be opened ({_why(problem)}).")
        return
    if stat.S_ISDIR(status.st_mode):
        identity = (status.st_dev, status.st_ino)
        holds_something = False
        for found in _folder(top, top.resolve(), frozenset({identity}), {identity}):
            holds_something = True
            yield found
        if not holds_something:
            yield Skipped(_shown(top), "The folder holds nothing to read; hidden files do not count.")
    elif stat.S_ISREG(status.st_mode) or stat.S_ISFIFO(status.st_mode):
        yield top
    else:
        yield Skipped(_shown(top), "It is a device or a socket, not a file.")


def _folder(
    folder: Path, top: Path, above: frozenset[tuple[int, int]], walked: set[tuple[int, int]]
) -> Iterator[Path | Skipped]:
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries)
    except OSError as problem:
        yield Skipped(_shown(folder), f"The folder cannot be opened ({_why(problem)}).")
        return
    for name in names:
        if name.startswith("."):
            continue
        path = folder / name
        try:
            status = path.stat()
        except OSError as problem:
            why = (
                "The link leads nowhere." if path.is_symlink() else f"It cannot be opened ({_why(problem)})."
            )
            yield Skipped(_shown(path), why)
            continue
        if path.is_symlink() and not (target := path.resolve()).is_relative_to(top):
            reason = f"The link leads out of the folder, to {_shown(target)}; to read that, add it by name."
            yield Skipped(_shown(path), reason)
            continue
        if stat.S_ISDIR(status.st_mode):
            identity = (status.st_dev, status.st_ino)
            if identity in above:
                yield Skipped(
                    _shown(path), "The link leads back to a folder that it stands in, so it is not followed."
                )
                continue
            if identity not in walked:
                walked.add(identity)
                yield from _folder(path, top, above | {identity}, walked)
        elif stat.S_ISREG(status.st_mode):
            yield path
        else:
            # A pipe would wait for a writer for ever.
            yield Skipped(_shown(path), "It is a pipe, a device or a socket, not a file.")


def _shown(path: Path) -> str:
    return os.fsencode(path).decode("utf-8", "replace")


def _why(problem: OSError | ValueError) -> str:
    return (getattr(problem, "strerror", None) or str(problem)).lower()
