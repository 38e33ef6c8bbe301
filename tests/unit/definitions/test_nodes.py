"""The part of YAML that may be written, and what every other word is answered with."""

from __future__ import annotations

from decimal import Decimal

import pytest

from portal.definitions.nodes import read_yaml


def test_plain_values_and_their_lines() -> None:
    source = read_yaml('a: text\nb:\n  - 5\n  - 2.5\n  - true\nc: {d: "010"}\n', "f.yaml")
    assert source.findings == ()
    assert source.data == {"a": "text", "b": [5, Decimal("2.5"), True], "c": {"d": "010"}}
    assert source.line(("b", 1)) == 4
    assert source.line(("c", "d")) == 6


def test_a_missing_part_points_at_its_owner() -> None:
    assert read_yaml("a:\n  b: {c: x}\n", "f.yaml").line(("a", "b", "nothing")) == 2


@pytest.mark.parametrize(
    "word", ["on", "no", "Yes", "off", "010", "0x1f", "1_000", "12:30:45", "2026-01-01", "1.5e+3", ".5"]
)
def test_a_word_that_yaml_would_turn_into_something_else_is_refused(word: str) -> None:
    (finding,) = read_yaml(f"a: x\nvalue: {word}\n", "f.yaml").findings
    assert (finding.line, finding.code) == (2, "YAML")
    assert f'write "{word}" in quotes' in finding.message


@pytest.mark.parametrize("word", ["", "~", "null"])
def test_an_empty_value_is_refused(word: str) -> None:
    (finding,) = read_yaml(f"value: {word}\n", "f.yaml").findings
    assert "empty" in finding.message


def test_a_key_written_twice_names_both_lines() -> None:
    (finding,) = read_yaml("a: x\nb: y\na: z\n", "f.yaml").findings
    assert str(finding) == "f.yaml:3: YAML the key 'a' is written twice; the first is on line 1"


@pytest.mark.parametrize("text", ["on: x\n", "5: x\n", "[1]: x\n"])
def test_a_key_is_plain_text(text: str) -> None:
    assert "key" in read_yaml(text, "f.yaml").findings[0].message


@pytest.mark.parametrize("text", ["a: &x 1\nb: *x\n", "a: !!str 5\n", "a: &x {b: c}\nd: {<<: *x}\n"])
def test_anchors_aliases_and_tags_are_refused(text: str) -> None:
    assert "anchors, aliases and tags" in read_yaml(text, "f.yaml").findings[0].message


@pytest.mark.parametrize("text", ["", "a: {b: c: d}\n", "a: [\n", "a: x\n\tb: y\n", "a: \x00\n", "--- 1\n--- 2\n"])
def test_what_is_no_yaml_is_one_finding(text: str) -> None:
    source = read_yaml(text, "f.yaml")
    assert [finding.code for finding in source.findings] == ["YAML"]
    assert source.data == {}
