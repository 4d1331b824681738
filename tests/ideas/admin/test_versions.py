"""From a draft to a version in force: saved, compared, rehearsed, published by a second person, taken back."""

import workflow
from ideas.board.models import Idea
from ideas.kernel.db import db
from tests.builders import a_colleague, a_customer, an_idea, step
from tests.statements import statements
from tests.workflow.versions.office import FASTER, LOOKED_OVER, RENAMED, edited, without_uat

DRAFT = "/admin/process/draft"
REVIEW, PUBLICATION = f"{DRAFT}/review", f"{DRAFT}/publication"


def save(browser, text):
    return browser.get(DRAFT).submit(DRAFT, text=text, save="")


def idea_now(idea):
    db.session.commit()
    return db.session.get(Idea, idea.id, populate_existing=True)


def test_only_administrators_draft_and_publish(app, client, signed_in, writer):
    save(writer, edited(*FASTER))
    for browser in (signed_in(a_customer()), signed_in(a_colleague("pm"))):
        assert browser.get(REVIEW).status == 403
        assert browser.post(PUBLICATION, {"seen": "1"}).status == 403
        assert browser.post(f"{DRAFT}/withdrawal", {"seen": "1"}).status == 403
        assert browser.post("/admin/process/publications/1/withdrawal").status == 403
    assert client.get(REVIEW).path.startswith("/sign-in")


def test_a_draft_is_kept_even_with_faults_and_shows_them_when_opened(writer):
    page = save(writer, workflow.shipped().replace("clear = true\n", ""))
    assert page.status == 200 and "Bozza salvata" in page.text and "condition_lost" in page.text
    review = writer.get(REVIEW)
    assert "Qualche controllo non passa ancora." in review.text
    assert writer.post(PUBLICATION, {"seen": "1"}).status == 409


def test_checking_keeps_nothing(writer):
    writer.get(DRAFT).submit(DRAFT, text=edited(*FASTER), check="")
    assert workflow.draft(db.session) is None
    assert writer.get(REVIEW).path == DRAFT


def test_who_saves_over_a_newer_draft_reads_who_was_first_and_keeps_the_words(writer, approver):
    old = writer.get(DRAFT)
    save(approver, edited(*FASTER))
    page = old.submit(DRAFT, text=edited(*LOOKED_OVER) + "# mio\n", save="")
    assert page.status == 409 and "Andrea Pini ha salvato la bozza prima di te" in page.text
    assert page.all("textarea")[0].text.endswith("# mio\n")
    assert workflow.draft(db.session).text == edited(*FASTER), "nothing was stored"
    assert "Primo sguardo" in page.text
    assert "da 3 giorni lavorativi a 10 giorni lavorativi" in page.text, (
        "it says what the text would change in the other draft"
    )
    assert page.submit(DRAFT, save="").status == 200
    assert workflow.draft(db.session).text.endswith("# mio\n")


def test_of_two_who_publish_or_save_at_once_the_second_reads_who_was_first(writer, approver, signed_in):
    save(writer, edited(*FASTER))
    page = approver.get(REVIEW)
    save(writer, edited(*LOOKED_OVER))
    late = page.submit(PUBLICATION)
    assert late.status == 409 and "Rita Galli ha salvato la bozza prima di te" in late.text
    assert "Primo sguardo" in late.text, "the page shows what would be published now"
    assert late.submit(PUBLICATION).path == "/admin/process"
    gone = writer.get("/admin/process").client.post(DRAFT, {"text": edited(*FASTER), "seen": "2", "save": ""})
    assert gone.status == 409 and "pubblicata o buttata" in gone.text


def test_the_difference_is_told_in_words_and_the_rehearsal_counts(writer):
    an_idea("Una", stage="analysis")
    an_idea("Due")
    save(writer, edited(*FASTER))
    page = writer.get(REVIEW)
    assert "La fase «Analisi funzionale»: tempo, da 10 giorni lavorativi a 3 giorni lavorativi." in page.text
    assert "1 pratica: non cambia niente." in page.text and "un’altra scadenza" in page.text


def test_whoever_wrote_it_does_not_approve_it(writer):
    save(writer, edited(*FASTER))
    page = writer.get(REVIEW)
    (button,) = [b for b in page.all("button") if b.get("aria-describedby") == "whynot"]
    assert button.get("aria-disabled") == "true" and "L’hai scritto tu: lo approva un’altra persona." in page.text
    refused = page.submit(PUBLICATION)
    assert refused.status == 409 and writer.get("/admin/process").text.count("Versione 1, in vigore")


def test_a_second_person_publishes_and_the_board_follows(writer, approver):
    idea = an_idea("In studio", stage="analysis")
    save(writer, edited(*RENAMED))
    page = approver.get(REVIEW).submit(PUBLICATION)
    assert page.path == "/admin/process" and "La nuova versione è in vigore." in page.text
    assert "Versione 2, in vigore" in page.text and "approvata da Andrea Pini" in page.text
    assert (idea_now(idea).stage, idea_now(idea).status) == ("study", "analysis")
    assert approver.get(f"/desk/ideas/{idea.id}").status == 200
    assert workflow.draft(db.session) is None


def test_ideas_whose_stage_is_gone_are_listed_and_need_a_decision(writer, approver):
    idea = an_idea("Al collaudo", stage="uat")
    save(writer, without_uat())
    page = approver.get(REVIEW)
    assert "«Collaudo» non c’è più" in page.text and "Al collaudo" in page.text
    missing = page.submit(PUBLICATION)
    assert missing.status == 422 and "Scegli dove vanno avanti" in missing.text
    assert page.submit(PUBLICATION, home_uat="development").path == "/admin/process"
    assert idea_now(idea).stage == "development"


def test_another_person_takes_a_publication_back_while_nothing_moved(writer, approver):
    idea = an_idea("In studio", stage="analysis")
    save(writer, edited(*RENAMED))
    own = approver.get(REVIEW).submit(PUBLICATION)
    address = "/admin/process/publications/2/withdrawal"
    assert "L’hai pubblicata tu" in own.text and own.submit(address).status == 409
    page = writer.get("/admin/process").submit(address)
    assert "Versione 1, in vigore" in page.text and "È di nuovo in vigore la versione di prima." in page.text
    assert idea_now(idea).stage == "analysis"
    assert workflow.verify(db.session) is None


def test_a_publication_that_was_followed_by_moves_stays(writer, approver):
    idea = an_idea("Va avanti", stage="evaluation")
    save(writer, edited(*FASTER))
    approver.get(REVIEW).submit(PUBLICATION)
    step(idea_now(idea))
    page = writer.get("/admin/process").submit("/admin/process/publications/2/withdrawal")
    assert page.status == 409 and "Non si torna più indietro" in page.text


def test_a_draft_is_thrown_away(writer):
    page = save(writer, edited(*FASTER))
    assert page.submit(f"{DRAFT}/withdrawal").path == "/admin/process"
    assert workflow.draft(db.session) is None
    assert writer.post(f"{DRAFT}/withdrawal", {"seen": "1"}).status == 409


def test_the_review_costs_the_same_however_many_ideas_there_are(writer):
    save(writer, edited(*FASTER))
    an_idea("Una", stage="analysis")
    counted = []
    for n in range(2):
        an_idea(f"Altra {n}", stage="analysis")
        with statements() as sql:
            writer.get(REVIEW)
        counted.append(sql.count)
    assert counted[0] == counted[1] <= 20, sql
