"""Amount and Wallet: numbers that can conflict with other numbers, and addresses that money goes to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from sayso.model.span import Span


class Comparison(StrEnum):
    """How a number is meant: as it stands, about so, or as a bound."""

    EXACTLY = "exactly"
    ABOUT = "about"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    BETWEEN = "between"


class AmountKind(StrEnum):
    """What is counted."""

    MONEY = "money"
    PEOPLE = "people"
    """People other than victims: "200 fighters"."""
    CASUALTIES = "casualties"
    """People killed, wounded, missing, captured, displaced; ``Amount.harm`` tells which."""
    SHARE = "share"
    """Per cent."""
    MEASURE = "measure"
    """With a unit of measurement: kilometres, tonnes, barrels."""
    COUNT = "count"
    """Anything else: "20 countries", "five wallets"."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what it counts."""

    span: Span
    """Comparison word, number, unit and what is counted: "over $2 million in donations"."""
    number: Span
    """The number with its magnitude and currency sign alone: "$2 million"."""
    kind: AmountKind
    low: Decimal
    """The number, or the lower of two ("two to three"); of a plural without a figure ("hundreds", "several
    million") the least that it can mean, with the comparison ``AT_LEAST``."""
    high: Decimal
    """The number again, or the higher of two."""
    comparison: Comparison
    unit: str | None = None
    """ISO 4217 code ("USD"), asset ("BTC"), "%", or unit of measurement in the singular ("kilometre"); of a
    currency's name that several countries share, the name ("peso")."""
    counts: str | None = None
    """What is counted, in the text's words: "donations", "countries", "people"."""
    harm: str | None = None
    """Of casualties: killed, wounded, missing, captured, displaced; None if the text does not tell which
    ("70 casualties", "killed or wounded")."""


@dataclass(frozen=True, slots=True)
class Wallet:
    """An address of a digital currency whose checksum is right."""

    span: Span
    address: str
    """As a wallet program would show it."""
    chains: tuple[str, ...]
    """Chains on which such an address can be, likeliest first: several share a format."""
    checked: bool = True
    """False for formats that carry no checksum (an Ethereum address in one case)."""
