"""The tables at the top are complete."""

import importlib
from typing import Any

from ideas import schedule, wiring
from ideas.announcements.events import AnnouncementPublished
from ideas.board.events import UpdatePublished
from ideas.evaluation.events import CaseMoved
from ideas.kernel.events import Event
from ideas.moderation.events import AppealFiled
from tests.house.sources import modules


def all_events() -> set[type[Event]]:
    for source in modules("ideas"):
        if source.name.split(".")[-1] != "env":
            importlib.import_module(source.name)
    found, waiting = set(), [Event]
    while waiting:
        below = waiting.pop().__subclasses__()
        found.update(below)
        waiting += below
    return found


def test_every_event_says_who_reacts_to_it() -> None:
    assert all_events() == set(wiring.REACTIONS)


# Events of which people are told by another event, published with them.
TOLD_BY: dict[type[Event], type[Event]] = {CaseMoved: UpdatePublished, AnnouncementPublished: UpdatePublished}
# Events that wait in a queue for whoever decides; whoever caused them reads the receipt at once.
QUEUED = {AppealFiled}
NOTIFICATIONS = "ideas.notifications.reactions"


def somebody_is_told(event: type[Event]) -> bool:
    reactions = wiring.REACTIONS[TOLD_BY.get(event, event)]
    return any(reaction.__module__ == NOTIFICATIONS for reaction in reactions)


def test_every_kind_of_event_has_a_notification() -> None:
    """Nobody is left wondering: whatever happens, somebody is told of it, by this event or by one beside it."""
    assert [event.__name__ for event in set(wiring.REACTIONS) - QUEUED if not somebody_is_told(event)] == []


def test_every_promise_has_somebody_who_keeps_it(app: Any) -> None:
    assert set(wiring.OUTBOX_HANDLERS) >= {"mail", "fan_out"}


def test_jobs_have_names_of_their_own() -> None:
    names = [job.name for job in schedule.JOBS]
    assert len(names) == len(set(names))
