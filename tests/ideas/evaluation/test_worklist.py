"""The worklist: whose work, in what order, how urgent, a page at a time."""

from datetime import timedelta

import pytest

from ideas.evaluation import commands, queries
from ideas.evaluation.queries.worklist import PAGE, Filters
from ideas.kernel import clock
from ideas.kernel.errors import Invalid
from tests.builders import a_category, a_colleague, act, an_idea, move, noise
from tests.statements import statements


def titles(person, **filters):
    return [row.title for row in queries.worklist(person, Filters(**filters), clock.now()).rows]


def test_each_role_sees_its_own_open_work_soonest_due_first(app, travel):
    later = an_idea("Seconda arrivata", stage="evaluation")
    noise()
    travel.shift(timedelta(days=-3))
    sooner = an_idea("Prima arrivata", stage="evaluation")
    assert titles(a_colleague("pm")) == [sooner.title, later.title]
    assert titles(a_colleague("analyst")) == []


def test_whoever_oversees_sees_everybodys_work(app):
    an_idea("Da smistare")
    an_idea("Da valutare", stage="evaluation")
    assert sorted(titles(a_colleague("executive"))) == ["Da smistare", "Da valutare"]


def test_each_office_has_its_own_row_of_one_round(app):
    an_idea("Da firmare", stage="signoff")
    rows = queries.worklist(a_colleague("legal", "security"), Filters(), clock.now()).rows
    assert sorted(row.slot for row in rows) == ["legal", "security"]


def test_taken_work_moves_from_nobodys_to_mine(app):
    idea, pm = an_idea("Mia", stage="evaluation"), a_colleague("pm", name="Elena Bruni")
    an_idea("Di nessuno", stage="evaluation")
    with act():
        commands.claim(idea.id, "", pm, clock.now())
    assert titles(pm, show="mine") == ["Mia"]
    assert titles(pm, show="unassigned") == ["Di nessuno"]
    counts = queries.counts(pm, clock.now())
    assert (counts.open, counts.mine, counts.unassigned) == (2, 1, 1)


def test_work_is_late_after_its_day_and_soon_until_the_end_of_the_next_working_day(app, travel):
    an_idea("Valutami", stage="evaluation")
    pm = a_colleague("pm")
    (row,) = queries.worklist(pm, Filters(), clock.now()).rows
    assert (row.time, row.days) == ("ok", 5)
    travel.shift(timedelta(days=4))
    (row,) = queries.worklist(pm, Filters(show="soon"), clock.now()).rows
    assert (row.time, row.days) == ("soon", 1)
    travel.shift(timedelta(days=5))
    (row,) = queries.worklist(pm, Filters(show="late"), clock.now()).rows
    assert (row.time, row.days) == ("late", -2)
    assert queries.counts(pm, clock.now()).late == 1


def test_ideas_that_wait_for_the_customer_are_listed_apart(app):
    idea, pm = an_idea("Una domanda aperta", stage="evaluation"), a_colleague("pm")
    move(idea, "ask", pm, question="Ti basta il nome?")
    assert titles(pm) == []
    (row,) = queries.worklist(pm, Filters(show="waiting"), clock.now()).rows
    assert (row.title, row.time) == ("Una domanda aperta", "hold")


def test_filters_of_area_and_stage_combine(app):
    an_idea("Carte in triage")
    an_idea("Carte in valutazione", stage="evaluation")
    boss = a_colleague("executive")
    area = a_category("carte").id
    assert titles(boss, category_id=area, stage="evaluation") == ["Carte in valutazione"]
    assert titles(boss, category_id=area + 999) == []


def test_pages_follow_each_other_by_key_without_losing_or_repeating_a_row(app):
    expected = [an_idea(f"Idea numero {n}").title for n in range(2 * PAGE + 3)]
    person, seen, after = a_colleague("moderator"), [], None
    while True:
        page = queries.worklist(person, Filters(after=after), clock.now())
        seen += [row.title for row in page.rows]
        after = page.after
        if after is None:
            break
    assert seen == expected


@pytest.mark.parametrize("cursor", ["x", "W10", "WyJjaWFvIiwxXQ", "WzEsMl0", "àè"])
def test_a_cut_cursor_gets_a_sentence(app, cursor):
    with pytest.raises(Invalid):
        queries.worklist(a_colleague("pm"), Filters(after=cursor), clock.now())


def test_the_worklist_page_takes_at_most_five_statements_however_long_it_is(app, signed_in):
    moderator = a_colleague("moderator")
    an_idea("Prima")
    browser = signed_in(moderator)
    browser.get("/desk")
    with statements() as few:
        assert browser.get("/desk").status == 200
    for n in range(30):
        an_idea(f"Un’altra idea {n}")
    with statements() as many:
        browser.get("/desk")
    assert few.count == many.count <= 5, str(many)
