"""Definitions and walks made up by chance."""

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

import workflow
from tests.workflow.definition import driver
from tests.workflow.definition.random_definitions import definitions
from workflow import Process, State
from workflow.definition.checks import graph
from workflow.definition.reading import read
from workflow.definition.soundness import explore, marking_of

SHIPPED = workflow.load(workflow.shipped())
CHANCE = st.randoms(use_true_random=False)


@given(definitions())
@settings(max_examples=40)
def test_a_definition_built_soundly_has_no_fault(text: str) -> None:
    process = workflow.load(text)
    assert driver.hopeless(process, driver.opened(process)) == set()


@given(definitions(wild=True))
@settings(max_examples=80)
def test_the_proof_agrees_with_trying_everything(text: str) -> None:
    process = read(text)
    found = list(graph.an_end_is_always_within_reach(explore(process)))
    hopeless = driver.hopeless(process, driver.opened(process))
    event("hopeless" if hopeless else "sound")
    assert bool(found) == bool(hopeless)
    for finding in found:
        state = driver.follow(process, finding.path)
        assert state.stage in hopeless
        assert bool(driver.doors(process, state)) == (finding.code == "no_way_out")


@given(definitions(wild=True))
@settings(max_examples=50)
def test_the_situations_of_the_proof_are_those_a_case_can_get_into_and_no_others(text: str) -> None:
    process = read(text)
    space = explore(process)
    tried = driver.met_from(process, driver.opened(process))
    assert {marking_of(process, state) for state, _ in tried.values()} == without_ends_from_anywhere(
        process, space.moves
    )


def without_ends_from_anywhere(process: Process, markings: object) -> set[object]:
    gone = {action.to for action in process.anywhere.values()}
    return {marking for marking in markings if marking.stage not in gone}


def test_the_situations_of_the_shipped_process_are_those_of_every_order_of_verdicts() -> None:
    tried = driver.met_from(SHIPPED, driver.opened(SHIPPED))
    space = explore(SHIPPED)
    met = {marking_of(SHIPPED, state) for state, _ in tried.values()}
    assert without_ends_from_anywhere(SHIPPED, met) == without_ends_from_anywhere(SHIPPED, space.moves)
    assert len(tried) > 4 * len(space.moves)


@given(definitions() | st.just(workflow.shipped()), CHANCE, st.integers(0, 40))
@settings(max_examples=60)
def test_no_walk_loses_a_verdict_or_gets_where_no_end_is_in_reach(text: str, chance, length: int) -> None:
    process = read(text)
    state, given_so_far = driver.opened(process), {}
    for _ in range(length):
        doors = driver.doors(process, state)
        if not doors:
            break
        move = chance.choice(doors)
        before, state = state, driver.go(process, state, move)
        slot, spoken, verdict = move.partition("=")
        if spoken and verdict != "met":
            given_so_far[slot] = verdict
            assert_joined_on_all(process, before, state, given_so_far)
        if state.stage != before.stage or state.round != before.round:
            given_so_far = {}
        assert {slot: given.outcome for slot, given in state.verdicts.items()} == given_so_far
    assert process.stages[state.stage].is_end or driver.doors(process, state)
    assert driver.hopeless(process, state) == set()


def assert_joined_on_all(process: Process, before: State, after: State, verdicts: dict[str, str]) -> None:
    """The round joins when everybody has spoken, not before, and as the rules say of all the verdicts."""
    stage = process.stages[before.stage]
    if len(verdicts) < len(stage.offices):
        assert (after.stage, after.round) == (before.stage, before.round)
        return
    said = set(verdicts.values())
    rule = next(
        rule for rule in stage.join
        if (rule.any is None or rule.any in said) and (rule.all is None or said == {rule.all})
    )  # fmt: skip
    assert after.stage == stage.actions[rule.do].to


@given(definitions())
@settings(max_examples=30)
def test_a_case_ends_with_nothing_open_but_conditions_of_what_is_not_done(text: str) -> None:
    process = read(text)
    for state, _ in driver.met_from(process, driver.opened(process)).values():
        if process.stages[state.stage].is_end:
            assert state.open_steps == () and all(clock.stopped_at for clock in state.clocks)
            assert state.stage != "done" or not any(duty.open for duty in state.obligations)


@given(definitions(), st.data())
@settings(max_examples=30)
def test_deadlines_add_up_over_the_stages_that_a_walk_can_pass(text: str, data: st.DataObject) -> None:
    """The promise of as many days as the longest walk takes is kept; one day less is refused."""
    process = workflow.load(text)
    longest = most_days(process)
    assert workflow.load(text.replace("1000bd", f"{longest}bd"))
    assume(longest > 1)
    try:
        workflow.load(text.replace("1000bd", f"{longest - 1}bd"))
    except workflow.InvalidProcess as refused:
        assert [finding.code for finding in refused.findings] == ["promise_too_short"]
        assert f" {longest}bd" in refused.findings[0].sentence["en"]
    else:
        raise AssertionError(f"{longest} days do not fit in {longest - 1}")


def most_days(process: Process) -> int:
    """By trying: the most days of the sets of places that a walk can pass, each once."""
    days = {stage.id: int(stage.due.removesuffix("bd") or 0) for stage in process.stages.values()}
    edges: dict[tuple[str, str | None], set[tuple[str, str | None]]] = {}
    found = driver.met_from(process, driver.opened(process))
    for state, after in found.values():
        edges.setdefault((state.stage, state.back), set()).update((key[0], key[1]) for key in after)
    best, seen = 0, set()
    waiting = [(("s0", None), frozenset({("s0", None)}))]
    while waiting:
        here, passed = waiting.pop()
        if (here, passed) not in seen:
            seen.add((here, passed))
            best = max(best, sum(days[stage] for stage, _ in passed))
            waiting += [(to, passed | {to}) for to in edges[here]]
    return best
