"""Where our proof and pm4py rightly differ: what BPMN does not show. Each has a definition that shows it.

In every one ours is the stricter. What the flat profile leaves out besides does not touch soundness: withdrawing
while the offices are speaking is drawn before they start, and four eyes, fields and deadlines do not move a case.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.conformance.mutants import base
from workflow.bpmn import toml


class Difference(NamedTuple):
    """`codes`: what we find in `text`; pm4py finds it sound."""

    why: str
    codes: frozenset[str]
    text: str


LOOP_OF_TIMERS = frozenset({"timer_cycle"})


def differences() -> Iterator[Difference]:
    yield Difference(
        "A loop of timers alone: pm4py trusts that somebody acts in time, we do not.",
        LOOP_OF_TIMERS,
        toml.dumps(_timers_in_a_loop()),
    )
    yield Difference(
        "A condition that an office set is still open at the end: BPMN has no conditions.",
        frozenset({"condition_lost"}),
        toml.dumps(_conditions_forgotten()),
    )
    yield Difference(
        "A way out only by withdrawing: for us a case must be able to end without.",
        frozenset({"no_way_out"}),
        toml.dumps(_withdrawing_as_the_only_way_out()),
    )
    yield Difference(
        "A rule that never decides, beside another for the same action: the drawing has one flow for both.",
        frozenset({"join_shadowed"}),
        toml.dumps(_a_rule_for_nothing()),
    )
    yield Difference(
        "@back from a stage that itself was entered to go back: too deep for people, not for a net.",
        frozenset({"back_too_deep"}),
        toml.dumps(_back_two_deep()),
    )
    yield Difference(
        "@back into the middle of a round of opinions: the round would have to begin again.",
        frozenset({"parallel_nested"}),
        toml.dumps(_back_into_a_round()),
    )


def _a_rule_for_nothing() -> dict[str, Any]:
    raw = base(False)
    raw["stage"]["signoff"]["join"].insert(0, raw["stage"]["signoff"]["join"][0])
    return raw


def _lead(raw: dict[str, Any], stage: str, action: str, **values: Any) -> dict[str, Any]:
    raw["stage"][stage]["do"][action] |= values
    return raw


def _timers_in_a_loop() -> dict[str, Any]:
    raw = _lead(base(False), "parked", "resume", by="timer")
    return _lead(raw, "evaluation", "park", by="timer")


def _conditions_forgotten() -> dict[str, Any]:
    raw = base(False)
    raw["verdict"]["ok_if"]["obligation"] = True
    return raw


def _withdrawing_as_the_only_way_out() -> dict[str, Any]:
    raw = base(True)
    raw["stage"]["parked"]["do"] = {"resume": raw["stage"]["parked"]["do"]["resume"] | {"to": "parked"}}
    return raw


def _back_two_deep() -> dict[str, Any]:
    raw = base(False)
    asked = raw["stage"]["needs_info"]
    raw["stage"]["second"] = asked | {"do": {name: dict(what) for name, what in asked["do"].items()}}
    return _lead(raw, "needs_info", "lapse", to="second")


def _back_into_a_round() -> dict[str, Any]:
    return _lead(base(False), "signoff", "back", to="needs_info")
