"""The versions of the process: when each was in force, who wrote and who approved it, who took it back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import Row, select

import workflow
from ideas.accounts import queries as people
from ideas.accounts.queries import Signature
from ideas.kernel.db import db
from ideas.kernel.errors import NotFound
from ideas.kernel.process import running
from workflow import Draft, Process, Publication

SHOWN = 20
version = workflow.tables.version
Names = Mapping[int, Signature]


@dataclass(frozen=True)
class VersionRow:
    """A publication: in force from `at` to `until` (None: still, or never again said), taken back by `undone_by`."""

    n: int
    at: datetime
    hash: str
    drafted_by: Signature | None
    approved_by: Signature | None
    running: bool
    until: datetime | None
    undone_by: Signature | None


@dataclass(frozen=True)
class VersionText:
    row: VersionRow
    text: str
    process: Process


def signatories(publications: Sequence[Publication], draft: Draft | None = None) -> Names:
    """The names of everybody who wrote, approved or took back one of the newest."""
    signed = [who for p in publications[:SHOWN] for who in (p.drafted_by, p.approved_by, p.undone_by)]
    return people.signatures([*signed, draft.drafted_by if draft else None])


def version_rows(publications: Sequence[Publication], names: Names) -> list[VersionRow]:
    """The newest first, at most SHOWN."""
    live = next((one.id for one in publications if one.undone_at is None), None)
    rows, following = [], None
    for one in publications[:SHOWN]:
        rows.append(_row(one, names, one.id == live, one.undone_at or following))
        following = one.at
    return rows


def undoable(publications: Sequence[Publication]) -> Publication | None:
    """The newest publication, when it has one before it and was not undone."""
    return publications[0] if len(publications) > 1 and publications[0].undone_at is None else None


def version_text(n: int) -> VersionText:
    """One version with its text. Raises NotFound."""
    row = _found(n)
    publications = workflow.publications(db.session)
    own = [one for one in publications if one.n == n]
    rows = version_rows(publications, signatories(publications))
    known = next((each for each in rows if each.n == n), None)
    return VersionText(known or _row(own[0], {}, False, None), row.text, workflow.read(row.text))


def published(n: int) -> Process:
    """The process of a version. Raises NotFound."""
    return workflow.read(_found(n).text)


def _found(n: int) -> Row[Any]:
    row = db.session.execute(select(version.c.text).where(version.c.key == running().key, version.c.n == n)).first()
    if row is None:
        raise NotFound(_l("The process has no version with this number."))
    return row


def _row(one: Publication, names: Names, live: bool, until: datetime | None) -> VersionRow:
    signed = [names.get(who or 0) for who in (one.drafted_by, one.approved_by, one.undone_by)]
    return VersionRow(one.n, one.at, one.hash[:12], signed[0], signed[1], live, None if live else until, signed[2])
