"""How work moves: a process engine that has never heard of ideas, Flask or HTTP. This is its only door.

A definition (TOML) becomes a `Process`; a `Case` follows it; `allowed` says what a person may do, `advance` and
`give_verdict` do it. Functions that touch rows take a SQLAlchemy Session or Connection first and never commit;
`at` is an aware UTC datetime. By purpose:

definitions  load, read, shipped, coverage, check_people, check_change, difference, stages_along, bpmn
cases        start_case, import_cases, case_for, case_by_id, timeline; in memory: step
work         allowed, claim, advance, give_verdict, close_obligation
time         run_due, watch, calendar_preview, calendar_previews
absence      delegate, revoke, delegations_for, delegates_of, delegations_about
versions     install, running, draft, save_draft, findings, changes, discard_draft, publish, publications, undo
rehearsal    rehearse, moving_dates (cases under way), rehearse_past (the log), simulate (the future), calibrated
record       history, verify, erase_texts, rebuild, stored, differences, xes

The rest are what these give and take, and the refusals they raise. docs/workflow.md says how to read the package.
"""

from workflow import bpmn
from workflow.definition.calendar import Calendar
from workflow.definition.checks.change import check_change
from workflow.definition.checks.people import check_people
from workflow.definition.checks.scenarios import coverage
from workflow.definition.model import Field, Finding, Process, PublicStatus, Stage
from workflow.definition.reading import load, read, shipped
from workflow.definition.walking import stages_along
from workflow.engine.allowed import Choice, allowed
from workflow.engine.facts import ClockMissed
from workflow.engine.moves import step
from workflow.engine.state import TIMER, Actor, State, Step
from workflow.engine.timeline import Milestone
from workflow.errors import (
    AlreadyClaimed,
    BadFields,
    CaseClosed,
    InvalidProcess,
    NotAllowed,
    Stale,
    UnknownAction,
    UnknownCase,
    UnknownProcess,
    WorkflowRefusal,
)
from workflow.record.kept import MISSED, OVERDUE
from workflow.record.rebuild import Difference, differences, rebuild, stored
from workflow.record.xes import xes
from workflow.rehearsal.calibration import Parameters, calibrated
from workflow.rehearsal.past import Divergence, Example, PastRehearsal, rehearse_past
from workflow.rehearsal.present import Effect, Rehearsal, rehearse
from workflow.rehearsal.queues import RoleLoad, Simulation, StageLoad
from workflow.rehearsal.simulation import simulate
from workflow.store import tables
from workflow.store.calendars import CalendarPreview, MovedDate, calendar_preview, calendar_previews
from workflow.store.cases import Case, case_by_id, case_for, timeline
from workflow.store.claims import claim
from workflow.store.delegations import (
    Delegation,
    NoDelegation,
    delegate,
    delegates_of,
    delegations_about,
    delegations_for,
    revoke,
)
from workflow.store.history import Broken, Event, erase_texts, history, verify
from workflow.store.moving import Move, advance, close_obligation, give_verdict
from workflow.store.opening import ImportedCase, import_cases, start_case
from workflow.store.tables import metadata
from workflow.store.timers import run_due
from workflow.store.types import UtcDateTime
from workflow.store.versions import install, running
from workflow.store.watching import Notice, watch
from workflow.text import Text
from workflow.versions.dates import moving_dates
from workflow.versions.difference import Change, difference
from workflow.versions.drafts import Draft, changes, discard_draft, draft, findings, save_draft
from workflow.versions.migration import Migrated
from workflow.versions.publication import Publication, Published, publications, publish
from workflow.versions.refusals import (
    BadDecision,
    BehindRunning,
    NoDraft,
    NothingNew,
    NotLast,
    OwnPublication,
    SamePerson,
    StaleDraft,
    Touched,
    Undecided,
)
from workflow.versions.undoing import undo

__all__ = [
    "MISSED",
    "OVERDUE",
    "TIMER",
    "Actor",
    "AlreadyClaimed",
    "BadDecision",
    "BadFields",
    "BehindRunning",
    "Broken",
    "Calendar",
    "CalendarPreview",
    "Case",
    "CaseClosed",
    "Change",
    "Choice",
    "ClockMissed",
    "Delegation",
    "Difference",
    "Divergence",
    "Draft",
    "Effect",
    "Event",
    "Example",
    "Field",
    "Finding",
    "ImportedCase",
    "InvalidProcess",
    "Migrated",
    "Milestone",
    "Move",
    "MovedDate",
    "NoDelegation",
    "NoDraft",
    "NotAllowed",
    "NotLast",
    "NothingNew",
    "Notice",
    "OwnPublication",
    "Parameters",
    "PastRehearsal",
    "Process",
    "PublicStatus",
    "Publication",
    "Published",
    "Rehearsal",
    "RoleLoad",
    "SamePerson",
    "Simulation",
    "Stage",
    "StageLoad",
    "Stale",
    "StaleDraft",
    "State",
    "Step",
    "Text",
    "Touched",
    "Undecided",
    "UnknownAction",
    "UnknownCase",
    "UnknownProcess",
    "UtcDateTime",
    "WorkflowRefusal",
    "advance",
    "allowed",
    "bpmn",
    "calendar_preview",
    "calendar_previews",
    "calibrated",
    "case_by_id",
    "case_for",
    "changes",
    "check_change",
    "check_people",
    "claim",
    "close_obligation",
    "coverage",
    "delegate",
    "delegates_of",
    "delegations_about",
    "delegations_for",
    "difference",
    "differences",
    "discard_draft",
    "draft",
    "erase_texts",
    "findings",
    "give_verdict",
    "history",
    "import_cases",
    "install",
    "load",
    "metadata",
    "moving_dates",
    "publications",
    "publish",
    "read",
    "rebuild",
    "rehearse",
    "rehearse_past",
    "revoke",
    "run_due",
    "running",
    "save_draft",
    "shipped",
    "simulate",
    "stages_along",
    "start_case",
    "step",
    "stored",
    "tables",
    "timeline",
    "undo",
    "verify",
    "watch",
    "xes",
]
