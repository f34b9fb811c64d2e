"""When a report was published, from whatever a page or a file says; never finer than it says."""

from __future__ import annotations

import re
import warnings
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from sayso.model.document import Precision, Published

_ISO = re.compile(
    r"^(\d{4})(?:-?(\d{2})(?:-?(\d{2})(?:[T ]\s?(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?"
    r"\s?(Z|z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?)?)?$"
)
_PDF = re.compile(r"^D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:(Z)|([+-]\d{2})'?(\d{2})?'?)?")
_MAIL = re.compile(r"^(?:[A-Za-z]{3},? )?\d{1,2} [A-Za-z]{3} \d{4} \d{1,2}:\d{2}")
_AMBIGUOUS = re.compile(r"\b(\d{1,2})[/-](\d{1,2})[/-](\d{2,4})\b")
_DOTTED = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_CLOCK = re.compile(r"\b\d{1,2}:\d{2}(:\d{2})?\b|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)
_NUMBER = re.compile(r"^\d{9,10}(?:\.\d+)?$|^\d{12,13}$")
_LABEL = re.compile(
    r"^(?:(?:last )?(?:updated|published|posted|modified|released|issued)(?: on| at)?\s*:?\s+)", re.IGNORECASE
)
_LONGEST = 80
_MONTHS = 12
_LATEST_SECONDS = 99_999_999_999
"""Larger numbers count milliseconds."""
_YEARS = range(1400, 2201)


def published(said: object, language: str | None = None) -> Published | None:  # noqa: PLR0911
    """Return the moment that a date says, with its precision; None if it cannot be told for sure.

    ISO 8601, mail dates, PDF dates, seconds since 1970 and written-out dates of many languages are
    understood. ``03/04/2031`` is two different days in two countries, so it is none.

    Args:
        said: The date as a string or a number.
        language: ISO 639-1 code of the text that it stands in, for names of months.
    """
    if isinstance(said, bool) or not isinstance(said, str | int | float):
        return None
    text = _LABEL.sub("", " ".join(str(said).split()))
    if not text or len(text) > _LONGEST:
        return None
    if match := _PDF.match(text):
        year, month, day, hour, minute, second, zulu, offset, rest = match.groups()
        zone = "Z" if zulu else f"{offset}:{rest or '00'}" if offset else None
        return _made(year, month, day, hour, minute, second, zone)
    if match := _ISO.match(text):
        return _made(*match.groups())
    if _NUMBER.match(text):
        seconds = float(text)
        seconds = seconds / 1000 if seconds > _LATEST_SECONDS else seconds
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
        return Published(moment.strftime("%Y-%m-%dT%H:%M:%SZ"), Precision.SECOND)
    if _MAIL.match(text):
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError):
            return None
        return _from_moment(moment, text)
    return _written(text, language)


def _made(  # noqa: PLR0911  one return a precision
    year: str,
    month: str | None,
    day: str | None,
    hour: str | None = None,
    minute: str | None = None,
    second: str | None = None,
    zone: str | None = None,
) -> Published | None:
    if int(year) not in _YEARS:
        return None
    try:
        datetime(
            int(year),
            int(month or 1),
            int(day or 1),
            int(hour or 0),
            int(minute or 0),
            int(second or 0),
            tzinfo=UTC,
        )
    except ValueError:
        return None
    if month is None:
        return Published(year, Precision.YEAR)
    if day is None:
        return Published(f"{year}-{month}", Precision.MONTH)
    if hour is None or minute is None:
        return Published(f"{year}-{month}-{day}", Precision.DAY)
    moment = f"{year}-{month}-{day}T{hour}:{minute}"
    if second is None:
        return Published(moment + _zone(zone), Precision.MINUTE)
    return Published(f"{moment}:{second}{_zone(zone)}", Precision.SECOND)


def _zone(zone: str | None) -> str:
    if zone is None:
        return ""
    if zone.upper() in {"Z", "UTC", "GMT"}:
        return "Z"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"


def _from_moment(moment: datetime, text: str) -> Published:
    exact = bool(re.search(r"\d:\d{2}:\d{2}", text))
    value = moment.strftime("%Y-%m-%dT%H:%M:%S" if exact else "%Y-%m-%dT%H:%M")
    if moment.tzinfo is not None:
        offset = moment.strftime("%z")
        value += "Z" if offset in {"+0000", ""} else f"{offset[:3]}:{offset[3:5]}"
    return Published(value, Precision.SECOND if exact else Precision.MINUTE)


def _written(text: str, language: str | None) -> Published | None:  # noqa: PLR0911
    if not re.search(r"\d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2}", text):
        return None  # Without a year it is relative to a day that nobody knows.
    order = "DMY"
    if match := _AMBIGUOUS.search(text):
        first, second = int(match.group(1)), int(match.group(2))
        if first <= _MONTHS and second <= _MONTHS and first != second:
            return None
        order = "DMY" if first > _MONTHS else "MDY"
    elif _DOTTED.search(text):
        order = "DMY"
    from dateparser.date import DateDataParser

    settings = {
        "DATE_ORDER": order,
        "RETURN_TIME_AS_PERIOD": True,
        "PREFER_DAY_OF_MONTH": "first",
        "PARSERS": ["absolute-time"],
    }
    languages = ["en"] if language in {None, "en"} else [language, "en"]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            data = DateDataParser(languages=languages, settings=settings).get_date_data(text)
    except (ValueError, OverflowError, RecursionError):
        return None
    moment = data.date_obj
    if moment is None or moment.year not in _YEARS or str(moment.year)[-2:] not in text:
        return None
    if data.period == "year":
        return Published(f"{moment.year:04d}", Precision.YEAR)
    if data.period == "month":
        return Published(f"{moment:%Y-%m}", Precision.MONTH)
    if data.period == "time" and _CLOCK.search(text):
        return _from_moment(moment, text)
    return Published(f"{moment:%Y-%m-%d}", Precision.DAY)
