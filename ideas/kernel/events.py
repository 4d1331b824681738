"""Facts inside the transaction, and who reacts to them.

Events are frozen dataclasses that carry ids only. The table event -> reactions is given once by `wiring`; reactions
run at once, in table order, in the same transaction: one that fails undoes everything.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app

Reaction = Callable[[Any], None]
Reactions = Mapping[type["Event"], Sequence[Reaction]]


@dataclass(frozen=True)
class Event:
    """A past-tense fact."""


def publish(event: Event) -> None:
    """Run the reactions to an event. Raises KeyError for an event that `wiring` does not list."""
    reactions: Reactions = current_app.extensions["reactions"]
    for reaction in reactions[type(event)]:
        reaction(event)
