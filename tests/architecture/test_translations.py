"""Every sentence of the interface exists in every language, with the same placeholders."""

import ast
import re
from pathlib import Path
from typing import Final

import polib
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

from tests.architecture import tree

KEYWORDS: Final = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2), "pgettext": None}
PLACEHOLDER: Final = re.compile(r"%\((\w+)\)[sdf]")
CATALOGUES: Final = sorted((tree.ROOT / "translations").glob("*/LC_MESSAGES/messages.po"))


def extracted() -> set[str]:
    """The sentences in code and templates as babel finds them."""
    with (tree.ROOT / "babel.cfg").open(encoding="utf-8") as configuration:
        methods, options = parse_mapping_cfg(configuration)  # type: ignore[no-untyped-call]  # as babel ships it
    found = extract_from_dir(tree.ROOT, methods, options, keywords=KEYWORDS, directory_filter=is_source)
    return {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}


def called() -> set[str]:
    """The sentences as the code calls for them; babel does not look into f-strings."""
    return {
        node.args[0].value
        for path in sorted((tree.ROOT / "portal").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS and node.args
        if isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
    }


def is_source(folder: str | Path) -> bool:
    return Path(folder).name in {"portal", "templates"} or any(
        part in {"portal", "templates"} for part in Path(folder).parts
    )


def entries(path: Path) -> dict[str, polib.POEntry]:
    return {entry.msgid: entry for entry in polib.pofile(str(path)) if not entry.obsolete}


def words(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_there_is_a_chinese_catalogue() -> None:
    assert [path.parent.parent.name for path in CATALOGUES] == ["zh"]


@pytest.mark.parametrize("path", CATALOGUES, ids=tree.name)
def test_every_sentence_is_in_the_catalogue(path: Path) -> None:
    missing = sorted((extracted() | called()) - entries(path).keys())
    assert not missing, tree.listed(missing, f"extract again and translate in {tree.name(path)}")


@pytest.mark.parametrize("path", CATALOGUES, ids=tree.name)
def test_every_sentence_is_translated(path: Path) -> None:
    empty = [entry.msgid for entry in entries(path).values() if entry.fuzzy or not all(words(entry))]
    assert not empty, tree.listed(empty, f"translate it in {tree.name(path)} and remove the fuzzy mark")


@pytest.mark.parametrize("path", CATALOGUES, ids=tree.name)
def test_translations_keep_their_placeholders(path: Path) -> None:
    different = [
        f"{entry.msgid!r} -> {word!r}"
        for entry in entries(path).values()
        for word in words(entry)
        if not set(PLACEHOLDER.findall(word)) <= set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
        or (not entry.msgid_plural and set(PLACEHOLDER.findall(word)) != set(PLACEHOLDER.findall(entry.msgid)))
    ]
    assert not different, tree.listed(different, "use the same %(names)s in both languages")
