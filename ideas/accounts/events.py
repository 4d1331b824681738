"""Facts about people."""

from dataclasses import dataclass

from ideas.kernel.events import Event


@dataclass(frozen=True)
class SignedUp(Event):
    """An address waits to be confirmed: somebody signed up, or asked for the link again."""

    person_id: int


@dataclass(frozen=True)
class AlreadyRegistered(Event):
    """Somebody signed up with the address of a person who is already in: only that person is told."""

    person_id: int


@dataclass(frozen=True)
class ResetAsked(Event):
    person_id: int


@dataclass(frozen=True)
class PasswordChanged(Event):
    """Told to the person, who may not be the one who did it."""

    person_id: int
