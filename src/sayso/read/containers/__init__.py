"""Containers: files that hold many reports. Each module turns one kind into items, lazily."""
