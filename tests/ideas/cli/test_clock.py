"""`flask clock`: every job, one leader."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from ideas import schedule
from ideas.cli.clock import Leader
from ideas.kernel import jobs
from ideas.kernel.db import db
from ideas.kernel.outbox import Message, promise
from ideas.schedule import Job
from tests.builders import act

ROOT = Path(__file__).parents[3]


def failing():
    raise RuntimeError("broken job")


@pytest.fixture
def ran(app, monkeypatch):
    """Names of the jobs that ran; the one in the middle fails."""
    names = []
    table = (
        Job("one", 1, lambda: names.append("one")),
        Job("bad", 1, failing),
        Job("two", 1, lambda: names.append("two")),
    )
    monkeypatch.setattr(schedule, "JOBS", table)
    return names


def test_once_runs_every_job_one_time_in_order_whatever_fails(app, ran):
    result = app.test_cli_runner().invoke(args=["clock", "--once"])
    assert ran == ["one", "two"]
    assert result.exit_code == 1 and "Failed, the log says why: bad." in result.output


def test_once_delivers_what_is_due(app, monkeypatch):
    sent = []
    monkeypatch.setitem(app.extensions, "outbox_handlers", {"mail": sent.append})
    with act():
        promise("mail", "key-1", {"n": 1})
    app.test_cli_runner().invoke(args=["clock", "--once"])
    assert sent == [{"n": 1}]
    assert db.session.query(Message).one().delivered_at is not None


def test_jobs_are_named_once_and_the_outbox_comes_last():
    names = [job.name for job in schedule.JOBS]
    assert len(set(names)) == len(names) and names[-1] == "outbox"
    assert all(job.every >= 1 for job in schedule.JOBS)


def test_one_clock_leads_and_the_next_takes_over_when_it_stops(app, ran):
    first, second = Leader(app), Leader(app)
    job = schedule.JOBS[0]
    first.renew()
    second.renew()
    second.when_leading(job)()
    assert ran == []
    first.when_leading(job)()
    assert ran == ["one"]

    jobs.step_down(first.holder)
    second.renew()
    first.renew()
    first.when_leading(job)()
    assert ran == ["one"]
    second.when_leading(job)()
    assert ran == ["one", "one"]


def test_a_clock_that_dies_is_replaced_when_its_lease_ends(app, ran, travel):
    first, second = Leader(app), Leader(app)
    first.renew()
    second.renew()
    assert second.holder is None
    travel.shift(jobs.LEASE + timedelta(seconds=1))
    second.renew()
    assert second.holder is not None


def heed_interrupts() -> None:
    """A runner in the background of a shell ignores Ctrl-C, and its children would too."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly_and_leaves_the_lease(database_url, tmp_path, number):
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "MAIL_URL": (tmp_path / "mail").as_uri(),
        "SECRET_KEY": "x",
    }
    with subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "wsgi", "clock"], cwd=ROOT, env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=heed_interrupts,
    ) as process:  # fmt: skip
        try:
            assert "The clock is running" in process.stdout.readline()
            time.sleep(0.5)
            process.send_signal(number)
            out, err = process.communicate(timeout=30)
        finally:
            process.kill()
    assert process.returncode == 0, err
    assert "The clock has stopped." in out and "Traceback" not in err
