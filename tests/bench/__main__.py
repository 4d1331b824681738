"""`make bench`: everything in one run, one table, `instance/bench.json`."""

import argparse
import contextlib
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import granian

from ideas.kernel import clock
from tests import catalogue
from tests.bench import engine, engines, load, pages, proposals, report, scale, servers, stores, votes
from tests.bench.board import board
from tests.bench.report import Figure

SMALL, LARGE = 12, 10_860
PARTS = ("boards", "engine", "scale")
RESULTS = servers.ROOT / "instance"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--database", choices=stores.KINDS, default="sqlite")
    parser.add_argument("--rounds", type=int, default=3, help="measured rounds of the pages (3)")
    parser.add_argument("--ideas", type=int, default=LARGE, help=f"how many the large board has ({LARGE})")
    parser.add_argument("--cases", type=int, default=scale.MANY, help=f"how many to look for work in ({scale.MANY})")
    parser.add_argument("--only", choices=PARTS, nargs="+", default=PARTS)
    return parser.parse_args()


def main() -> None:
    asked, began = arguments(), time.perf_counter()
    data = os.environ.get("BENCH_DATA") or None
    catalogue.compile_italian()
    with tempfile.TemporaryDirectory(prefix="ideas-bench-") as name, workplace(asked, Path(name)) as new_database:
        folder = Path(name)
        said = conditions(asked, data, folder)
        figures: list[Figure] = []
        if "boards" in asked.only:
            figures += measure_boards(asked, new_database, folder, data)
        if "engine" in asked.only:
            say("the process engine")
            figures += engine.measure(new_database, folder)
            say("other process engines")
            figures += engines.measure(new_database, folder)
        if "scale" in asked.only:
            say("many cases")
            figures += scale.measure(new_database, folder, asked.cases)
    said["seconds"] = round(time.perf_counter() - began, 1)
    file = RESULTS / ("bench.json" if asked.database == "sqlite" else f"bench-{asked.database}.json")
    report.write(file, said, figures)
    print("\n".join(f"{key}: {value}" for key, value in said.items()), report.table(figures), sep="\n\n")


@contextlib.contextmanager
def workplace(asked: argparse.Namespace, folder: Path) -> Iterator[stores.NewDatabase]:
    with stores.databases(asked.database, folder) as new_database:
        yield new_database


def measure_boards(
    asked: argparse.Namespace, new_database: stores.NewDatabase, folder: Path, data: str | None
) -> list[Figure]:
    found: list[list[Figure]] = []
    with servers.serving("tests.bench.hello:app", "/", folder / "hello.log") as hello, load.client() as client:
        for count, source in ((SMALL, None), (asked.ideas, data)):
            say(f"a board of {count:,} ideas")
            with board(new_database, folder, count, source) as measured:
                found.append([*pages.measure(measured, hello, client, asked.rounds), *votes.measure(measured)])
    small, large = found
    return [*small, *(replace(big, scale=big.ratio / few.ratio) for few, big in zip(small, large, strict=True))]


def conditions(asked: argparse.Namespace, data: str | None, folder: Path) -> dict[str, Any]:
    return {
        "at": clock.now().isoformat(timespec="seconds"),
        "database": asked.database,
        "ideas": data or f"made up, seed {proposals.SEED}",
        "server": f"granian {granian.__version__}, {servers.WORKERS} worker, {servers.THREADS} threads",
        "load": f"{load.CONNECTIONS} keep-alive connections, {asked.rounds} rounds of {pages.PAGE_SECONDS} s, medians",
        "machine": f"{os.cpu_count()} processors, {platform.machine()}, Python {platform.python_version()}",
        "a million additions": f"{additions():.0f} ms of processor time",
        "durable writes a second": round(durable_writes(folder)),
        "lines of workflow": f"{lines('*.py'):,}, of which engine and rows {lines('engine/*.py') + lines('store/*.py'):,}",
    }


def additions() -> float:
    """What this machine makes of a loop this minute: other programs on it slow that down too, by caches and frequency,
    and figures in processor time with it."""
    began, total = time.thread_time(), 0
    for number in range(1_000_000):
        total += number
    return 1000 * (time.thread_time() - began)


def durable_writes(folder: Path) -> float:
    """How often this disk confirms a write: no database commits faster."""
    with tempfile.TemporaryFile(dir=folder) as file:
        began, count = time.perf_counter(), 0
        while time.perf_counter() - began < 0.3:
            file.write(bytes(4096))
            file.flush()
            os.fsync(file.fileno())
            count += 1
        return count / (time.perf_counter() - began)


def lines(pattern: str) -> int:
    """How long the modules of the process engine are, comments and blank lines included."""
    files = (servers.ROOT / "workflow").rglob(pattern)
    return sum(len(file.read_text(encoding="utf-8").splitlines()) for file in files)


def say(what: str) -> None:
    print(f"Measuring {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
