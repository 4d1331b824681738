"""Change: what is under way in the present version must have a home in the new one."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from workflow.definition.checks.findings import finding, unknown
from workflow.definition.model import Finding, Process

LivePlace = tuple[str, str]


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


def home_of(new: Process, stage: str, slot: str) -> LivePlace | None:
    """Where a step that is open in `stage` (for the office `slot`, "" for a single desk) goes on; None: nowhere."""
    home = new.stages.get(new.renamed("stage", stage))
    office = new.renamed("role", slot) if slot else ""
    if home is None or home.is_end or office not in (home.offices or ("",)):
        return None
    return home.id, office


def check_change(old: Process, new: Process, live: Iterable[LivePlace]) -> list[Finding]:
    """Whether cases under way in `old` can go on in `new`.

    `live` has the (stage, slot) of the open steps, and (stage, "") of the stages that @back leads to. What cannot be
    decided is for people: codes process_key, was_unknown, stage_homeless, home_is_end, slot_homeless.
    """
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
    homeless = {place for place in live if home_of(new, *place) is None}
    return found + [_homeless(old, new, *place) for place in sorted(homeless)]


def _homeless(old: Process, new: Process, stage: str, slot: str) -> Finding:
    title = old.stages[stage].title
    name = new.renamed("stage", stage)
    if name not in new.stages:
        return finding("stage_homeless", "stage", name=stage)
    if new.stages[name].is_end:
        return finding("home_is_end", f"end.{name}", name=name, stage=title)
    return finding("slot_homeless", f"stage.{name}.all", stage=title, name=old.roles[slot].title if slot else title)


def _kinds(process: Process) -> dict[str, Mapping[str, Any]]:
    """What can be renamed."""
    desks = {name: stage for name, stage in process.stages.items() if not stage.is_end}
    return {"stage": desks, "role": process.roles, "field": process.fields}
