"""Two colleagues on one idea, each with a page open: the second reads who was faster."""

from typing import Any

import workflow
from ideas.kernel.db import db
from tests.builders import a_colleague, an_idea
from tests.journeys.rows import nothing_stored


def stage_of(idea: Any) -> str:
    db.session.rollback()
    case = workflow.case_for(db.session, idea.id)
    assert case is not None
    return case.stage


def test_the_second_of_two_open_pages_is_refused_and_names_the_first(signed_in: Any) -> None:
    idea = an_idea(stage="evaluation")
    anna = signed_in(a_colleague("pm", name="Anna Prima"))
    bruno = signed_in(a_colleague("pm", name="Bruno Secondo"))
    analyse, ask = (f"/desk/ideas/{idea.id}/actions/{name}" for name in ("analyse", "ask"))
    first, second = anna.get(analyse), bruno.get(ask)
    assert first.submit(analyse, value="4", effort="3").status == 200
    with nothing_stored():
        refused = second.submit(ask, question="Ti serve anche di notte?")
    assert refused.status == 409
    assert "Anna Prima" in refused.text
    assert stage_of(idea) == "analysis"


def test_the_same_action_from_two_pages_is_done_once(signed_in: Any) -> None:
    idea = an_idea(stage="evaluation")
    address = f"/desk/ideas/{idea.id}/actions/analyse"
    pages = [signed_in(a_colleague("pm", name=name)).get(address) for name in ("Anna Prima", "Bruno Secondo")]
    assert pages[0].submit(address, value="4", effort="3").status == 200
    with nothing_stored():
        late = pages[1].submit(address, value="1", effort="1")
    assert late.status == 409
    assert "Anna Prima" in late.text
    assert stage_of(idea) == "analysis"


def test_going_back_and_sending_the_form_again_does_nothing_twice(signed_in: Any) -> None:
    idea = an_idea(stage="evaluation")
    address = f"/desk/ideas/{idea.id}/actions/ask"
    page = signed_in(a_colleague("pm")).get(address)
    assert page.submit(address, question="Ti serve anche di notte?").status == 200
    with nothing_stored():
        again = page.submit(address, question="Ti serve anche di notte?")
    assert again.status == 409
    assert stage_of(idea) == "needs_info"


def test_a_verdict_of_a_round_that_is_over_is_refused(signed_in: Any) -> None:
    idea = an_idea(stage="signoff")
    address = f"/desk/ideas/{idea.id}/verdicts/legal"
    first, second = (signed_in(a_colleague("legal", name=name)) for name in ("Lia Prima", "Ugo Secondo"))
    pages = [first.get(address), second.get(address)]
    assert pages[0].submit(address, verdict="ok").status == 200
    with nothing_stored():
        late = pages[1].submit(address, verdict="no", reason="Manca l’informativa.")
    assert late.status in (404, 409), late.text


def test_an_idea_is_taken_on_by_one_person_only(signed_in: Any) -> None:
    idea = an_idea(stage="evaluation")
    anna, bruno = (signed_in(a_colleague("pm", name=name)) for name in ("Anna Prima", "Bruno Secondo"))
    address = f"/desk/ideas/{idea.id}/assignments"
    pages = [each.get(f"/desk/ideas/{idea.id}") for each in (anna, bruno)]
    assert "Anna Prima" in pages[0].submit(address).text
    with nothing_stored():
        refused = pages[1].submit(address)
    assert refused.status == 409
    assert "Anna Prima" in refused.text


def test_of_two_writers_of_an_announcement_the_second_reads_who_saved_and_keeps_the_text(signed_in: Any) -> None:
    an_idea(stage="released")
    address = "/desk/announcements/1"
    pages = [signed_in(a_colleague("communications", name=n)).get(address) for n in ("Anna Prima", "Bruno Secondo")]
    assert (
        pages[0].submit(address, title="Da oggi c’è", text="Lo trovi nell’app alla voce Pagamenti, sempre.").status
        == 200
    )
    with nothing_stored():
        late = pages[1].submit(address, title="Finalmente", text="Un altro testo, lungo quanto basta per essere letto.")
    assert late.status == 409
    assert "Anna Prima" in late.text
    assert "Un altro testo" in late.source


def test_an_announcement_is_approved_by_somebody_else_and_once(signed_in: Any) -> None:
    an_idea(stage="released")
    address = "/desk/announcements/1"
    writer, second, third = (
        signed_in(a_colleague("communications", name=n)) for n in ("Irene Gallo", "Fabio Riva", "Nadia Serra")
    )
    text = "Lo trovi nell’app alla voce Pagamenti, sempre."
    data = {"csrf_token": writer.token(), "version": "1", "title": "Da oggi c’è", "text": text}
    assert writer.send("POST", address + "/submission", follow=True, data=data).status == 200
    with nothing_stored():
        assert writer.get(address).submit(address + "/approval").status == 403
    pages = [each.get(address) for each in (second, third)]
    assert pages[0].submit(address + "/approval").status == 200
    with nothing_stored():
        late = pages[1].submit(address + "/approval")
    assert late.status == 409 and "Fabio Riva" in late.text
