"""HTML pages and fragments: the article's text, its links, and what the page says about itself."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

from sayso.errors import Damaged, Empty, Hostile, TooLarge
from sayso.read.charset import declared_in_markup, decode
from sayso.read.dates import published
from sayso.read.page_meta import PageMeta, page_meta
from sayso.read.page_text import running_text
from sayso.read.plain import replaced_note
from sayso.read.reading import Original, Reading
from sayso.text.clean import one_line, storable

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from sayso.model.document import Link, Published

_WHOLE = re.compile(r"<(?:html|body|head)[\s>]", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LEAST = 80
"""Characters under which an extraction is taken for a failure and the whole body is read instead."""


def read_page(original: Original, media_type: str) -> Reading:
    """Read an HTML page, or a fragment of one as feeds and mails carry it.

    Raises:
        TooLarge: over the limit for pages.
        Damaged: nothing in it can be parsed.
        Empty: it has no text, as pages that scripts fill in.
    """
    limit = original.config.max_html_bytes
    if len(original.data) > limit:
        message = (
            f"is a page of {len(original.data):,} bytes, over the limit of {limit:,}; "
            "save the article alone, or raise the limit for pages"
        )
        raise TooLarge(message)
    decoded = decode(original.data, original.charset or declared_in_markup(original.data))
    source, replaced = storable(decoded.text)
    source = _CONTROLS.sub(" ", source)
    tree = parse_page(source)
    meta = page_meta(tree, original.given.get("url"))
    text, links = _extract(source, tree, meta, original)
    if not text:
        message = (
            "holds no text (pages that are filled by scripts look like this); save it from a "
            "browser and add that"
        )
        raise Empty(message)
    return Reading(
        text,
        media_type,
        title=meta.title,
        author=meta.author,
        outlet=meta.outlet,
        published=meta.published,
        url=meta.url,
        language=meta.language,
        links=links,
        found=meta.found,
        notes=decoded.notes + replaced_note(replaced),
    )


def parse_page(source: str) -> HtmlElement:
    """Return the tree of a page or fragment.

    Raises:
        Empty: there is no text in it.
        Damaged: it cannot be parsed.
        Hostile: it nests too deep.
    """
    from lxml import etree, html

    # HTML has no entity declarations, so nothing can be expanded; the parser reads no network and caps depth.
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, recover=True)
    try:
        tree = html.document_fromstring(source.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as problem:
        if not one_line(re.sub(r"<[^<>]*>", " ", source)):
            message = "holds markup but no text; there is nothing to read in it"
            raise Empty(message) from problem
        message = f"cannot be parsed as HTML ({problem}); open it in a browser and save it again"
        raise Damaged(message) from problem
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        # The parser stops there, and half a page must not pass for a whole one.
        message = "nests its elements deeper than any browser shows; copy the article's text and add that"
        raise Hostile(message)
    return tree


def _extract(
    source: str, tree: HtmlElement, meta: PageMeta, original: Original
) -> tuple[str, tuple[Link, ...]]:
    check = original.deadline.check
    check("parsing")
    if not _WHOLE.search(source[:20_000]):
        return running_text(tree, meta.base, check)
    from trafilatura import bare_extraction

    # What it logs about a page without an article is what the fallback below is for.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    _visible_marks(source, meta)
    found: Any = bare_extraction(
        parse_page(source),
        include_links=True,
        include_tables=True,
        include_comments=False,
        with_metadata=False,
    )
    check("extraction")
    body = getattr(found, "body", None)
    if body is not None:
        _without_title(body, meta.title)
        text, links = running_text(body, meta.base, check)
        if len(text) >= _LEAST:
            return text, links
    whole, links = running_text(tree, meta.base, check)
    return (whole, links) if body is None or len(whole) < 20 * _LEAST or not text else (text, links)


def _visible_marks(source: str, meta: PageMeta) -> None:
    """Fill what the page does not declare from what trafilatura recognises in its design."""
    if meta.author and meta.published and meta.title:
        return
    from trafilatura.metadata import extract_metadata

    try:
        guess: Any = extract_metadata(
            parse_page(source), date_config={"extensive_search": False, "original_date": True}
        )
    except (AttributeError, TypeError, ValueError, IndexError, RecursionError):
        return  # A heuristic over strange markup; the text does not depend on it.
    for name in ("title", "author"):
        value = getattr(guess, name, None)
        if value and not getattr(meta, name):
            setattr(meta, name, one_line(str(value)))
            meta.found[name] = "page design"
    moment: Published | None = published(getattr(guess, "date", None))
    if moment and not meta.published:
        meta.published, meta.found["published"] = moment, "page design"


def _without_title(body: Any, title: str | None) -> None:  # noqa: ANN401  lxml's element, or trafilatura's
    """Take the headline off the body, because a title is a field and never part of the text."""
    first = next(iter(body), None)
    if first is None or first.tag != "head" or not title:
        return
    if one_line("".join(first.itertext())).casefold() == title.casefold():
        body.remove(first)
