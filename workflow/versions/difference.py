"""What one definition says otherwise than another, in the words of those who decide on it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

from workflow.definition.model import Process, Stage
from workflow.text import Text
from workflow.versions.values import KINDS, PROPERTIES, TEXTS, quoted, shown

Kind = Literal["stage", "role", "field"]
RENAMING: tuple[Kind, ...] = ("stage", "role", "field")
# Compared one by one on their own, or nobody's business: the name, and what it was called.
APART = frozenset({"id", "key", "name", "was", "actions", "offices", "title", "label"})


@dataclass(frozen=True)
class Change:
    """`code` is "stage_added", "action_removed", "stage_renamed", "role_changed"...; `place` where in the new file (in
    the old one for what is gone); `what` the part that changed, "" for a thing as a whole."""

    code: str
    place: str
    what: str
    sentence: Text


def difference(old: Process, new: Process) -> list[Change]:
    """Everything that changed, in the order of the file: nothing exactly when the two have the same hash but for
    the order in which things are written."""
    changes = [*_head(old, new)]
    for kind, before, after in _collections(old, new):
        changes += _things(old, new, kind, before, after)
    changes += _calendar(old, new)
    if old.scenarios != new.scenarios:
        count = len(new.scenarios)
        told = Text(it=f"Esempi da provare: ora {count}.", en=f"Scenarios to try: now {count}.")
        changes.append(Change("scenarios_changed", "scenario", "", told))
    return changes


def _collections(old: Process, new: Process) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    yield "stage", old.stages, new.stages
    yield "anywhere", old.anywhere, new.anywhere
    yield "clock", old.clocks, new.clocks
    yield "role", old.roles, new.roles
    yield "public", old.public, new.public
    yield "field", old.fields, new.fields
    yield "verdict", old.verdicts, new.verdicts


def _head(old: Process, new: Process) -> Iterator[Change]:
    for name in ("start", "name", "languages"):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield _changed(old, new, "process", Text(it="Processo", en="Process"), "process", name, before, after)


def _things(
    old: Process, new: Process, kind: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[Change]:
    """Added, removed, renamed and changed things of one kind."""
    heirs = {name: _heir(new, kind, name) for name in before}
    for name, item in after.items():
        if name not in heirs.values():
            yield _whole("added", kind, name, item)
    for name, item in before.items():
        if heirs[name] not in after:
            yield _whole("removed", kind, name, item)
        else:
            yield from _thing(old, new, kind, item, after[heirs[name]])


def _heir(new: Process, kind: str, name: str) -> str:
    return next((new.renamed(known, name) for known in RENAMING if known == kind), name)


def _thing(old: Process, new: Process, kind: str, before: Any, after: Any) -> Iterator[Change]:
    name = _name(after)
    place, title = f"{_section(kind, after)}.{name}", _title(after)
    if _name(before) != name:
        values = {"before": quoted(_title(before)), "after": quoted(title)}
        yield _told(f"{kind}_renamed", place, "was", KINDS[kind], "renamed", values)
    yield from _properties(old, new, kind, place, before, after)
    if isinstance(after, Stage):
        yield from _offices(new, place, before, after)
        yield from _actions(old, new, place, before, after)


def _properties(old: Process, new: Process, kind: str, place: str, before: Any, after: Any) -> Iterator[Change]:
    """Every property that differs; labels, hints and sayings together, as texts."""
    names = [each.name for each in fields(after) if each.name not in APART]
    for name in names:
        was, now = getattr(before, name), getattr(after, name)
        if was != now and name not in TEXTS and _carried(new, was) != now:
            yield _changed(old, new, kind, _title(after), place, name, was, now)
    words = [name for name in (*TEXTS, "label", "title") if getattr(before, name, None) != getattr(after, name, None)]
    if words:
        values = {"title": quoted(_title(after))}
        yield _told(f"{kind}_texts", place, ",".join(words), KINDS[kind], "texts", values)


def _carried(new: Process, value: Any) -> Any:
    """A value with the names that the new version gives to the same stages and roles: renaming is said once."""
    if isinstance(value, str):
        stage = new.renamed("stage", value)
        return stage if stage != value else new.renamed("role", value)
    return tuple(_carried(new, each) for each in value) if isinstance(value, tuple) else value


def _offices(new: Process, place: str, before: Stage, after: Stage) -> Iterator[Change]:
    asked = [new.renamed("role", office) for office in before.offices]
    for code, names in (
        ("office_added", [office for office in after.offices if office not in asked]),
        ("office_removed", [office for office in asked if office not in after.offices]),
    ):
        for office in names:
            title = new.roles[office].title if office in new.roles else Text(it=office, en=office)
            values = {"office": quoted(title), "title": quoted(after.title)}
            yield _told(code, f"{place}.all", office, KINDS["stage"], code, values)


def _actions(old: Process, new: Process, place: str, before: Stage, after: Stage) -> Iterator[Change]:
    for name, action in after.actions.items():
        if name not in before.actions:
            yield _whole("added", "action", f"{place}.do.{name}", action, after)
    for name, action in before.actions.items():
        if name not in after.actions:
            yield _whole("removed", "action", f"{place}.do.{name}", action, after)
        else:
            yield from _properties(old, new, "action", f"{place}.do.{name}", action, after.actions[name])


def _calendar(old: Process, new: Process) -> Iterator[Change]:
    for each in fields(new.calendar):
        before, after = getattr(old.calendar, each.name), getattr(new.calendar, each.name)
        if each.compare and before != after:
            title = Text(it="Calendario", en="Calendar")
            yield _changed(old, new, "calendar", title, "calendar", each.name, before, after)


def _whole(what: str, kind: str, name: str, item: Any, stage: Stage | None = None) -> Change:
    place = name if kind == "action" else f"{_section(kind, item)}.{name}"
    title = quoted(_title(item))
    if stage is not None:
        title = Text(it="{title} in {stage}", en="{title} in {stage}").filled(
            {"title": title, "stage": quoted(stage.title)}
        )
    return _told(f"{kind}_{what}", place, "", KINDS[kind], what, {"title": title})


def _changed(
    old: Process, new: Process, kind: str, title: Text, place: str, name: str, before: Any, after: Any
) -> Change:
    code = "action_target" if (kind, name) == ("action", "to") else f"{kind}_changed"
    values = {"title": quoted(title), "property": PROPERTIES.get(name, Text(it=name, en=name))}
    values |= {"before": shown(old, before), "after": shown(new, after)}
    return _told(code, place, name, KINDS[kind], "changed", values)


def _told(code: str, place: str, what: str, kind: Text, sentence: str, values: Mapping[str, Text]) -> Change:
    return Change(code, place, what, SENTENCES[sentence].filled({"kind": kind, **values}))


def _name(item: Any) -> str:
    return str(getattr(item, "id", None) or getattr(item, "key", None) or item.name)


def _title(item: Any) -> Text:
    title = getattr(item, "title", None) or getattr(item, "label", None)
    return title or Text(it=_name(item), en=_name(item))


def _section(kind: str, item: Any) -> str:
    return "end" if isinstance(item, Stage) and item.is_end else kind


SENTENCES = {
    "added": Text(it="In più: {kind} {title}.", en="Added: {kind} {title}."),
    "removed": Text(it="In meno: {kind} {title}.", en="Removed: {kind} {title}."),
    "renamed": Text(it="Cambia nome: {kind} {before}, ora {after}.", en="Renamed: {kind} {before}, now {after}."),
    "texts": Text(it="Testi cambiati: {kind} {title}.", en="Texts changed: {kind} {title}."),
    "changed": Text(
        it="{kind} {title}: {property}, da {before} a {after}.",
        en="{kind} {title}: {property}, from {before} to {after}.",
    ),
    "office_added": Text(it="{title} chiede un parere in più: {office}.", en="{title} asks one more office: {office}."),
    "office_removed": Text(
        it="{title} chiede un parere in meno: {office}.", en="{title} asks one office less: {office}."
    ),
}
