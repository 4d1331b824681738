"""What is asked for often and changes seldom, remembered for a short while by this process."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from flask import current_app

from ideas.kernel import clock

Value = TypeVar("Value")


@dataclass(frozen=True)
class Memory:
    """A part of the application's memory. What is in it may be as old as `fresh`: another process that changes it is
    noticed after that time. It never holds more than `most` values."""

    name: str
    fresh: timedelta
    most: int = 1000

    def recall(self, key: Hashable, read: Callable[[], Value]) -> Value:
        """What is remembered under `key`, or else what `read` gives now."""
        kept: dict[Hashable, tuple[datetime, Value]] = current_app.extensions.setdefault(self.name, {})
        at, known = clock.now(), kept.get(key)
        if known is not None and abs(at - known[0]) <= self.fresh:
            return known[1]
        value = read()
        if len(kept) >= self.most:
            kept.clear()
        kept[key] = (at, value)
        return value

    def forget(self) -> None:
        """After a change made by this process."""
        current_app.extensions.pop(self.name, None)
