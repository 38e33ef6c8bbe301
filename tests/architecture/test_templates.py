"""Templates hold structure only: scripts and styles are files, or the content security policy would stop them."""

import re
from typing import Final

from tests.architecture import tree

INLINE: Final = {
    "a script in the page": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE),
    "an event attribute": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript: address": re.compile(r"""["']\s*javascript:""", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"<[a-z][^>]*\sstyle\s*=", re.IGNORECASE),
}
UNTRUSTED: Final = re.compile(r"\|\s*safe\b|\{%-?\s*autoescape\s+false")
CHINESE: Final = re.compile(r"^(?!.*\blang=\"zh-CN\").*[\u4e00-\u9fff].*$", re.MULTILINE)
FOREIGN: Final = re.compile(r"""(?:src|href|action)\s*=\s*["'](?:https?:)?//""", re.IGNORECASE)


def found(pattern: re.Pattern[str], *, documents: bool) -> list[str]:
    """Every match in the templates, as file:line; printed documents may be left out."""
    return [
        f"{tree.name(path)}:{source.count(chr(10), 0, match.start()) + 1} {match[0][:80]}"
        for path in tree.templates()
        if documents or path.relative_to(tree.TEMPLATES).parts[0] != "documents"
        for source in [tree.text(path)]
        for match in pattern.finditer(source)
    ]


def test_no_template_has_inline_script_or_style() -> None:
    inline = [f"{what}: {where}" for what, pattern in INLINE.items() for where in found(pattern, documents=False)]
    assert not inline, tree.listed(inline, "move it to static/js or static/css; use a class or a data- attribute")


def test_no_template_switches_escaping_off() -> None:
    unsafe = found(UNTRUSTED, documents=True)
    assert not unsafe, tree.listed(unsafe, "pass markupsafe.Markup from Python where the text is known to be safe")


def test_no_template_loads_anything_from_elsewhere() -> None:
    foreign = found(FOREIGN, documents=True)
    assert not foreign, tree.listed(foreign, "serve the file from static/")


def test_words_of_pages_come_from_the_catalogues() -> None:
    chinese = found(CHINESE, documents=False)
    assert not chinese, tree.listed(chinese, 'write {{ _("English sentence") }} and translate it in translations/zh')
