"""Where work will queue: against what queueing theory knows, and on the shipped process."""

from math import factorial
from typing import Any

import pytest

import workflow
from tests.workflow.bank import Bank
from tests.workflow.definition.random_definitions import HEAD, TOLD, WORDS, written
from workflow import Process, Simulation, StageLoad
from workflow.definition.reading import read

SEED = 20261121
SHIPPED = workflow.load(workflow.shipped())
STAFF = dict.fromkeys(SHIPPED.roles, 40)


def one_desk() -> Process:
    """A single stage, of a single role: cases come, are dealt with and go."""
    desk = {"title": WORDS, "public": "open", "role": "desk", "due": "1bd", "do": {"on": {"label": WORDS, "to": "done", **TOLD}}}  # fmt: skip
    return read(written({**HEAD, "stage": {"s0": desk}, "end": {"done": {"public": "done"}}}))


def shipped(days: int = 1_000, arrivals: float = 2.0, seed: int = SEED, **more: Any) -> Simulation:
    capacity = STAFF | more.pop("capacity", {})
    return workflow.simulate(
        SHIPPED, arrivals_per_day=arrivals, capacity=capacity, service_days={}, days=days, seed=seed, **more
    )


def load(found: Simulation, stage: str) -> StageLoad:
    return next(each for each in found.stages if each.stage == stage)


def erlang_c(servers: int, offered: float) -> float:
    """The probability that one who comes has to wait (Erlang 1917; Gross and Harris, Fundamentals of Queueing Theory,
    section 2.3); `offered` is arrivals per mean service time. With one server it is `offered`."""
    last = offered**servers / factorial(servers) * servers / (servers - offered)
    return last / (sum(offered**n / factorial(n) for n in range(servers)) + last)


@pytest.mark.parametrize(("servers", "arrivals"), [(1, 0.5), (2, 1.2), (4, 2.4)])
def test_the_mean_wait_at_one_desk_is_that_of_erlang(servers: int, arrivals: float) -> None:
    """M/M/c with a mean service of one day: W = C / (c - a). The runs are long enough for a few hundredths."""
    days = round(90_000 / arrivals)
    found = workflow.simulate(
        one_desk(),
        arrivals_per_day=arrivals,
        capacity={"desk": servers},
        service_days={"s0": 1.0},
        days=days,
        seed=SEED,
    )
    (desk,), (role,) = found.stages, found.roles
    assert desk.mean_wait == pytest.approx(erlang_c(servers, arrivals) / (servers - arrivals), rel=0.06), SEED
    assert role.utilisation == pytest.approx(arrivals / servers, rel=0.02), SEED
    assert desk.mean_queue == pytest.approx(arrivals * desk.mean_wait, rel=0.02), SEED  # Little's law


@pytest.mark.parametrize("seed", range(5))
def test_in_every_stage_the_queue_is_what_waits_of_what_comes(seed: int) -> None:
    """J. D. C. Little, "A Proof for the Queuing Formula L = λW", Operations Research 9 (1961): as areas, exactly."""
    found = shipped(days=500, arrivals=4.0, seed=seed, capacity={"pm": 6, "analyst": 12})
    for each in found.stages:
        begun = each.arrived - each.left_waiting
        waited = each.mean_wait * begun
        assert each.mean_queue * found.days >= waited - 1e-6, seed
        if not each.left_waiting:
            assert each.mean_queue * found.days == pytest.approx(waited, abs=1e-6), (seed, each)
        assert each.done <= begun


def test_the_same_seed_gives_the_same_and_another_seed_another() -> None:
    assert shipped(days=300) == shipped(days=300) != shipped(days=300, seed=SEED + 1)


