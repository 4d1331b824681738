"""Real browsers on the application, served on a real port of this process, with a real mail server beside it.

Every complaint of a browser is a failure. Pictures go to the folder named in the environment variable SCREENSHOTS;
without it none are taken.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from ideas.accounts.models import Person
from ideas.kernel.db import db
from ideas.web import page_cache
from tests import databases
from tests.browser.server import HOST, Mailroom, free_port, mail_server, serving
from tests.browser.window import Window
from tests.pages import PageClient

PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
QUIET = "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync".split()
WIDE = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium, or the one that Playwright has installed."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def post_office() -> Iterator[tuple[Mailroom, str]]:
    with mail_server() as office:
        yield office


@pytest.fixture
def mails(post_office: tuple[Mailroom, str]) -> Mailroom:
    """What the mail server has accepted: `mails.to("giulia@...")`."""
    return post_office[0]


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def app(database_url: str, tmp_path: Path, travel: Any, port: int, post_office: tuple[Mailroom, str]) -> Iterator[Any]:
    """The application with its own address and mail server; its context is open in the test."""
    address = {"BASE_URL": f"http://{HOST}:{port}", "MAIL_URL": post_office[1]}
    application = databases.plain_app(database_url, tmp_path, **address)
    page_cache.drop()
    with application.app_context():
        yield application
        db.session.rollback()
    databases.close(application)


@pytest.fixture
def shots() -> Path | None:
    folder = os.environ.get("SCREENSHOTS")
    return Path(folder) if folder else None


@pytest.fixture
def window(app: Any, browser: Browser, port: int, shots: Path | None) -> Iterator[Callable[..., Window]]:
    """`window()`: a visitor's browser, apart from all others; keywords are options of Playwright's context.

    `person=` opens it already signed in.
    """
    opened: list[Window] = []
    with serving(app, port) as base, ExitStack() as contexts:

        def open_window(person: Person | None = None, **options: Any) -> Window:
            context = browser.new_context(**{"viewport": WIDE, "locale": "it-IT", **options})
            contexts.callback(context.close)
            context.set_default_timeout(30_000)
            if person is not None:
                put_session(app, context, person, base)
            opened.append(Window(context, base, shots))
            return opened[-1]

        yield open_window
    faults = [fault for each in opened for fault in each.faults]
    assert not faults, "\n".join(faults)


@pytest.fixture
def person_browser(window: Callable[..., Window]) -> Callable[..., Window]:
    """`person_browser(person)`: a browser of their own, already signed in."""
    return lambda person, **options: window(person=person, **options)


def put_session(app: Any, context: BrowserContext, person: Person, base: str) -> None:
    """The cookie that a sign-in gives, without the slow password hash. It fits this browser only."""
    client = PageClient(app)
    blank = context.new_page()
    client.browser.environ_base["HTTP_USER_AGENT"] = blank.evaluate("navigator.userAgent")
    blank.close()
    client.sign_in(person)
    cookie = client.browser.get_cookie("session")
    assert cookie is not None
    context.add_cookies([{"name": "session", "value": cookie.value, "url": base}])
