"""What a page says about itself: JSON-LD first, then meta elements, then its visible marks."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from sayso.read.dates import published
from sayso.read.language import from_tag
from sayso.text.clean import one_line, storable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.html import HtmlElement

    from sayso.model.document import Published

_ARTICLES = re.compile(r"(?:Article|Posting|Report)$")
_DATE_METAS = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date",
    "dc.date.issued", "dcterms.date", "dcterms.created", "dcterms.issued", "pubdate", "publishdate",
    "publish-date", "publish_date", "parsely-pub-date", "sailthru.date",
    "citation_publication_date", "article.published", "pub_date",
)  # fmt: skip
_AUTHOR_METAS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
)
_TITLE_METAS = ("og:title", "dc.title", "dcterms.title", "twitter:title", "parsely-title")
_OUTLET_METAS = ("og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "application-name")
_BYLINE = re.compile(r"^\s*by\s+", re.IGNORECASE)
_LONGEST = 500
_LONGEST_NAME = 120
_LONGEST_ADDRESS = 2_000
_MOST_JSON = 1_000_000


@dataclass(slots=True)
class PageMeta:
    """Fields as far as the page tells them, and where each was found."""

    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    published: Published | None = None
    url: str | None = None
    language: str | None = None
    base: str | None = None
    found: dict[str, str] = field(default_factory=dict)


def page_meta(tree: HtmlElement, address: str | None) -> PageMeta:
    """Collect the metadata of a parsed page.

    Args:
        tree: The root element; it is not changed.
        address: Where the page came from, if it came from the web.
    """
    meta = PageMeta()
    told = _told(tree)
    article = _article(tree)
    lang = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    languages = [
        ("html[lang]", lang),
        ("JSON-LD inLanguage", article.get("inLanguage")),
        ("meta[property=og:locale]", told.get("og:locale")),
    ]
    _set(meta, "language", languages, lambda said: from_tag(_words(said)))
    _set(
        meta,
        "title",
        [("JSON-LD headline", article.get("headline")), *_metas(told, _TITLE_METAS), *_headings(tree)],
        _words,
    )
    _set(
        meta,
        "author",
        [("JSON-LD author", article.get("author")), *_metas(told, _AUTHOR_METAS), *_bylines(tree)],
        _person,
    )
    _set(
        meta,
        "outlet",
        [("JSON-LD publisher", article.get("publisher")), *_metas(told, _OUTLET_METAS)],
        _words,
    )
    dates = [
        ("JSON-LD datePublished", article.get("datePublished")),
        *_metas(told, _DATE_METAS),
        *_times(tree),
    ]
    _set(meta, "published", dates, lambda said: published(said, meta.language))
    canonical = [("link[rel=canonical]", href) for href in tree.xpath("//link[@rel='canonical']/@href")]
    _set(
        meta,
        "url",
        [*canonical, *_metas(told, ("og:url",)), ("JSON-LD url", article.get("url"))],
        lambda said: _web(said, address),
    )
    bases = [str(href) for href in tree.xpath("//base/@href")]
    root = address or meta.url
    meta.base = urljoin(root or "", bases[0]) if bases and _web(bases[0], root) else root
    return meta


def _set(meta: PageMeta, name: str, candidates: list[tuple[str, Any]], read: Callable[[Any], Any]) -> None:
    for where, said in candidates:
        value = read(said) if said else None
        if value:
            setattr(meta, name, value)
            meta.found[name] = where
            return


def _told(tree: HtmlElement) -> dict[str, str]:
    told: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        for attribute in ("property", "name", "itemprop"):
            name = element.get(attribute)
            if name and content and content.strip():
                told.setdefault(name.strip().lower(), content)
    return told


def _metas(told: dict[str, str], names: tuple[str, ...]) -> list[tuple[str, Any]]:
    return [(f"meta[{name}]", told[name]) for name in names if name in told]


def _headings(tree: HtmlElement) -> list[tuple[str, Any]]:
    headings = [one_line("".join(element.itertext())) for element in tree.iter("h1")]
    titles = [one_line("".join(element.itertext())) for element in tree.iter("title")]
    found: list[tuple[str, Any]] = []
    if len([text for text in headings if text]) == 1:
        found.append(("h1", next(text for text in headings if text)))
    return found + [("title", text) for text in titles[:1]]


def _bylines(tree: HtmlElement) -> list[tuple[str, Any]]:
    paths = {
        "[rel=author]": "//a[@rel='author']",
        "[itemprop=author]": "//*[@itemprop='author']",
        ".byline": "//*[contains(concat(' ', normalize-space(@class), ' '), ' byline ')]",
        ".author": "//*[contains(concat(' ', normalize-space(@class), ' '), ' author ')]",
    }
    found: list[tuple[str, Any]] = []
    for where, path in paths.items():
        names = list(dict.fromkeys(one_line("".join(element.itertext())) for element in tree.xpath(path)[:5]))
        names = [name for name in names if 1 < len(name) <= _LONGEST_NAME]
        if names:
            found.append((where, ", ".join(names) if where == "[rel=author]" else names[0]))
    return found


def _times(tree: HtmlElement) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for element in tree.xpath("//*[@itemprop='datePublished']")[:2]:
        said = element.get("datetime") or element.get("content") or "".join(element.itertext())
        found.append(("[itemprop=datePublished]", said))
    marked = tree.xpath("//time[@pubdate]") or tree.xpath(
        "//article//time[@datetime] | //main//time[@datetime]"
    )
    every = tree.xpath("//time")
    shown = marked[:1] or (every if len(every) == 1 else [])
    return found + [("time", element.get("datetime") or "".join(element.itertext())) for element in shown]


def _article(tree: HtmlElement) -> dict[str, Any]:
    nodes: list[dict[str, Any]] = []
    for element in tree.xpath("//script[@type='application/ld+json']"):
        source = "".join(element.itertext()).strip()
        if not source or len(source) > _MOST_JSON:
            continue
        try:
            nodes.extend(_nodes(json.loads(source, strict=False)))
        except (ValueError, RecursionError):
            continue  # Pages with broken JSON-LD are common; their meta elements still serve.
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    for node in nodes:
        kinds = node.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and _ARTICLES.search(kind) for kind in kinds):
            return {
                key: named.get(value.get("@id", ""), value)
                if isinstance(value, dict) and isinstance(value.get("@id", ""), str)
                else value
                for key, value in node.items()
            }
    return {}


def _nodes(value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401  it is JSON
    stack = [value]
    while stack:
        item = stack.pop(0)
        if isinstance(item, list):
            stack.extend(item[:1000])
        elif isinstance(item, dict):
            yield item
            if isinstance(item.get("@graph"), list):
                stack.extend(item["@graph"][:1000])
            if isinstance(item.get("mainEntity"), dict):
                stack.append(item["mainEntity"])


def _words(said: Any) -> str | None:  # noqa: ANN401  it is JSON
    if isinstance(said, list):
        names = [name for name in (_words(part) for part in said[:20]) if name]
        return ", ".join(dict.fromkeys(names)) or None
    if isinstance(said, dict):
        said = said.get("name")
        return _words(said) if isinstance(said, str) else None
    if not isinstance(said, str):
        return None
    words = one_line(storable(html.unescape(said))[0])
    return words if 0 < len(words) <= _LONGEST else None


def _person(said: Any) -> str | None:  # noqa: ANN401  it is JSON
    name = _words(said)
    if name is None or _web(name, None):
        return None
    return _BYLINE.sub("", name) or None


def _web(said: Any, base: str | None) -> str | None:  # noqa: ANN401  it is JSON
    if not isinstance(said, str) or len(said) > _LONGEST_ADDRESS:
        return None
    try:
        full = urljoin(base or "", said.strip())
        parts = urlsplit(full)
    except ValueError:
        return None
    return full if parts.scheme in {"http", "https"} and parts.netloc else None
