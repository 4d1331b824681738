"""The picture of a process: boxes apart, lines clear of them, the counter-example in red."""

from itertools import combinations, pairwise

import pytest

import workflow
from ideas.admin.drawing import HEIGHT, WIDTH, picture

SMALLER = ("triage", "evaluation", "analysis", "signoff", "planned")


@pytest.fixture
def drawn(app):
    return picture(workflow.load(workflow.shipped()))


def points(line):
    return [tuple(float(n) for n in point.split()) for point in line.path.removeprefix("M").split("L")]


def test_every_stage_has_one_box_and_no_box_stands_on_another(drawn):
    stages = workflow.load(workflow.shipped()).stages
    assert sorted(box.stage for box in drawn.boxes) == sorted(stages)
    for one, other in combinations(drawn.boxes, 2):
        assert abs(one.x - other.x) >= WIDTH or abs(one.y - other.y) >= HEIGHT, (one, other)


def test_no_line_runs_through_a_box_and_all_run_inside_the_picture(drawn):
    for line in drawn.lines:
        for (x, y), (to_x, to_y) in pairwise(points(line)):
            assert x == to_x or y == to_y, line
            assert min(x, to_x) >= 0 and max(x, to_x) <= drawn.width and max(y, to_y) <= drawn.height
            for box in drawn.boxes:
                beside = max(x, to_x) <= box.x or min(x, to_x) >= box.x + WIDTH
                apart = max(y, to_y) <= box.y or min(y, to_y) >= box.y + HEIGHT
                assert beside or apart, (line, box)


def test_the_main_path_goes_on_to_the_announcement(drawn):
    assert [line.kind for line in drawn.lines].count("main") == len(drawn.main) - 1 == 8
    assert drawn.main[-1] == "Realizzata e annunciata"


def test_the_way_of_a_stuck_case_is_numbered(app):
    drawn = picture(workflow.load(workflow.shipped()), stuck=SMALLER)
    assert [dot.n for dot in drawn.dots] == [1, 2, 3, 4]
    assert [line.kind for line in drawn.lines].count("bad") == 4
    assert drawn.stuck and drawn.stuck.stage == "planned"


def test_going_to_and_fro_keeps_every_number_readable(app):
    drawn = picture(workflow.load(workflow.shipped()), stuck=("triage", "needs_info", "triage", "needs_info"))
    assert [dot.n for dot in drawn.dots] == [1, 2, 3]
    assert len({(dot.x, dot.y) for dot in drawn.dots}) == 3


def test_a_process_with_a_way_to_nowhere_is_drawn(app):
    text = workflow.shipped().replace('to = "analysis"', 'to = "nowhere"', 1)
    assert picture(workflow.read(text)).boxes
