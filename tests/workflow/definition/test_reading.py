"""What the reader gives: defaults, lines, calendars that last."""

from datetime import UTC, datetime

import pytest

import workflow
from workflow import Process
from workflow.definition.lines import line_numbers
from workflow.definition.reading import read


def test_people_are_warned_at_three_quarters_unless_the_file_says_otherwise(process: Process) -> None:
    assert process.clocks["answer"].warn == process.stages["triage"].warn == 0.75
    text = workflow.shipped().replace('due = "2bd"', 'due = "2bd"\nwarn = 0.5').replace("warn = 0.75", "warn = 0.9")
    changed = workflow.load(text)
    assert (changed.stages["triage"].warn, changed.clocks["answer"].warn) == (0.5, 0.9)


def test_old_names_are_read() -> None:
    text = workflow.shipped().replace('title = { it = "Pareri"', 'was = ["opinions"]\ntitle = { it = "Pareri"')
    assert workflow.load(text).stages["signoff"].was == ("opinions",)


def test_a_name_that_stands_for_nothing_any_more_may_be_an_old_name_of_two_kinds() -> None:
    text = workflow.shipped().replace('title = { it = "Pareri"', 'was = ["pm"]\ntitle = { it = "Pareri"')
    assert workflow.load(text).stages["signoff"].was == ("pm",)


def test_every_key_that_begins_a_line_has_its_line() -> None:
    text = '# a\n[process]\nkey = "idea"\n\n[stage.a]\ndo.on = { to = "b" }\n\n[[scenario]]\nname = "x"\n[[scenario]]\n  steps = [\n    "a",\n  ]\n'
    assert line_numbers(text) == {
        "process": 2, "process.key": 3, "stage.a": 5, "stage.a.do.on": 6,
        "scenario[0]": 8, "scenario[0].name": 9, "scenario[1]": 10, "scenario[1].steps": 11,
    }  # fmt: skip


def test_the_calendar_must_last_two_years_from_the_day_of_publication() -> None:
    dated = ", ".join(f'"{year}-12-25 Natale"' for year in (2026, 2027, 2028))
    text = (
        workflow.shipped()
        .replace('holidays = "IT"\nextra = [', f"extra = [{dated}, ")
        .replace('"12-07 Sant’Ambrogio"', "")
    )
    assert workflow.load(text, datetime(2026, 10, 12, 8, tzinfo=UTC))
    with pytest.raises(workflow.InvalidProcess) as refused:
        workflow.load(text, datetime(2027, 10, 12, 8, tzinfo=UTC))
    assert [str(finding.sentence) for finding in refused.value.findings] == [
        "Il calendario deve coprire 24 mesi: del 2029 non ha festività."
    ]


def test_a_definition_of_any_size_is_answered() -> None:
    with pytest.raises(workflow.InvalidProcess) as refused:
        workflow.load("#" * 200_001)
    assert [finding.code for finding in refused.value.findings] == ["too_large"]
    stages = "".join(f'[stage.s{n}]\npublic = "a"\n' for n in range(500))
    with pytest.raises(workflow.InvalidProcess) as refused:
        workflow.load(stages)
    assert "too_many" in {finding.code for finding in refused.value.findings}


def test_reading_alone_asks_nothing_of_the_meaning() -> None:
    assert read(workflow.shipped().replace('to = "announced"', 'to = "released"')).stages["released"]
