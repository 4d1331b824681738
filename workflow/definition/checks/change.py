"""Change: the names by which a new version calls what was there before.

Where cases under way go on, the rehearsal says (`workflow.rehearsal.present`), for there people may decide.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from workflow.definition.checks.findings import finding, unknown
from workflow.definition.model import Finding, Process


def old_names_are_old(process: Process) -> Iterator[Finding]:
    """A name in `was` belongs to nothing any more, and to one successor."""
    for kind, present in _kinds(process).items():
        heirs: dict[str, str] = {}
        for name, item in present.items():
            for old in item.was:
                if old in present:
                    yield finding("was_present", f"{kind}.{name}.was", name=old)
                elif old in heirs:
                    yield finding("was_twice", f"{kind}.{name}.was", name=old, other=heirs[old])
                heirs.setdefault(old, name)


def check_change(old: Process, new: Process) -> list[Finding]:
    """Whether `new` is a next version of `old`: codes process_key and was_unknown, a name in `was` that `old` does not
    know (a typing mistake there would send cases nowhere)."""
    if old.key != new.key:
        return [finding("process_key", "process.key", name=old.key)]
    found = []
    before = _kinds(old)
    for kind, present in _kinds(new).items():
        for name, item in present.items():
            # A name that was old already in the version before stays in the file without being asked about again.
            known_as = before[kind][name].was if name in before[kind] else ()
            strangers = [was for was in item.was if was not in before[kind] and was not in known_as]
            found += [unknown("was_unknown", f"{kind}.{name}.was", was, before[kind]) for was in strangers]
    return found


def _kinds(process: Process) -> dict[str, Mapping[str, Any]]:
    """What can be renamed."""
    desks = {name: stage for name, stage in process.stages.items() if not stage.is_end}
    return {"stage": desks, "role": process.roles, "field": process.fields}
