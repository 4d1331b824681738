"""Versions of the process that a person drafted, approved or undid."""

from datetime import datetime
from typing import Any

from sqlalchemy import or_, select, update

from ideas.kernel.db import db
from workflow import tables


def export(person_id: int) -> dict[str, Any]:
    version, publication, draft = tables.version, tables.publication, tables.draft
    versions = select(version.c.key, version.c.n, version.c.at).where(
        or_(version.c.drafted_by == person_id, version.c.approved_by == person_id)
    )
    published = select(publication.c.key, publication.c.version_id, publication.c.at, publication.c.undone_at).where(
        or_(
            publication.c.drafted_by == person_id,
            publication.c.approved_by == person_id,
            publication.c.undone_by == person_id,
        )
    )
    drafts = select(draft.c.key, draft.c.n, draft.c.at).where(draft.c.drafted_by == person_id)
    return {
        "process_versions": [dict(row) for row in db.session.execute(versions).mappings()],
        "process_publications": [dict(row) for row in db.session.execute(published).mappings()],
        "process_drafts": [dict(row) for row in db.session.execute(drafts).mappings()],
    }


def erase(person_id: int, at: datetime) -> None:
    """A draft loses its author. Who drafted and who approved a version stay as bare numbers: they prove two people."""
    draft = tables.draft
    db.session.execute(update(draft).where(draft.c.drafted_by == person_id).values(drafted_by=None))
