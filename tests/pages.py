"""A browser for tests: each page it visits is checked (see `page_checks`), forms are filled as people do.

page = client.get("/ideas/new")
page = page.submit("/ideas/new", title="Carte", story="...")      # the form with that action
assert page.path == "/ideas/1/receipt" and "Grazie" in page.text
page = client.post("/ideas/1/vote")                               # straight to an address, with its token
"""

import contextvars
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from flask import session
from flask_login import login_user
from flask_wtf.csrf import generate_csrf
from werkzeug.test import TestResponse

from ideas.accounts.models import Person
from ideas.kernel.db import db
from tests import page_checks

REDIRECTS = (301, 302, 303, 307, 308)
BUTTONS = ("submit", "button", "image", "reset")


def words(element: Element) -> str:
    """The visible text, spaces collapsed."""
    if element.tag in ("script", "style", "template", "title"):
        return ""
    inside = (words(child) + (child.tail or "") for child in element)
    return " ".join(" ".join([element.text or "", *inside]).split())


class Page:
    """What came back: `status`, `path` (with query), `source`; for HTML also `text`, `title`, `tree`."""

    def __init__(self, client: "PageClient", response: TestResponse) -> None:
        self.client, self.response = client, response
        self.status, self.headers = response.status_code, response.headers
        parts = urlsplit(response.request.url)
        self.path = parts.path + (f"?{parts.query}" if parts.query else "")
        self.source = response.get_data().decode(errors="replace")
        self.is_html = response.mimetype == "text/html"
        self.parser = page_checks.parse(self.source if self.is_html else "")
        self.tree: Element = self.parser.found
        self.text = words(self.tree)
        self.title = (self.tree.findtext(".//title") or "").strip()

    @property
    def json(self) -> Any:
        return self.response.get_json()

    @property
    def h1(self) -> str:
        found = self.tree.find(".//h1")
        return "" if found is None else words(found)

    @property
    def links(self) -> dict[str, str]:
        """Address -> text of every link."""
        return {link.get("href", ""): words(link) for link in self.tree.iter("a")}

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Elements by tag and attributes; `class_="vote"` asks for one class among others."""
        found = list(self.tree.iter(tag))
        for name, value in attributes.items():
            if name == "class_":
                found = [e for e in found if value in e.get("class", "").split()]
            else:
                found = [e for e in found if e.get(name.replace("_", "-")) == value]
        return found

    def form(self, action: str) -> Element:
        """The form that is sent to this address."""
        for form in self.tree.iter("form"):
            if (form.get("action") or self.path) == action:
                return form
        actions = [form.get("action") or self.path for form in self.tree.iter("form")]
        raise AssertionError(f"no form is sent to {action} on {self.path}, only to {actions}")

    def controls(self, form: Element) -> list[Element]:
        """The form's controls: those inside it, and those elsewhere on the page that name it."""
        inside, name = {id(e) for e in form.iter()}, form.get("id")
        mine = (e for e in self.tree.iter() if id(e) in inside or (name and e.get("form") == name))
        return [e for e in mine if e.tag in ("input", "select", "textarea") and e.get("name")]

    def submit(self, action: str, follow: bool = True, **fields: Any) -> "Page":
        """Send a form as shown, after writing `fields` into it; each must be a field of the form."""
        form = self.form(action)
        found = self.controls(form)
        data = shown_values(found)
        names = {control.get("name") for control in found} | {b.get("name") for b in form.iter("button")}
        unknown = set(fields) - names
        assert not unknown, f"the form to {action} has no field {sorted(unknown)}, only {sorted(filter(None, names))}"
        data.update(fields)
        if form.get("method", "get").lower() == "post":
            return self.client.send("POST", action, follow=follow, data=data)
        return self.client.send("GET", action, follow=follow, query_string=data)


def shown_values(controls: list[Element]) -> dict[str, Any]:
    """What a form with these controls would send if nobody touched it."""
    values: dict[str, Any] = {}
    for control in controls:
        name, kind = control.get("name", ""), control.get("type", "text")
        if control.tag == "textarea":
            values[name] = control.text or ""
        elif control.tag == "select":
            options = list(control.iter("option"))
            chosen = [o for o in options if o.get("selected") is not None] or options[:1]
            values[name] = chosen[0].get("value", words(chosen[0])) if chosen else ""
        elif kind in ("checkbox", "radio"):
            if control.get("checked") is not None:
                values[name] = control.get("value", "on")
        elif kind not in BUTTONS:
            values[name] = control.get("value", "")
    return values


class PageClient:
    """One person's browser. Requests run in their own context, after the test's session has committed."""

    def __init__(self, app: Any) -> None:
        self.app = app
        self.browser = app.test_client()
        self.cookies_seen = False

    def sign_in(self, person: Person) -> "PageClient":
        """Put on the session that a sign-in gives, without the slow password hash."""

        def session_of_person() -> dict[str, Any]:
            with self.app.test_request_context(headers={"User-Agent": self.browser.environ_base["HTTP_USER_AGENT"]}):
                login_user(db.session.get(Person, person_id))
                return dict(session)

        person_id = person.id
        db.session.commit()
        values = contextvars.Context().run(session_of_person)
        self._change_session(values)
        return self

    def get(self, path: str, follow: bool = True, **options: Any) -> Page:
        return self.send("GET", path, follow=follow, **options)

    def post(
        self,
        path: str,
        fields: dict[str, Any] | None = None,
        follow: bool = True,
        token: bool = True,
        **options: Any,
    ) -> Page:
        """Send fields (or `json=`) with a valid CSRF token, which `token=False` leaves out."""
        if token and "json" in options:
            options["headers"] = {**options.get("headers", {}), "X-CSRFToken": self.token()}
        elif token:
            fields = {"csrf_token": self.token(), **(fields or {})}
        if fields is not None:
            options["data"] = fields
        return self.send("POST", path, follow=follow, **options)

    def send(self, method: str, path: str, *, follow: bool, **options: Any) -> Page:
        db.session.commit()
        response = contextvars.Context().run(self.browser.open, path, method=method, **options)
        page = Page(self, response)
        response.close()
        response.request.environ["wsgi.input"].close()  # a large upload is a file, which nobody else closes
        page_checks.check(page)
        if follow and page.status in REDIRECTS:
            return self.send("GET", page.headers["Location"], follow=True)
        return page

    def token(self) -> str:
        """A CSRF token that fits this browser's session."""

        def fitting() -> tuple[dict[str, Any], str]:
            with self.app.test_request_context():
                session.update(held)
                token = generate_csrf()
                return dict(session), str(token)

        with self.browser.session_transaction() as kept:
            held = dict(kept)
        values, token = contextvars.Context().run(fitting)
        self._change_session(values)
        return token

    def _change_session(self, values: dict[str, Any]) -> None:
        def change() -> None:
            with self.browser.session_transaction() as kept:
                kept.update(values)

        contextvars.Context().run(change)
