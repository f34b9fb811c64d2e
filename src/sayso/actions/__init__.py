"""One use case a file: what the command line, and every other face, calls."""
