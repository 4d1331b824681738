"""Who may open what: a visitor, a customer, a colleague; every address of the application is in the table."""

import re
from typing import Any

import pytest

from tests.builders import a_colleague, a_customer, an_idea
from tests.journeys.rows import nothing_stored

pytestmark = pytest.mark.looks  # who may is decided before any row of theirs is read
OPEN, SIGN_IN, FORBIDDEN = 200, 303, 403
# address with {id} and {slug} of an idea -> visitor, customer, product manager
PAGES: dict[str, tuple[int, int, int]] = {
    "/": (OPEN, OPEN, OPEN),
    "/how-it-works": (OPEN, OPEN, OPEN),
    "/ideas": (OPEN, OPEN, OPEN),
    "/ideas/{id}-{slug}": (OPEN, OPEN, OPEN),
    "/ideas/similar?title=bonifici&story=bonifici": (OPEN, OPEN, OPEN),
    "/ideas/{id}/report": (OPEN, OPEN, OPEN),
    "/how-it-works/rules": (OPEN, OPEN, OPEN),
    "/how-it-works/ordering": (OPEN, OPEN, OPEN),
    "/how-it-works/moderation": (OPEN, OPEN, OPEN),
    "/me/decisions": (SIGN_IN, OPEN, OPEN),
    "/desk/moderation": (SIGN_IN, FORBIDDEN, FORBIDDEN),
    "/desk/moderation/ideas/{id}": (SIGN_IN, FORBIDDEN, FORBIDDEN),
    "/desk/moderation/ideas/{id}/complaint": (SIGN_IN, FORBIDDEN, FORBIDDEN),
    "/desk/complaints": (SIGN_IN, FORBIDDEN, FORBIDDEN),
    "/roadmap": (OPEN, OPEN, OPEN),
    "/scorecard": (OPEN, OPEN, OPEN),
    "/accessibility": (OPEN, OPEN, OPEN),
    "/accessibility/report": (OPEN, OPEN, OPEN),
    "/privacy": (OPEN, OPEN, OPEN),
    "/cookies": (OPEN, OPEN, OPEN),
    "/news": (OPEN, OPEN, OPEN),
    "/feeds/ideas.atom": (OPEN, OPEN, OPEN),
    "/feeds/news.atom": (OPEN, OPEN, OPEN),
    "/sign-up": (OPEN, OPEN, OPEN),
    "/sign-in": (OPEN, 303, 303),
    "/confirmation": (OPEN, OPEN, OPEN),
    "/password-reset": (OPEN, OPEN, OPEN),
    "/healthz": (OPEN, OPEN, OPEN),
    "/ideas/new": (SIGN_IN, OPEN, OPEN),
    "/me/ideas": (SIGN_IN, OPEN, OPEN),
    "/me/notifications": (SIGN_IN, OPEN, OPEN),
    "/me/settings": (SIGN_IN, OPEN, OPEN),
    "/complaints/new": (SIGN_IN, OPEN, OPEN),
    "/me/privacy": (SIGN_IN, OPEN, OPEN),
    "/me/privacy/data": (SIGN_IN, OPEN, OPEN),
    "/desk": (SIGN_IN, FORBIDDEN, OPEN),
    "/desk/ideas/{id}": (SIGN_IN, FORBIDDEN, OPEN),
    "/desk/ideas/{id}/actions/analyse": (SIGN_IN, FORBIDDEN, OPEN),
    "/desk/absence": (SIGN_IN, FORBIDDEN, OPEN),
    "/desk/announcements": (SIGN_IN, FORBIDDEN, FORBIDDEN),
    "/desk/calendar": (SIGN_IN, FORBIDDEN, FORBIDDEN),
    "/admin": (SIGN_IN, FORBIDDEN, FORBIDDEN),
    "/admin/audit": (SIGN_IN, FORBIDDEN, FORBIDDEN),
    "/admin/categories": (SIGN_IN, FORBIDDEN, FORBIDDEN),
    "/admin/people": (SIGN_IN, FORBIDDEN, FORBIDDEN),
    "/admin/process": (SIGN_IN, FORBIDDEN, FORBIDDEN),
    "/admin/process/draft": (SIGN_IN, FORBIDDEN, FORBIDDEN),
    "/admin/process/draft/review": (SIGN_IN, FORBIDDEN, FORBIDDEN),
    "/admin/process/draft/past": (SIGN_IN, FORBIDDEN, FORBIDDEN),
    "/admin/process/simulation": (SIGN_IN, FORBIDDEN, FORBIDDEN),
    "/admin/absences": (SIGN_IN, FORBIDDEN, FORBIDDEN),
    "/demo/mailbox": (404, 404, 404),
}

