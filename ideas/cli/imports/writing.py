"""Drafts into rows, a few hundred a statement; what is already there is left alone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update

import workflow
from ideas.board.commands.indexing import index_of
from ideas.board.commands.tally import count
from ideas.board.models import Category, Comment, Idea, IdeaTerms
from ideas.board.policy import rank
from ideas.cli.imports.drafts import Draft, Refused, Remark, RemarkRow, Row
from ideas.kernel import guard
from ideas.kernel.db import db
from ideas.kernel.text import slug
from workflow import ImportedCase, Process

BATCH = 500


@dataclass
class Report:
    """What an import did; `refused` holds (line, reason)."""

    new: int = 0
    known: int = 0
    new_comments: int = 0
    known_comments: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)

    def refuse(self, line: int, reason: str) -> None:
        self.refused.append((line, reason))


class Writer:
    """Stores drafts in the present transaction; the caller commits, once for the whole file."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.report = Report()
        self.process: Process = workflow.running(db.session)[1]
        self.categories = {row.slug: row.id for row in db.session.execute(select(Category.slug, Category.id))}
        self.lines: dict[str, int] = {}
        self.changes: Counter[tuple[str, int | None]] = Counter()

    def ideas(self, rows: Iterable[Row]) -> None:
        """Store ideas with their comments."""
        for batch in _batches(self._accepted(rows)):
            self._store(batch)
            self._store_remarks([remark for draft in batch for remark in draft.remarks])
        count(self.changes)
        self.changes.clear()

    def comments(self, rows: Iterable[RemarkRow]) -> None:
        """Store comments on ideas that are there, imported now or before."""
        for batch in _batches(rows):
            ids = self._idea_ids({remark.idea for _, remark in batch if isinstance(remark, Remark)})
            kept = []
            for line, remark in batch:
                if isinstance(remark, Refused):
                    self.report.refuse(line, remark.reason)
                elif remark.idea not in ids:
                    self.report.refuse(line, f"there is no idea {remark.idea}")
                else:
                    kept.append(remark)
            self._store_remarks(kept)

    def _accepted(self, rows: Iterable[Row]) -> Iterator[Draft]:
        for line, row in rows:
            if isinstance(row, Refused):
                self.report.refuse(line, row.reason)
            elif row.external_id in self.lines:
                self.report.refuse(line, f"the same identifier as line {self.lines[row.external_id]}")
            else:
                self.lines[row.external_id] = line
                yield row

    def _store(self, batch: Sequence[Draft]) -> None:
        known = self._idea_ids({draft.external_id for draft in batch})
        new = [draft for draft in batch if draft.external_id not in known]
        self.report.known += len(batch) - len(new)
        self.report.new += len(new)
        if not new:
            return
        self._add_categories(new)
        values = [self._idea_values(draft) for draft in new]
        stored = db.session.execute(insert(Idea).returning(Idea.id, Idea.external_id), values)
        ids = {external_id: idea_id for idea_id, external_id in stored}
        db.session.execute(insert(IdeaTerms), [_terms(ids[draft.external_id], draft) for draft in new])
        cases = [self._case(ids[draft.external_id], draft) for draft in new]
        workflow.import_cases(db.session, cases, at=self.at)
        self.changes.update((row["status"], row["category_id"]) for row in values)

    def _idea_values(self, draft: Draft) -> dict[str, Any]:
        stage = draft.stage or self.process.start
        return {
            "title": draft.title, "slug": slug(draft.title), "story": draft.story, "author_name": draft.author,
            "category_id": self.categories[slug(draft.category)] if draft.category else None,
            "created_at": draft.created_at, "moved_at": draft.created_at, "stage": stage,
            "status": self.process.stages[stage].public, "votes": draft.votes, "imported_votes": draft.votes,
            "comments": 0, "score": rank(draft.votes, draft.created_at), "external_id": draft.external_id,
        }  # fmt: skip

    def _case(self, idea_id: int, draft: Draft) -> ImportedCase:
        return ImportedCase(idea_id, None, draft.stage or self.process.start, draft.created_at)

    def _add_categories(self, drafts: Sequence[Draft]) -> None:
        """Categories that the bank does not have come after its own."""
        names: dict[str, str] = {}
        for draft in drafts:
            if draft.category:
                names.setdefault(slug(draft.category), draft.category)
        new = [(key, name) for key, name in names.items() if key not in self.categories]
        if not new:
            return
        last = db.session.scalar(select(func.max(Category.position))) or 0
        values = [{"slug": key, "name": name, "position": last + n} for n, (key, name) in enumerate(new, start=1)]
        stored = db.session.execute(insert(Category).returning(Category.id, Category.slug), values)
        self.categories |= {key: category_id for category_id, key in stored}

    def _idea_ids(self, external_ids: Iterable[str]) -> dict[str, int]:
        chosen = select(Idea.external_id, Idea.id).where(Idea.external_id.in_(list(external_ids)))
        return {row.external_id: row.id for row in db.session.execute(chosen)}

    def _store_remarks(self, remarks: Sequence[Remark]) -> None:
        for batch in _batches(remarks):
            self._store_some(batch)

    def _store_some(self, remarks: Sequence[Remark]) -> None:
        wanted = {remark.external_id: remark for remark in remarks}
        chosen = select(Comment.external_id).where(Comment.external_id.in_(list(wanted)))
        known = set(db.session.scalars(chosen))
        new = [remark for external_id, remark in wanted.items() if external_id not in known]
        self.report.known_comments += len(remarks) - len(new)
        self.report.new_comments += len(new)
        if not new:
            return
        ids = self._idea_ids({remark.idea for remark in new})
        db.session.execute(insert(Comment), [_comment(ids[remark.idea], remark) for remark in new])
        for idea_id, more in Counter(ids[remark.idea] for remark in new).items():
            db.session.execute(update(Idea).where(Idea.id == idea_id).values(comments=Idea.comments + more))


def _terms(idea_id: int, draft: Draft) -> dict[str, Any]:
    return {"idea_id": idea_id, **index_of(draft.title, draft.story)}


def _comment(idea_id: int, remark: Remark) -> dict[str, Any]:
    return {
        "idea_id": idea_id, "author_name": remark.author, "text": guard.mask(remark.text),
        "created_at": remark.created_at, "official": remark.official, "external_id": remark.external_id,
    }  # fmt: skip


def _batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
