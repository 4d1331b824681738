"""One person's browser window. Whatever the browser complains about makes the test fail at the end.

The test's own session is committed before each request: on SQLite it would hold the lock the server waits for.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Response, expect

from ideas.kernel.db import db
from tests.builders import PASSWORD

# Said by the browser for each answer of 4xx; `heard_answer` judges those itself.
KNOWN_FROM_ANSWERS = "Failed to load resource"


class Window:
    """`visit`, `write`, `press`; `faults` collects console errors, CSP violations, failed requests and those to other sites."""

    def __init__(self, context: BrowserContext, base: str, shots: Path | None) -> None:
        self.context, self.base, self.shots = context, base, shots
        self.faults: list[str] = []
        self.allowed: set[int] = set()
        self.page: Page = context.new_page()
        self.page.on("console", self._heard_console)
        self.page.on("pageerror", lambda error: self.faults.append(f"script failed: {error}"))
        self.page.on("request", lambda request: self._heard_request(request.url))
        self.page.on("response", self._heard_answer)
        self.page.on("requestfailed", lambda request: self._heard_failure(request))

    def _heard_console(self, message: ConsoleMessage) -> None:
        wanted = any(f"Response Status Error Code {status} " in message.text for status in self.allowed)
        known = wanted or message.text.startswith(KNOWN_FROM_ANSWERS)
        if message.type in ("error", "warning") and not known:
            self.faults.append(f"console {message.type} on {self.page.url}: {message.text}")

    def _heard_request(self, url: str) -> None:
        """Letters, pictures, scripts and everything else come from our own address."""
        if not url.startswith((f"{self.base}/", "data:", "blob:", "about:")):
            self.faults.append(f"{self.page.url} asks another site: {url}")

    def _heard_answer(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.allowed:
            self.faults.append(f"{response.request.method} {response.url} answered {response.status}")

    def _heard_failure(self, request: Any) -> None:
        """Leaving a page cuts off what it was still asking for; that is no fault."""
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"{request.method} {request.url} failed: {request.failure}")

    @contextmanager
    def refused(self, status: int) -> Iterator[None]:
        """Inside, an answer of this status is what the test wants; at least one must come."""
        self.allowed.add(status)
        with self.page.expect_response(lambda response: response.status == status):
            yield
        self.page.wait_for_load_state()
        self.allowed.discard(status)

    def visit(self, path: str) -> "Window":
        db.session.commit()
        self.page.goto(path if path.startswith("http") else self.base + path)
        return self

    def open(self, path: str, email: str, password: str = PASSWORD) -> "Window":
        """A page for people who are signed in; whoever is not (sessions last a month) signs in on the way."""
        if self.visit(path).path.startswith("/sign-in"):
            self.write(email=email, password=password).press("Accedi")
        assert self.path.startswith(path), self.text
        return self

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.base)

    @property
    def text(self) -> str:
        """What is written in the page's main part, spaces collapsed."""
        return " ".join(self.page.locator("main").inner_text().split())

    def find(self, name: str, *, within: str = "main") -> Locator:
        """The first button or link with this name (or a part of it)."""
        place = self.page.locator(within)
        exact = re.compile(re.escape(name), re.IGNORECASE)
        return place.get_by_role("button", name=exact).or_(place.get_by_role("link", name=exact)).first

    def press(self, name: str, *, within: str = "main") -> "Window":
        db.session.commit()
        self.find(name, within=within).click()
        self.page.wait_for_load_state()
        return self

    def write(self, **fields: str) -> "Window":
        """Type into the fields with these names, or choose in them: lists, radio buttons, dates."""
        for name, value in fields.items():
            field = self.page.locator(f'main [name="{name}"]:not([type="hidden"])')
            kind = field.first.evaluate("e => e.tagName === 'SELECT' ? 'select' : e.type")
            if kind == "select":
                field.first.select_option(label=value)
            elif kind == "radio":
                self.page.locator(f'main input[name="{name}"][value="{value}"]').check()
            else:
                field.first.fill(value)
        return self

    def sees(self, *texts: str) -> "Window":
        """Wait until each text stands on the page."""
        for text in texts:
            expect(self.page.locator("main")).to_contain_text(text, ignore_case=True)
        return self

    def sees_not(self, *texts: str) -> "Window":
        for text in texts:
            expect(self.page.locator("main")).not_to_contain_text(text, ignore_case=True)
        return self

    def shot(self, name: str) -> "Window":
        """A picture of the whole page, where there is a folder for it."""
        if self.shots:
            self.shots.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=self.shots / f"{name}.png", full_page=True)
        return self

    def sign_in_as(self, email: str, password: str = PASSWORD) -> "Window":
        """Through the page, as people do."""
        self.visit("/sign-in").write(email=email, password=password).press("Accedi")
        assert "/sign-in" not in self.path, self.text
        return self