# Opened by other tests: files, links of mails, pages of one case.
ELSEWHERE = {
    "/static/<>",
    "/assets/site-<>.css",
    "/appearance",
    "/readyz",
    "/confirmation/<>",
    "/password-reset/<>",
    "/ideas/<>/receipt",
    "/pictures/<>.jpg",
    "/ideas/<>/actions/<>",
    "/desk/ideas/<>/verdicts/<>",
    "/desk/ideas/<>/votes",
    "/desk/ideas/<>/conditions/<>",
    "/comments/<>/report",
    "/reports/<>",
    "/decisions/<>",
    "/complaints/<>",
    "/desk/complaints/register-<>.csv",
    "/desk/moderation/comments/<>",
    "/desk/moderation/comments/<>/complaint",
    "/desk/moderation/appeals/<>",
    "/news/<>",
    "/desk/announcements/<>",
    "/demo/mailbox/<>",
    "/demo/mailbox/<>/html",
    "/admin/categories/<>",
    "/ideas/<>/versions",
    "/ideas/<>/wording",
    "/ideas/<>/comments/<>/wording",
    "/admin/people/<>",
    "/admin/process/versions/<>",
    "/admin/process/versions/<>/<>.bpmn",
    "/admin/process/versions/<>/definition.toml",
}


@pytest.fixture
def address(app: Any) -> Any:
    """`address(pattern)`: the pattern with the numbers of an idea that is being evaluated."""
    idea = an_idea(stage="evaluation")
    return lambda pattern: pattern.format(id=idea.id, slug=idea.slug)


@pytest.mark.parametrize("pattern", PAGES)
def test_each_page_opens_for_whom_it_is_meant(address: Any, client: Any, signed_in: Any, pattern: str) -> None:
    path = address(pattern)
    people = (client, signed_in(a_customer("Anna Verdi")), signed_in(a_colleague("pm", name="Piero Manni")))
    assert tuple(each.get(path, follow=False).status for each in people) == PAGES[pattern]


@pytest.mark.parametrize("pattern", [p for p, (visitor, *_rest) in PAGES.items() if visitor == SIGN_IN])
def test_a_visitor_is_sent_to_sign_in_and_brought_back(address: Any, client: Any, pattern: str) -> None:
    path = address(pattern)
    sent = client.get(path)
    assert sent.path.startswith("/sign-in?next=")
    [kept] = [e.get("value") for e in sent.all("input", name="next")][:1]
    assert kept == path


