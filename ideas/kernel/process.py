"""The process that new ideas follow, remembered for a few seconds so that no page asks for it."""

from datetime import datetime, timedelta

from flask import current_app

import workflow
from ideas.kernel import clock
from ideas.kernel.db import db
from workflow import Process

FRESH = timedelta(seconds=5)


def running() -> Process:
    """The newest published version; another process's publication is seen after at most `FRESH`."""
    kept: tuple[datetime, Process] | None = current_app.extensions.get("process")
    at = clock.now()
    if kept is not None and abs(at - kept[0]) <= FRESH:
        return kept[1]
    _version, process = workflow.running(db.session)
    current_app.extensions["process"] = (at, process)
    return process


def forget() -> None:
    """After a publication in this process."""
    current_app.extensions.pop("process", None)
