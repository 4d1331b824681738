"""`flask clock`: what happens by itself. Any number of machines may run it; one at a time leads."""

import signal
from collections.abc import Callable
from types import FrameType

import click
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.blocking import BlockingScheduler
from flask import Flask, current_app
from flask.cli import with_appcontext

from ideas import schedule
from ideas.kernel import clock as time
from ideas.kernel import jobs, log
from ideas.schedule import Job

RENEW_SECONDS = 10
WORKERS = 4


@click.command("clock")
@click.option("--once", is_flag=True, help="Run every job one time, in order, and return.")
@with_appcontext
def clock(once: bool) -> None:
    """Deliver mails, close what is due, publish what is scheduled, until Ctrl-C."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    if once:
        failed = [job.name for job in schedule.JOBS if not perform(app, job)]
        if failed:
            raise click.ClickException(f"Failed, the log says why: {', '.join(failed)}.")
        return
    Leader(app).serve()


def perform(app: Flask, job: Job) -> bool:
    """One job in its own application context; whether it went well. A failure does not stop the others."""
    with app.app_context():
        return jobs.run(job.name, job.run)


class Leader:
    """Holds the lease, renews it, and runs the jobs only while it has it."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.holder: str | None = None

    def renew(self) -> None:
        with self.app.app_context():
            led, self.holder = self.holder is not None, jobs.lead(self.holder)
        if led != (self.holder is not None):
            log.event("clock_leads" if self.holder else "clock_waits")

    def when_leading(self, job: Job) -> Callable[[], None]:
        def run() -> None:
            if self.holder is not None:
                perform(self.app, job)

        return run

    def serve(self) -> None:
        """Run until interrupted; jobs under way are let finish, and the lease is left to the next."""
        signal.signal(signal.SIGTERM, _interrupt)
        self._renew_safely()
        scheduler = self._scheduler()
        click.echo(f"The clock is running: {len(schedule.JOBS)} jobs. Ctrl-C stops it.")
        try:
            scheduler.start()
        except KeyboardInterrupt:
            scheduler.shutdown(wait=True)
        finally:
            with self.app.app_context():
                jobs.step_down(self.holder)
        click.echo("The clock has stopped.")

    def _scheduler(self) -> BlockingScheduler:
        scheduler = BlockingScheduler(
            executors={"default": ThreadPoolExecutor(WORKERS)},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
            timezone=time.ROME,
        )
        scheduler.add_job(self._renew_safely, "interval", seconds=RENEW_SECONDS, id="lease")
        for job in schedule.JOBS:
            scheduler.add_job(
                self.when_leading(job), "interval", seconds=job.every, id=job.name, next_run_time=time.now()
            )
        return scheduler

    def _renew_safely(self) -> None:
        """While the database does not answer nobody leads; the next renewal tries again."""
        try:
            self.renew()
        except Exception as problem:
            self.holder = None
            log.failure("lease_failed", problem)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
