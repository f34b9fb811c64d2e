"""From an element tree to running text: a paragraph a block, and the links that hang on its words."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from sayso.model.document import Link
from sayso.text.clean import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

_BLOCKS = frozenset(
    [
        "p",
        "head",
        "quote",
        "list",
        "item",
        "table",
        "row",
        "div",
        "section",
        "article",
        "main",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "tr",
        "thead",
        "tbody",
        "tfoot",
        "caption",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "address",
        "details",
        "summary",
        "body",
        "html",
        "center",
        "hr",
        "header",
        "code",
    ]
)
_LEFT_OUT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "nav",
        "footer",
        "aside",
        "form",
        "button",
        "svg",
        "template",
        "iframe",
        "select",
        "textarea",
        "object",
        "embed",
        "canvas",
        "title",
        "meta",
        "link",
        "graphic",
        "img",
        "math",
    ]
)
_BREAKS = frozenset({"br", "lb"})
_CELLS = frozenset({"cell", "td", "th"})
_LINKS = {"a": "href", "ref": "target"}
_CELL = " | "
_MOST_LINKS = 2_000


def running_text(
    body: _Element, base: str | None, check: Callable[[str], None]
) -> tuple[str, tuple[Link, ...]]:
    """Return the text under an element and its outgoing links.

    Blocks are separated by an empty line, table cells by a bar; white space inside of a block is one blank.

    Args:
        body: An HTML element, or the body that trafilatura extracted.
        base: Absolute address that relative links start from; without one they are left out.
        check: Called with a place now and then; raises to stop.
    """
    pieces: list[str] = []
    links: dict[str, str] = {}
    for count, (kind, value) in enumerate(_walk(body)):
        if count % 5_000 == 0:
            check(f"element {count:,}")
        if kind == "link":
            url, _, words = value.partition("\n")
            absolute = _absolute(url, base)
            if absolute and len(links) < _MOST_LINKS and not links.get(absolute):
                links[absolute] = one_line(words)
        else:
            pieces.append(value)
    paragraphs = []
    for block in "".join(pieces).split("\x1e"):
        lines = [one_line(line).removesuffix("|").strip() for line in block.split("\x1f")]
        if text := "\n".join(line for line in lines if line):
            paragraphs.append(text)
    return "\n\n".join(paragraphs), tuple(Link(url, words) for url, words in links.items())


def _walk(top: _Element) -> Iterator[tuple[str, str]]:  # noqa: C901  one branch a kind of element
    """Yield (``text`` | ``link``, value) in document order; U+001E ends a block, U+001F a line.

    It keeps its own stack, because a hostile page nests deeper than Python may recurse.
    """
    stack: list[tuple[_Element, bool]] = [(top, True)]
    while stack:
        element, opening = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else None
        block = tag in _BLOCKS
        if not opening:
            if block:
                yield "text", "\x1e"
            elif tag in _CELLS:
                yield "text", _CELL
            if element is not top:
                yield "text", _plain(element.tail)
            continue
        if tag is None or tag in _LEFT_OUT or (element is not top and _hidden(element)):
            if element is not top:
                yield "text", _plain(element.tail)
            continue
        if tag in _BREAKS:
            yield "text", "\x1f" + _plain(element.tail)
            continue
        if block:
            yield "text", "\x1e"
        if tag in _LINKS and (url := element.get(_LINKS[tag])):
            yield "link", f"{url.strip()}\n{''.join(element.itertext())[:500]}"
        text = _plain(element.text)
        yield "text", text.replace("\n", "\x1f") if tag == "pre" else text
        stack.append((element, False))
        stack.extend((child, True) for child in reversed(element))


def _plain(text: str | None) -> str:
    return (text or "").replace("\x1e", " ").replace("\x1f", " ")


def _hidden(element: _Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return (
        element.get("hidden") is not None or "display:none" in style or element.get("aria-hidden") == "true"
    )


def _absolute(url: str, base: str | None) -> str | None:
    try:
        full = urljoin(base or "", url)
        parts = urlsplit(full)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return None
    return None if base and full.partition("#")[0] == base.partition("#")[0] else full
