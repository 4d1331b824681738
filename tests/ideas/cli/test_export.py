"""`flask export`: what it writes, `import` reads back without loss."""

import json

import pytest
from sqlalchemy import delete, select

import workflow
from ideas.board import commands
from ideas.board.models import Idea
from ideas.kernel import clock
from ideas.kernel.db import db
from tests.builders import a_colleague, a_customer, act, an_idea


@pytest.fixture
def run(app):
    def invoke(*words):
        db.session.commit()
        result = app.test_cli_runner().invoke(args=[str(word) for word in words])
        assert result.exit_code == 0, result.output
        db.session.expire_all()
        return result.stdout

    return invoke


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def empty_the_board():
    kept = {"process_version", "process_publication", "person", "person_role"}
    with act():
        for table in reversed(workflow.metadata.sorted_tables):
            if table.name not in kept:
                db.session.execute(delete(table))


IMPORTED = [
    {
        "external_id": "x:1", "title": "Perché no: «un titolo» & <b>altro</b>", "story": "Prima riga.\n\n- uno\n- due\n\n*Fine.*",
        "category": "Un’area", "created_at": "2016-01-22T11:00:00+00:00", "author": "Cittadino 9", "votes": 17,
        "status": "planned",
        "comments": [
            {"author": "Cittadino 4", "text": "Sì 🙂", "created_at": "2016-03-17T13:25:48+00:00"},
            {"author": "Elena Bruni", "text": "Grazie.", "created_at": "2016-03-18T13:25:48+00:00", "official": True},
        ],
    },
    {
        "external_id": "x:2", "title": "T" * 120, "story": "Senza area, senza autore.",
        "created_at": "2016-01-23T11:00:00.250000+00:00", "votes": 0, "status": "triage",
    },
]  # fmt: skip


def test_what_was_imported_comes_out_as_it_came_in(run, tmp_path):
    file = tmp_path / "ideas.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in IMPORTED))
    run("import", "ideas", file, "--format", "jsonl")
    assert lines(run("export")) == IMPORTED


def test_ideas_born_here_go_out_come_back_and_go_out_the_same(app, run, tmp_path):
    giulia, paola = a_customer("Giulia Rossi"), a_colleague("pm", name="Paola Neri")
    idea = an_idea("Dare un nome alle linee vincolate", author=giulia)
    an_idea("Un’altra proposta", stage="evaluation")
    with act():
        commands.vote(idea.id, a_customer("Anna Moretti").id, clock.now())
        commands.add_comment(idea_id=idea.id, person=a_customer("Marco Zanetti"), text="Anche a me.", at=clock.now())
        commands.add_comment(idea_id=idea.id, person=paola, text="Ci pensiamo.", at=clock.now())

    file = tmp_path / "out.jsonl"
    run("export", "--output", file)
    first = file.read_text()
    (one, two) = lines(first)
    assert one["external_id"] == f"http://127.0.0.1:8000/ideas/{idea.id}"
    assert (one["author"], one["votes"], one["status"], two["status"]) == (
        f"Cliente {giulia.id}",
        1,
        "triage",
        "evaluation",
    )
    assert "Giulia" not in first and "Marco" not in first
    assert [said["author"] for said in one["comments"]][1] == "Paola Neri"

    empty_the_board()
    run("import", "ideas", file, "--format", "jsonl")
    assert run("export") == first
    assert commands.recount().wrong == 0


def test_what_left_the_board_stays_private(app, run):
    idea = an_idea("Un reclamo vero e proprio")
    an_idea("Una proposta pubblica")
    with act():
        commands.set_status(idea.id, stage="complaint", status="private", at=clock.now())
    assert [line["title"] for line in lines(run("export"))] == ["Una proposta pubblica"]


def test_more_than_one_batch_goes_out_whole(run, tmp_path):
    file = tmp_path / "ideas.jsonl"
    file.write_text(
        "\n".join(json.dumps({"external_id": f"x:{n}", "title": f"T {n}", "story": "S"}) for n in range(1001))
    )
    run("import", "ideas", file, "--format", "jsonl")
    assert [line["external_id"] for line in lines(run("export"))] == [f"x:{n}" for n in range(1001)]
    assert db.session.scalar(select(Idea.title).where(Idea.external_id == "x:1000")) == "T 1000"
