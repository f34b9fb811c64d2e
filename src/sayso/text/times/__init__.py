"""Time expressions: where a report says when, and what it means by it."""

from __future__ import annotations

from sayso.text.times.find import find_times

__all__ = ["find_times"]
