"""Arguments and options that several commands share."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from enum import StrEnum

Command = TypeVar("Command", bound=Callable[..., Any])

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def date(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """Accept an ISO 8601 date, cut at year, month or day; a click callback.

    Raises:
        click.BadParameter: it is anything else.
    """
    if value is not None and not _DATE.fullmatch(value):
        message = f"{value!r} is not a date; write 2031, 2031-04 or 2031-04-02."
        raise click.BadParameter(message)
    return value


PATH = click.Path(path_type=Path)


def choice(choices: type[StrEnum]) -> click.Choice[str]:
    """Return the type of an option that takes one of the words of a record's field."""
    return click.Choice([one.value for one in choices])


case_argument = click.argument("case", metavar="CASE", type=PATH)
json_option = click.option(
    "--json", "as_json", is_flag=True, help="Write one JSON object a line, with the model's field names."
)
