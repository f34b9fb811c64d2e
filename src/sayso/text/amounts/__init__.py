"""Numbers that count something: money, people, victims, shares, measures."""

from sayso.text.amounts.find import find_amounts

__all__ = ["find_amounts"]
