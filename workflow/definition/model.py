"""A process as it was published: frozen, in memory, with no trace of the file it was read from."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from workflow.definition.calendar import Calendar
from workflow.text import Text

AUDIENCES = ("author", "followers", "voters")
BACK = "@back"
WARN = 0.75
FieldType = Literal["text", "choice", "number", "date", "reference"]


@dataclass(frozen=True)
class Finding:
    """One thing wrong in a definition; `place` is a path in the file ("stage.triage.do.ask.to"), `line` its line when
    there is a file, `path` the moves after which a case meets the fault ("accept", "legal=no")."""

    code: str
    place: str
    sentence: Text
    path: tuple[str, ...] = ()
    line: int | None = None


@dataclass(frozen=True)
class Role:
    id: str
    title: Text
    escalate: str | None = None
    was: tuple[str, ...] = ()


@dataclass(frozen=True)
class PublicStatus:
    """One of the few words customers see. `position` 1.. on the main path, None beside it. `votes`: whether support
    is still counted; None leaves it to the house."""

    key: str
    label: Text
    past: Text
    say: Text
    mark: str
    position: int | None = None
    private: bool = False
    refusal: bool = False
    votes: bool | None = None


@dataclass(frozen=True)
class Field:
    """What an action asks for. `minimum` and `maximum` bound a number's value, a text's length in characters
    and a date's distance from today in days."""

    name: str
    type: FieldType
    label: Text
    hint: Text | None = None
    choices: tuple[tuple[str, Text], ...] = ()
    audience: Literal["customer", "internal"] = "internal"
    multiline: bool = False
    minimum: float | None = None
    maximum: float | None = None
    was: tuple[str, ...] = ()

    def earliest(self, today: date) -> date | None:
        return None if self.minimum is None else today + timedelta(days=int(self.minimum))

    def latest(self, today: date) -> date | None:
        return None if self.maximum is None else today + timedelta(days=int(self.maximum))


@dataclass(frozen=True)
class Action:
    """A way out of a stage. `internal` names the fields that here only staff read; `given` holds the values the
    definition itself supplies; `through` names what performs the action and tells people about it."""

    id: str
    label: Text
    to: str
    role: str
    need: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    internal: tuple[str, ...] = ()
    notify: tuple[str, ...] = ()
    by: Literal["person", "timer", "join"] = "person"
    tone: Literal["primary", "secondary", "danger"] = "secondary"
    say: Text | None = None
    hint: Text | None = None
    given: dict[str, str] = field(default_factory=dict)
    new_round: bool = False
    clear: bool = False
    through: str = ""


@dataclass(frozen=True)
class Anywhere(Action):
    """An action open in every stage but those in `until`, where `too_late` says why not."""

    until: tuple[str, ...] = ()
    too_late: Text = Text()


@dataclass(frozen=True)
class Verdict:
    id: str
    label: Text
    need: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    hint: Text | None = None
    tone: Literal["primary", "secondary", "danger"] = "secondary"
    obligation: bool = False


@dataclass(frozen=True)
class JoinRule:
    """`do` applies when some verdict is `any`, or when each one is `all`; with neither, always."""

    do: str
    any: str | None = None
    all: str | None = None

    def applies(self, verdicts: Collection[str | None]) -> bool:
        """Whether it decides a round in which these verdicts were given; who gave which does not count."""
        if self.any and self.any not in verdicts:
            return False
        return not self.all or set(verdicts) == {self.all}


@dataclass(frozen=True)
class Stage:
    """A desk, or several at once (`offices`), or an end. `warn` is the part of the time after which to warn; `was` the
    names it had in earlier versions."""

    id: str
    title: Text
    public: str
    role: str = ""
    due: str = ""
    due_else: str = ""
    warn: float = WARN
    was: tuple[str, ...] = ()
    actions: dict[str, Action] = field(default_factory=dict)
    offices: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    not_by: tuple[str, ...] = ()
    join: tuple[JoinRule, ...] = ()
    is_end: bool = False

    @cached_property
    def returns(self) -> bool:
        """Whether it leads @back to where the case came from."""
        return any(action.to == BACK for action in self.actions.values())

    @cached_property
    def timer(self) -> Action | None:
        return next((action for action in self.actions.values() if action.by == "timer"), None)


@dataclass(frozen=True)
class Clock:
    """One promise across stages."""

    name: str
    start: str
    stop: tuple[str, ...]
    pause: tuple[str, ...]
    due: str
    warn: float = WARN


@dataclass(frozen=True)
class Scenario:
    """A story to be told at every publication: actions, "office=verdict", "office=met", "@stage" to say where it is."""

    name: str
    steps: tuple[str, ...]


@dataclass(frozen=True)
class Process:
    key: str
    name: Text
    hash: str
    text: str = field(repr=False)
    start: str
    languages: tuple[str, ...]
    calendar: Calendar
    roles: dict[str, Role]
    public: dict[str, PublicStatus]
    fields: dict[str, Field]
    verdicts: dict[str, Verdict]
    stages: dict[str, Stage]
    anywhere: dict[str, Anywhere]
    clocks: dict[str, Clock]
    scenarios: tuple[Scenario, ...] = ()

    @cached_property
    def main_path(self) -> tuple[PublicStatus, ...]:
        """The statuses with a position, in order."""
        path = [status for status in self.public.values() if status.position is not None]
        return tuple(sorted(path, key=lambda status: status.position or 0))

    @cached_property
    def parallel(self) -> tuple[str, ...]:
        """The stages in which several offices speak."""
        return tuple(stage.id for stage in self.stages.values() if stage.offices)

    def renamed(self, kind: Literal["stage", "role", "field"], old: str) -> str:
        """What a stage, role or field of an earlier version is called here: the same where `was` says nothing."""
        return self._heirs[kind].get(old, old)

    @cached_property
    def _heirs(self) -> dict[str, dict[str, str]]:
        """By kind: old name -> present one."""
        kinds: dict[str, Mapping[str, Stage | Role | Field]] = {
            "stage": self.stages,
            "role": self.roles,
            "field": self.fields,
        }
        return {kind: {old: name for name, item in of.items() for old in item.was} for kind, of in kinds.items()}

    def public_of(self, stage: str) -> PublicStatus:
        return self.public[self.stages[stage].public]

    def alive_in(self, clock: Clock) -> frozenset[str]:
        """The stages in which that promise is alive: reachable from its start without passing a stop."""
        alive: set[str] = set()
        waiting = [clock.start]
        while waiting:
            stage = waiting.pop()
            if stage not in alive and stage not in clock.stop and not self.stages[stage].is_end:
                alive.add(stage)
                waiting.extend(action.to for action in self.stages[stage].actions.values() if action.to != BACK)
        return frozenset(alive)

    def field_in(self, action: "Action | Verdict", name: str) -> Field:
        """The field as this action uses it: inside a verdict, or where named `internal`, only staff read it."""
        found = self.fields[name]
        internal = isinstance(action, Verdict) or name in action.internal
        if not internal or found.audience == "internal":
            return found
        return replace(found, audience="internal")
