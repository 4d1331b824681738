"""A board to measure: a fresh database, ideas brought in by the real importer, people who can sign in."""

import contextvars
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import session
from flask_login import login_user
from flask_wtf.csrf import generate_csrf
from sqlalchemy import insert, select

from ideas.accounts.models import CUSTOMER, STAFF, Person, PersonRole
from ideas.board.models import Idea
from ideas.board.policy import voting_open
from ideas.kernel import clock, jobs, process
from ideas.kernel.db import db
from tests import databases
from tests.bench import proposals, stores
from tests.bench.servers import HOST, ROOT

SECRET = "only for measuring"
AGENT = "bench"


@dataclass(frozen=True)
class Browser:
    """A person who is signed in: the session cookie, and a token that fits it."""

    person_id: int
    cookie: str
    token: str


@dataclass(frozen=True)
class Board:
    """`open_ids`: ideas that can be voted for. `paths`: pages of ideas. `queries`: words that find something."""

    name: str
    url: str
    app: Any
    folder: Path
    open_ids: list[int]
    paths: list[str]
    queries: list[str]

    @property
    def environment(self) -> dict[str, str]:
        return settings(self.url, self.folder)


def settings(url: str, folder: Path) -> dict[str, str]:
    return {
        "DATABASE_URL": url, "SECRET_KEY": SECRET, "MAIL_URL": (folder / "mail").as_uri(), "LOG_LEVEL": "ERROR",
        "DEMO": "0",
    }  # fmt: skip


@contextmanager
def application(url: str, folder: Path) -> Iterator[Any]:
    """The application on `url`, its context open, its connections closed at the end."""
    app = databases.plain_app(url, folder, SECRET_KEY=SECRET)
    with app.app_context():
        yield app
    databases.close(app)


@contextmanager
def board(new_database: stores.NewDatabase, folder: Path, count: int, data: str | None = None) -> Iterator[Board]:
    """A board of `count` ideas, or of those in the Decidim file `data`."""
    folder = folder / f"board{count}"
    folder.mkdir()
    url = new_database(f"board{count}")
    databases.prepare(url, folder)
    bring_in(url, folder, count, data)
    stores.refresh_statistics(url)
    with application(url, folder) as app, jobs.reading_only():
        rows = db.session.execute(select(Idea.id, Idea.slug, Idea.title, Idea.status).order_by(Idea.id)).all()
        name = f"{len(rows):,} ideas"
        open_ids = [row.id for row in rows if voting_open(process.running(), row.status)]
        shown = rows[:: max(1, len(rows) // 100)]
    with app.app_context():
        yield Board(
            name=name, url=url, app=app, folder=folder, open_ids=open_ids,
            paths=[f"/ideas/{row.id}-{row.slug}" for row in shown],
            queries=[max(row.title.split(), key=len).strip(".,:;?!’'\"()") for row in shown],
        )  # fmt: skip
    databases.close(app)


def bring_in(url: str, folder: Path, count: int, data: str | None) -> None:
    """Run `flask import ideas`, as an operator does. Raises CalledProcessError."""
    file, kind = (data, "decidim") if data else (str(proposals.write(folder / "ideas.jsonl", count)), "jsonl")
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "import", "ideas", file, "--format", kind]
    began = time.perf_counter()
    environment = {**os.environ, **settings(url, folder)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stdout[-2000:], done.stderr[-4000:], file=sys.stderr)
        done.check_returncode()
    print(f"  {count:,} ideas imported in {time.perf_counter() - began:.1f} s", file=sys.stderr)


def add_people(count: int, *roles: str) -> list[int]:
    """Confirmed customers, or colleagues with these roles; their ids."""
    with jobs.transaction():
        last = db.session.scalar(select(Person.id).order_by(Person.id.desc()).limit(1)) or 0
        ids = list(range(last + 1, last + 1 + count))
        db.session.execute(
            insert(Person),
            [
                {
                    "id": number, "email": f"bench.{number}@test.example", "name": f"Cliente Numero{number}",
                    "kind": STAFF if roles else CUSTOMER, "password_hash": "none", "stamp": f"stamp{number}",
                    "created_at": clock.now(), "confirmed_at": clock.now(),
                }
                for number in ids
            ],
        )  # fmt: skip
        if roles:
            rows = [{"person_id": number, "role": role} for number in ids for role in roles]
            db.session.execute(insert(PersonRole), rows)
    return ids


def sign_in(app: Any, person_id: int) -> Browser:
    """The session that a sign-in gives, without the slow password hash."""
    return contextvars.Context().run(_signed_in, app, person_id)  # a context of its own: nobody else's `g`


def _signed_in(app: Any, person_id: int) -> Browser:
    with app.test_request_context(headers={"User-Agent": AGENT}, environ_base={"REMOTE_ADDR": HOST}):
        with jobs.reading_only():
            login_user(db.session.get(Person, person_id))
        token = str(generate_csrf())
        cookie = app.session_interface.get_signing_serializer(app).dumps(dict(session))
    return Browser(person_id, str(cookie), token)
