"""Every template compiles, has a title, carries its tokens, holds nothing inline and links only to what exists."""

import re
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, nodes

from tests.house.sources import ROOT

FOLDER = ROOT / "templates"
PAGES = sorted(FOLDER.rglob("*.html"))
JINJA = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
FORM = re.compile(r"<form\b(?P<tag>.*?)>(?P<inside>.*?)</form>", re.DOTALL | re.IGNORECASE)
INLINE = (
    (re.compile(r"<style\b", re.IGNORECASE), "a <style>"),
    (re.compile(r"<script\b(?![^>]*\b(src=|type=\"application/))", re.IGNORECASE), "an inline <script>"),
    (re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE), "a style attribute"),
    (re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE), "an on… attribute"),
)


def inline(source: str) -> list[str]:
    html = JINJA.sub("", source)
    return [what for pattern, what in INLINE if pattern.search(html)]


def open_forms(source: str) -> list[str]:
    """POST forms without a token."""
    return [
        form["tag"].strip()
        for form in FORM.finditer(source)
        if re.search(r"method\s*=\s*[\"']?post", form["tag"], re.IGNORECASE) and "csrf" not in form["inside"]
    ]


def calls(environment: Environment, source: str, name: str) -> list[nodes.Call]:
    found = environment.parse(source).find_all(nodes.Call)
    return [call for call in found if isinstance(call.node, nodes.Name) and call.node.name == name]


def first_word(call: nodes.Call) -> str | None:
    return call.args[0].value if call.args and isinstance(call.args[0], nodes.Const) else None


def lost_links(app: Any, source: str, blueprint: str = "") -> list[str]:
    """`url_for` of an endpoint or a static file that does not exist; ".page" is of the template's own blueprint."""
    found = []
    for call in calls(app.jinja_env, source, "url_for"):
        endpoint = first_word(call)
        if endpoint is not None and (blueprint * endpoint.startswith(".") + endpoint) not in app.view_functions:
            found.append(f"line {call.lineno}: {endpoint}")
        files = [k.value.value for k in call.kwargs if k.key == "filename" and isinstance(k.value, nodes.Const)]
        found += [f"line {call.lineno}: {file}" for file in files if not (Path(app.static_folder) / file).is_file()]
    return found


@pytest.fixture(params=PAGES, ids=lambda path: str(path.relative_to(FOLDER)))
def page(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


@pytest.fixture
def source(page: Path) -> str:
    return page.read_text()


@pytest.mark.parametrize(
    "path", sorted(p for p in FOLDER.rglob("*") if p.is_file()), ids=lambda p: str(p.relative_to(FOLDER))
)
def test_a_template_compiles(bare_app: Any, path: Path) -> None:
    bare_app.jinja_env.get_template(str(path.relative_to(FOLDER)))


def test_a_page_has_a_title(source: str) -> None:
    whole = re.search(r"{%-?\s*extends\s+[\"'](layout|desk)\.html", source) or "<html" in source
    assert not whole or re.search(r"{%-?\s*block title\b|<title>", source)


def test_a_template_holds_nothing_inline(page: Path, source: str) -> None:
    """Mails are the one place for inline styles: mail programs need them, and no policy of ours applies there."""
    is_mail = page.is_relative_to(FOLDER / "mail")
    assert not [what for what in inline(source) if not (is_mail and "style" in what)]


def test_a_post_form_carries_a_token(source: str) -> None:
    assert not open_forms(source)


def test_links_lead_somewhere(bare_app: Any, page: Path, source: str) -> None:
    assert not lost_links(bare_app, source, page.relative_to(FOLDER).parts[0])


@pytest.mark.parametrize(
    "planted", ['<p style="color: red">', "<style>", "<script>alert(1)</script>", '<a onclick="x()">']
)
def test_something_inline_is_found(planted: str) -> None:
    assert inline(planted)


def test_a_form_without_a_token_is_found() -> None:
    assert open_forms('<form method="post" action="/"><button>Send</button></form>')
    assert not open_forms('<form method="get" action="/"><button>Send</button></form>')


def test_a_lost_link_is_found(bare_app: Any) -> None:
    assert lost_links(bare_app, "{{ url_for('board.nowhere') }} {{ url_for('static', filename='none.css') }}") != []
