"""Lines of a file into drafts, or into a reason that says what is wrong with the line."""

import json
from datetime import UTC, datetime
from io import BytesIO

import pytest

from ideas.cli.imports import decidim, it_initiatives, jsonl
from ideas.cli.imports.drafts import BadFile, Draft, Refused, fitted

NOW = datetime(2026, 12, 2, 9, tzinfo=UTC)
STAGES = ("triage", "planned", "declined")
HEADER = "id,title,summary,status,category,created_at,total_votes,author_id"


def read_jsonl(*lines):
    raw = [line if isinstance(line, bytes) else line.encode() for line in lines]
    return list(jsonl.ideas(raw, lambda _: None, NOW, STAGES))


def read_csv(*lines, header=HEADER):
    raw = b"".join(f"{line}\n".encode() if isinstance(line, str) else line for line in (header, *lines))
    return list(decidim.proposals(BytesIO(raw), lambda _: None, NOW))


def line(**changes):
    whole = {"external_id": "x:1", "title": "Un titolo", "story": "Una storia."}
    return json.dumps({key: value for key, value in {**whole, **changes}.items() if value != "absent"})


def only(rows):
    ((_, row),) = rows
    return row


def test_only_three_keys_are_needed():
    draft = only(read_jsonl(line()))
    assert (draft.external_id, draft.title, draft.story) == ("x:1", "Un titolo", "Una storia.")
    assert (draft.votes, draft.stage, draft.category, draft.created_at) == (0, None, "", NOW)


def test_all_keys_are_read():
    said = {"author": "Cliente 7", "text": "Anche a me.", "created_at": "2026-11-04T10:00:00+01:00"}
    draft = only(read_jsonl(line(
        category="Carte", created_at="2026-11-03T12:00:00", author="Cliente 3", votes=41, status="planned", comments=[said]
    )))  # fmt: skip
    assert draft.created_at == datetime(2026, 11, 3, 11, tzinfo=UTC)
    assert (draft.category, draft.author, draft.votes, draft.stage) == ("Carte", "Cliente 3", 41, "planned")
    (remark,) = draft.remarks
    assert (remark.external_id, remark.text, remark.official) == ("x:1#1", "Anche a me.", False)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("{", "no JSON"),
        ("[1]", "not an object"),
        ('"testo"', "not an object"),
        ("[" * 100_000, "no JSON"),
        (b'{"title": "\xff"}', "UTF-8"),
        (line(votes=float("nan")), "NaN"),
        (line(title="absent"), "title is missing"),
        (line(external_id="absent", story="absent"), "external_id is missing; story is missing"),
        (line(external_id=""), "identifier is empty"),
        (line(external_id="x" * 101), "longer than 100"),
        (line(title="   "), "title is empty"),
        (line(title=7), "title is not a text: 7"),
        (line(story="\u200b"), "story is empty"),
        (line(story="x" * 20_001), "20,001 characters"),
        (line(votes=-1), "votes is out of range: -1"),
        (line(votes=2**31), "out of range"),
        (line(votes="3"), "votes is not a whole number: '3'"),
        (line(votes=True), "not a whole number"),
        (line(votes=1.5), "not a whole number"),
        (line(status="boh"), "no stage of the process: 'boh'"),
        (line(status=3), "no stage of the process: 3"),
        (line(created_at="ieri"), "no ISO 8601 date: 'ieri'"),
        (line(created_at=5), "no ISO 8601 date"),
        (line(created_at="2030-01-01"), "in the future: 01/01/2030"),
        (line(created_at="0001-01-01"), "before 1970"),
        (line(titel="x"), "unknown key 'titel'"),
        (line(comments={}), "comments is not a list"),
        (line(comments=["x"]), "comment 1: not an object"),
        (line(comments=[{"author": "A"}]), "comment 1: text is missing, created_at is missing"),
        (line(comments=[{"author": "A", "text": " ", "created_at": "2026-01-01"}]), "comment 1: text is empty"),
        (line(comments=[{"author": "A", "text": "b", "created_at": "x"}]), "comment 1: created_at"),
        (line(votes=-1, status="boh", created_at="x"), "votes is out of range: -1; status is no stage"),
    ],
)
def test_every_fault_of_a_line_is_said(bad, reason):
    row = only(read_jsonl(bad))
    assert isinstance(row, Refused) and reason in f"{row.reason};" or reason in " ".join(row.reason.split("; "))
    assert len(row.reason) < 400


def test_line_numbers_count_empty_lines_and_the_byte_order_mark_is_no_fault():
    rows = read_jsonl(b"\xef\xbb\xbf" + line().encode(), "\n", line(external_id="x:2", title="absent"))
    assert [(number, type(row)) for number, row in rows] == [(1, Draft), (3, Refused)]


