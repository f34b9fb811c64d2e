"""Renders a brief as one self-contained HTML page: no scripts, nothing fetched, printable.

Autoescape is on; text of reports goes through the ``shown`` filter, which also names acting characters
instead of obeying them. The page's policy forbids everything but its own style sheet,
which it names by its hash.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from importlib import resources
from typing import TYPE_CHECKING

from sayso.present.visible import pieces, visible

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

    from sayso.present.context import Brief


def to_html(brief: Brief) -> str:
    """Return the brief as an HTML document; it can be encoded as UTF-8 whatever the reports contain."""
    style = _style()
    policy = (
        f"default-src 'none'; style-src 'sha256-{_digest(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    from markupsafe import Markup  # loaded with the templates, not with the command line

    sheet = Markup(style)  # noqa: S704 - our own file, and its hash is in the policy
    return _environment().get_template("brief.html.j2").render(brief=brief, style=sheet, policy=policy)


def _digest(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


@functools.cache
def _style() -> str:
    return (resources.files(__package__) / "templates" / "brief.css").read_text(encoding="utf-8")


@functools.cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader(__package__, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["shown"] = _shown
    environment.filters["visible"] = visible
    environment.filters["number"] = "{:,}".format
    return environment


def _shown(text: str) -> Markup:
    """Escape a text, and show acting characters by name."""
    from markupsafe import Markup

    named = Markup('<span class="acting" title="a character that acts on others">{}</span>')
    return Markup("").join(named.format(piece) if acts else piece for acts, piece in pieces(text))
