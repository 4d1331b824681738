"""What the clock does with the board."""

from sqlalchemy import func, select

from ideas.board import commands
from ideas.board.models import IdeaTerms, Vocabulary
from ideas.kernel.db import db
from ideas.kernel.jobs import reading_only, transaction

BATCH = 200


def learn_vocabulary() -> int:
    """Bring terms and gists up to the present lexicon, then learn the board's vocabulary; how many rows changed.

    Reading takes seconds on a large board and holds no lock; what is written afterwards is only what differs.
    """
    while True:
        with transaction():
            if not commands.reindex(BATCH):
                break
    if _nothing_new():
        return 0
    with reading_only():
        learnt = commands.learn()
    with transaction():
        return commands.keep(learnt)


def _nothing_new() -> bool:
    with reading_only():
        ideas = db.session.scalar(select(func.count()).select_from(IdeaTerms))
        learnt = db.session.scalar(select(Vocabulary.ideas).where(Vocabulary.token == ""))
        return ideas == learnt
