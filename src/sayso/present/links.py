"""Which addresses may become links, and which commands may be printed for copying."""

from __future__ import annotations

import re
import shlex
from urllib.parse import urlsplit

from sayso.present.visible import one_line

_INERT = re.compile(r"[!#-;=?-Z_a-z~%\[\]]+")
"""Printable ASCII without blanks, quotation marks, ``<>``, backslash, caret, backtick and braces."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MOST_OPTION = 80


def safe_link(url: str | None) -> str | None:
    """Return the address if it may become a link, else None.

    It must be http or https, name a host and no user, and hold nothing but plain printable ASCII.
    """
    if not url or not _INERT.fullmatch(url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc:
        return None
    return url


def language_tag(language: str | None) -> str | None:
    """Return the language if it has the form of a tag that a page may carry; else None."""
    return language if language and _LANGUAGE.fullmatch(language) else None


def command(*words: str, **options: str | None) -> str:
    """Return a sayso command to copy, each value quoted for a shell.

    An option whose value could not be copied faithfully (line breaks, acting characters, very long) is left
    out, so that the command lists more rather than something else.
    """
    parts = ["sayso", *words]
    for name, value in options.items():
        if value and value == one_line(value) and len(value) <= _MOST_OPTION:
            parts += [f"--{name.replace('_', '-')}", shlex.quote(value)]
    return " ".join(parts)
