"""Builds the demonstration case: the shipped reports, their index and their gold.

Run ``python tools/build_demo.py`` after a change to ``tools/demo_src``; ``--check`` only tells whether
what is shipped is what the sources say. Needs reportlab and python-docx. The outputs are
reproducible byte for byte with the same versions of these two; the gold does not depend on them.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent))

from demo_formats import lines_file, mail_file, page_file, print_file, text_file, word_file
from demo_gold import gold
from demo_markup import Source, read_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

HERE = Path(__file__).parent
SOURCES = HERE / "demo_src"
TARGET = HERE.parent / "src" / "sayso" / "actions" / "demo_case"
MOST_BYTES = 400_000
WRITERS: Mapping[str, Callable[[Source], bytes]] = {
    ".txt": text_file, ".html": page_file, ".eml": mail_file, ".docx": word_file, ".pdf": print_file,
}  # fmt: skip


def build() -> dict[str, bytes]:
    """Return the content of every shipped file, by name."""
    sources = read_sources(SOURCES)
    files = {}
    for source in sources:
        name = source.header["file"]
        if name.endswith(".jsonl"):
            files[name] = lines_file([one for one in sources if one.header["file"] == name])
        else:
            files[name] = WRITERS[Path(name).suffix](source)
    # Pages and JSONL tell their outlet themselves; for all other kinds of file somebody has to. A plain
    # text tells no date either.
    index = [
        {
            "file": name,
            "outlet": None if name.endswith((".html", ".jsonl")) else _header(sources, name, "outlet"),
            "published": _header(sources, name, "published") if name.endswith(".txt") else None,
        }
        for name in sorted(files)
    ]
    files["index.json"] = (json.dumps(index, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    files["gold.json"] = _one_record_a_line(gold(sources, SOURCES / "case.toml")).encode("utf-8")
    return files


def _header(sources: Sequence[Source], name: str, field: str) -> str:
    return str(next(source.header[field] for source in sources if source.header["file"] == name))


def _one_record_a_line(value: Mapping[str, Any]) -> str:
    """Return JSON with a line for each member of a top-level list, and of each report's attributions."""
    parts = []
    for name, member in value.items():
        if name == "reports":
            parts.append('"reports": [\n' + ",\n".join(map(_report, member)) + "\n]")
        elif isinstance(member, list):
            parts.append(f'"{name}": [\n' + ",\n".join(map(_compact, member)) + "\n]")
        else:
            parts.append(f'"{name}": {_compact(member)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _report(report: Mapping[str, Any]) -> str:
    head = {name: value for name, value in report.items() if name != "attributions"}
    lines = ",\n  ".join(map(_compact, report["attributions"]))
    return f' {_compact(head)[:-1]}, "attributions": [\n  {lines}]}}'


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def main() -> int:
    """Build, or check with ``--check``; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail if something shipped is out of date"
    )
    options = parser.parse_args()
    files = build()
    size = sum(map(len, files.values()))
    if size > MOST_BYTES:
        print(
            f"The demonstration case would have {size:,} bytes, over {MOST_BYTES:,}: shorten it.",
            file=sys.stderr,
        )
        return 1
    shipped = {path.name for path in TARGET.iterdir()} if TARGET.is_dir() else set()
    changed = sorted(
        name for name in files if name not in shipped or (TARGET / name).read_bytes() != files[name]
    )
    left_over = sorted(shipped - files.keys())
    if options.check:
        for name in [*changed, *left_over]:
            print(f"{name} is not what tools/demo_src says; run tools/build_demo.py", file=sys.stderr)
        return 1 if changed or left_over else 0
    TARGET.mkdir(parents=True, exist_ok=True)
    for name in left_over:
        (TARGET / name).unlink()
    for name in changed:
        (TARGET / name).write_bytes(files[name])
    print(f"{len(files)} files, {size:,} bytes, {len(changed)} changed, {len(left_over)} removed")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
