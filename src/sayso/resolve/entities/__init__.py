"""entities: which names denote one person, body or place; first within a document, then across a case.

Within a document (``names_of``): ``gather`` completes the names that the model marked, ``definitions``
finds where the text itself says that two names are one, ``group`` puts names together and says why.
Across documents: ``nodes`` are names with what documents tell of them, ``evidence`` scores pairs by a
declared list of features, ``partition`` decides what is one entity, and ``resolver`` does this for one new
document through an ``index``.
"""

from __future__ import annotations

from sayso.model.naming import Changes, Verdict
from sayso.model.reference import LocalEntity
from sayso.resolve.entities.group import names_of
from sayso.resolve.entities.index import EntityIndex, MemoryIndex
from sayso.resolve.entities.resolver import Resolver

__all__ = ["Changes", "EntityIndex", "LocalEntity", "MemoryIndex", "Resolver", "Verdict", "names_of"]
