"""Every address: who may call it, how it is spelled, and that it answers."""

import re
from typing import Any

import pytest
from werkzeug.routing import Rule

from ideas.accounts.models import ROLES
from ideas.web.access import MARK
from tests.builders import a_colleague, a_customer, noise
from tests.pages import PageClient
from tests.statements import statements

PLACEHOLDER = re.compile(r"<(?:(\w+)(?:\([^)]*\))?:)?(\w+)>")
NUMBERS = re.compile(r"(^|_)(id|number|seq)$")
VERBS = {
    "add", "approve", "confirm", "create", "delete", "do", "edit", "get", "list", "login", "logout", "make", "mark",
    "publish", "reject", "remove", "save", "send", "set", "show", "submit", "unfollow", "unvote", "update", "withdraw",
}  # fmt: skip
METHODS = {"GET", "HEAD", "OPTIONS", "POST"}


def misspelled(rule: str) -> list[str]:
    """What is wrong with an address: not kebab-case, an untyped number, a verb."""
    found = [
        f"<{name}> has no type int"
        for kind, name in PLACEHOLDER.findall(rule)
        if NUMBERS.search(name) and kind != "int"
    ]
    fixed = PLACEHOLDER.sub("", rule)
    if not re.fullmatch(r"[a-z0-9./-]*", fixed):
        found.append("is not kebab-case")
    segments = [segment for segment in fixed.split("/") if segment]
    found += [f"{segment!r} begins with a verb" for segment in segments if segment.split("-")[0] in VERBS]
    return found


def rules(app: Any) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def test_every_endpoint_declares_its_access(app: Any) -> None:
    endpoints = set(app.view_functions) - {"static"}
    assert not [name for name in sorted(endpoints) if not hasattr(app.view_functions[name], MARK)]


def test_addresses_are_kebab_case_typed_nouns(app: Any) -> None:
    assert not [f"{rule.rule} {fault}" for rule in rules(app) for fault in misspelled(rule.rule)]


def test_addresses_take_only_get_and_post(app: Any) -> None:
    assert not [rule.rule for rule in rules(app) if not set(rule.methods or ()) <= METHODS]


@pytest.mark.parametrize(
    "rule", ["/ideas/<idea_id>", "/my_ideas", "/ideas/<int:idea_id>/delete", "/mark-read", "/Ideas"]
)
def test_a_bad_address_is_found(rule: str) -> None:
    assert misspelled(rule)


def visit_all(app: Any, browser: PageClient, allowed: tuple[int, ...]) -> list[str]:
    """GET every address that needs nothing more; each is checked as a page and must not write."""
    noise()
    app.config["DEMO"] = True
    found = []
    for rule in rules(app):
        if rule.arguments or "GET" not in (rule.methods or ()):
            continue
        try:
            with statements() as sql:
                page = browser.get(rule.rule, follow=False)
        except AssertionError as fault:
            found.append(str(fault))
            continue
        if page.status not in allowed:
            found.append(f"{rule.rule} answers {page.status}")
        found += [
            f"{rule.rule} writes: {text}"
            for text in sql
            if text.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))
        ]
    return found


def test_every_page_answers_a_visitor(app: Any, client: PageClient) -> None:
    assert not visit_all(app, client, (200, 303))


def test_every_page_answers_a_customer(app: Any, signed_in: Any) -> None:
    assert not visit_all(app, signed_in(a_customer()), (200, 303, 403))


def test_every_page_answers_a_colleague_with_every_role(app: Any, signed_in: Any) -> None:
    assert not visit_all(app, signed_in(a_colleague(*ROLES)), (200, 303))
