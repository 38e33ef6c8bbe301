"""Fixtures of the whole suite. Owns the list of plugins, each in a module named for its subject, and the pace of
property tests: no time limit for one example, since machines are shared; the same examples every time in CI.
"""

import os

from hypothesis import settings

pytest_plugins = ["tests.databases"]

settings.register_profile("portal", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("portal")
