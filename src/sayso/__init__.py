"""sayso: on whose say-so?

Reads reports about a contested matter and keeps a ledger of attributed claims. The
public Python face is :func:`sayso.extract`; everything else is reached through the command
line or through :mod:`sayso.actions`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.actions.extract import extract as extract

__version__ = "0.1.0"
__all__ = ["__version__", "extract"]


def __getattr__(name: str) -> Any:
    """Load the reading model's machinery only when somebody asks for it (PEP 562)."""
    if name == "extract":
        from sayso.actions.extract import extract

        return extract
    message = f"module 'sayso' has no attribute {name!r}"
    raise AttributeError(message)
