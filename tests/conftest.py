"""Fixtures of the whole suite. Owns only the list of plugins: each lives in a module named for its subject."""

pytest_plugins = ["tests.databases"]
