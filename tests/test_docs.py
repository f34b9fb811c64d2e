"""What is not documented is red, and so is what is documented but does not exist."""

from __future__ import annotations

import dataclasses
import importlib.util
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from sayso.model.ledger import ReportLine, Verification

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted(DOCS.rglob("*.md"))]


def load_writer() -> Any:
    spec = importlib.util.spec_from_file_location("write_commands", ROOT / "tools" / "write_commands.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


WRITER = load_writer()
COMMANDS: dict[str, Any] = WRITER.commands()


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def console_lines(page: str) -> list[list[str]]:
    """The arguments of each ``sayso`` command line in a page's console blocks, up to a pipe."""
    found = []
    for block in re.findall(r"```console\n(.*?)```", page, re.DOTALL):
        for line in block.splitlines():
            words = shlex.split(line.removeprefix("$ "), comments=True)
            if line.startswith("$ ") and words and words[0] == "sayso":
                end = next((i for i, word in enumerate(words) if word in {"|", ">"}), len(words))
                found.append(words[1:end])
    return found


def test_the_page_of_commands_is_current() -> None:
    assert (DOCS / "commands.md").read_text(encoding="utf-8") == WRITER.page(), "run `just commands`"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_help_and_an_example(name: str) -> None:
    prose, examples = WRITER.help_parts(COMMANDS[name])
    assert prose
    assert COMMANDS[name].short_help
    assert examples
    assert all(example.startswith(f"sayso {name}") for example in examples)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_argument_and_option_has_help_and_stands_in_the_docs(name: str) -> None:
    section = (DOCS / "commands.md").read_text(encoding="utf-8").partition(f"## sayso {name}\n")[2]
    section = section.partition("\n## ")[0]
    for parameter in COMMANDS[name].params:
        option = parameter.param_type_name == "option"
        assert parameter.help if option else WRITER.ARGUMENTS[parameter.metavar], f"{name}: {parameter.name}"
        for word in parameter.opts if option else [parameter.metavar]:
            assert word in section, f"{name}: {word} is not in docs/commands.md"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_in_the_docs_exist(page: Path) -> None:
    for words in console_lines(page.read_text(encoding="utf-8")):
        options = {word.partition("=")[0] for word in words if word.startswith("-") and word != "-"}
        if words[0].startswith("-"):
            assert options <= {"--help", "--version"}
            continue
        assert words[0] in COMMANDS, f"{name_of(page)} names `sayso {words[0]}`"
        known = {option for parameter in COMMANDS[words[0]].params for option in parameter.opts}
        assert options <= known | {"--help"}, f"{name_of(page)}: sayso {' '.join(words)}"


@pytest.mark.parametrize("path", sorted((ROOT / "src" / "sayso").rglob("*.py")), ids=name_of)
def test_commands_that_messages_name_exist(path: Path) -> None:
    named = set(re.findall(r"[“`]sayso ([a-z]+)", path.read_text(encoding="utf-8")))
    assert named <= set(COMMANDS), f"{name_of(path)} names {sorted(named - set(COMMANDS))}"


def test_a_command_that_does_not_exist_would_be_seen() -> None:
    assert console_lines("```console\n$ sayso nonsense --bad x | head\n```\n") == [["nonsense", "--bad", "x"]]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_to_files_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://")):
            assert (page.parent / target).exists(), f"{name_of(page)} links to {target}"


@pytest.mark.parametrize("record", [ReportLine, Verification])
def test_fields_of_json_records_are_documented(record: type) -> None:
    page = (DOCS / "json.md").read_text(encoding="utf-8")
    missing = [field.name for field in dataclasses.fields(record) if f"`{field.name}`" not in page]
    assert not missing


def test_every_page_is_in_the_menu() -> None:
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert [page for page in DOCS.rglob("*.md") if page.relative_to(DOCS).as_posix() not in menu] == []


@pytest.mark.parametrize("page", sorted((DOCS / "decisions").glob("0*.md")), ids=name_of)
def test_a_decision_says_need_choice_why_and_price(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"# {page.name[:4]} ")
    assert all(f"**{part}.**" in text for part in ("Need", "Choice", "Why", "Price"))


def test_versions_agree() -> None:
    version = re.search(
        r'__version__ = "([^"]+)"', (ROOT / "src/sayso/__init__.py").read_text(encoding="utf-8")
    )
    assert version is not None
    assert f"version: {version[1]}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"## {version[1]} " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_what_a_build_server_runs_is_the_readme_s_own_command() -> None:
    assert "$ ./dev test" in (ROOT / "README.md").read_text(encoding="utf-8")
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert script.rstrip().endswith("exec ./dev test")


def test_the_readme_s_python_works(capsys: pytest.CaptureFixture[str]) -> None:
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {"text": "Mara Velt said that the ferry had left on time."})
    assert "Mara Velt certain that the ferry" in capsys.readouterr().out
