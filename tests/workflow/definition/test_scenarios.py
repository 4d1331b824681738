"""Scenarios: what they tell, where they fail, what they leave out."""

import pytest

import workflow
from workflow import Process
from workflow.definition.reading import read


def with_scenario(*steps: str) -> str:
    """The shipped definition with one scenario alone."""
    text = workflow.shipped()
    listed = ", ".join(f'"{step}"' for step in steps)
    return text[: text.index("[[scenario]]")] + f'[[scenario]]\nname = "one"\nsteps = [{listed}]\n'


def failure(*steps: str) -> workflow.Finding:
    with pytest.raises(workflow.InvalidProcess) as refused:
        workflow.load(with_scenario(*steps))
    (finding,) = refused.value.findings
    return finding


def test_the_shipped_scenarios_take_every_action_and_verdict(process: Process) -> None:
    covered = workflow.coverage(process)
    assert all(covered.values())
    assert {"triage.accept", "needs_info.lapse", "signoff.back", "signoff=ok_if", "anywhere.withdraw"} <= covered.keys()


def test_what_no_scenario_takes_is_listed() -> None:
    covered = workflow.coverage(read(with_scenario("accept", "ask", "lapse")))
    assert [name for name, taken in covered.items() if taken] == ["triage.accept", "evaluation.ask", "needs_info.lapse"]


def test_a_step_that_is_refused_says_which_where_and_why() -> None:
    up_to_the_trial = ("accept", "analyse", "review", "legal=ok_if", "compliance=ok", "security=ok", "care=ok")
    steps = (*up_to_the_trial, "start", "deliver", "@uat", "release")
    finding = failure(*steps)
    assert (finding.code, finding.place, finding.path) == ("scenario_refused", "scenario[0].steps[10]", steps[:-1])
    assert str(finding.sentence) == (
        "«one», passo 11: da «Collaudo» «release» non si può. Prima va chiusa la condizione posta da: Legale."
    )
    assert workflow.load(with_scenario(*steps[:-1], "legal=met", "release"))


@pytest.mark.parametrize(
    ("steps", "code", "words"),
    [
        (["acept"], "scenario_unknown", "in «Smistamento» non c’è «acept». Volevi dire «accept»?"),
        (["accept", "@analysis"], "scenario_elsewhere", "doveva essere @analysis, ma la pratica è in «Valutazione"),
        (["legal=ok"], "scenario_unknown", "non c’è «legal=ok»"),
        (["legal=met"], "scenario_unknown", "non c’è «legal=met»"),
        (["accept", "analyse", "review", "legal=maybe"], "scenario_unknown", "non c’è «legal=maybe»"),
        (["accept", "analyse", "review", "legal=ok", "legal=ok"], "scenario_refused", "Il parere c’è già."),
        (["accept", "analyse", "review", "pass"], "scenario_refused", "Lo decidono i pareri"),
        (["merge", "accept"], "scenario_refused", "La pratica è chiusa"),
        (["@limbo"], "scenario_elsewhere", "doveva essere @limbo"),
        (["="], "scenario_unknown", "non c’è «=»"),
        ([""], "scenario_unknown", "non c’è «»"),
    ],
)  # fmt: skip
def test_a_scenario_fails_at_its_first_wrong_step(steps: list[str], code: str, words: str) -> None:
    finding = failure(*steps)
    assert (finding.code, finding.place) == (code, f"scenario[0].steps[{len(steps) - 1}]")
    assert words in finding.sentence["it"]
    assert finding.line == with_scenario(*steps).splitlines().index('name = "one"') + 2


def test_a_stored_version_is_read_even_when_its_scenarios_fail() -> None:
    assert read(with_scenario("acept")).scenarios[0].steps == ("acept",)


def test_the_stages_along_a_way_end_with_the_last_move_that_can_be_made() -> None:
    process = workflow.load(workflow.shipped())
    assert workflow.stages_along(process, ["accept", "ask", "answer", "fly", "analyse"]) == (
        "triage", "evaluation", "needs_info", "evaluation",
    )  # fmt: skip
