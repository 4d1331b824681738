"""From the draft to the calendar: who may do what, when, and what is refused with which sentence."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select

from ideas.announcements import commands, policy
from ideas.announcements.errors import AnnouncementMissing, BadMoment, Changed, FourEyes, NotInThisState
from ideas.announcements.models import Announcement, AnnouncementChange
from ideas.board import commands as board
from ideas.kernel import clock
from ideas.kernel.db import db
from ideas.kernel.errors import Invalid
from tests.builders import a_colleague, a_customer, act, an_idea, step

WORDS = {
    "title": "Bonifici istantanei, anche dall’app",
    "text": "Adesso mandi un bonifico istantaneo dal telefono. Apri Pagamenti e scegli «Subito».",
}


def the_announcement():
    db.session.expire_all()
    return db.session.scalars(select(Announcement)).one()


@pytest.fixture
def marta(app):
    return a_colleague("communications", name="Marta Conti")


@pytest.fixture
def andrea(app):
    return a_colleague("communications", name="Andrea Pini")


@pytest.fixture
def draft(app):
    an_idea(author=a_customer("Giulia Rossi"), stage="released")
    return the_announcement()


def submitted(draft, person, **more):
    with act():
        commands.submit(
            draft.id,
            **{**WORDS, "publish_at": None, **more},
            person_id=person.id,
            expected_version=None,
            at=clock.now(),
        )
    return the_announcement()


def approved(draft, writer, approver, publish_at=None):
    submitted(draft, writer)
    with act():
        commands.approve(draft.id, person_id=approver.id, publish_at=publish_at, expected_version=None, at=clock.now())
    return the_announcement()


def test_a_released_idea_gives_communications_a_draft_in_italian_with_what_was_said(app):
    author = a_customer("Giulia Rossi")
    idea = an_idea("Dare un nome alle linee", author=author, stage="uat")
    with act():
        board.vote(idea.id, a_customer("Marco Neri").id, clock.now())
    assert db.session.scalar(select(func.count(Announcement.id))) == 0
    step(idea)
    draft = the_announcement()
    assert (draft.idea_id, draft.title, draft.state) == (idea.id, "Dare un nome alle linee", "draft")
    assert draft.text.startswith("«Dare un nome alle linee» è realizzata")
    assert "La trovi nell’app, alla voce Pagamenti." in draft.text
    assert draft.text.endswith("L’ha proposta Giulia R. e l’ha votata 1 cliente. Grazie.")


def test_an_idea_without_votes_is_not_thanked_for_none(app):
    step(an_idea(author=a_customer("Giulia Rossi"), stage="uat"))
    assert the_announcement().text.endswith("\n\nL’ha proposta Giulia R. Grazie.")


def test_a_second_release_makes_no_second_draft(draft):
    with act():
        commands.draft(draft.idea_id, 1, clock.now())
    assert db.session.scalar(select(func.count(Announcement.id))) == 1
    assert db.session.scalar(select(func.count(AnnouncementChange.id))) == 1


def test_the_writer_does_not_approve_a_second_person_does(draft, marta, andrea):
    submitted(draft, marta)
    with pytest.raises(FourEyes), act():
        commands.approve(draft.id, person_id=marta.id, publish_at=None, expected_version=None, at=clock.now())
    assert the_announcement().state == "in_approval"
    with act():
        commands.approve(draft.id, person_id=andrea.id, publish_at=None, expected_version=None, at=clock.now())
    found = the_announcement()
    assert (found.state, found.approved_by_id, found.publish_at) == ("approved", andrea.id, None)


def test_whoever_stands_by_the_prepared_words_counts_as_their_writer(draft, marta, andrea):
    submitted(draft, marta, title=draft.title, text=draft.text)
    assert the_announcement().written_by_id == marta.id
    with pytest.raises(FourEyes), act():
        commands.approve(draft.id, person_id=marta.id, publish_at=None, expected_version=None, at=clock.now())


def test_asking_approval_for_the_words_of_another_leaves_them_theirs(draft, marta, andrea):
    submitted(draft, marta)
    with act():
        commands.send_back(draft.id, note="", person_id=marta.id, expected_version=None, at=clock.now())
    submitted(draft, andrea)
    found = the_announcement()
    assert (found.written_by_id, found.submitted_by_id) == (marta.id, andrea.id)


def test_sending_back_needs_a_reason_but_taking_back_does_not(draft, marta, andrea):
    submitted(draft, marta)
    with pytest.raises(Invalid) as refused, act():
        commands.send_back(draft.id, note="", person_id=andrea.id, expected_version=None, at=clock.now())
    assert "note" in refused.value.fields
    with act():
        commands.send_back(
            draft.id, note="Di’ anche da quando.", person_id=andrea.id, expected_version=None, at=clock.now()
        )
    assert the_announcement().state == "draft"
    submitted(draft, marta)
    with act():
        commands.send_back(draft.id, note="", person_id=marta.id, expected_version=None, at=clock.now())
    assert the_announcement().state == "draft"


def test_a_stale_save_names_who_saved_first_and_keeps_what_is_stored(draft, marta, andrea):
    with act():
        commands.save(draft.id, **WORDS, publish_at=None, person_id=marta.id, expected_version=1, at=clock.now())
    with pytest.raises(Changed) as refused, act():
        commands.save(
            draft.id, title="Tutt’altro titolo", text=WORDS["text"] + " Fine.", publish_at=None, person_id=andrea.id,
            expected_version=1, at=clock.now(),
        )  # fmt: skip
    assert "Marta Conti" in str(refused.value.sentence)
    assert the_announcement().title == WORDS["title"]


def test_an_approval_of_words_that_changed_meanwhile_is_refused(draft, marta, andrea):
    read = submitted(draft, marta).row_version
    with act():
        commands.send_back(draft.id, note="", person_id=marta.id, expected_version=None, at=clock.now())
    submitted(draft, marta, text=WORDS["text"] + " E costa cinque euro.")
    with pytest.raises(Changed), act():
        commands.approve(draft.id, person_id=andrea.id, publish_at=None, expected_version=read, at=clock.now())
    assert the_announcement().state == "in_approval"


def test_words_are_not_touched_once_submitted(draft, marta):
    submitted(draft, marta)
    with pytest.raises(NotInThisState), act():
        commands.save(draft.id, **WORDS, publish_at=None, person_id=marta.id, expected_version=None, at=clock.now())


@pytest.mark.parametrize(
    ("title", "text", "field"),
    [("", WORDS["text"], "title"), ("Ok", WORDS["text"], "title"), ("T" * 121, WORDS["text"], "title"),
     (WORDS["title"], "Corto.", "text"), (WORDS["title"], "x" * 6001, "text")],
)  # fmt: skip
def test_bad_words_are_refused_beside_their_field(draft, marta, title, text, field):
    with pytest.raises(Invalid) as refused, act():
        commands.save(
            draft.id, title=title, text=text, publish_at=None, person_id=marta.id, expected_version=None, at=clock.now()
        )
    assert list(refused.value.fields) == [field]
    assert the_announcement().row_version == 1


def test_the_moment_that_the_writer_proposed_is_taken_with_the_approval(draft, marta, andrea):
    tomorrow = clock.now() + timedelta(days=1)
    submitted(draft, marta, publish_at=tomorrow)
    with act():
        commands.approve(draft.id, person_id=andrea.id, publish_at=None, expected_version=None, at=clock.now())
    found = the_announcement()
    assert (found.state, found.publish_at) == ("scheduled", tomorrow)


def test_a_moment_gone_by_is_refused_and_a_date_can_be_moved_and_withdrawn(draft, marta, andrea):
    approved(draft, marta, andrea)
    with pytest.raises(BadMoment), act():
        commands.schedule(
            draft.id, publish_at=clock.now() - timedelta(minutes=1), person_id=marta.id, expected_version=None,
            at=clock.now(),
        )  # fmt: skip
    for days in (1, 2):
        with act():
            commands.schedule(
                draft.id, publish_at=clock.now() + timedelta(days=days), person_id=marta.id, expected_version=None,
                at=clock.now(),
            )  # fmt: skip
        assert the_announcement().state == "scheduled"
    with act():
        commands.withdraw_schedule(draft.id, person_id=marta.id, expected_version=None, at=clock.now())
    found = the_announcement()
    assert (found.state, found.publish_at, found.approved_by_id) == ("approved", None, andrea.id)


def test_nothing_is_scheduled_without_approval(draft, marta):
    with pytest.raises(NotInThisState), act():
        commands.schedule(
            draft.id, publish_at=clock.now() + timedelta(days=1), person_id=marta.id, expected_version=None,
            at=clock.now(),
        )  # fmt: skip


def test_what_is_not_there_is_missing(app, marta):
    for number in (0, 77, 2**40):
        with pytest.raises(AnnouncementMissing):
            commands.withdraw_schedule(number, person_id=marta.id, expected_version=None, at=clock.now())


def test_hours_are_those_of_rome_in_summer_and_in_winter():
    assert policy.moment(date(2026, 7, 1), time(9)).isoformat() == "2026-07-01T07:00:00+00:00"
    assert policy.moment(date(2026, 12, 1), time(9)).isoformat() == "2026-12-01T08:00:00+00:00"
    assert policy.moment(None, None) is None


@pytest.mark.parametrize(
    ("day", "hour"), [(date(2026, 12, 1), None), (None, time(9)), (date(2027, 3, 28), time(2, 30))]
)
def test_half_a_moment_or_one_that_the_clocks_skip_is_refused(day, hour):
    with pytest.raises(BadMoment):
        policy.moment(day, hour)


def test_an_hour_that_comes_twice_is_the_first_of_the_two():
    assert policy.moment(date(2026, 10, 25), time(2, 30)) == datetime.fromisoformat("2026-10-25T00:30:00+00:00")
