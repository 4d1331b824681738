"""The desk in a browser: buttons and reasons, forms that keep what was typed, and who may come in."""

import pytest
from sqlalchemy import func, select

import workflow
from ideas.board.models import Idea, Update
from ideas.kernel.db import db
from tests.builders import a_colleague, a_customer, an_idea, give_verdict, move, noise
from tests.statements import statements


def stage_of(idea: Idea) -> str:
    db.session.refresh(idea)
    return idea.stage


def events(idea: Idea) -> int:
    case = workflow.case_for(db.session, idea.id)
    return len(workflow.history(db.session, case.id))


def test_customers_and_visitors_do_not_reach_the_desk(client, signed_in, app):
    idea = an_idea()
    for path in ("/desk", f"/desk/ideas/{idea.id}", f"/desk/ideas/{idea.id}/actions/accept"):
        assert client.get(path, follow=False).status == 303
        assert signed_in(a_customer()).get(path).status == 403


def test_the_work_page_shows_actions_as_links_and_the_others_with_the_reason(app, signed_in):
    noise()
    idea = an_idea(stage="evaluation")
    page = signed_in(a_colleague("pm")).get(f"/desk/ideas/{idea.id}")
    assert "Avvia l’analisi" in page.links[f"/desk/ideas/{idea.id}/actions/analyse"]
    page = signed_in(a_colleague("analyst")).get(f"/desk/ideas/{idea.id}")
    assert f"/desk/ideas/{idea.id}/actions/analyse" not in page.links
    assert "Può farlo solo: Product manager." in page.text


def test_an_action_is_performed_through_its_form(app, signed_in):
    idea = an_idea(stage="evaluation")
    browser = signed_in(a_colleague("pm"))
    path = f"/desk/ideas/{idea.id}/actions/analyse"
    page = browser.get(path).submit(path, value="5", effort="4", message="Ci piace.", note="Ne parlo a Rita.")
    assert page.path == f"/desk/ideas/{idea.id}" and "Fatto: Avvia l’analisi." in page.text
    assert "Ne parlo a Rita." in page.text
    assert stage_of(idea) == "analysis"


def test_bad_fields_get_a_sentence_each_and_keep_what_was_typed(app, signed_in):
    idea = an_idea(stage="evaluation")
    path = f"/desk/ideas/{idea.id}/actions/analyse"
    before = events(idea)
    page = signed_in(a_colleague("pm")).get(path).submit(path, value="9", effort="", message="Ci piace molto.")
    assert page.status == 422
    assert "Ci piace molto." in page.source and 'value="9"' in page.source
    assert len(page.all("p", class_="field__error")) == 2
    assert (stage_of(idea), events(idea)) == ("evaluation", before)


def test_the_same_form_sent_twice_moves_once_and_says_so(app, signed_in):
    idea = an_idea(stage="evaluation")
    browser = signed_in(a_colleague("pm", name="Elena Bruni"))
    path = f"/desk/ideas/{idea.id}/actions/park"
    page = browser.get(path)
    fields = {"reason": "Ora non ci riusciamo, ma ci piace.", "review_on": "2027-03-01"}
    assert page.submit(path, **fields).status == 200
    again = page.submit(path, **fields)
    assert again.status in (404, 409) and "Elena Bruni" in again.text or "Questo passo" in again.text
    assert db.session.scalar(select(func.count()).select_from(Update).where(Update.action == "park")) == 1


def test_a_stale_form_reads_who_moved_and_stores_nothing(app, signed_in):
    idea = an_idea(stage="evaluation")
    path = f"/desk/ideas/{idea.id}/actions/ask"
    page = signed_in(a_colleague("pm")).get(path)
    move(idea, "ask", a_colleague("pm", name="Elena Bruni"), question="Ti basta il nome scelto da te?")
    move_back(idea)
    before = events(idea)
    stale = page.submit(path, question="Vorresti anche un colore diverso?")
    assert stale.status == 409
    assert "Vorresti anche un colore diverso?" in stale.source
    assert events(idea) == before


def move_back(idea: Idea) -> None:
    from ideas.accounts.models import Person

    move(idea, "answer", db.session.get(Person, idea.author_id), answer="Mi basta il nome, grazie.")


