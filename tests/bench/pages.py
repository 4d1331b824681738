"""Pages and votes through the web server, each beside a bare Flask "hello" on the same server."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from urllib.parse import quote_plus

from sqlalchemy import func, select

from ideas.board.models import Vote
from ideas.kernel import jobs
from ideas.kernel.db import db
from tests.bench import board as boards
from tests.bench.board import AGENT, Board, Browser
from tests.bench.load import Client, Outcome, WrongAnswer
from tests.bench.report import Figure, Sample, figure
from tests.bench.servers import Server, serving

HELLO, VOTE = "hello", "a vote, signed in"
PAGE_SECONDS, HELLO_SECONDS, WARM_SECONDS = 1.0, 0.4, 0.3
READERS = 40
VOTES_A_ROUND = 1_000


class LostVotes(Exception):
    """The server answered votes that the database does not hold."""


@dataclass(frozen=True)
class Target:
    """Something to ask for. `once`: no request may be sent twice, each round takes the next VOTES_A_ROUND of them."""

    name: str
    requests: Sequence[str]
    status: int = 200
    once: bool = False

    def of_round(self, number: int) -> Sequence[str]:
        return self.requests[number * VOTES_A_ROUND : (number + 1) * VOTES_A_ROUND] if self.once else self.requests


@dataclass(frozen=True)
class Round:
    """One measurement of a target, and the rate of the hellos before and after it."""

    outcome: Outcome
    hello: float
    cpu_ms: float | None

    @property
    def sample(self) -> Sample:
        return Sample(self.outcome.rate, self.hello, self.outcome.p95_ms, self.cpu_ms)


def measure(board: Board, hello: Server, client: Client, rounds: int) -> list[Figure]:
    """Every target, `rounds` times. Raises WrongAnswer, LostVotes."""
    readers = [boards.sign_in(board.app, number) for number in boards.add_people(READERS)]
    colleague = boards.sign_in(board.app, boards.add_people(1, "pm", "moderator", "analyst")[0])
    before = votes_stored()
    with serving("wsgi:app", "/healthz", board.folder / "server.log", board.environment) as server:
        votes = Target(VOTE, vote_requests(board, server, rounds), status=303, once=True)
        targets = [*page_targets(board, server, readers, colleague), votes]
        try:
            measured = drive(targets, server, hello, client, rounds)
        except WrongAnswer as problem:
            problem.add_note(server.log.read_text(errors="replace")[-3000:])
            raise
    answered = sum(each.outcome.answers for each in measured[VOTE])
    if votes_stored() - before != answered:
        raise LostVotes(f"{answered} votes answered, {votes_stored() - before} stored")
    return [figure(name, board.name, [each.sample for each in found[1:]], HELLO) for name, found in measured.items()]


def page_targets(board: Board, server: Server, readers: list[Browser], colleague: Browser) -> list[Target]:
    addresses = {
        "the list": ["/ideas"],
        "one idea": board.paths,
        "a search": [f"/ideas?q={quote_plus(words)}" for words in board.queries],
    }
    targets = []
    for name, paths in addresses.items():
        targets.append(Target(f"{name}, visitor (from memory)", [get(server, paths[0])]))
        signed_in = [get(server, path, readers[n % READERS]) for n, path in enumerate(_at_least(READERS, paths))]
        targets.append(Target(f"{name}, signed in", signed_in))
    targets.append(Target("the worklist, staff", [get(server, "/desk", colleague)]))
    return targets


def _at_least(count: int, paths: list[str]) -> list[str]:
    return paths * -(-count // len(paths))


def get(server: Server, path: str, browser: Browser | None = None) -> str:
    cookie = f"Cookie: session={browser.cookie}\r\n" if browser else ""
    return f"GET {path} HTTP/1.1\r\nHost: {server.address}\r\nUser-Agent: {AGENT}\r\nAccept: text/html\r\n{cookie}\r\n"


def vote_requests(board: Board, server: Server, rounds: int) -> list[str]:
    """Votes that were never given, by people made for it, in random order."""
    wanted = (rounds + 1) * VOTES_A_ROUND
    voters = boards.add_people(max(50, -(-wanted // len(board.open_ids))))
    pairs = random.Random(1).sample(list(product(voters, board.open_ids)), wanted)
    browsers = {number: boards.sign_in(board.app, number) for number in voters}
    return [vote(server, idea_id, browsers[person_id]) for person_id, idea_id in pairs]


def vote(server: Server, idea_id: int, browser: Browser) -> str:
    body = f"csrf_token={browser.token}"
    return (
        f"POST /ideas/{idea_id}/vote HTTP/1.1\r\nHost: {server.address}\r\nUser-Agent: {AGENT}\r\n"
        f"Accept: text/html\r\nCookie: session={browser.cookie}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    )


def drive(targets: list[Target], server: Server, hello: Server, client: Client, rounds: int) -> dict[str, list[Round]]:
    """A hello before and after each target; every second round goes backwards, so that drift cancels.

    The first of the rounds returned only warms the server up.
    """
    measured: dict[str, list[Round]] = {name: [] for name in (HELLO, *(target.name for target in targets))}
    greeting = Target(HELLO, [get(hello, "/")])
    for number in range(rounds + 1):
        seconds = PAGE_SECONDS if number else WARM_SECONDS
        before, cpu_ms = ask(client, hello, greeting, number, HELLO_SECONDS)
        measured[HELLO].append(Round(before, before.rate, cpu_ms))
        for target in targets if number % 2 else reversed(targets):
            outcome, cpu_ms = ask(client, server, target, number, seconds)
            after, _cpu_ms = ask(client, hello, greeting, number, HELLO_SECONDS)
            measured[target.name].append(Round(outcome, (before.rate + after.rate) / 2, cpu_ms))
            before = after
    return measured


def ask(client: Client, server: Server, target: Target, number: int, seconds: float) -> tuple[Outcome, float | None]:
    """What came, and the milliseconds that the server computed for each answer."""
    before = server.cpu_seconds()
    outcome = client.run(server.port, target.of_round(number), seconds=seconds, status=target.status, once=target.once)
    after = server.cpu_seconds()
    return outcome, None if before is None or after is None else 1000 * (after - before) / outcome.answers


def votes_stored() -> int:
    with jobs.reading_only():
        return db.session.scalar(select(func.count()).select_from(Vote)) or 0