def test_our_own_format_keeps_what_looks_like_html():
    assert only(read_jsonl(line(story="prima <b>poi</b> & dopo"))).story == "prima <b>poi</b> & dopo"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<p>Uno</p><p>due <b>tre</b></p>", "Uno\ndue tre"),
        ("a<br>b", "a\nb"),
        ("emissions <100g/km de CO2", "emissions <100g/km de CO2"),
        ("<posar atenció als col·lectius>", "<posar atenció als col·lectius>"),
        ("park&ride, caff&egrave; &amp; t&#232;", "park&ride, caffè & tè"),
        ("prima<script>alert('x')</script>dopo", "primadopo"),
        ('<a href="http://x.example" onclick="x()">link</a>', "link"),
    ],
)
def test_only_real_tags_are_taken_out(typed, kept):
    assert decidim.without_tags(typed).strip() == kept


def test_a_proposal_becomes_a_draft():
    draft = only(read_csv('3,Títol,"Un text, amb comes",accepted,Bon viure ,22/01/2016,17,9'))
    assert (draft.external_id, draft.title, draft.story) == ("decidim:3", "Títol", "Un text, amb comes")
    assert (draft.category, draft.author, draft.votes, draft.stage) == ("Bon viure", "Cittadino 9", 17, "planned")
    assert draft.created_at == datetime(2016, 1, 22, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "stage"), [("accepted", "planned"), ("rejected", "declined"), ("", None), ("x", None)]
)
def test_statuses_become_stages(status, stage):
    assert only(read_csv(f"3,T,S,{status},C,22/01/2016,0,9")).stage == stage


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("3,,S,accepted,C,22/01/2016,0,9", "title is empty"),
        ("3,<b></b>,S,accepted,C,22/01/2016,0,9", "title is empty"),
        (",T,S,accepted,C,22/01/2016,0,9", "identifier is empty"),
        ("3,T,S,accepted,C,2016-01-22,0,9", "no date like 31/12/2016: '2016-01-22'"),
        ("3,T,S,accepted,C,22/01/2036,0,9", "in the future"),
        ("3,T,S,accepted,C,22/01/2016,tanti,9", "total_votes is not a whole number"),
        ("3,T,S,accepted,C,22/01/2016,-4,9", "total_votes is out of range: -4"),
        ("3,T,S", "number of columns"),
        ("3,T,S,accepted,C,22/01/2016,0,9,altro", "number of columns"),
        (b"3,T\xff,S,accepted,C,22/01/2016,0,9\n", "UTF-8"),
    ],
)
def test_a_bad_row_is_refused_and_the_next_is_read(bad, reason):
    (two, refused), (three, good) = read_csv(bad, "4,T,S,accepted,C,22/01/2016,0,9")
    assert (two, three) == (2, 3) and reason in refused.reason and good.external_id == "decidim:4"


def test_a_row_over_several_lines_has_the_number_of_its_first():
    rows = read_csv('3,T,"uno\ndue\ntre",accepted,C,22/01/2016,0,9', "4,,S,accepted,C,22/01/2016,0,9")
    assert [number for number, _ in rows] == [2, 5]


@pytest.mark.parametrize("header", ["id,titolo", "", "\x89PNG"])
def test_a_file_of_another_kind_is_refused_whole(header):
    with pytest.raises(BadFile):
        read_csv("1,2", header=header)


def test_a_quote_never_closed_is_a_fault_of_the_file():
    with pytest.raises(BadFile):
        read_csv('3,T,"mai chiusa,accepted,C,22/01/2016,0,9')


def test_a_long_title_is_cut_at_a_word_and_stands_whole_in_the_story():
    title = "Parole " * 30
    short, story = fitted(title, "Il resto.")
    assert len(short) <= 120 and short.endswith("Parole…")
    assert story == f"{title.strip()}\n\nIl resto."
    assert fitted("x" * 120, "Una storia.") == ("x" * 120, "Una storia.")


def test_a_proposal_without_a_text_repeats_its_title():
    assert only(read_csv("3,Un títol,,accepted,C,22/01/2016,0,9")).story == "Un títol"


def initiative(**changes):
    whole = {
        "id": 7, "titolo": "Un referendum", "descrizione": "Il testo.", "dataApertura": "2026-08-06", "sostenitori": 120,
        "idDecCatIniziativa.nome": "VITA POLITICA", "idDecStatoIniziativa.nome": "IN RACCOLTA FIRME",
    }  # fmt: skip
    return only(it_initiatives.initiatives([json.dumps({**whole, **changes}).encode()], lambda _: None, NOW))


def test_an_initiative_becomes_a_draft():
    draft = initiative()
    assert (draft.external_id, draft.category, draft.votes) == ("it_initiatives:7", "Vita politica", 120)
    assert draft.stage is None and initiative(**{"idDecStatoIniziativa.nome": "CHIUSA"}).stage == "declined"


@pytest.mark.parametrize(
    "changes", [{"id": "7"}, {"titolo": ""}, {"sostenitori": None}, {"dataApertura": "oggi"}, {"titolo": 3}]
)
def test_a_bad_initiative_is_refused(changes):
    assert isinstance(initiative(**changes), Refused)
