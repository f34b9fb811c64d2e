# The recipes of this repository. `./dev test` sets everything up and runs `just check`.

export PATH := justfile_directory() / ".venv/bin" + ":" + env("PATH")

# What must pass before anything is merged; the tests come last.
check: lint types layers docs test

# Rules and layout of the code.
lint:
    ruff check .
    ruff format --check .

# Types of the package.
types:
    mypy

# Who may import whom.
layers:
    lint-imports

# The documentation; a dead link or a page outside of the menu is an error.
docs:
    mkdocs build --strict --quiet

# The tests.
test *arguments:
    pytest -q {{ arguments }}

# Put the code into its layout and mend what can be mended by itself.
format:
    ruff check --fix-only .
    ruff format .

# Write the page of commands anew from the program itself.
commands:
    python tools/write_commands.py

# Branch coverage, with floors where a mistake would be a false statement about somebody.
coverage:
    coverage run -m pytest -q
    coverage report --skip-empty
    coverage report --include='src/sayso/model/*' --fail-under=99
    coverage report --include='src/sayso/store/*' --fail-under=97
    coverage report --include='src/sayso/attribute/*' --fail-under=95

# How long the program takes to start.
startup:
    python benchmarks/startup.py
