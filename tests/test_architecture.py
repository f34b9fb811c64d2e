"""Rules of the house that no linter knows."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "sayso"
SOURCES = sorted(PACKAGE.rglob("*.py"))
HEAVY = {"lxml", "numpy", "onnxruntime", "sqlalchemy", "tokenizers", "trafilatura"}
LONGEST = 400


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports_of_the_root(tree: ast.AST) -> list[int]:
    """Lines that import the package's own root, absolutely or relatively."""
    lines = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import) and any(alias.name == "sayso" for alias in node.names):
            lines.append(node.lineno)
        if isinstance(node, ast.ImportFrom) and (node.module == "sayso" or node.level):
            lines.append(node.lineno)
    return lines


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_nothing_in_the_package_imports_its_root(path: Path) -> None:
    lines = imports_of_the_root(ast.parse(path.read_text(encoding="utf-8")))
    assert not lines, (
        f"{relative(path)} imports the package's root in line {lines}; import the module instead"
    )


@pytest.mark.parametrize(
    "planted", ["import sayso", "import sayso as s", "from sayso import extract", "from . import errors"]
)
def test_an_import_of_the_root_is_seen(planted: str) -> None:
    assert imports_of_the_root(ast.parse(f"def late():\n    {planted}\n")) == [2]


@pytest.mark.parametrize(
    "planted", ["from sayso.errors import SaysoError", "import json", "import sayso.errors"]
)
def test_an_import_of_a_module_is_fine(planted: str) -> None:
    assert imports_of_the_root(ast.parse(planted)) == []


@pytest.mark.parametrize("path", [*SOURCES, *sorted((ROOT / "tests").rglob("*.py"))], ids=relative)
def test_a_file_does_one_thing_in_four_hundred_lines(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST, f"{relative(path)} has {lines} lines; split it"


@pytest.mark.parametrize("path", [path for path in SOURCES if path.parent.name != "cli"], ids=relative)
def test_only_the_command_line_prints_or_exits(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [
        f"line {node.lineno}: {ast.unparse(node.func)}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"print", "exit", "quit", "sys.exit"}
    ]
    assert not calls


def third_party_imports() -> dict[str, str]:
    """Top-level modules from outside that the package imports, each with a file that does."""
    found = {}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            found.update({name.partition(".")[0]: relative(path) for name in names})
    return {name: path for name, path in found.items() if name not in {*sys.stdlib_module_names, "sayso"}}


def test_what_is_imported_is_declared_as_a_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {canonical(re.split(r"[<>=!~;\[ ]", dependency)[0]) for dependency in project["dependencies"]}
    providers = packages_distributions()
    missing = {
        name: path
        for name, path in third_party_imports().items()
        if not declared & {canonical(provider) for provider in providers.get(name, [])}
    }
    assert not missing, "declare what brings these, or do not import them"


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def modules_after(code: str) -> set[str]:
    """Top-level modules loaded in a fresh interpreter after it ran the code."""
    listing = "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    command = [sys.executable, "-c", f"import sys\n{code}\n{listing}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return set(done.stderr.split())


def test_importing_sayso_loads_nothing_heavy() -> None:
    loaded = modules_after("import sayso")
    assert "sayso" in loaded
    assert not loaded & (HEAVY | {"click", "rich"})


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["add", "--help"], ["assertions", "--help"]]
)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    loaded = modules_after(
        "import contextlib\n"
        "from sayso.cli.main import run\n"
        f"sys.argv = ['sayso', *{arguments}]\n"
        "with contextlib.suppress(SystemExit):\n"
        "    run()"
    )
    assert "click" in loaded
    assert not loaded & (HEAVY | {"rich"})


def test_a_heavy_module_would_be_seen() -> None:
    assert "numpy" in modules_after("import numpy")
