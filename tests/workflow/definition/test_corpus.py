"""A corpus of definitions, each broken in one way: caught with its code; what is said to get stuck gets stuck."""

import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

import workflow
from tests.workflow.definition import driver
from workflow import Finding, Process, State
from workflow.definition.reading import read

CORPUS = Path(__file__).parent.parent / "corpus"
WHOLE = {"idea": workflow.shipped(), "small": (CORPUS / "small.toml").read_text()}
BROKEN: dict[str, dict[str, Any]] = {
    entry["name"]: entry for entry in tomllib.loads((CORPUS / "broken.toml").read_text())["broken"]
}
# What only shows with people, with cases under way, or in a text of another kind; tested in the files beside this one.
ELSEWHERE = {
    "toml", "too_large", "role_unstaffed", "four_eyes_impossible",
    "process_key", "was_unknown",
}  # fmt: skip


def text_of(name: str) -> str:
    entry = BROKEN[name]
    text = WHOLE[entry["of"]]
    for old, new in entry["changes"]:
        assert old in text, f"the definition does not say {old!r} any more"
        text = text.replace(old, new, 1)
    return text


def findings(text: str) -> tuple[Finding, ...]:
    with pytest.raises(workflow.InvalidProcess) as refused:
        workflow.load(text)
    return refused.value.findings


@pytest.mark.parametrize("of", WHOLE)
def test_the_whole_definitions_have_no_fault_and_scenarios_for_everything(of: str) -> None:
    process = workflow.load(WHOLE[of])
    assert [name for name, taken in workflow.coverage(process).items() if not taken] == []


@pytest.mark.parametrize("name", BROKEN)
def test_a_definition_broken_in_one_way_is_caught_with_its_code_place_and_line(name: str) -> None:
    entry, text = BROKEN[name], text_of(name)
    found = findings(text)
    assert entry["place"] in [finding.place for finding in found if finding.code == entry["code"]]
    assert {finding.code for finding in found} == {entry["code"], *entry.get("also", ())}
    for finding in found:
        assert finding.sentence["it"] != finding.sentence["en"]
        assert not set("{}") & set(finding.sentence["it"] + finding.sentence["en"]) - set(str(entry["changes"]))
        assert finding.line or finding.place in ("file", "public", "process.name.it", "stage"), finding
        written = text.splitlines()[(finding.line or 1) - 1]
        names = finding.place.replace("[", ".").split(".")
        assert not finding.line or any(part in written for part in names), (finding, written)


def test_the_corpus_has_at_least_sixty_and_every_code() -> None:
    assert len(BROKEN) >= 60
    file = resources.files("workflow").joinpath("definition/checks/findings.toml")
    codes = tomllib.loads(file.read_text(encoding="utf-8")).keys() - {"near"}
    caught = {code for entry in BROKEN.values() for code in (entry["code"], *entry.get("also", ()))}
    assert codes - caught == ELSEWHERE


def stuck(process: Process, finding: Finding) -> None:
    state = driver.follow(process, finding.path)
    assert not process.stages[state.stage].is_end
    assert driver.doors(process, state) == []


def without_an_end(process: Process, finding: Finding) -> None:
    state = driver.follow(process, finding.path)
    assert driver.doors(process, state)
    met = {here.stage for here, _ in driver.met_from(process, state).values()}
    assert driver.hopeless(process, state) == met and state.stage in met


def moved_by_time_alone(process: Process, finding: Finding) -> None:
    state, seen = driver.follow(process, finding.path), []
    while (timer := process.stages[state.stage].timer) and state.stage not in seen:
        seen.append(state.stage)
        state = driver.go(process, state, timer.id)
    assert state.stage in seen


def closed_with_a_condition(process: Process, finding: Finding) -> None:
    state = driver.follow(process, finding.path)
    assert state.closed_at is not None and any(duty.open for duty in state.obligations)


def closed_with_a_clock_running(process: Process, finding: Finding) -> None:
    def alive(state: State) -> bool:
        return any(clock.stopped_at is None for clock in state.clocks)

    before, after = (driver.follow(process, path) for path in (finding.path[:-1], finding.path))
    assert alive(before) and not alive(after) and after.closed_at is not None
    assert after.stage not in process.clocks[finding.place.split(".")[1]].stop


SHOWS = {
    "stuck": stuck,
    "no_way_out": without_an_end,
    "timer_cycle": moved_by_time_alone,
    "condition_lost": closed_with_a_condition,
    "clock_not_stopped": closed_with_a_clock_running,
}
WITH_A_WAY = [name for name, entry in BROKEN.items() if {entry["code"], *entry.get("also", ())} & SHOWS.keys()]


@pytest.mark.parametrize("name", WITH_A_WAY)
def test_every_counter_example_really_happens_in_the_engine(name: str) -> None:
    text = text_of(name)
    process = read(text)
    shown = [finding for finding in findings(text) if finding.code in SHOWS]
    assert shown
    for finding in shown:
        SHOWS[finding.code](process, finding)
        if finding.path:
            assert " → ".join(finding.path) in finding.sentence["it"]


def test_the_way_to_a_dead_end_is_a_shortest_one() -> None:
    (finding,) = (f for f in findings(text_of("a desk without actions")) if f.code == "stuck")
    assert finding.path == ("approve", "finance=yes", "safety=yes")
    assert str(finding.sentence) == (
        "Dopo approve → finance=yes → safety=yes la pratica resta ferma in «Ordine»: nessuno la può più muovere."
    )
