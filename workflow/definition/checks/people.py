"""People: escalation that ends, four eyes that exist; and, with the bank's people of today, that there are enough."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from workflow.definition.checks.findings import SIDE_BY_SIDE, finding
from workflow.definition.graphs import loops
from workflow.definition.model import Finding, Process
from workflow.engine.state import AUTHOR

Staffing = Mapping[str, Collection[int]]


class Task(NamedTuple):
    """Somebody's part of a stage."""

    stage: str
    role: str


Apart = dict[Task, set[Task]]


def escalation_ends(process: Process) -> Iterator[Finding]:
    for loop in loops({role.id: [role.escalate] if role.escalate else [] for role in process.roles.values()}):
        first = min(loop, key=list(process.roles).index)
        way = [first]
        while (above := process.roles[way[-1]].escalate) and above != first:
            way.append(above)
        yield finding("escalation_cycle", f"role.{way[-1]}.escalate", roles=SIDE_BY_SIDE.join([*way, first]))


def author_is_one_person(process: Process) -> Iterator[Finding]:
    for task, others in _apart(process).items():
        for other in sorted(others):
            if task.role == other.role == AUTHOR and other.stage in process.stages[task.stage].not_by:
                place, title = f"stage.{task.stage}.not_by", process.stages[other.stage].title
                yield finding("four_eyes_author", place, stage=title)


def check_people(process: Process, staffing: Staffing) -> list[Finding]:
    """Whether the people of today can take a case along every path: `staffing` has the ids of the people by role.

    Codes role_unstaffed and four_eyes_impossible. Four eyes are looked at together: that there is a choice of one
    person per task in which nobody meets themselves, and this for every stage with a `not_by`.
    """
    found = []
    for role, places in _needed(process).items():
        if role != AUTHOR and not staffing.get(role):
            title = process.roles[role].title
            found.append(finding("role_unstaffed", f"role.{role}", role=title, places=", ".join(places)))
    return found or list(_four_eyes(process, staffing))


def _needed(process: Process) -> dict[str, list[str]]:
    """Each role that has something to do -> where."""
    needed: dict[str, list[str]] = {}
    for stage in process.stages.values():
        acting = [stage.role, *stage.offices, *(a.role for a in stage.actions.values() if a.by == "person")]
        for role in dict.fromkeys(acting):
            if role:
                needed.setdefault(role, []).append(f"stage.{stage.id}")
    for action in process.anywhere.values():
        needed.setdefault(action.role, []).append(f"anywhere.{action.id}")
    for role in list(needed):
        if above := process.roles[role].escalate:
            needed.setdefault(above, []).append(f"role.{role}.escalate")
    return needed


def _apart(process: Process) -> Apart:
    """The tasks that must be done by different people."""
    tasks = {
        stage.id: [Task(stage.id, role) for role in stage.offices or (stage.role,) if role]
        for stage in process.stages.values()
    }
    apart: Apart = {}
    for stage in process.stages.values():
        for task in tasks[stage.id]:
            for other in (other for name in stage.not_by for other in tasks[name] if other != task):
                apart.setdefault(task, set()).add(other)
                apart.setdefault(other, set()).add(task)
    return apart


def _four_eyes(process: Process, staffing: Staffing) -> Iterator[Finding]:
    """Stages are added one by one, in the order of the file, so that the one that is too many can be named."""
    people: dict[str, Collection[int]] = {**staffing, AUTHOR: (0,)}
    apart = _apart(process)
    so_far: list[Task] = []
    for stage in process.stages.values():
        tasks = [task for task in apart if task.stage == stage.id]
        if tasks and not _assigned([*so_far, *tasks], apart, people):
            others = sorted({other.stage for task in tasks for other in apart[task] if other in so_far})
            titles = ", ".join(f"«{name}»" for name in others)
            yield finding("four_eyes_impossible", f"stage.{stage.id}", stage=stage.title, others=titles)
        else:
            so_far += tasks


def _assigned(tasks: list[Task], apart: Apart, people: Mapping[str, Collection[int]]) -> bool:
    """Whether each task can have a person of its own among those that must differ.

    A task with more people than neighbours finds one whatever the others do, so it is left for last; what remains is
    searched, fewest candidates first.
    """
    left = set(tasks)
    while easy := {task for task in left if len(people[task.role]) > len(apart[task] & left)}:
        left -= easy
    return _searched(sorted(left, key=lambda task: len(people[task.role])), {}, apart, people)


def _searched(tasks: list[Task], chosen: dict[Task, int], apart: Apart, people: Mapping[str, Collection[int]]) -> bool:
    if not tasks:
        return True
    taken = {chosen[other] for other in apart[tasks[0]] if other in chosen}
    return any(
        _searched(tasks[1:], {**chosen, tasks[0]: person}, apart, people)
        for person in people[tasks[0].role]
        if person not in taken
    )
