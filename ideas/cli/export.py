"""`flask export`: the board as JSON Lines, which `import ideas --format jsonl` reads back without loss."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, TextIO

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import select

from ideas.board.models import Category, Comment, Idea
from ideas.board.policy import OFF_BOARD, PUBLIC, is_private
from ideas.kernel import process
from ideas.kernel.db import db
from ideas.kernel.jobs import reading_only

BATCH = 500
COLUMNS = (
    Idea.id, Idea.external_id, Idea.title, Idea.story, Idea.created_at, Idea.author_id, Idea.author_name, Idea.votes,
    Idea.stage, Category.name.label("category"),
)  # fmt: skip


@click.command("export")
@click.option("--output", type=click.File("w", encoding="utf-8", atomic=True), default="-", help="Instead of stdout.")
@with_appcontext
def export(output: TextIO) -> None:
    """Write every public idea with its comments, one JSON object a line. Customers appear as "Cliente 12"."""
    with reading_only():
        for line in lines():
            output.write(json.dumps(line, ensure_ascii=False) + "\n")


def lines() -> Iterator[dict[str, Any]]:
    """The ideas that everybody may see, oldest first, as our exchange format says them."""
    private = [key for key in process.running().public if is_private(process.running(), key)]
    last = 0
    chosen = (
        select(*COLUMNS)
        .outerjoin(Category)
        .where(Idea.status.not_in((*private, *OFF_BOARD)))
        .order_by(Idea.id)
        .limit(BATCH)
    )
    while rows := db.session.execute(chosen.where(Idea.id > last)).all():
        said = _comments([row.id for row in rows])
        for row in rows:
            yield _line(row, said[row.id])
        last = rows[-1].id


def _line(row: Any, comments: list[dict[str, Any]]) -> dict[str, Any]:
    line = {
        "external_id": row.external_id or own_address(row.id),
        "title": row.title,
        "story": row.story,
        "category": row.category,
        "created_at": row.created_at.isoformat(),
        "author": _pseudonym(row.author_id, row.author_name),
        "votes": row.votes,
        "status": row.stage,
        "comments": comments,
    }
    return {key: value for key, value in line.items() if value not in (None, "", [])}


def own_address(idea_id: int) -> str:
    """What an idea born here is called elsewhere."""
    return f"{current_app.config['BASE_URL'].rstrip('/')}/ideas/{idea_id}"


def _pseudonym(person_id: int | None, name: str) -> str:
    """Always the same for the same customer; imported ideas keep the one they came with."""
    return name if person_id is None else f"Cliente {person_id}"


_PUBLIC = select(Comment).where(Comment.state == PUBLIC).order_by(Comment.id)


def _comments(idea_ids: Sequence[int]) -> defaultdict[int, list[dict[str, Any]]]:
    said: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for comment in db.session.scalars(_PUBLIC.where(Comment.idea_id.in_(idea_ids))):
        author = comment.author_name if comment.official else _pseudonym(comment.person_id, comment.author_name)
        line = {"author": author, "text": comment.text, "created_at": comment.created_at.isoformat()}
        said[comment.idea_id].append({**line, "official": True} if comment.official else line)
    return said
