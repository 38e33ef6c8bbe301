"""What must be true of every page, whatever it shows: the checks behind the test client.

Owns the reading of HTML in tests. Refuses pages a browser would have to mend.
"""

from collections import Counter
from typing import Final
from xml.etree.ElementTree import Element

import html5lib
from werkzeug.test import TestResponse

UNLABELLED: Final = {"hidden", "submit", "button", "image", "reset"}
FIELDS: Final = {"input", "select", "textarea"}


def check_response(response: TestResponse) -> None:
    """The headers of every response, and the whole of every HTML page."""
    policy = response.headers.get("Content-Security-Policy", "")
    assert "default-src 'none'" in policy, "no content security policy"
    assert "unsafe-" not in policy
    assert response.headers.get("X-Content-Type-Options") == "nosniff"
    if response.mimetype == "text/html" and not response.location:
        text = response.get_data(as_text=True)
        part = "HX-Request" in response.request.headers and "<!doctype" not in text[:200].lower()
        check_html(text, whole=not part)


def check_html(text: str, *, whole: bool) -> None:
    """Valid, one title and one h1 (of a whole page), every field labelled, no id twice."""
    root = parse(text, whole=whole)
    if whole:
        html = root if root.tag == "html" else root.find("html")
        assert html is not None
        assert html.get("lang"), "no lang"
        assert words(next(root.iter("title"))), "no title"
        headings = list(root.iter("h1"))
        assert len(headings) == 1, f"{len(headings)} h1"
        assert words(headings[0]), "empty h1"
    check_ids(root)
    check_labels(root)
    check_nothing_inline(root)


def parse(text: str, *, whole: bool = True) -> Element:
    """The tree; any mistake a browser would mend is an error."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root: Element = parser.parse(text) if whole else parser.parseFragment(text)
    return root


def check_ids(root: Element) -> None:
    counts = Counter(identity for one in root.iter() if (identity := one.get("id")))
    twice = [identity for identity, count in counts.items() if count > 1]
    assert not twice, f"ids used twice: {twice}"


def check_labels(root: Element) -> None:
    """Every field has a label, wraps in one, or names its words by ARIA."""
    named = {label.get("for") for label in root.iter("label") if words(label)}
    wrapped = {id(field) for label in root.iter("label") for field in label.iter() if field.tag in FIELDS}
    bare = [
        field.get("name")
        for field in root.iter()
        if field.tag in FIELDS
        and field.get("type", "text") not in UNLABELLED
        and field.get("id") not in named
        and id(field) not in wrapped
        and not (field.get("aria-label") or field.get("aria-labelledby"))
    ]
    assert not bare, f"fields without a label: {bare}"


def check_nothing_inline(root: Element) -> None:
    for one in root.iter():
        assert one.get("style") is None, f"inline style on {one.tag}"
        assert not any(name.startswith("on") for name in one.keys()), f"event attribute on {one.tag}"  # noqa: SIM118 - an Element, no dict
        assert one.tag != "script" or one.get("src"), "inline script"
        assert one.tag != "img" or one.get("alt") is not None, "picture without alt"


def words(element: Element) -> str:
    """All text below an element."""
    return " ".join("".join(element.itertext()).split())


def hidden_fields(text: str, action: str) -> dict[str, str]:
    """The hidden fields of the form that posts to this address, as a browser would send them."""
    forms = [form for form in parse(text).iter("form") if form.get("method") == "post"]
    fitting = [form for form in forms if (form.get("action") or action) == action]
    assert fitting, f"no form posts to {action}"
    fields = fitting[0].iter("input")
    return {str(one.get("name")): one.get("value") or "" for one in fields if one.get("type") == "hidden"}
