"""The load generator, a process of its own: `python -m tests.bench.load`, one JSON job a line in and one answer out.

A job: `port`, `requests` (raw HTTP/1.1 messages), `seconds`, `connections`, `once` (stop after the last request instead
of starting again), `status` (the only one that counts as an answer). Each keep-alive connection sends its next request
as soon as it has the whole answer to the last. Sockets and bytes only: Python's HTTP client takes longer than the
server under test and would hide it.
"""

import json
import re
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from typing import Any

from tests.bench.servers import HOST, ROOT

CONNECTIONS = 4
MOST_REQUESTS = 50_000
SILENCE_SECONDS = 20
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class WrongAnswer(Exception):
    """The server answered with another status, or not at all: there is nothing to measure."""


@dataclass(frozen=True)
class Outcome:
    """What one job measured: answers, seconds, and the latency of the 95th of 100 in milliseconds."""

    answers: int
    seconds: float
    p95_ms: float

    @property
    def rate(self) -> float:
        return self.answers / self.seconds


class Connection:
    """One keep-alive connection with one request under way."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection((HOST, port), timeout=SILENCE_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer, self.whole, self.sent_at = b"", 0, 0.0

    def send(self, request: bytes) -> None:
        self.buffer, self.whole, self.sent_at = b"", 0, time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> bool:
        """Take what has come; whether the answer is whole."""
        part = self.socket.recv(1 << 20)
        if not part:
            raise WrongAnswer("the server closed the connection")
        self.buffer += part
        if not self.whole:
            self.whole = self._size()
        return bool(self.whole) and len(self.buffer) >= self.whole

    def _size(self) -> int:
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0:
            return 0
        length = _LENGTH.search(self.buffer, 0, end + 2)
        if length is None:
            raise WrongAnswer(f"an answer without a length: {self.buffer[:end]!r}")
        return end + 4 + int(length[1])

    @property
    def status(self) -> int:
        return int(self.buffer[9:12])


def measure(job: dict[str, Any]) -> Outcome:
    """Do one job. Raises WrongAnswer."""
    requests = [text.encode("latin-1") for text in job["requests"]]
    source = iter(requests) if job["once"] else cycle(requests)
    with selectors.DefaultSelector() as selector:
        connections = [Connection(job["port"]) for _ in range(job["connections"])]
        try:
            return _drive(selector, connections, source, job["seconds"], job["status"])
        finally:
            for connection in connections:
                connection.socket.close()


def _drive(
    selector: selectors.BaseSelector,
    connections: list[Connection],
    source: Iterator[bytes],
    seconds: float,
    status: int,
) -> Outcome:
    latencies: list[float] = []
    start = end = time.perf_counter()
    busy = 0
    for connection, request in zip(connections, source, strict=False):
        selector.register(connection.socket, selectors.EVENT_READ, connection)
        connection.send(request)
        busy += 1
    while busy:
        ready = selector.select(SILENCE_SECONDS)
        if not ready:
            raise WrongAnswer(f"no answer in {SILENCE_SECONDS} seconds")
        for key, _ in ready:
            connection = key.data
            if not connection.receive():
                continue
            end = time.perf_counter()
            if connection.status != status:
                raise WrongAnswer(f"expected {status}: {connection.buffer[:400]!r}")
            latencies.append(end - connection.sent_at)
            over = end - start >= seconds or len(latencies) >= MOST_REQUESTS
            following = None if over else next(source, None)
            if following is None:
                busy -= 1
            else:
                connection.send(following)
    latencies.sort()
    return Outcome(len(latencies), end - start, 1000 * latencies[int(len(latencies) * 0.95)])


class Client:
    """The generator as the bench sees it."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def run(
        self, port: int, requests: Sequence[str], *, seconds: float, status: int = 200, once: bool = False
    ) -> Outcome:
        """Raises WrongAnswer."""
        job = {
            "port": port, "requests": list(requests), "seconds": seconds, "status": status, "once": once,
            "connections": CONNECTIONS,
        }  # fmt: skip
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps(job) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if "wrong" in answer:
            raise WrongAnswer(answer["wrong"])
        return Outcome(**answer)


@contextmanager
def client() -> Iterator[Client]:
    """Start the generator, and end it."""
    command = [sys.executable, "-m", "tests.bench.load"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        try:
            yield Client(process)
        finally:
            process.terminate()


def main() -> None:
    for line in sys.stdin:
        try:
            answer: dict[str, Any] = vars(measure(json.loads(line)))
        except (WrongAnswer, OSError) as problem:
            answer = {"wrong": str(problem)}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
