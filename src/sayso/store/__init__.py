"""The case file: the only folder that speaks SQL.

Open one with :func:`open_case`; everything else is a method of :class:`Case`.
"""

from sayso.store.case import Case, open_case

__all__ = ["Case", "open_case"]
