"""`flask import ideas`: everything good is stored once, everything else is reported."""

import json

import pytest
from sqlalchemy import func, select

import workflow
from ideas.board import commands
from ideas.board import queries as board
from ideas.board.models import Category, Comment, Idea, IdeaTerms, Tally
from ideas.kernel.db import db
from tests.builders import noise

HEADER = "id,title,summary,status,category,created_at,total_votes,author_id\n"
COMMENTS = "id,proposal_id,author_hash,created_at,body_text\n"


@pytest.fixture
def run(app):
    def invoke(*words):
        db.session.commit()
        result = app.test_cli_runner().invoke(args=["import", "ideas", *map(str, words)])
        db.session.expire_all()
        return result

    return invoke


@pytest.fixture
def proposals(tmp_path):
    file = tmp_path / "proposals.csv"
    rows = [
        "1,Més bancs al parc,Per seure,accepted,Bon viure,22/01/2016,17,9",
        "2,Menys soroll,De nit,rejected,Bon viure,23/01/2016,3,9",
        "3,Carril bici,Fins al mar,,Mobilitat,24/01/2016,0,4",
        "4,,Sense títol,accepted,Mobilitat,24/01/2016,1,4",
    ]
    file.write_text(HEADER + "\n".join(rows) + "\n")
    return file


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def idea(external_id):
    return db.session.scalars(select(Idea).where(Idea.external_id == external_id)).one()


def tally():
    return {(row.status, row.category_id): row.ideas for row in db.session.scalars(select(Tally)) if row.ideas}


def test_proposals_come_in_and_bad_rows_are_listed_by_line(run, proposals):
    result = run(proposals, "--format", "decidim")
    assert result.exit_code == 0, result.output
    assert "Ideas: 3 new, 0 already there." in result.output
    assert f"{proposals}, line 5: the title is empty" in result.output

    first = idea("decidim:1")
    assert (first.votes, first.imported_votes, first.stage, first.status) == (17, 17, "planned", "planned")
    assert first.author_name == "Cittadino 9" and first.author_id is None
    assert idea("decidim:3").stage == "triage"


def test_the_same_file_twice_changes_nothing(run, proposals):
    run(proposals, "--format", "decidim")
    before = (count(Idea), count(Category), count(IdeaTerms), count(workflow.tables.case), tally())
    result = run(proposals, "--format", "decidim")
    assert "Ideas: 0 new, 3 already there." in result.output
    assert (count(Idea), count(Category), count(IdeaTerms), count(workflow.tables.case), tally()) == before


def test_imported_ideas_are_on_the_path_in_the_filters_and_in_the_search(run, proposals):
    noise()
    run(proposals, "--format", "decidim")
    case = workflow.case_for(db.session, idea("decidim:1").id)
    assert case.stage == "planned" and case.open_steps and case.author_id is None
    assert workflow.case_for(db.session, idea("decidim:2").id).closed_at is not None
    category = idea("decidim:1").category_id
    assert tally()["planned", category] == 1 and tally()["declined", category] == 1
    assert db.session.get(IdeaTerms, idea("decidim:3").id).title == "carril bic"
    assert commands.recount().wrong == 0
    assert workflow.verify(db.session) is None


def test_new_categories_come_after_the_bank_s_own_and_known_ones_are_used(run, tmp_path):
    own = db.session.scalars(select(Category).order_by(Category.position)).all()
    file = tmp_path / "ideas.jsonl"
    lines = [
        {"external_id": f"x:{n}", "title": "Un titolo", "story": "Una storia", "category": name}
        for n, name in enumerate((own[0].name, "Area nuova", "area  Nuova", "Un’altra"))
    ]
    file.write_text("\n".join(map(json.dumps, lines)))
    run(file, "--format", "jsonl")
    names = db.session.scalars(select(Category.name).order_by(Category.position)).all()
    assert names == [*(category.name for category in own), "Area nuova", "Un’altra"]
    assert idea("x:0").category_id == own[0].id and idea("x:1").category_id == idea("x:2").category_id


