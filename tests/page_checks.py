"""What holds on every page: valid HTML, a title, one h1, labels, unique ids, tokens, nothing inline."""

from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

from tests import html_rules

NAMED = ("a", "button")
INTERACTIVE = ("a", "button", "input", "select", "textarea", "label")
UNLABELLED = ("hidden", "submit", "button", "reset", "image")
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "list", "form")
DATA_SCRIPTS = ("application/json", "application/ld+json")


def parse(source: str) -> html5lib.HTMLParser:
    """A parser that has read the page or fragment: `parser.found` is its tree, `parser.errors` what was invalid."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    parser.found = parser.parse(source) if is_whole(source) else parser.parseFragment(source)
    return parser


def is_whole(source: str) -> bool:
    return source.lstrip()[:9].lower() == "<!doctype"


def check(page: Any) -> None:
    """Raise AssertionError with every fault of an HTML page or fragment; other answers pass."""
    assert page.status < 500 or page.status == 503, f"{page.path} failed with {page.status}: {page.text[:2000]}"
    if not page.is_html or not page.source.strip() or 300 <= page.status < 400:
        return
    found = list(faults(page.source, page.parser))
    assert not found, f"{page.path} ({page.status}):\n" + "\n".join(found)


def faults(source: str, parser: html5lib.HTMLParser | None = None) -> Iterator[str]:
    """Every fault as a sentence."""
    parser = parser or parse(source)
    lines = source.splitlines()
    for (line, _column), code, details in parser.errors:
        near = lines[line - 1].strip()[:120] if 0 < line <= len(lines) else ""
        yield f"invalid HTML, line {line}: {code} {details or ''} near {near}"
    if is_whole(source):
        yield from frame(parser.found)
    for part in (inline, ids, names, labels, forms, nesting, html_rules.faults):
        yield from part(parser.found)


def frame(tree: Element) -> Iterator[str]:
    if not tree.get("lang"):
        yield "<html> has no lang"
    if not (tree.findtext(".//title") or "").strip():
        yield "the page has no title"
    headings = len(list(tree.iter("h1")))
    if headings != 1:
        yield f"the page has {headings} h1"
    if len(list(tree.iter("main"))) != 1:
        yield "the page has not exactly one <main>"
    levels = [int(e.tag[1]) for e in tree.iter() if e.tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
    for above, below in zip(levels, levels[1:], strict=False):
        if below > above + 1:
            yield f"an h{below} follows an h{above}"


def inline(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        for name, value in element.attrib.items():
            if name == "style" or name.startswith("on"):
                yield f"inline {name} on <{element.tag}>"
            if name in ("href", "src", "action") and value.strip().lower().startswith("javascript:"):
                yield f"script in {name} of <{element.tag}>"
        if element.tag == "style":
            yield "inline <style>"
        if element.tag == "script" and not element.get("src") and element.get("type") not in DATA_SCRIPTS:
            yield "inline <script>"


def ids(tree: Element) -> Iterator[str]:
    count = Counter(e.get("id") for e in tree.iter() if e.get("id") is not None)
    for name, times in count.items():
        if times > 1:
            yield f"id {name!r} stands {times} times"
        if not name or " " in str(name):
            yield f"id {name!r} is no id"
    for element in tree.iter():
        for attribute in REFERENCES:
            for name in element.get(attribute, "").split():
                if name not in count:
                    yield f"{attribute}={name!r} of <{element.tag}> points to nothing"


def names(tree: Element) -> Iterator[str]:
    """Links, buttons and pictures have a name that can be read out."""
    for element in tree.iter():
        if element.tag == "img" and element.get("alt") is None:
            yield f"picture without alt: {element.get('src')}"
        if element.tag in NAMED and not _name(element):
            yield f"<{element.tag}> without a name: {element.attrib}"


def _name(element: Element) -> str:
    alternatives = (e.get("alt", "") + e.get("aria-label", "") for e in element.iter())
    labelled = element.get("aria-labelledby", "")
    return "".join([*element.itertext(), *alternatives, labelled]).strip()


def labels(tree: Element) -> Iterator[str]:
    for_ids = {e.get("for") for e in tree.iter("label")}
    wrapped = {id(e) for label in tree.iter("label") for e in label.iter()}
    for element in tree.iter():
        if element.tag not in ("input", "select", "textarea") or element.get("type") in UNLABELLED:
            continue
        named = element.get("aria-label") or element.get("aria-labelledby")
        if not (named or id(element) in wrapped or (element.get("id") and element.get("id") in for_ids)):
            yield f"<{element.tag}> without a label: {element.get('name')}"


def forms(tree: Element) -> Iterator[str]:
    for form in tree.iter("form"):
        tokens = [e.get("value") for e in form.iter("input") if e.get("name") == "csrf_token"]
        sends = form.get("method", "get").lower()
        if sends == "post" and not (len(tokens) == 1 and tokens[0]):
            yield f"POST form to {form.get('action')} without exactly one CSRF token"
        if sends == "get" and tokens:
            yield f"GET form to {form.get('action')} shows a CSRF token in the address"


def nesting(tree: Element) -> Iterator[str]:
    """What the parser lets pass: something to press inside something to press."""
    for outer in tree.iter():
        if outer.tag in NAMED:
            inside = [e.tag for e in outer.iter() if e is not outer and e.tag in INTERACTIVE]
            if inside:
                yield f"<{inside[0]}> inside <{outer.tag}>"