# What changes something, sent by somebody who may not: address -> fields.
CHANGES: dict[str, dict[str, str]] = {
    "/ideas/new": {"title": "Una proposta qualsiasi", "story": "Una storia lunga quanto serve per passare."},
    "/ideas/similar": {"title": "Bloccare la carta per un’ora"},
    "/ideas/drafts": {"title": "Una proposta", "draft": "un-modulo-soltanto-suo"},
    "/ideas/drafts/1/withdrawal": {},
    "/ideas/preview": {"title": "Una proposta"},
    "/ideas/pictures": {"title": "Una proposta"},
    "/ideas/pictures/1/withdrawal": {"title": "Una proposta"},
    "/ideas/{id}/vote": {},
    "/ideas/{id}/vote/withdrawal": {},
    "/ideas/{id}/follow": {},
    "/ideas/{id}/follow/withdrawal": {},
    "/ideas/{id}/comments": {"text": "Un commento."},
    "/ideas/{id}/comments/1/usefulness": {},
    "/ideas/{id}/comments/1/usefulness/withdrawal": {},
    "/ideas/{id}/comments/1/wording": {"text": "Un commento."},
    "/ideas/{id}/wording": {"title": "Un titolo nuovo", "story": "Una storia lunga quanto serve per passare."},
    "/ideas/{id}/actions/withdraw": {},
    "/complaints/new": {"title": "Addebito sbagliato", "story": "Mi avete addebitato due volte il canone."},
    "/me/privacy/consents": {"news": "y"},
    "/me/privacy/erasure": {"understood": "y", "password": "x"},
    "/desk/ideas/{id}/actions/analyse": {"value": "4", "effort": "3"},
    "/desk/ideas/{id}/assignments": {"slot": ""},
    "/desk/ideas/{id}/verdicts/legal": {"verdict": "ok"},
    "/desk/moderation/ideas/{id}": {"outcome": "hidden", "rule": "respect", "facts": "Offende chi lavora qui."},
    "/desk/moderation/ideas/{id}/complaint": {"matter": "other"},
}


@pytest.mark.parametrize("pattern", CHANGES)
def test_a_visitor_changes_nothing(address: Any, client: Any, pattern: str) -> None:
    path = address(pattern)
    with nothing_stored():
        answer = client.post(path, CHANGES[pattern], follow=False)
    assert answer.status == SIGN_IN and "/sign-in" in answer.headers["Location"]


@pytest.mark.parametrize("pattern", [p for p in CHANGES if p.startswith("/desk")])
def test_a_customer_changes_nothing_at_the_desk(address: Any, signed_in: Any, pattern: str) -> None:
    anna, path = signed_in(a_customer("Anna Verdi")), address(pattern)
    with nothing_stored():
        assert anna.post(path, CHANGES[pattern], follow=False).status == FORBIDDEN


@pytest.mark.parametrize("pattern", CHANGES)
def test_a_form_without_its_token_changes_nothing(address: Any, signed_in: Any, pattern: str) -> None:
    colleague, path = signed_in(a_colleague("pm", "legal", name="Piero Manni")), address(pattern)
    with nothing_stored():
        answer = colleague.post(path, CHANGES[pattern], token=False, follow=False)
    assert answer.status == 400
    assert "ricarica" in answer.text


def test_a_colleague_of_another_role_reads_who_can_and_changes_nothing(address: Any, signed_in: Any) -> None:
    path = address("/desk/ideas/{id}/actions/analyse")
    developer = signed_in(a_colleague("developer", name="Dario Devoti"))
    with nothing_stored():
        refused = developer.post(path, {"value": "4", "effort": "3"})
    assert refused.status == FORBIDDEN
    assert "Product manager" in refused.text


def test_only_the_author_may_withdraw(address: Any, signed_in: Any) -> None:
    path = address("/ideas/{id}/actions/withdraw")
    for other in (a_customer("Anna Verdi"), a_colleague("pm", name="Piero Manni")):
        with nothing_stored():
            assert signed_in(other).post(path).status == FORBIDDEN


def test_every_address_that_can_be_opened_is_in_the_table(app: Any) -> None:
    """A page that somebody adds must say here whom it is for."""
    known = {pattern.partition("?")[0].replace("{id}-{slug}", "<>").replace("{id}", "<>") for pattern in PAGES}
    known |= ELSEWHERE
    opened = {_shape(rule.rule) for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    opened = {path.replace("/actions/<>", "/actions/analyse") if path.startswith("/desk") else path for path in opened}
    assert opened - known == set()


def _shape(rule: str) -> str:
    return re.sub(r"<[^>]*>(-<[^>]*>)?", "<>", rule)
