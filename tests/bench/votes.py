"""Votes a second through the board's command, against the same rows written by hand in SQL."""

import random
from itertools import product

from ideas.board import commands
from ideas.board.policy import rank
from ideas.kernel import clock, jobs
from ideas.kernel.db import db
from tests.bench import board as boards
from tests.bench.board import Board
from tests.bench.report import Figure, figure
from tests.bench.stores import ByHand
from tests.bench.timing import compare

VOTES_A_ROUND, ROUNDS = 100, 5


def measure(board: Board) -> list[Figure]:
    """One connection, one transaction a vote, each durable before the next begins."""
    wanted = 2 * VOTES_A_ROUND * (ROUNDS + 1)
    voters = boards.add_people(-(-wanted // len(board.open_ids)))
    pairs = iter(random.Random(2).sample(list(product(board.open_ids, voters)), wanted))
    hand = ByHand(board.url)
    samples = compare(
        lambda: by_command(*next(pairs)), lambda: by_hand(hand, *next(pairs)), times=VOTES_A_ROUND, rounds=ROUNDS
    )
    hand.close()
    return [figure("votes by command", board.name, samples, "SQL by hand", "votes/s")]


def by_command(idea_id: int, person_id: int) -> None:
    with jobs.transaction():
        assert commands.vote(idea_id, person_id, clock.now())
    db.session.remove()


def by_hand(hand: ByHand, idea_id: int, person_id: int) -> None:
    """The rank needs the votes and the age of the idea, so the row is read, and on PostgreSQL locked, as it must be."""
    with hand.transaction():
        find = f"SELECT votes, created_at FROM idea WHERE id = ?{hand.for_update}"
        votes, created_at = hand.run(find, (idea_id,)).fetchone()
        hand.run(
            "INSERT INTO vote (idea_id, person_id, at) VALUES (?, ?, ?)",
            (idea_id, person_id, hand.instant(clock.now())),
        )
        score = rank(votes + 1, hand.read_instant(created_at))
        hand.run("UPDATE idea SET votes = votes + 1, score = ? WHERE id = ?", (score, idea_id))