def test_an_office_gives_its_own_verdict_and_no_other(app, signed_in):
    idea = an_idea(stage="signoff")
    browser = signed_in(a_colleague("legal", name="Paolo Serra"))
    path = f"/desk/ideas/{idea.id}/verdicts/legal"
    page = browser.get(path).submit(path, verdict="ok", reason="Il contratto non cambia.")
    assert "Il tuo parere è registrato." in page.text and "Il contratto non cambia." in page.text
    refused = browser.post(f"/desk/ideas/{idea.id}/verdicts/security", {"verdict": "ok", "reason": ""})
    assert refused.status == 403


@pytest.mark.parametrize(("verdict", "reason"), [("", ""), ("maybe", ""), ("no", ""), ("ok_if", "")])
def test_a_verdict_without_its_reason_is_refused(app, signed_in, verdict, reason):
    idea = an_idea(stage="signoff")
    browser = signed_in(a_colleague("legal"))
    page = browser.post(f"/desk/ideas/{idea.id}/verdicts/legal", {"verdict": verdict, "reason": reason})
    assert 400 <= page.status < 500
    assert not workflow.case_for(db.session, idea.id).verdicts


def test_a_condition_stops_the_release_until_somebody_says_how_it_was_met(app, signed_in):
    idea = an_idea(stage="signoff")
    give_verdict(idea, "compliance", "ok_if", "Il nome non va nei documenti di trasparenza.")
    for office in ("legal", "security", "care"):
        give_verdict(idea, office)
    release = an_idea_to_uat(idea)
    browser = signed_in(a_colleague("pm", "compliance"))
    page = browser.get(f"/desk/ideas/{idea.id}")
    assert release not in page.links and "Compliance" in page.text
    link = next(path for path in page.links if "/conditions/" in path)
    browser.get(link).submit(link, note="Tolto dai documenti il 3 novembre.")
    assert release in browser.get(f"/desk/ideas/{idea.id}").links


def an_idea_to_uat(idea: Idea) -> str:
    from tests.builders import walk

    walk(idea, to="uat")
    return f"/desk/ideas/{idea.id}/actions/release"


def test_taking_work_on_puts_the_name_on_the_page(app, signed_in):
    idea = an_idea(stage="evaluation")
    browser = signed_in(a_colleague("pm", name="Elena Bruni"))
    page = browser.get("/desk").submit(f"/desk/ideas/{idea.id}/assignments")
    assert "Ora la pratica è tua." in page.text


def test_the_author_answers_a_question_and_nobody_else_can(app, signed_in):
    author = a_customer("Giulia Rossi")
    idea = an_idea(author=author, stage="evaluation")
    move(idea, "ask", a_colleague("pm"), question="Ti basta il nome scelto da te?")
    path = f"/ideas/{idea.id}/actions/answer"
    assert signed_in(a_customer("Marco Zanetti")).get(path).status == 403
    page = signed_in(author).get(path)
    assert "Ti basta il nome scelto da te?" in page.text
    page.submit(path, answer="Sì, il nome mi basta.")
    assert stage_of(idea) == "evaluation"


def test_the_author_cannot_do_the_banks_part(app, signed_in):
    author = a_customer("Giulia Rossi")
    idea = an_idea(author=author)
    page = signed_in(author).post(f"/ideas/{idea.id}/actions/accept", {"version": "1"})
    assert page.status == 403
    assert stage_of(idea) == "triage"


@pytest.mark.parametrize("path", [
    "/desk/ideas/999999", "/desk/ideas/99999999999999999999", "/desk/ideas/1/actions/fly", "/desk/ideas/1/verdicts/x",
    "/desk/ideas/1/conditions/77", "/desk?after=%00", "/desk?after=zzz",
])  # fmt: skip
def test_addresses_that_lead_nowhere_get_a_sentence(app, signed_in, path):
    an_idea()
    assert 400 <= signed_in(a_colleague("pm")).get(path).status < 500


def test_unknown_filters_are_left_out(app, signed_in):
    assert signed_in(a_colleague("pm")).get("/desk?show=x&stage=y&category=999999999999").status == 200


def test_the_work_page_takes_a_fixed_number_of_statements(app, signed_in):
    pm = a_colleague("pm")
    short, long = an_idea(stage="evaluation"), an_idea(stage="released")
    browser = signed_in(pm)
    browser.get("/desk")
    with statements() as few:
        browser.get(f"/desk/ideas/{short.id}")
    with statements() as many:
        browser.get(f"/desk/ideas/{long.id}")
    assert few.count == many.count <= 9, str(many)
