"""Scenario tests of service definitions: who does what when, and what must then hold.

Owns the language of `workflows/<key>/tests/*.yaml` (docs/scenario-language.md), its player, and the recorder that
turns a real case into a scenario without personal data. Everything is played through the real use cases, on a
database of its own, with a clock set by hand; it refuses to touch any other database.
"""
