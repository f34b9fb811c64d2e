"""How well sayso finds addresses of digital currencies, and tells on which chains they can be.

    python benchmarks/wallets.py PATH [--texts FOLDER_OR_FILE] [--json FILE]

PATH: lines with ``asset`` and ``address``. Each address is read twice: in the wording of the list it comes
from ("Digital Currency Address - XBT 1…;"), which gives ``recall``, and alone, which gives ``recall_alone``.
They differ where a format has neither checksum nor any other mark: 64 hexadecimal digits may be a key of
Monero or any hash, and are taken for a key only where Monero is named. ``typed`` is the share of rows whose
listed asset is among the chains that sayso gives; a name nearby changes their order, never which they are.

Beside it, what plain regular expressions without a checksum find. What both take for addresses that are none
is counted on strings made up here (addresses with one character changed, random strings of their forms, and
hashes) and on the texts of ``--texts``: ``*.jsonl`` with ``text``, and ``*.txt``, training files included.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from pathlib import Path

import rows
from table import show

from sayso.text.wallets import find_wallets

SAME = {"XBT": "BTC"}
"""Names of assets in the list that are others' in sayso."""
PLAIN = re.compile(
    r"""\b(?:
    [13][1-9A-HJ-NP-Za-km-z]{25,34} | (?i:bc1|ltc1)[0-9a-z]{25,60} | 0x[0-9a-fA-F]{40}
  | T[1-9A-HJ-NP-Za-km-z]{33} | [LM][1-9A-HJ-NP-Za-km-z]{26,33} | X[1-9A-HJ-NP-Za-km-z]{33}
  | [DA9][1-9A-HJ-NP-Za-km-z]{33} | G[1-9A-HJ-NP-Za-km-z]{33} | t[13][1-9A-HJ-NP-Za-km-z]{33}
  | r[1-9A-HJ-NP-Za-km-z]{24,34} | [48][1-9A-HJ-NP-Za-km-z]{94,105} | [qpzr][0-9a-z]{41}
    )\b""",
    re.VERBOSE,
)
"""What one finds on the web for each of these chains, in one expression."""
BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
HEX = "0123456789abcdef"
EACH = 2000
"""Random strings of each form."""
UNCHECKED = re.compile(r"0x(?:[0-9a-f]{40}|[0-9A-F]{40})|[0-9a-f]{64}")
"""Forms that carry no checksum: changing a character gives another address, and is no mistake."""


def look_alikes(addresses: list[str]) -> list[str]:
    """Return strings that look like addresses and are none, the same ones each time."""
    draw = random.Random(1)
    made = []
    for address in addresses:
        if UNCHECKED.fullmatch(address):
            continue
        at = draw.randrange(4, len(address))
        others = [char for char in BASE58 if char.lower() != address[at].lower() and char.isalnum()]
        if address.startswith("0x"):
            others = [char for char in HEX if char != address[at].lower()]
        changed = address[:at] + draw.choice(others) + address[at + 1 :]
        if not UNCHECKED.fullmatch(changed):
            made.append(changed)
    for first in ("1", "3", "L", "X", "T", "D", "r", "t1"):
        made += [first + "".join(draw.choices(BASE58, k=34 - len(first))) for _ in range(EACH)]
    for digits in (32, 40, 64):
        made += ["".join(draw.choices(HEX, k=digits)) for _ in range(EACH)]
    return [*made, *("0x" + "".join(draw.choices(HEX, k=64)) for _ in range(EACH))]


def texts(path: Path) -> list[str]:
    """Return the texts of a file or a folder."""
    if path.suffix == ".txt":
        return [path.read_text(encoding="utf-8")]
    found = [row["text"] for row in rows.read(path, ("text",), training=())]
    plain = sorted(path.glob("*.txt")) if path.is_dir() else []
    return found + [file.read_text(encoding="utf-8") for file in plain]


def listed(row: dict) -> str:
    """Return a row in the wording of its list."""
    return f"Digital Currency Address - {row['asset']} {row['address']};"


def same(found: str, address: str) -> bool:
    """Tell whether two spellings are one address; only base 58 and EIP-55 tell cases apart."""
    return found == address or (found.startswith("0x") and found.lower() == address.lower())


def measure(row: dict) -> dict[str, int]:
    """Return what was right for one row: 0 or 1 each."""
    address, asset = row["address"], SAME.get(row["asset"], row["asset"])
    here = [one for one in find_wallets(listed(row)) if same(one.address, address)]
    alone = [one for one in find_wallets(address) if same(one.address, address)]
    plain = PLAIN.fullmatch(address)
    return {
        "recall": bool(here),
        "recall_alone": bool(alone),
        "typed": bool(here) and asset in here[0].chains,
        "first": bool(alone) and asset == alone[0].chains[0],
        "checked": bool(here) and here[0].checked,
        "regex_recall": plain is not None,
    }


def main() -> None:
    """Run from the command line."""
    parser = rows.parser(__doc__)
    parser.add_argument("--texts", type=Path, help="texts that hold no address, to count false hits on")
    options = parser.parse_args()
    listing = rows.read(options.path, ("asset", "address"))
    if not listing:
        parser.error(f"no addresses in {options.path}")
    marks, by_asset = [], defaultdict(list)
    for row in listing:
        mark = measure(row)
        marks.append(mark)
        by_asset[row["asset"]].append(mark)
        if not (mark["recall"] and mark["typed"]):
            chains = [one.chains for one in find_wallets(listed(row))]
            print(f"{'not typed' if mark['recall'] else 'missed'}: {listed(row)} {chains}")
    names = list(marks[0])
    figures: dict[str, float] = {name: sum(mark[name] for mark in marks) / len(marks) for name in names}
    show(
        f"{options.path}: {len(listing)} addresses",
        ("asset", *names, "addresses"),
        [
            (asset, *(sum(mark[name] for mark in some) / len(some) for name in names), len(some))
            for asset, some in [*sorted(by_asset.items()), ("all", marks)]
        ],
    )
    false = look_alikes([row["address"] for row in listing])
    figures |= {
        "false_look_alikes": sum(bool(find_wallets(one)) for one in false),
        "regex_false_look_alikes": sum(PLAIN.search(one) is not None for one in false),
        "look_alikes": len(false),
    }
    table = [("look-alikes", figures["false_look_alikes"], figures["regex_false_look_alikes"], len(false))]
    if options.texts:
        read = texts(options.texts)
        hits = [text[one.span.start : one.span.end] for text in read for one in find_wallets(text)]
        plain = sum(len(PLAIN.findall(text)) for text in read)
        figures |= {"false_hits": len(hits), "regex_false_hits": plain, "texts": len(read)}
        table.append((f"texts of {options.texts}", len(hits), plain, len(read)))
        print("".join(f"\nfalse hit: {hit}" for hit in hits))
    show("what is taken for an address and is none", ("of", "sayso", "plain regexes", "count"), table)
    rows.write(figures, options.output)


if __name__ == "__main__":
    main()
