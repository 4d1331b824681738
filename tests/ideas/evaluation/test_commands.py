"""The join: when the engine moves a case, the board follows and somebody is told."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

import workflow
from ideas.board import commands as board
from ideas.board.models import Idea, Update, Vote
from ideas.evaluation import commands
from ideas.evaluation.errors import Claimed, Moved, NotNow
from ideas.kernel import clock
from ideas.kernel.db import db
from ideas.kernel.errors import Forbidden, Invalid
from tests.builders import a_colleague, a_customer, act, an_idea, give_verdict, move, noise, walk


def version(idea: Idea) -> int:
    return workflow.case_for(db.session, idea.id).row_version


def last_update(idea: Idea) -> Update:
    return db.session.scalars(select(Update).where(Update.idea_id == idea.id).order_by(Update.seq.desc())).first()


def test_a_proposed_idea_is_a_practice_at_once(app):
    idea = an_idea()
    case = workflow.case_for(db.session, idea.id)
    assert (case.stage, case.author_id, case.opened_at) == ("triage", idea.author_id, idea.created_at)


def test_the_whole_main_path_gives_each_public_status_once(app):
    noise()
    idea = an_idea(stage="released")
    told = db.session.scalars(select(Update.status_to).where(Update.idea_id == idea.id).order_by(Update.seq)).all()
    assert told == ["evaluation", "analysis", "planned", "development", "done"]
    assert (idea.stage, idea.status) == ("released", "done")


def test_stages_that_customers_do_not_see_move_in_silence(app):
    idea = an_idea(stage="analysis")
    before = db.session.scalar(select(func.count()).select_from(Update))
    walk(idea, to="signoff")
    assert db.session.scalar(select(func.count()).select_from(Update)) == before
    assert idea.status == "analysis"


def test_a_message_to_the_customer_is_published_and_the_internal_note_is_not(app):
    idea = an_idea(stage="evaluation")
    fields = {"value": "5", "effort": "4", "message": "Ci piace molto.", "note": "Budget già deciso."}
    move(idea, "analyse", a_colleague("pm", name="Elena Bruni"), **fields)
    assert last_update(idea).text == "Ci piace molto."
    texts = db.session.scalars(select(Update.text)).all()
    assert not any("Budget" in text for text in texts)


def test_a_no_carries_its_reason_in_words_before_the_text(app):
    idea = an_idea(stage="evaluation")
    reason = "Stampare la foto costa più della carta stessa."
    move(idea, "decline", a_colleague("pm"), reason_code="costs_too_much", reason=reason)
    assert last_update(idea).text == f"**Costa troppo per quanto serve.**\n\n{reason}"
    assert idea.status == "declined"


def test_a_promised_release_date_is_written_with_its_weekday(app):
    idea = an_idea(stage="planned")
    move(idea, "start", a_colleague("pm"), release_on="2027-01-29", message="Cominciamo.")
    assert last_update(idea).text.startswith("**Esce entro venerdì 29 gennaio 2027.**")
    assert idea.promised_on.isoformat() == "2027-01-29"


def test_a_no_without_reason_is_refused_and_nothing_is_stored(app):
    idea = an_idea(stage="evaluation")
    pm = a_colleague("pm")
    with pytest.raises(Invalid) as refusal, act():
        commands.act(idea.id, "decline", pm, {}, expected_version=version(idea), at=clock.now())
    assert set(refusal.value.fields) == {"reason_code", "reason"}
    assert idea.stage == "evaluation"


def test_whoever_has_not_the_role_is_refused_with_who_can(app):
    idea = an_idea(stage="evaluation")
    analyst = a_colleague("analyst")
    with pytest.raises(Forbidden) as refusal, act():
        fields = {"value": "1", "effort": "1"}
        commands.act(idea.id, "analyse", analyst, fields, expected_version=None, at=clock.now())
    assert "Product manager" in refusal.value.sentence


def test_colleagues_do_not_handle_their_own_ideas(app):
    pm = a_colleague("pm", "moderator")
    idea = an_idea(author=pm)
    with pytest.raises(Forbidden), act():
        commands.act(idea.id, "accept", pm, {}, expected_version=None, at=clock.now())


def test_a_stale_page_learns_who_moved_the_idea(app):
    idea = an_idea(stage="evaluation")
    seen = version(idea)
    move(idea, "analyse", a_colleague("pm", name="Elena Bruni"), value="3", effort="3")
    late = a_colleague("pm", name="Paola Neri")
    with pytest.raises(Moved) as refusal, act():
        fields = {"reason_code": "costs_too_much", "reason": "Costa davvero troppo."}
        commands.act(idea.id, "decline", late, fields, expected_version=seen, at=clock.now())
    assert "Elena Bruni" in str(refusal.value.sentence)
    assert idea.status == "analysis"


def test_a_second_colleague_cannot_take_on_what_is_taken(app):
    idea = an_idea(stage="evaluation")
    first, second = a_colleague("pm", name="Elena Bruni"), a_colleague("pm", name="Paola Neri")
    with act():
        commands.claim(idea.id, "", first, clock.now())
    with pytest.raises(Claimed) as refusal, act():
        commands.claim(idea.id, "", second, clock.now())
    assert "Elena Bruni" in str(refusal.value.sentence)


def test_merging_moves_the_votes_and_closes_the_double(app):
    primary, double = an_idea("Bonifico istantaneo"), an_idea("Bonifici subito", stage="evaluation")
    voter = a_customer("Marco Zanetti")
    with act():
        board.vote(double.id, voter.id, clock.now())
    move(double, "merge", a_colleague("pm"), into=str(primary.id))
    assert double.status == "merged"
    assert db.session.get(Vote, (primary.id, voter.id)) is not None
    assert db.session.get(Vote, (primary.id, double.author_id)) is not None  # who had the same idea supports this one
    assert db.session.get(Idea, primary.id).votes == 2


@pytest.mark.parametrize("typed", ["", "0", "abc", "99999", "99999999999999999999"])
def test_merging_into_no_idea_is_refused_beside_the_field(app, typed):
    idea = an_idea(stage="evaluation")
    with pytest.raises(Invalid) as refusal, act():
        commands.act(idea.id, "merge", a_colleague("pm"), {"into": typed}, expected_version=None, at=clock.now())
    assert "into" in refusal.value.fields


def test_an_idea_is_not_merged_into_itself(app):
    idea = an_idea(stage="evaluation")
    pm = a_colleague("pm")
    with pytest.raises(Invalid), act():
        commands.act(idea.id, "merge", pm, {"into": str(idea.id)}, expected_version=None, at=clock.now())


def test_a_no_of_one_office_sends_the_idea_back_in_silence_and_all_speak_again(app):
    idea = an_idea(stage="signoff")
    give_verdict(idea, "legal", "no", "Manca la clausola.")
    for office in ("compliance", "security", "care"):
        give_verdict(idea, office)
    assert (idea.stage, idea.status) == ("analysis", "analysis")
    walk(idea, to="planned")
    assert idea.status == "planned"


def test_an_unanswered_question_closes_the_idea_when_its_time_is_up(app, travel):
    idea = an_idea(stage="evaluation")
    move(idea, "ask", a_colleague("pm"), question="Ti basta il nome o anche il colore?")
    assert idea.status == "waiting"
    travel.shift(timedelta(days=40))
    with act():
        assert commands.run_due() == 1
    assert idea.status == "declined"
    assert last_update(idea).by_id is None


def test_announcing_is_done_by_the_announcement_alone(app):
    idea = an_idea(stage="released")
    with pytest.raises(NotNow), act():
        commands.act(idea.id, "announce", a_colleague("communications"), {}, expected_version=None, at=clock.now())


def test_an_announcement_ends_the_path_and_its_text_is_what_people_read(app):
    idea = an_idea(stage="released")
    with act():
        commands.announce(idea.id, a_colleague("communications").id, "Da oggi c’è.", clock.now())
    assert (idea.stage, last_update(idea).text) == ("announced", "Da oggi c’è.")