@pytest.mark.parametrize(
    ("role", "stage", "people"),
    [("moderator", "triage", 2), ("analyst", "analysis", 12), ("developer", "development", 60)],
)
def test_with_half_of_the_people_the_queue_sits_there(role: str, stage: str, people: int) -> None:
    enough, half = shipped(capacity={role: people}), shipped(capacity={role: people // 2})
    assert load(enough, stage).mean_queue < 5
    assert half.bottleneck == stage
    assert load(half, stage).mean_queue > 20 * load(enough, stage).mean_queue
    assert load(half, stage).p95_wait > 20 and load(half, stage).p95_queue > 20
    busy = {each.role: each.utilisation for each in half.roles}
    assert 0.95 < busy[role] == max(busy.values()) <= 1.0 + 1e-9


def test_with_people_enough_nothing_waits_and_cases_end() -> None:
    found = shipped(capacity=dict.fromkeys(SHIPPED.roles, 500))
    assert found.bottleneck is None
    assert found.closed > 0.9 * found.cases
    assert {each.left_waiting for each in found.stages} == {0}


def test_how_often_each_way_is_taken_is_followed() -> None:
    refused = shipped(choices={"triage": {"decline": 1.0}, "refused": {"expire": 1.0}})
    assert load(refused, "evaluation").arrived == 0 and load(refused, "refused").arrived > 0.9 * refused.cases
    lapsed = shipped(choices={"triage": {"ask": 1.0}, "needs_info": {"lapse": 1.0}})
    assert lapsed.closed > 0.9 * lapsed.cases and load(lapsed, "triage").arrived == lapsed.cases


def test_one_no_of_four_sends_back_as_the_join_says() -> None:
    back = shipped(days=150, choices={"signoff": {"no": 1.0}}, capacity=dict.fromkeys(SHIPPED.roles, 500))
    assert load(back, "planned").arrived == 0
    assert (
        load(back, "signoff").arrived % 4 == 0
        and load(back, "analysis").arrived > 4 * load(back, "evaluation").done / 2
    )


def test_what_is_there_at_the_start_is_worked_off_too() -> None:
    crowded = shipped(days=5, arrivals=0.01, present={"analysis": 200, "needs_info": 3}, capacity={"analyst": 1})
    assert load(crowded, "analysis").arrived >= 200 and load(crowded, "analysis").left_waiting > 150
    assert crowded.bottleneck == "analysis" and crowded.cases >= 203


@pytest.mark.parametrize(
    "wrong",
    [{"arrivals": 0.0}, {"days": 0}, {"capacity": {"pm": 0}}, {"capacity": {"chef": 1}}, {"present": {"kitchen": 1}}],
)
def test_what_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="positive|not in the process"):
        shipped(**wrong)


def test_the_log_suggests_how_many_come_who_works_how_long_and_which_way(bank: Bank) -> None:
    bank.wait(days=1).do("accept", "moderator")
    with bank.engine.begin() as db:
        workflow.claim(db, bank.case_id, "", workflow.Actor(3, frozenset({"pm"})), at=bank.wait(days=1).at)
    bank.wait(hours=4.25).do("analyse", "pm")
    bank.do("review", "analyst")
    bank.verdicts()
    with bank.engine.begin() as db:
        workflow.advance(db, bank.noise, "withdraw", workflow.Actor(99, frozenset({"author"})), {}, at=bank.at)
        found = workflow.calibrated(db, SHIPPED, at=bank.at)
        assert workflow.calibrated(db, SHIPPED, at=bank.wait(days=400).at) is None
    assert found is not None
    assert found.arrivals_per_day == 1.0  # two in the two working days since the first
    assert found.capacity == {
        "moderator": 1,
        "pm": 1,
        "analyst": 1,
        "legal": 1,
        "compliance": 1,
        "security": 1,
        "care": 1,
    }
    assert found.service_days["evaluation"] == pytest.approx(0.5)  # from taking it in hand
    assert found.service_days["triage"] == pytest.approx(1.0) and found.service_days["analysis"] == 0.05
    assert found.choices["triage"] == {"accept": 1.0, "withdraw": 1.0} and found.choices["signoff"] == {"ok": 4.0}
    assert found.present == {"planned": 1}
    assert workflow.simulate(SHIPPED, **vars(found), days=50, seed=SEED).cases > 20


def test_the_log_speaks_of_a_draft_in_the_draft_s_names(bank: Bank) -> None:
    bank.until("uat")
    text = workflow.shipped().replace("[stage.uat", "[stage.trial").replace('"uat"', '"trial"')
    draft = read(text.replace("[stage.trial]\n", '[stage.trial]\nwas = ["uat"]\n'))
    with bank.engine.begin() as db:
        found = workflow.calibrated(db, draft, at=bank.at)
    assert found is not None and found.present == {"trial": 1, "triage": 1}
