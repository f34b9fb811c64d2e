"""RSS and Atom feeds: an item an entry."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from sayso.model.outcome import Skipped
from sayso.text.clean import one_line, storable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.model.item import Item
    from sayso.read.origin import Origin

_ROOT = re.compile(r"<(?:rss|feed|(?:\w+:)?RDF)[\s>]")
# The group is atomic: otherwise a row of comments could be divided in more ways than time allows.
_FIRST = re.compile(
    r"(?>\s+|<!--.*?-->|<\?[^>]*\?>|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>)*+<([\w:]+)", re.DOTALL | re.IGNORECASE
)
_DECLARATION = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)


def is_feed(head: str) -> bool:
    """Tell whether text begins as a feed does."""
    match = _FIRST.match(head)
    return bool(match and match.group(1).rpartition(":")[2] in {"rss", "feed", "RDF"} and _ROOT.search(head))


def feed_items(data: bytes, origin: Origin) -> Iterator[Item | Skipped]:
    """Yield an item for each entry: its full content if the feed carries it, else its summary."""
    if _DECLARATION.search(data.replace(b"\x00", b"")):
        reason = "It declares XML entities, as attacks do and feeds do not; it is not read."
        yield Skipped(origin.location, reason)
        return
    import feedparser

    declared = f"; charset={origin.charset}" if origin.charset else ""
    base = origin.given.get("url", "")
    headers = {"content-type": f"application/xml{declared}", "content-location": base}
    feed = feedparser.parse(io.BytesIO(data), response_headers=headers)
    if not feed.entries:
        why = f" ({feed.get('bozo_exception')})" if feed.get("bozo") else ""
        yield Skipped(
            origin.location, f"The feed has no entries{why}; check that it was downloaded completely."
        )
        return
    outlet = _word(feed.feed.get("title"))
    for number, entry in enumerate(feed.entries, 1):
        yield _entry(entry, number, outlet, base, origin)
    if feed.get("bozo") and not isinstance(feed.get("bozo_exception"), feedparser.CharacterEncodingOverride):
        reason = (
            f"The feed is malformed ({str(feed.get('bozo_exception'))[:200]}); entries after the "
            "damage may be missing."
        )
        yield Skipped(f"{origin.location}#E{len(feed.entries) + 1}", reason)


def _entry(entry: Any, number: int, outlet: str, base: str, origin: Origin) -> Item | Skipped:  # noqa: ANN401
    contents = [part for part in entry.get("content", []) if (part.get("value") or "").strip()]
    value = contents[0]["value"] if contents else entry.get("summary") or ""
    kind = contents[0].get("type") if contents else (entry.get("summary_detail") or {}).get("type")
    if not value.strip():
        reason = "The entry has neither content nor summary; add the page that it links to."
        return Skipped(f"{origin.location}#E{number}", reason)
    plain = kind == "text/plain" and "<" not in value
    given = {
        "title": _title(entry),
        "author": _word(entry.get("author")),
        "published": _word(entry.get("published") or entry.get("updated")),
        "url": _web(entry.get("link"), base),
        "outlet": _word((entry.get("source") or {}).get("title")) or outlet,
        "language": _word((entry.get("content") or [{}])[0].get("language") or ""),
    }
    member = origin.member(
        f"E{number}",
        media_type="text/plain" if plain else "text/html",
        charset="utf-8",
        key=_word(entry.get("id")) or None,
        given=given,
    )
    return member.item(storable(value)[0].encode())


def _title(entry: Any) -> str:  # noqa: ANN401
    title = _word(entry.get("title"))
    return (
        re.sub(r"<[^<>]{1,200}>", "", title)
        if (entry.get("title_detail") or {}).get("type") == "text/html"
        else title
    )


def _word(value: Any) -> str:  # noqa: ANN401
    return one_line(storable(value)[0])[:1000] if isinstance(value, str) else ""


def _web(link: Any, base: str) -> str:  # noqa: ANN401
    try:
        full = urljoin(base, link) if isinstance(link, str) else ""
        return full if urlsplit(full).scheme in {"http", "https"} else ""
    except ValueError:
        return ""
