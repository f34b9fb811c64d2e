"""How well sayso finds amounts, and how exactly it reads them.

    python benchmarks/amounts.py PATH [--json FILE] [--errors]

Two formats. Lines with ``text`` and ``amounts`` (each with ``number``, its characters in the text, ``low``,
``high``, ``kind``, ``comparison``, ``unit``, ``counts`` and ``harm``), as tests/text/amounts/golden.jsonl: an
amount is found if the same characters are its number; ``value_accuracy`` is the share of those found whose
two values and unit are right, ``accuracy_…`` the share right in each other field. And Recognizers-Text's
``input`` and ``results``: for its models of currency, percent and dimension, the share of its values that
sayso gives in the same sentence (``…_value_recall``), and for plain numbers what the reading of numbers
alone gives: there numbers count that are no amounts. Beside ours, a plain pattern for figures.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

import rows
from scoring import Tally
from table import show

from sayso.text.amounts import find_amounts
from sayso.text.amounts.numbers import number_at
from sayso.text.amounts.tokens import lines

if TYPE_CHECKING:
    from sayso.model.amount import Amount

FIELDS = ("kind", "comparison", "unit", "counts", "harm")
FIGURE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
"""The baseline: whatever is written in figures."""
MODELS = {
    "CurrencyModel": "currency",
    "PercentModel": "percent",
    "DimensionModel": "dimension",
    "NumberModel": "number",
}
CLOSE = Decimal("0.000001")
"""Relative difference up to which two values are one: some are fractions, written out."""


HUNDREDTHS = frozenset({"Cent", "Pence", "Penny"})
"""Coins, which sayso gives in their currency."""


def places(text: str, amounts: list[dict]) -> list[tuple[int, int]]:
    """Return where each amount's number stands; equal numbers are taken in the text's order."""
    found, at = [], Counter()
    for amount in amounts:
        number = amount["number"]
        start = text.index(number, at[number])
        at[number] = start + len(number)
        found.append((start, at[number]))
    return found


def told(amount: Amount) -> dict[str, object]:
    """Return the fields of an amount as the format has them."""
    return {
        "low": amount.low, "high": amount.high, "kind": amount.kind.value,
        "comparison": amount.comparison.value, "unit": amount.unit, "counts": amount.counts,
        "harm": amount.harm,
    }  # fmt: skip


def measure(golden: list[dict], *, errors: bool = False) -> dict[str, float]:
    """Return the figures of the first format."""
    tally, right, pairs = Tally(), Counter(), 0
    for row in golden:
        gold = dict(zip(places(row["text"], row["amounts"]), row["amounts"], strict=True))
        found = {(one.number.start, one.number.end): told(one) for one in find_amounts(row["text"])}
        figures = {match.span() for match in FIGURE.finditer(row["text"])}
        tally.count("ours", len(gold.keys() & found.keys()), len(found), len(gold))
        tally.count("figures", len(gold.keys() & figures), len(figures), len(gold))
        wrong = sorted(found.keys() - gold.keys()), sorted(gold.keys() - found.keys())
        for place in gold.keys() & found.keys():
            want, have = gold[place], found[place]
            value = Decimal(want["low"]) == have["low"] and Decimal(want["high"]) == have["high"]
            marks = {"value": value and want["unit"] == have["unit"]}
            marks |= {name: want[name] == have[name] for name in FIELDS}
            right.update(name for name, mark in marks.items() if mark)
            pairs += 1
            if errors and not all(marks.values()):
                print([name for name, mark in marks.items() if not mark], row["text"], have)
        if errors and any(wrong):
            names = [[row["text"][start:end] for start, end in some] for some in wrong]
            print(f"false {names[0]}, missed {names[1]}: {row['text']}")
    return {
        "f1": tally.f1("ours"),
        "precision": tally.precision("ours"),
        "recall": tally.recall("ours"),
        "value_accuracy": right["value"] / max(pairs, 1),
        **{f"accuracy_{name}": right[name] / max(pairs, 1) for name in FIELDS},
        "figures_f1": tally.f1("figures"),
        "figures_precision": tally.precision("figures"),
        "figures_recall": tally.recall("figures"),
        "amounts": tally.gold["ours"],
        "sentences": len(golden),
    }


def values_wanted(row: dict) -> list[Decimal]:
    """Return the values of a row of Recognizers-Text; fractions of a third and the like included."""
    values = []
    for result in row["results"]:
        value = (result.get("Resolution") or {}).get("value")
        try:
            number = Decimal(str(value).rstrip("%"))
        except InvalidOperation:
            continue
        values.append(number / 100 if result["Resolution"].get("unit") in HUNDREDTHS else number)
    return values


def values_found(text: str, model: str) -> list[Decimal]:
    """Return the values that sayso gives in a sentence."""
    if model != "NumberModel":
        return [value for one in find_amounts(text) for value in {one.low, one.high}]
    values = []
    for line in lines(text):
        at = 0
        while at < len(line):
            number = number_at(line, at)
            at = number.last + 1 if number else at + 1
            values += [number.value] if number else []
    return values


def measure_specs(specs: list[dict], *, errors: bool = False) -> dict[str, float]:
    """Return the figures of the second format."""
    tally = Tally()
    for row in specs:
        name = MODELS.get(row["model"])
        if name is None:
            continue
        wanted, found = values_wanted(row), values_found(row["input"], row["model"])
        hits = 0
        for value in wanted:
            same = next((one for one in found if abs(one - value) <= CLOSE * max(abs(value), 1)), None)
            hits += same is not None
            if same is not None:
                found.remove(same)
            elif errors:
                print(f"{name} {value}: {row['input']}")
        tally.count(name, hits, len(wanted), len(wanted))
        if name == "number" and all(one["Resolution"].get("subtype") == "integer" for one in row["results"]):
            tally.count("whole_number", hits, len(wanted), len(wanted))
    names = [name for name in (*MODELS.values(), "whole_number") if tally.gold[name]]
    figures: dict[str, float] = {f"{name}_value_recall": tally.recall(name) for name in names}
    return figures | {f"{name}_values": tally.gold[name] for name in names}


def main() -> None:
    """Run from the command line."""
    parser = rows.parser(__doc__)
    parser.add_argument("--errors", action="store_true", help="print what is wrong")
    options = parser.parse_args()
    golden = rows.read(options.path, ("text", "amounts"))
    specs = rows.read(options.path, ("model", "input", "results"))
    figures: dict[str, float] = {}
    if golden:
        figures |= measure(golden, errors=options.errors)
        names = ("f1", "precision", "recall")
        show(
            f"{options.path}: {figures['amounts']} amounts in {figures['sentences']} sentences",
            ("measure", "sayso", "figures alone"),
            [(name, figures[name], figures.get(f"figures_{name}"))
             for name in (*names, *(one for one in figures if "accuracy" in one))],
        )  # fmt: skip
    if specs:
        made = measure_specs(specs, errors=options.errors)
        figures |= made
        show(
            f"{options.path}: values of Recognizers-Text",
            ("model", "recall", "values"),
            [(name.removesuffix("_values"), made[name.replace("_values", "_value_recall")], count)
             for name, count in made.items() if name.endswith("_values")],
        )  # fmt: skip
    if not figures:
        parser.error(f"no amounts in {options.path}")
    rows.write(figures, options.output)


if __name__ == "__main__":
    main()
