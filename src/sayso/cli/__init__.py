"""The command line: parse, call one action, render. One file a command group.

Nothing here decides anything about claims. Only this folder knows the terminal; what a
document says reaches it through :mod:`sayso.cli.terminal`, which makes control characters inert.
"""
