"""A case of claims for tests: invented reports, told by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from case_records import MAKERS, Said, item, processed
from comparers import WordComparer
from sayso.model.assertion import Stance
from sayso.model.attribution import SourceKind
from sayso.pipeline.claims import link_new, trace_new
from sayso.store import Case, open_case

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.model.item import Item
    from sayso.model.outcome import Processed

BLOWN = "the brigade blew up the bridge at Hask"


def report(
    name: str, text: str, *said: Said, outlet: str, published: str, agency: str | None = None
) -> tuple[Item, Processed]:
    of = item(text, name, outlet)
    return of, processed(of, said, published, agency=agency)


FLASH = report(
    "flash.txt",
    f"Governor Ada Brook said {BLOWN}.",
    Said("Governor Ada Brook", "said", (BLOWN,), "Ada Brook"),
    outlet="Orsk Wire",
    published="2031-04-01",
)
ECHO = report(
    "echo.txt",
    f"According to Orsk Wire, Governor Brook said that {BLOWN}. Two were hurt.",
    Said("Governor Brook", "said", (BLOWN,), "Ada Brook", hop="Orsk Wire"),
    outlet="The Tern",
    published="2031-04-02",
)
DENIAL = report(
    "denial.txt",
    f"A spokesman for the brigade denied that {BLOWN}.",
    Said(
        "A spokesman for the brigade", "denied", (f"that {BLOWN}",), None, stance=Stance.DENIES,
        source_kind=SourceKind.UNNAMED,
    ),
    outlet="The Lantern",
    published="2031-04-03",
)  # fmt: skip
OTHER = report(
    "other.txt",
    "Mayor Oto Lind said a fire destroyed the customs depot in Orven.",
    Said("Mayor Oto Lind", "said", ("a fire destroyed the customs depot in Orven",), "Oto Lind"),
    outlet="The Tern",
    published="2031-04-02",
)
REPORTS = (FLASH, ECHO, DENIAL, OTHER)


def fill(case: Case, *reports: tuple[Item, Processed]) -> None:
    """Add reports to a case, link and trace them."""
    for of, made in reports:
        case.capture([of])
        case.record([made], MAKERS)
    link_new(case, WordComparer())
    trace_new(case)


def make(path: Path, *reports: tuple[Item, Processed]) -> Path:
    """Make a case of reports, all of them if none are given."""
    with open_case(path, create=True) as case:
        fill(case, *(reports or REPORTS))
    return path
