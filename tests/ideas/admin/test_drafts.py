"""The editor: checks while one types, diagrams read into it, people who are missing, two who write at once."""

import io

import workflow
from ideas.accounts.models import PersonRole
from ideas.kernel.db import db
from tests.builders import a_colleague
from tests.journeys.rows import nothing_stored
from tests.statements import statements
from tests.workflow.versions.office import FASTER, edited

DRAFT = "/admin/process/draft"
CHECKS, DIAGRAM = f"{DRAFT}/checks", f"{DRAFT}/diagram"
FOREIGN = """<?xml version="1.0"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x"><process id="p" isExecutable="false">
<startEvent id="s"/><scriptTask id="robot" name="Robot"/><inclusiveGateway id="some"/><endEvent id="e"/>
<sequenceFlow id="f1" sourceRef="s" targetRef="robot"/><sequenceFlow id="f2" sourceRef="robot" targetRef="e"/>
</process></definitions>"""


def upload(browser, content, name="disegno.bpmn"):
    sent = {"csrf_token": browser.token(), "diagram": (io.BytesIO(content.encode()), name)}
    return browser.send("POST", DIAGRAM, follow=True, data=sent, content_type="multipart/form-data")


def test_checks_follow_while_one_types_and_keep_nothing(writer):
    typed = workflow.shipped().replace('to = "analysis"', 'to = "analisys"', 1)
    with nothing_stored():
        answer = writer.post(CHECKS, {"text": typed, "seen": "0"})
    assert answer.status == 200 and not answer.title, "a fragment, which htmx puts beside the text"
    assert answer.all("section", id="checks") and "Volevi dire «analysis»?" in answer.text
    (link,) = answer.all("a", **{"data-line": str(typed.splitlines().index('to = "analisys"') + 1)})
    assert link.get("href") == "#text"
    right = writer.post(CHECKS, {"text": workflow.shipped(), "seen": "0"})
    assert "Tutti i controlli passano" in right.text and right.all("div", id="drawn")


def test_the_editor_asks_for_the_checks_with_its_own_form(writer):
    (area,) = writer.get(DRAFT).all("textarea")
    assert area.get("data-hx-post") == CHECKS and area.get("data-hx-target") == "#checks"
    assert writer.post(CHECKS, {"text": "x"}, token=False).status == 400


def test_a_role_that_nobody_has_is_named_and_stops_the_publication(writer, approver, staffed):
    db.session.delete(db.session.get(PersonRole, (staffed["legal"].id, "legal")))
    db.session.commit()
    page = writer.get(DRAFT).submit(DRAFT, text=edited(*FASTER), save="")
    assert "role_unstaffed" in page.text and "Legale" in page.text
    with nothing_stored():
        refused = approver.post(f"{DRAFT}/publication", {"seen": "1"})
    assert refused.status == 409 and "Qualche controllo non passa ancora." in refused.text


def test_a_move_that_no_story_makes_is_named(writer):
    page = writer.get(DRAFT).submit(DRAFT, text=edited(*FASTER), check="")
    assert "0 mosse su" in page.text and "Smistamento: Passa al product manager" in page.text


def test_a_stage_that_is_new_is_dashed_in_the_drawing(writer):
    typed = edited(("[stage.uat]\n", "[stage.trial]\n"), ('"uat"', '"trial"'), ("[stage.uat.", "[stage.trial."))
    page = writer.get(DRAFT).submit(DRAFT, text=typed, check="")
    svg = "{http://www.w3.org/2000/svg}"
    assert len(page.all(f"{svg}rect", class_="p-node--new")) == 1


def test_a_diagram_that_came_from_here_gives_back_its_text(writer):
    ours = writer.get("/admin/process/versions/1/office.bpmn").source
    with nothing_stored():
        page = upload(writer, ours)
    assert page.status == 200 and "Il disegno è nell’editor" in page.text
    assert page.all("textarea")[0].text.strip() == workflow.shipped().strip()
    assert page.submit(DRAFT, save="").status == 200 and workflow.draft(db.session) is not None


def test_a_foreign_diagram_is_refused_element_by_element_and_the_text_stays(writer):
    with nothing_stored():
        page = upload(writer, FOREIGN)
    assert page.status == 422 and "2 elementi di questo disegno" in page.text
    assert "robot (scriptTask)" in page.text and "some (inclusiveGateway)" in page.text
    assert page.all("textarea")[0].text.strip() == workflow.shipped().strip()


def test_what_is_no_diagram_gets_a_sentence(writer):
    assert upload(writer, "un elenco della spesa").status == 422
    missing = writer.post(DIAGRAM, {})
    assert missing.status == 422 and "Scegli il file di un disegno." in missing.text


def test_an_empty_text_and_a_wrong_number_of_the_draft_are_refused(writer):
    with nothing_stored():
        empty = writer.get(DRAFT).submit(DRAFT, text="   ", save="")
        assert empty.status == 422 and "Il testo è vuoto." in empty.text
        for seen in ("-1", "99", "tanti", "9" * 40):
            assert writer.post(DRAFT, {"text": edited(*FASTER), "seen": seen, "save": ""}).status in (200, 409)
            workflow.draft(db.session) and writer.post(f"{DRAFT}/withdrawal", {"seen": "1"})


def test_only_administrators_check_texts_and_read_diagrams(app, client, signed_in):
    pm = signed_in(a_colleague("pm"))
    assert pm.post(CHECKS, {"text": "x"}).status == 403 and pm.post(DIAGRAM, {}).status == 403
    assert client.post(CHECKS, {"text": "x"}).path.startswith("/sign-in")


def test_the_editor_costs_a_fixed_number_of_statements(writer):
    writer.get(DRAFT).submit(DRAFT, text=edited(*FASTER), save="")
    with statements() as sql:
        writer.get(DRAFT)
    assert sql.count <= 8, sql
