"""The process that new ideas follow, remembered for a few seconds so that no page asks for it."""

from datetime import timedelta

import workflow
from ideas.kernel.db import db
from ideas.kernel.memory import Memory
from workflow import Process

_memory = Memory("process", timedelta(seconds=5))


def running() -> Process:
    """The newest published version; another process's publication is seen a few seconds later."""
    return _memory.recall("running", lambda: workflow.running(db.session)[1])


def forget() -> None:
    """After a publication in this process."""
    _memory.forget()