def test_comments_come_in_once_and_are_counted(run, proposals, tmp_path):
    comments = tmp_path / "comments.csv"
    rows = [
        "10,1,abcdef12,17/03/2016 14:25:48,<p>Bona idea</p>",
        "11,1,abcdef12,17/03/2016 15:00:00,I tant",
        "12,99,abcdef12,17/03/2016 15:00:00,Orfe",
        "13,1,abcdef12,17/03/2016 15:00:00,",
    ]
    comments.write_text(COMMENTS + "\n".join(rows) + "\n")
    for expected in ("2 new, 0 already there", "0 new, 2 already there"):
        result = run(proposals, "--format", "decidim", "--comments", comments)
        assert f"Comments: {expected}" in result.output
        assert f"{comments}, line 4: there is no idea decidim:99" in result.output
        assert f"{comments}, line 5: the comment is empty" in result.output
    assert idea("decidim:1").comments == 2 and idea("decidim:2").comments == 0
    said = db.session.scalars(select(Comment).order_by(Comment.id)).all()
    assert [c.text for c in said] == ["Bona idea", "I tant"] and said[0].author_name == "Cittadino abcdef"


def test_two_lines_with_one_identifier_are_one_idea(run, tmp_path):
    file = tmp_path / "ideas.jsonl"
    line = json.dumps({"external_id": "x:1", "title": "Un titolo", "story": "Una storia"})
    file.write_text(f"{line}\n{line}\n")
    assert "line 2: the same identifier as line 1" in run(file, "--format", "jsonl").output
    assert count(Idea) == 1


def test_a_file_that_breaks_off_stores_nothing(run, tmp_path):
    file = tmp_path / "cut.csv"
    rows = "".join(f"{n},Títol {n},Text,accepted,C,22/01/2016,0,9\n" for n in range(1200))
    file.write_text(HEADER + rows + '1201,"mai tancat')
    result = run(file, "--format", "decidim")
    assert result.exit_code == 1 and "Nothing was stored" in result.output
    assert count(Idea) == 0 and count(workflow.tables.case) == 0 and tally() == {}


def test_more_than_one_batch_comes_in_whole(run, tmp_path):
    file = tmp_path / "many.csv"
    rows = "".join(f"{n},Títol {n},Text,accepted,C,22/01/2016,{n},9\n" for n in range(1, 1202))
    file.write_text(HEADER + rows)
    assert "Ideas: 1,201 new" in run(file, "--format", "decidim").output
    assert idea("decidim:777").votes == 777 and idea("decidim:777").title == "Títol 777"
    assert set(tally().values()) == {1201}


@pytest.mark.parametrize("content", [b"", b"\x00\x01\xff\xfe", b"id,title\n1,2\n"])
def test_a_file_of_another_kind_is_refused_with_a_sentence(run, tmp_path, content):
    file = tmp_path / "other.csv"
    file.write_bytes(content)
    result = run(file, "--format", "decidim")
    assert result.exit_code == 1 and "Nothing was stored" in result.output


def test_a_file_where_nothing_is_good_ends_with_an_error(run, tmp_path):
    file = tmp_path / "ideas.jsonl"
    file.write_text("non è JSON\n")
    result = run(file, "--format", "jsonl")
    assert result.exit_code == 1 and "line 1: no JSON" in result.output


@pytest.mark.parametrize(
    "words",
    [("manca.csv", "--format", "decidim"), (__file__,), (__file__, "--format", "xml"), (__file__, "--format", "jsonl", "--comments", __file__)],
)  # fmt: skip
def test_wrong_use_is_explained(run, words):
    result = run(*words)
    assert result.exit_code == 2 and "Usage:" in result.output


def test_an_imported_idea_has_its_page_object(run, proposals):
    run(proposals, "--format", "decidim")
    brief = board.brief(idea("decidim:1").id)
    assert (brief.title, brief.author_name, brief.votes) == ("Més bancs al parc", "Cittadino 9", 17)


def test_personal_data_from_another_board_is_covered_too(run, tmp_path):
    row = {
        "external_id": "x1", "title": "Chiamatemi al 347 123 4567", "author": "anna@posta.example",
        "story": "Il mio IBAN è IT60 X054 2811 1010 0000 0123 456.", "comments": [
                {"author": "Ugo", "text": "Anche al 06 6982 1234.", "created_at": "2026-01-02T10:00:00+01:00"}
            ],
    }  # fmt: skip
    (tmp_path / "ideas.jsonl").write_text(json.dumps(row))
    result = run(tmp_path / "ideas.jsonl", "--format", "jsonl")
    assert "Ideas: 1 new" in result.output, result.output
    stored = idea("x1")
    words = " ".join(
        [stored.title, stored.slug, stored.story, stored.author_name, db.session.scalars(select(Comment.text)).one()]
    )
    terms = db.session.get(IdeaTerms, stored.id)
    for number in ("123 4567", "0123 456", "6982", "posta.example"):
        assert number not in words
    assert "4567" not in f"{terms.title} {terms.story} {terms.gist_title} {terms.gist_story}"
