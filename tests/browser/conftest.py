"""A real browser on a real server: granian, the clock, a seeded SQLite database, mails written to a folder."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent.parent
PASSWORD = "vorrei-demo"
PICTURES = ROOT / "instance" / "pictures"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Site:
    """The running product: `url`, and the environment of its processes."""

    url: str
    folder: Path
    environment: dict[str, str]

    def flask(self, *arguments: str) -> str:
        """`site.flask("clock", "--once")`: run a command of the product, its output."""
        command = [sys.executable, "-m", "flask", "--app", "wsgi", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, f"flask {' '.join(arguments)}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def mails(self, to: str = "") -> list[EmailMessage]:
        """Mails sent so far to an address, oldest first."""
        files = sorted((self.folder / "mail").glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
        found = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
        return [mail for mail in found if to in str(mail["To"])]


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(f"{url}/readyz") as answer:
                assert answer.status == 200
                return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError(f"the server did not start:\n{log.read_text()}")


def start(site: Site, log: Path, *command: str) -> subprocess.Popen[bytes]:
    with log.open("wb") as output:
        return subprocess.Popen(
            [sys.executable, "-m", *command], cwd=ROOT, env=site.environment, stdout=output, stderr=output
        )


def stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The product as `make run` starts it, with the demo bank."""
    folder = tmp_path_factory.mktemp("site")
    port = free_port()
    own = {
        "DATABASE_URL": f"sqlite:///{folder / 'ideas.sqlite3'}",
        "MAIL_URL": (folder / "mail").as_uri(),
        "BASE_URL": f"http://127.0.0.1:{port}",
        "SECRET_KEY": "only for browser tests",
        "DEMO": "1",
        "DEMO_PASSWORD": PASSWORD,
        "LOG_LEVEL": "WARNING",
    }
    running = Site(own["BASE_URL"], folder, {**os.environ, **own})
    running.flask("db", "upgrade")
    running.flask("seed")
    address = ("--host", "127.0.0.1", "--port", str(port))
    with ExitStack() as processes:
        server = start(running, folder / "server.log", "granian", "--interface", "wsgi", *address, "wsgi:app")
        processes.callback(stop, server)
        processes.callback(stop, start(running, folder / "clock.log", "flask", "--app", "wsgi", "clock"))
        wait_for(running.url, server, folder / "server.log")
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium, or the one Playwright installed."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """`visit()` a visitor's tab, `visit("giulia")` that demo person's; options of a browser context as keywords."""
    with ExitStack() as opened:

        def tab(person: str | None = None, **options: Any) -> Page:
            context = browser.new_context(base_url=site.url, locale="it-IT", **options)
            opened.callback(context.close)
            page = context.new_page()
            page.on("pageerror", lambda error: pytest.fail(f"script error on {page.url}: {error}"))
            if person is not None:
                sign_in(page, person)
            return page

        yield tab


def sign_in(page: Page, person: str) -> None:
    page.goto("/sign-in")
    page.locator("input[name=email]").fill(f"{person}@demo.example")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form:has(input[name=password]) button:not([type=button])").first.click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[[Page, str], Path]:
    """`picture(page, "01-home")`: the whole page as a file of instance/pictures/<test>/."""
    folder = PICTURES / request.node.name

    def take(page: Page, name: str) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}.png", full_page=True)
        return folder / f"{name}.png"

    return take
