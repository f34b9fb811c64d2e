"""Events of a report: what is said to have happened, who had which part in it, and on whose say-so."""

from __future__ import annotations

from sayso.attribute.events.find import find_events

__all__ = ["find_events"]
