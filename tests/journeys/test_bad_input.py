"""What cannot be accepted gets a sentence and a 4xx, keeps what was typed, and stores nothing."""

from typing import Any

import pytest

from tests.builders import PASSWORD, a_colleague, a_customer, an_idea, give_verdict, move
from tests.journeys.rows import nothing_stored

LONG = "parola " * 900
STORY = "Quando non la trovo vorrei bloccarla subito e riattivarla da solo, senza telefonare."


def refuses(page: Any, action: str, *, keeps: str = "", status: tuple[int, ...] = (422,), **fields: str) -> Any:
    """Send the form; the answer is a page of the same kind with a sentence, and no table has changed."""
    with nothing_stored():
        answer = page.submit(action, **fields)
    assert answer.status in status, f"{answer.status}: {answer.text}"
    says = answer.all("div", role="alert") or answer.all("p", class_="field__error")
    assert says, f"no sentence on {answer.path}: {answer.text}"
    assert keeps in written_in(answer), f"“{keeps}” is lost: {written_in(answer)}"
    return answer


def written_in(page: Any) -> str:
    """What stands in the controls of the page."""
    texts = [e.text or "" for e in page.all("textarea")]
    return " ".join([*texts, *(e.get("value", "") for e in page.all("input"))])


@pytest.mark.parametrize(
    ("fields", "keeps"),
    [
        ({"title": "", "story": STORY}, STORY),
        ({"title": "   ", "story": STORY}, STORY),
        ({"title": "Bloccare la carta per un’ora", "story": ""}, "Bloccare la carta per un’ora"),
        ({"title": "Bloccare la carta per un’ora", "story": "Corta."}, "Corta."),
        ({"title": LONG, "story": STORY}, STORY),
        ({"title": "Bloccare la carta", "story": LONG}, "Bloccare la carta"),
        ({"title": "Bloccare\x00 la\x08 carta", "story": ""}, "Bloccare la carta"),
        ({"title": "Bloccare la carta", "story": STORY, "category": "999999"}, STORY),
        ({"title": "Bloccare la carta", "story": STORY, "category": "<script>"}, STORY),
        ({"title": "Bloccare la carta", "story": STORY, "category": "99999999999999999999"}, STORY),
    ],
)
def test_a_proposal(signed_in: Any, fields: dict[str, str], keeps: str) -> None:
    page = signed_in(a_customer()).get("/ideas/new")
    refuses(page, "/ideas/new", keeps=keeps, **{"category": "carte", **fields})


@pytest.mark.parametrize("text", ["", "   ", "\u200b", LONG])
def test_a_comment(signed_in: Any, text: str) -> None:
    idea = an_idea()
    page = signed_in(a_customer("Marco Neri")).get(f"/ideas/{idea.id}-{idea.slug}")
    refuses(page, f"/ideas/{idea.id}/comments", keeps=text.strip()[:200].replace("\u200b", ""), text=text)


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "", "email": "giulia@example.it", "password": PASSWORD},
        {"name": "Giulia Rossi", "email": "giulia", "password": PASSWORD},
        {"name": "Giulia Rossi", "email": "giulia@@example.it", "password": PASSWORD},
        {"name": "Giulia Rossi", "email": "giulia@example.it", "password": "corta"},
        {"name": "Giulia Rossi", "email": "giulia@example.it", "password": "password123"},
        {"name": "Vinci su www.truffa.example", "email": "giulia@example.it", "password": PASSWORD},
        {"name": "Giulia " * 40, "email": "giulia@example.it", "password": PASSWORD},
    ],
)
def test_signing_up(client: Any, fields: dict[str, str]) -> None:
    page = client.get("/sign-up")
    answer = refuses(page, "/sign-up", keeps=fields["email"], **fields)
    assert fields["password"] not in answer.source, "a password never comes back"


@pytest.mark.parametrize(
    "fields",
    [
        {"email": "", "password": PASSWORD},
        {"email": "giulia@example.it", "password": ""},
        {"email": "giulia@example.it", "password": "un’altra parola"},
        {"email": "nessuno@example.it", "password": PASSWORD},
    ],
)
def test_signing_in(client: Any, fields: dict[str, str]) -> None:
    a_customer(email="giulia@example.it")
    answer = refuses(client.get("/sign-in"), "/sign-in", keeps=fields["email"], **fields)
    assert not fields["password"] or fields["password"] not in answer.source


DESK = [
    ("triage", "moderator", "merge", {"into": ""}),
    ("triage", "moderator", "merge", {"into": "999999"}),
    ("triage", "moderator", "merge", {"into": "12345678901234567890"}),
    ("triage", "moderator", "merge", {"into": "la prima"}),
    ("triage", "moderator", "ask", {"question": "   "}),
    ("triage", "moderator", "decline", {"reason": "Perché sì."}),
    ("triage", "moderator", "decline", {"reason_code": "inventato", "reason": "Perché sì."}),
    ("evaluation", "pm", "analyse", {"value": "", "effort": "3", "message": "Ci piace."}),
    ("evaluation", "pm", "analyse", {"value": "9", "effort": "3", "message": "Ci piace."}),
    ("evaluation", "pm", "analyse", {"value": "-1", "effort": "3", "message": "Ci piace."}),
    ("evaluation", "pm", "analyse", {"value": "nan", "effort": "3", "message": "Ci piace."}),
    ("evaluation", "pm", "analyse", {"value": "1e400", "effort": "3", "message": "Ci piace."}),
    ("evaluation", "pm", "analyse", {"value": "4", "effort": "3", "message": LONG}),
    ("evaluation", "pm", "park", {"reason": "Prima serve altro.", "review_on": "ieri"}),
    ("evaluation", "pm", "park", {"reason": "Prima serve altro.", "review_on": "2020-01-01"}),
    ("evaluation", "pm", "park", {"reason": "Prima serve altro.", "review_on": "2999-01-01"}),
    ("planned", "pm", "start", {"message": "Si parte.", "release_on": "2026-02-30"}),
    ("planned", "pm", "start", {"message": "", "release_on": "2026-12-01"}),
    ("development", "developer", "deliver", {"note": ""}),
]


