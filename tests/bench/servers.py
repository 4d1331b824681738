"""The web server of `make run`, started and stopped around a measurement, on a free loopback port."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
HOST = "127.0.0.1"
WORKERS, THREADS = 1, 8  # as in `make run`
PATIENCE_SECONDS = 30


class NotServing(Exception):
    """The server ended or did not answer in time; the message holds what it wrote."""


@dataclass(frozen=True)
class Server:
    port: int
    log: Path
    pids: tuple[int, ...]

    @property
    def address(self) -> str:
        return f"{HOST}:{self.port}"

    def cpu_seconds(self) -> float | None:
        """What the server's processes have computed so far; None where the system does not tell (/proc)."""
        try:
            ticks = [_stat(pid)[11:13] for pid in self.pids]
        except OSError:
            return None
        return sum(int(spent) for both in ticks for spent in both) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(target: str, path: str, log: Path, environment: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Serve the WSGI application `target`; ready when `path` answers 200. Raises NotServing."""
    port = free_port()
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port),
        "--workers", str(WORKERS), "--blocking-threads", str(THREADS), "--log-level", "warning", target,
    ]  # fmt: skip
    values = {**os.environ, **(environment or {}), "BASE_URL": f"http://{HOST}:{port}"}
    with log.open("wb") as written:
        process = subprocess.Popen(command, cwd=ROOT, env=values, stdout=written, stderr=subprocess.STDOUT)
        try:
            wait(process, port, path, log)
            yield Server(port, log, (process.pid, *_children(process.pid)))
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def wait(process: "subprocess.Popen[bytes]", port: int, path: str, log: Path) -> None:
    limit = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < limit and process.poll() is None:
        connection = http.client.HTTPConnection(HOST, port, timeout=5)
        try:
            connection.request("GET", path)
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.1)
    raise NotServing(log.read_text(errors="replace")[-3000:])


def _stat(pid: int | str) -> list[str]:
    """The fields of /proc/<pid>/stat after the name, which may hold spaces: state, parent, ..."""
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()


def _children(pid: int) -> list[int]:
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if int(_stat(entry.name)[1]) == pid:
                found.append(int(entry.name))
        except OSError:
            continue
    return found
