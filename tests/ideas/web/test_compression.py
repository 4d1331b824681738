"""Texts travel packed to whoever can read them."""

import gzip
from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.test import TestResponse

from ideas.accounts.models import Person
from tests.builders import a_customer, an_idea
from tests.pages import PageClient

PACKED = {"Accept-Encoding": "gzip, deflate, br"}


def raw(client: PageClient, path: str, **headers: str) -> TestResponse:
    return client.browser.get(path, headers={**PACKED, **headers}, buffered=True)


def plain_text(client: PageClient, path: str) -> TestResponse:
    return client.browser.get(path, buffered=True)


def test_a_page_says_the_same_packed_and_unpacked(client: PageClient) -> None:
    an_idea()
    packed, plain = raw(client, "/ideas"), plain_text(client, "/ideas")
    assert packed.headers["Content-Encoding"] == "gzip" and "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 3
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Cookie, Accept-Encoding"


def test_a_packed_page_that_has_not_changed_is_not_sent_again(client: PageClient) -> None:
    first = raw(client, "/ideas")
    again = raw(client, "/ideas", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


def test_whoever_refuses_gzip_gets_the_page_as_it_is(client: PageClient) -> None:
    assert "Content-Encoding" not in raw(client, "/ideas", **{"Accept-Encoding": "gzip;q=0, br"}).headers


def test_the_length_of_a_personal_page_does_not_tell_what_stands_on_it(
    signed_in: Callable[[Person], PageClient],
) -> None:
    client = signed_in(a_customer())
    answers = [raw(client, "/me/settings") for _ in range(30)]
    assert all(gzip.decompress(answer.data).startswith(b"<!doctype") for answer in answers)
    assert len({len(answer.data) for answer in answers}) > 10


@pytest.mark.parametrize("path", ["/static/vendor/htmx.min.js", "/static/icons/sprite.svg"])
def test_scripts_and_drawings_are_packed(client: PageClient, path: str) -> None:
    assert gzip.decompress(raw(client, path).data) == plain_text(client, path).data


def test_the_look_of_the_pages_is_kept_for_ever_under_names_that_change(app: Any, client: PageClient) -> None:
    sheet = next(link for link in client.get("/sign-in").all("link", rel="stylesheet")).get("href", "")
    css = plain_text(client, sheet)
    assert "immutable" in css.headers["Cache-Control"]
    assert "/static/fonts/besley-latin.woff2?v=" in css.text and "/*" not in css.text
    assert 'url("/static/fonts/besley-latin.woff2")' not in css.text
    font = plain_text(client, css.text.split('url("')[1].split('"')[0])
    assert font.status_code == 200 and "immutable" in font.headers["Cache-Control"]
    assert "Content-Encoding" not in font.headers, "a font is packed already"
