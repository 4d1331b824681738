"""Logs: one event a line, key=value, ids only; never contents, names or addresses."""

import logging
import sys


def configure(level: str) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s level=%(levelname)s logger=%(name)s %(message)s"))
    root = logging.getLogger("ideas")
    root.handlers[:] = [handler]
    root.setLevel(level)
    root.propagate = False


def event(name: str, **ids: object) -> None:
    """Write one line, for example `event=outbox_sent id=12 attempts=1`."""
    pairs = " ".join(f"{key}={value}" for key, value in ids.items())
    logging.getLogger("ideas").info("event=%s %s", name, pairs)


def failure(name: str, problem: BaseException, **ids: object) -> None:
    """Write a failure with its traceback; the traceback holds code, never what people typed."""
    pairs = " ".join(f"{key}={value}" for key, value in ids.items())
    logging.getLogger("ideas").error("event=%s error=%s %s", name, type(problem).__name__, pairs, exc_info=problem)
