"""Real browsers on the application, served on a real port of this process, with a real mail server beside it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from ideas.accounts.models import Person
from ideas.kernel.db import db
from ideas.web import page_cache
from tests import databases
from tests.browser.server import HOST, Mailroom, free_port, mail_server, serving
from tests.browser.window import Window

PICTURES = Path(__file__).parent.parent.parent / "instance" / "pictures"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium, or the one that Playwright has installed."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def post_office() -> Iterator[tuple[Mailroom, str]]:
    with mail_server() as office:
        yield office


@pytest.fixture
def mails(post_office: tuple[Mailroom, str]) -> Mailroom:
    """What the mail server has accepted."""
    return post_office[0]


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def app(
    database_url: str, tmp_path: Path, travel: Any, port: int, post_office: tuple[Mailroom, str], browser: Browser
) -> Iterator[Any]:
    """The application with its own address and mail server; its context is open in the test.

    It needs `browser` so that the browser starts while the clock still runs as it should.
    """
    address = {"BASE_URL": f"http://{HOST}:{port}", "MAIL_URL": post_office[1]}
    application = databases.plain_app(database_url, tmp_path, **address)
    page_cache.drop()
    with application.app_context():
        yield application
        db.session.rollback()
    databases.close(application)


@pytest.fixture
def window(app: Any, browser: Browser, port: int, request: pytest.FixtureRequest) -> Iterator[Callable[..., Window]]:
    """`window()`: a new person's browser; keywords are options of Playwright's browser context."""
    session, opened = db.session(), []
    with serving(app, port) as base, ExitStack() as contexts:

        def open_window(**options: Any) -> Window:
            context = browser.new_context(**{"locale": "it-IT", **options})
            contexts.callback(context.close)
            # The test's own session would keep SQLite's write lock while the server waits for it.
            context.on("request", lambda _request: session.commit())
            opened.append(Window(context, base, PICTURES / request.node.name))
            return opened[-1]

        yield open_window
    faults = [fault for each in opened for fault in each.faults]
    assert not faults, "\n".join(faults)


@pytest.fixture
def person_browser(window: Callable[..., Window]) -> Callable[..., Window]:
    """`person_browser(person)`: that person's browser, signed in through the page."""
    return lambda person, **options: sign_in(window(**options), person)


def sign_in(window: Window, person: Person) -> Window:
    return window.sign_in(person)
