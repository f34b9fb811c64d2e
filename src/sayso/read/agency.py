"""The agency or wire that a dateline, a byline or a credit line names."""

from __future__ import annotations

import re

_KNOWN = {
    "aap": "AAP", "afp": "AFP", "agence france-presse": "AFP", "anadolu": "Anadolu",
    "anadolu agency": "Anadolu", "ani": "ANI", "ansa": "ANSA", "antara": "Antara", "ap": "AP",
    "associated press": "AP", "the associated press": "AP", "app": "APP", "belga": "Belga",
    "bernama": "Bernama", "bloomberg": "Bloomberg", "bloomberg news": "Bloomberg",
    "canadian press": "The Canadian Press", "the canadian press": "The Canadian Press", "dpa": "dpa",
    "efe": "EFE", "ians": "IANS", "interfax": "Interfax", "irna": "IRNA", "kyodo": "Kyodo",
    "kyodo news": "Kyodo", "lusa": "Lusa", "pa": "PA Media", "pa media": "PA Media",
    "press association": "PA Media", "press trust of india": "PTI", "pti": "PTI", "reuters": "Reuters",
    "ria novosti": "RIA Novosti", "ritzau": "Ritzau", "tass": "TASS", "ukrinform": "Ukrinform",
    "upi": "UPI", "xinhua": "Xinhua", "yonhap": "Yonhap", "yonhap news agency": "Yonhap",
}  # fmt: skip
_NAME = r"[A-Z][\w&.'’-]*(?: (?:of |and |the )?[A-Z][\w&.'’-]*){0,4}|dpa"
_DATELINE = re.compile(rf"^\W{{0,3}}[^\n()]{{2,80}}\(({_NAME})\)\s*[-–—:]")
_BARE_DATELINE = re.compile(rf"^\W{{0,3}}\(({_NAME})\)\s*[-–—:]")
_BYLINE = re.compile(
    rf"^By (?:the )?({_NAME}) (?:staff(?: writers?| reporters?)?|correspondents?|reporters?|desk)\.?$",
    re.MULTILINE,
)
_PLAIN_BYLINE = re.compile(rf"^By (?:the )?({_NAME})\.?$", re.MULTILINE)
_CREDIT = re.compile(
    r"^[\s\[(*_]*(?:Sources?|Credit|Agency|Wire|With (?:inputs?|reporting) from|Additional reporting by) ?:? "
    rf"(?:the )?({_NAME})[\s\])*_.]*$",
    re.MULTILINE,
)
_HEAD = 600
_TAIL = 400
_INITIALS = re.compile(r"^[A-Z]{2,5}$")
_LONGEST_DATELINE = 8
"""Words before the agency: a place, a country, a date."""


def agency(text: str, author: str | None) -> tuple[str, str] | None:
    """Return the agency that a report names as its origin, and where it was found; or None.

    Looked at are a dateline (``PORT VARO (Northline) —``), a byline (``By Northline staff``) among
    the first lines, a credit line (``Source: Northline``) at either end, and an author
    who is a known agency. Agencies in the running text are sources, not origins, and are not taken.
    """
    head, tail = text[:_HEAD], text[-_TAIL:]
    for line in [line for line in head.split("\n") if line.strip()][:4]:
        match = _DATELINE.match(line) or _BARE_DATELINE.match(line)
        if match and _is_dateline(line[: match.start(1)]):
            return _named(match.group(1)), "dateline"
    if match := _BYLINE.search(head):
        return _named(match.group(1)), "byline"
    if (match := _PLAIN_BYLINE.search(head)) and match.group(1).lower() in _KNOWN:
        return _named(match.group(1)), "byline"
    for part in (tail, head):
        if match := _CREDIT.search(part):
            return _named(match.group(1)), "credit line"
    if author and author.lower().removeprefix("by ").strip() in _KNOWN:
        return _named(author.lower().removeprefix("by ").strip()), "author"
    return None


def _named(name: str) -> str:
    return _KNOWN.get(name.lower(), name)


def _is_dateline(place: str) -> bool:
    """Tell a dateline's place from a sentence that merely carries an abbreviation in brackets."""
    words = re.findall(r"[^\W\d_]+", place)
    capital = sum(
        1 for word in words if word[:1].isupper() or _INITIALS.match(word) or not word[:1].islower()
    )
    return len(words) <= _LONGEST_DATELINE and capital >= len(words) * 0.7
