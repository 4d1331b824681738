"""How work moves: a process engine that has never heard of ideas, Flask or HTTP. This is its only door."""

from workflow.store import tables
from workflow.store.tables import metadata
from workflow.store.types import UtcDateTime

__all__ = ["UtcDateTime", "metadata", "tables"]
