"""Every refusal of the engine: a code for machines, a sentence for people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from workflow.definition.model import Finding
from workflow.text import Text


@dataclass(frozen=True)
class Refusal:
    """Why something may not be done now."""

    code: str
    sentence: Text


class WorkflowRefusal(Exception):
    """Base of them all."""

    def __init__(self, code: str, sentence: Text) -> None:
        super().__init__(f"{code}: {sentence.in_('en')}")
        self.code = code
        self.sentence = sentence


class InvalidProcess(WorkflowRefusal):
    """A definition with faults, all of them in `findings`."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        listed = {
            language: "; ".join(f"{found.place}: {found.sentence.in_(language)}" for found in self.findings)
            for language in ("it", "en")
        }
        super().__init__("invalid_process", Text(listed))


class NotAllowed(WorkflowRefusal):
    """The action exists here, but not for this person or not now."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code, refusal.sentence)
        self.refusal = refusal


class UnknownAction(WorkflowRefusal):
    """The stage the case is in has no such action, office or verdict."""

    def __init__(self, action: str) -> None:
        self.action = action
        super().__init__(
            "unknown_action",
            Text(
                it="Da qui questa mossa non c’è. Ricarica la pagina.",
                en="There is no such move from here. Reload the page.",
            ),
        )


class UnknownCase(WorkflowRefusal):
    def __init__(self) -> None:
        super().__init__("unknown_case", Text(it="Questa pratica non esiste.", en="There is no such case."))


class UnknownProcess(WorkflowRefusal):
    def __init__(self, key: str) -> None:
        super().__init__(
            "unknown_process",
            Text(it=f"Il processo «{key}» non è installato.", en=f"The process “{key}” is not installed."),
        )


class BadFields(WorkflowRefusal):
    """What was written does not do; `errors` has one sentence per field."""

    def __init__(self, errors: dict[str, Text]) -> None:
        self.errors = errors
        super().__init__(
            "bad_fields",
            Text(it="Manca qualcosa: guarda i campi segnati.", en="Something is missing: look at the marked fields."),
        )


class CaseClosed(WorkflowRefusal):
    def __init__(self) -> None:
        super().__init__(CLOSED.code, CLOSED.sentence)


class Stale(WorkflowRefusal):
    """Somebody moved the case after the page was shown: `by_id` (None: the clock) at `at`."""

    def __init__(self, by_id: int | None, at: datetime) -> None:
        self.by_id = by_id
        self.at = at
        super().__init__(
            "stale",
            Text(
                it="Nel frattempo la pratica è andata avanti. Ricarica per vedere a che punto è.",
                en="Meanwhile the case has moved on. Reload to see where it is.",
            ),
        )


class AlreadyClaimed(WorkflowRefusal):
    """A colleague, `by_id`, has it in hand."""

    def __init__(self, by_id: int | None) -> None:
        self.by_id = by_id
        super().__init__(
            "already_claimed",
            Text(it="L’ha già presa in carico un’altra persona.", en="Somebody else has already taken it on."),
        )


CLOSED = Refusal(
    "closed", Text(it="La pratica è chiusa: non si muove più.", en="The case is closed: it doesn’t move any more.")
)
