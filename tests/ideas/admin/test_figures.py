"""What the process page counts: open now, working days in a stage, the share that is late."""

from datetime import timedelta

from ideas.admin.queries.figures import figures
from ideas.kernel import clock
from ideas.kernel.process import running
from tests.builders import a_colleague, an_idea, move, noise, step
from tests.statements import statements


def now():
    return figures(running(), clock.now())


def test_open_cases_are_counted_where_they_are(app):
    an_idea("Una", stage="evaluation")
    an_idea("Due", stage="evaluation")
    noise()
    found = now()
    assert (found["evaluation"].open, found["triage"].open, found["planned"].open) == (2, 1, 0)


def test_the_median_is_in_working_days_and_only_what_left_counts(app, travel):
    first, second, third, stays = (an_idea(title, stage="evaluation") for title in ("A", "B", "C", "D"))
    step(first)
    travel.shift(timedelta(days=3))
    step(second)
    travel.shift(timedelta(days=4))
    step(third)
    found = now()["evaluation"]
    assert (found.open, found.left, found.median) == (1, 3, 3)
    assert stays.stage == "evaluation"


def test_what_left_late_and_what_is_overdue_make_the_late_share(app, travel):
    in_time, late = an_idea("In tempo", stage="evaluation"), an_idea("Tardi", stage="evaluation")
    step(in_time)
    travel.shift(timedelta(days=30))
    step(late)
    fresh = an_idea("Fresca", stage="evaluation")
    assert now()["evaluation"].late == 33
    travel.shift(timedelta(days=30))
    assert (now()["evaluation"].late, fresh.stage) == (67, "evaluation")


def test_the_offices_are_one_stay_however_many_they_are(app, travel):
    idea = an_idea("Firmata", stage="signoff")
    travel.shift(timedelta(days=1))
    step(idea)
    assert (now()["signoff"].left, now()["signoff"].median) == (1, 1)


def test_ends_count_who_came_there_in_the_last_ninety_days(app, travel):
    idea = an_idea("Un reclamo")
    move(idea, "complaint", a_colleague("moderator"))
    assert now()["complaint"].open == 1
    travel.shift(timedelta(days=91))
    found = now()["complaint"]
    assert (found.open, found.median, found.late) == (0, None, None)


def test_two_statements_whatever_there_is(app):
    for n in range(4):
        an_idea(f"Idea {n}", stage="analysis")
    running()
    with statements() as sql:
        now()
    assert sql.count == 2, sql
