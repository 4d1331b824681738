"""The smaller commands: what they do, and what they say when they cannot."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import update

import workflow
from ideas.accounts import commands as accounts
from ideas.accounts import queries
from ideas.board.models import Idea, Tally
from ideas.kernel import clock
from ideas.kernel.db import db
from ideas.kernel.outbox import Message, promise
from tests.builders import a_colleague, a_customer, act, an_idea

NEW = "tre gatti sul tetto"


@pytest.fixture
def run(app):
    def invoke(*words):
        db.session.commit()
        result = app.test_cli_runner().invoke(args=[str(word) for word in words])
        db.session.expire_all()
        return result

    return invoke


@pytest.fixture
def dead(app):
    """Two dead letters and a message that was delivered."""
    with act():
        for n in (1, 2, 3):
            promise("mail", f"key-{n}", {"n": n})
    letters = db.session.query(Message).order_by(Message.id).all()
    with act():
        for letter in letters[:2]:
            letter.dead_at, letter.attempts, letter.error = clock.now(), 8, "SMTPException"
        letters[2].delivered_at = clock.now()
    return [letter.id for letter in letters]


def waiting():
    rows = db.session.query(Message).filter(Message.dead_at.is_(None), Message.delivered_at.is_(None))
    return [row.id for row in rows.order_by(Message.id)]


def test_dead_letters_are_listed(run, dead):
    result = run("outbox", "list")
    assert f"{dead[0]}\tmail\t8 attempts" in result.output and "SMTPException" in result.output
    assert f"\n{dead[2]}\t" not in result.output and "2 dead letters." in result.output


def test_dead_letters_go_back_in_the_queue_by_number_or_all(run, dead):
    assert run("outbox", "retry", dead[1]).exit_code == 0
    assert waiting() == [dead[1]]
    assert "1 messages are back" in run("outbox", "retry", "--all").output
    assert waiting() == dead[:2]


@pytest.mark.parametrize("words", [(), ("--all", "1"), ("x",)])
def test_retrying_needs_numbers_or_all(run, dead, words):
    assert run("outbox", "retry", *words).exit_code == 2


def test_retrying_what_is_no_dead_letter_is_said(run, dead):
    result = run("outbox", "retry", dead[0], 999)
    assert result.exit_code == 1 and "999" in result.output and waiting() == [dead[0]]


def test_the_shipped_process_has_no_faults(run, tmp_path):
    file = tmp_path / "idea.toml"
    file.write_text(workflow.shipped())
    result = run("process", "check", file)
    assert result.exit_code == 0 and "no faults" in result.output


@pytest.mark.parametrize("language", ["it", "en"])
def test_faults_of_a_process_are_listed_with_code_and_place(run, tmp_path, language):
    file = tmp_path / "idea.toml"
    file.write_text(workflow.shipped().replace('to = "evaluation"', 'to = "evaluatio"', 1))
    result = run("process", "check", file, "--language", language)
    assert result.exit_code == 1
    finding = result.stdout.splitlines()[0].split("\t")
    assert len(finding) == 3 and all(finding) and "evaluatio" in result.stdout


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[process", b"x = 1"])
def test_any_file_at_all_can_be_checked(run, tmp_path, content):
    file = tmp_path / "any.toml"
    file.write_bytes(content)
    result = run("process", "check", file)
    assert result.exit_code == 1 and isinstance(result.exception, SystemExit)


def test_the_log_holds_until_somebody_touches_it(run):
    idea = an_idea(stage="analysis")
    an_idea("Un’altra proposta")
    result = run("audit", "verify")
    assert result.exit_code == 0 and "of 2 cases: every link holds" in result.output
    case = workflow.case_for(db.session, idea.id)
    event = workflow.tables.event
    with act():
        db.session.execute(update(event).where(event.c.case_id == case.id, event.c.seq == 2).values(action="decline"))
    result = run("audit", "verify")
    assert result.exit_code == 1
    assert f"case {case.id} (idea {idea.id}), event 2" in result.output


def test_a_colleague_is_created_and_roles_are_shown_and_replaced(run):
    words = ("account", "create", "Paola@bank.example", "--name", "Paola Neri", "--password", NEW)
    assert "Paola Neri <paola@bank.example>: legal, pm." in run(*words, "--role", "pm", "--role", "legal").output
    assert accounts.check_password("paola@bank.example", NEW).roles == {"pm", "legal"}
    assert "legal, pm" in run("account", "role", "paola@bank.example").output
    assert "security" in run("account", "role", "paola@bank.example", "security").output
    assert queries.by_email("paola@bank.example").roles == {"security"}
    assert "customer" in run("account", "role", "paola@bank.example", "--none").output
    assert not queries.by_email("paola@bank.example").is_staff


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("create", "giulia@bank.example", "--name", "Un Altro", "--password", NEW, "--role", "pm"), 1),
        (("create", "nuova@bank.example", "--name", "Un Altro", "--password", "corta", "--role", "pm"), 1),
        (("create", "non un indirizzo", "--name", "Un Altro", "--password", NEW, "--role", "pm"), 1),
        (("create", "nuova@bank.example", "--name", "Un Altro", "--password", NEW, "--role", "boss"), 2),
        (("create", "nuova@bank.example", "--name", "Un Altro", "--password", NEW), 2),
        (("role", "nessuno@bank.example", "pm"), 1),
        (("role", "giulia@bank.example", "boss"), 2),
        (("role", "giulia@bank.example", "pm", "--none"), 2),
    ],
)
def test_what_cannot_be_done_to_accounts_is_said_and_nothing_changes(run, words, code):
    a_customer("Giulia Rossi", email="giulia@bank.example")
    result = run("account", *words)
    assert result.exit_code == code and result.output.strip()
    assert queries.by_email("nuova@bank.example") is None
    assert queries.by_email("giulia@bank.example").roles == frozenset()


def test_wrong_counts_are_found_and_mended(run):
    idea = an_idea()
    assert run("db-check").exit_code == 0
    with act():
        db.session.execute(update(Idea).where(Idea.id == idea.id).values(votes=9, comments=4))
        db.session.execute(update(Tally).values(ideas=7))
    result = run("db-check")
    assert result.exit_code == 1 and "votes of 1 ideas, comments of 1" in result.output
    assert run("db-check").exit_code == 0
    assert db.session.get(Idea, idea.id).votes == 0


def test_a_backup_is_one_complete_file_and_comes_back(app, run, tmp_path, database):
    if database == "postgresql":
        for words, tool in ((("backup", tmp_path / "x"), "pg_dump"), (("restore", __file__), "pg_restore")):
            result = run(*words)
            assert result.exit_code == 1 and tool in result.output
        return
    person = a_colleague("pm", email="pm@bank.example")
    copy = tmp_path / "copies" / "one.sqlite3"
    copy.parent.mkdir()
    assert run("backup", copy).exit_code == 0
    assert [file.name for file in copy.parent.iterdir()] == ["one.sqlite3"]
    with closing(sqlite3.connect(copy)) as opened:
        assert opened.execute("SELECT email FROM person").fetchall() == [("pm@bank.example",)]

    with act():
        db.session.delete(db.session.merge(person))
    result = run("restore", copy)
    assert result.exit_code == 0, result.output
    assert queries.by_email("pm@bank.example").roles == {"pm"}


def test_a_backup_never_overwrites(run, tmp_path, database):
    file = tmp_path / "there"
    file.write_text("important")
    result = run("backup", file)
    assert result.exit_code == 1 and file.read_text() == "important"


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 100])
def test_what_is_no_copy_of_ours_is_not_restored(run, tmp_path, content):
    a_customer(email="giulia@example.it")
    file = tmp_path / "strange"
    file.write_bytes(content)
    assert run("restore", file).exit_code == 1
    assert queries.by_email("giulia@example.it") is not None


def test_a_damaged_copy_is_not_restored(run, tmp_path, database):
    a_customer(email="giulia@example.it")
    copy = tmp_path / "copy.sqlite3"
    if run("backup", copy).exit_code == 0:
        whole = bytearray(copy.read_bytes())
        whole[8192:40960] = b"\x55" * (40960 - 8192)
        copy.write_bytes(whole)
    else:
        copy.write_bytes(b"x")
    assert run("restore", copy).exit_code == 1
    assert queries.by_email("giulia@example.it") is not None
