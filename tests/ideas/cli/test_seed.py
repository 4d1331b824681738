"""`flask seed`: a bank that could be true."""

import pytest
from sqlalchemy import delete, func, select

import workflow
from ideas.accounts import commands as accounts
from ideas.accounts import queries
from ideas.accounts.models import Person
from ideas.announcements.models import Announcement
from ideas.board import commands as board
from ideas.board.models import Category, Idea
from ideas.kernel import clock
from ideas.kernel.db import db
from ideas.kernel.outbox import Message
from tests.builders import a_customer, act
from tests.databases import close, plain_app

# The addresses of CONTRACT, all at demo.example, and the role of each.
DEMO = {
    "giulia": set(), "marco": set(), "anna": set(), "moderatrice": {"moderator"}, "pm": {"pm"}, "pm2": {"pm"},
    "analista": {"analyst"}, "legale": {"legal"}, "compliance": {"compliance"}, "sicurezza": {"security"},
    "assistenza": {"care"}, "sviluppo": {"developer"}, "comunicazione": {"communications"},
    "comunicazione2": {"communications"}, "direzione": {"executive"}, "admin": {"admin"}, "admin2": {"admin"},
}  # fmt: skip


@pytest.fixture
def run(app):
    with act():
        db.session.execute(delete(Category))

    def invoke(*words):
        db.session.commit()
        result = app.test_cli_runner().invoke(args=["seed", *words])
        db.session.expire_all()
        return result

    return invoke


def check_people(app):
    people = [queries.by_email(person.email) for person in queries.demo_people()]
    assert {person.email.partition("@")[0]: set(person.roles) for person in people} == DEMO
    giulia = accounts.check_password("giulia@demo.example", app.config["DEMO_PASSWORD"])
    assert giulia.name == "Giulia Rossi" and 0 < giulia.unread < 10


def check_ideas(found, process):
    assert {idea.stage for idea in found} == set(process.stages)
    assert [idea.created_at for idea in found] == sorted(idea.created_at for idea in found)
    for idea in found:
        case = workflow.case_for(db.session, idea.id)
        assert (case.stage, case.public) == (idea.stage, idea.status)
        assert case.opened_at == idea.created_at <= case.last_at <= clock.now()
    giulia = queries.by_email("giulia@demo.example")
    assert [idea.author_id for idea in found if idea.stage == "needs_info"] == [giulia.id]


def check_log(calendar):
    """Colleagues work on working days; customers write when they like."""
    event = workflow.tables.event
    staff = set(db.session.scalars(select(Person.id).where(Person.kind == "staff")))
    for row in db.session.execute(select(event.c.at, event.c.actor_id).where(event.c.actor_id.in_(staff))):
        assert calendar.is_working(clock.local_date(row.at)) and 8 <= clock.local(row.at).hour < 18
    assert workflow.verify(db.session) is None


def test_the_demo_bank_is_complete_and_true_to_its_own_rules(app, run):
    result = run()
    assert result.exit_code == 0, result.output
    _, process = workflow.running(db.session)
    check_people(app)
    check_ideas(db.session.scalars(select(Idea).order_by(Idea.id)).all(), process)
    check_log(process.calendar)
    assert board.recount().wrong == 0
    assert db.session.scalar(select(func.count()).select_from(Category)) == 8
    assert set(db.session.scalars(select(Announcement.state))) == {"draft", "in_approval", "published"}
    waiting = db.session.scalars(select(Message.kind).where(Message.delivered_at.is_(None))).all()
    assert 0 < len(waiting) < 40 and set(waiting) == {"mail"}


def test_a_database_in_use_is_left_alone(run):
    a_customer(email="vera@example.it")
    result = run()
    assert result.exit_code == 1 and "not empty" in result.output
    assert db.session.scalar(select(func.count()).select_from(Person)) == 1
    assert run("--if-empty").exit_code == 0
    assert db.session.scalar(select(func.count()).select_from(Person)) == 1


def test_without_tables_it_says_what_to_do(empty_url, tmp_path):
    app = plain_app(empty_url, tmp_path)
    result = app.test_cli_runner().invoke(args=["seed"])
    close(app)
    assert result.exit_code == 1 and "db upgrade" in result.output