@pytest.mark.parametrize(("stage", "role", "action", "fields"), DESK)
def test_an_action_at_the_desk(signed_in: Any, stage: str, role: str, action: str, fields: dict[str, str]) -> None:
    idea = an_idea(stage=stage)
    address = f"/desk/ideas/{idea.id}/actions/{action}"
    page = signed_in(a_colleague(role)).get(address)
    typed = max((v for v in fields.values() if v.isprintable() and v.strip()), key=len, default="")
    refuses(page, address, keeps=typed.strip()[:100] if len(typed) < 200 else "", **fields)


@pytest.mark.parametrize("fields", [{"verdict": "ok_if"}, {"verdict": "no", "reason": "  "}, {"verdict": "forse"}, {}])
def test_an_opinion(signed_in: Any, fields: dict[str, str]) -> None:
    idea = an_idea(stage="signoff")
    address = f"/desk/ideas/{idea.id}/verdicts/legal"
    page = signed_in(a_colleague("legal")).get(address)
    refuses(page, address, **fields)


def test_an_answer_to_the_bank(signed_in: Any) -> None:
    giulia = a_customer()
    idea = an_idea(stage="evaluation", author=giulia)
    move(idea, "ask", a_colleague("pm"), question="Ti serve anche di notte?")
    address = f"/ideas/{idea.id}/actions/answer"
    page = signed_in(giulia).get(address)
    refuses(page, address, answer="  ")
    refuses(page, address, answer=LONG, keeps="parola parola")


def test_the_note_that_closes_a_condition(signed_in: Any) -> None:
    idea = an_idea(stage="signoff")
    give_verdict(idea, "compliance", "ok_if", "Con un limite al giorno.")
    address = f"/desk/ideas/{idea.id}/conditions/1"
    page = signed_in(a_colleague("compliance")).get(address)
    refuses(page, address, note="  ")


ANNOUNCEMENT = {"title": "Da oggi c’è il bonifico istantaneo", "text": "Lo trovi nell’app alla voce Pagamenti, sempre."}


@pytest.mark.parametrize(
    "fields",
    [
        {"title": ""},
        {"title": LONG},
        {"text": "Corto."},
        {"text": LONG + LONG},
        {"publish_on": "2026-12-01"},
        {"publish_time": "10:00"},
        {"publish_on": "2020-01-01", "publish_time": "10:00"},
        {"publish_on": "domani", "publish_time": "10:00"},
        {"publish_on": "2026-12-01", "publish_time": "25:99"},
    ],
)
@pytest.mark.parametrize("button", ["", "/submission"])
def test_an_announcement(signed_in: Any, fields: dict[str, str], button: str) -> None:
    an_idea(stage="released")
    writer = signed_in(a_colleague("communications"))
    address = "/desk/announcements/1"
    page = writer.get(address)
    kept = "Lo trovi nell’app" if "text" not in fields else "Da oggi"
    typed = {"csrf_token": writer.token(), "version": "1", **ANNOUNCEMENT, **fields}
    with nothing_stored():
        answer = writer.send("POST", address + button, follow=True, data=typed)
    assert page.status == 200 and answer.status == 422, answer.text
    assert answer.all("div", role="alert")
    assert kept in written_in(answer)


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        ("/me/settings", {"name": ""}),
        ("/me/settings", {"name": "Giulia www.truffa.example"}),
        ("/me/password", {"current": "un’altra parola", "password": "gatto piano lunedì"}),
        ("/me/password", {"current": PASSWORD, "password": "corta"}),
    ],
)
def test_the_settings(signed_in: Any, action: str, fields: dict[str, str]) -> None:
    page = signed_in(a_customer()).get("/me/settings")
    refuses(page, action, **fields)


@pytest.mark.parametrize(
    "path",
    [
        "/ideas?after=rotto",
        "/ideas?after=%F0%9F%92%A9",
        "/ideas?sort=niente",
        "/ideas?status=niente",
        "/ideas?category=%00",
        "/ideas?q=%00",
        "/ideas?q=" + "a" * 3000,
        "/ideas?q=%22%27%29%3B--*+AND+NEAR(",
        "/desk?after=rotto",
        "/desk?show=niente",
        "/desk?stage=niente&category=niente",
        "/desk?category=99999999999999999999",
        "/ideas/0-x",
        "/ideas/99999999999999999999-x",
        "/desk/ideas/99999999999999999999",
        "/desk/ideas/1/actions/niente",
        "/news/99999999999999999999-x",
        "/ideas?after=rotto&sort=new",
        "/me/ideas?after=rotto",
        "/me/notifications?after=rotto",
        "/news?after=rotto",
        "/desk/announcements?shelf=niente",
        "/desk/announcements?after=rotto",
        "/desk/announcements/99999999999999999999",
        "/desk/calendar?month=2026-13",
        "/desk/calendar?month=%00",
        "/confirmation/rotto",
        "/password-reset/rotto",
        "/ideas/similar?title=%00&story=" + "a" * 5000,
        "/appearance?theme=rosa&next=https://altrove.example",
    ],
)
def test_an_address_typed_by_hand_never_breaks_the_site(signed_in: Any, path: str) -> None:
    an_idea()
    colleague = signed_in(a_colleague("moderator", "communications", name="Elena Moretti"))
    answer = colleague.get(path)
    assert answer.status < 500
    assert answer.status < 400 or answer.h1
