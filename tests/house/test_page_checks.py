"""The checks that every visited page goes through do find faults."""

import pytest

from tests.page_checks import faults

PAGE = "<!doctype html><html lang=it><head><meta charset=utf-8><title>Idee</title></head><body><main>{}</main></body></html>"
GOOD = '<h1>Idee</h1><form method="post" action="/ideas"><input type="hidden" name="csrf_token" value="x"><label for="t">Titolo</label><input id="t" name="t"><button>Invia</button></form>'


def test_a_good_page_passes() -> None:
    assert list(faults(PAGE.format(GOOD))) == []


@pytest.mark.parametrize(
    ("planted", "fault"),
    [
        ("<h1>Uno</h1><h1>Due</h1>", "2 h1"),
        ("<h1>Uno</h1><h3>Tre</h3>", "h3 follows an h1"),
        ('<h1>Uno</h1><p id="a"></p><p id="a"></p>', "stands 2 times"),
        ('<h1>Uno</h1><input name="q">', "without a label"),
        ('<h1>Uno</h1><form method="post"><button>Vota</button></form>', "CSRF"),
        ('<h1 style="color:red">Uno</h1>', "inline style"),
        ('<h1>Uno</h1><a href="/" onclick="x()">Via</a>', "inline onclick"),
        ("<h1>Uno</h1><script>1</script>", "inline <script>"),
        ('<h1>Uno</h1><a href="/"></a>', "without a name"),
        ('<h1>Uno</h1><a href="/"><button>Vota</button></a>', "inside <a>"),
        ("<h1>Uno</h1><p><div>Dentro</div></p>", "invalid HTML"),
        ('<h1>Uno</h1><p hx-get="/x">Due</p>', "no attribute 'hx-get'"),
        ('<h1>Uno</h1><p align="left">Due</p>', "no attribute 'align'"),
        ("<h1>Uno</h1><ul><p>Due</p></ul>", "<p> inside <ul>"),
        ("<h1>Uno</h1><div><li>Due</li></div>", "<li> inside <div>"),
        ("<h1>Uno <span><div>due</div></span></h1>", "words only"),
        ('<h1>Uno</h1><table><tr><td colspan="two">x</td></tr></table>', "is no number"),
        ('<h1>Uno</h1><label for="none">Titolo</label>', "points to nothing"),
    ],
)
def test_a_fault_is_found(planted: str, fault: str) -> None:
    assert any(fault in found for found in faults(PAGE.format(planted)))


def test_a_page_without_title_or_language_is_found() -> None:
    found = list(faults("<!doctype html><html><head></head><body><main><h1>Uno</h1></main></body></html>"))
    assert found == ["<html> has no lang", "the page has no title"]
