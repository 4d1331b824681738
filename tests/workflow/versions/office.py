"""A process office: two people who change the shipped definition, on the bank of the other tests."""

from collections.abc import Mapping

import workflow
from tests.workflow.bank import Bank
from workflow import Change, Draft, Published, Rehearsal

WRITER, APPROVER, THIRD = 501, 502, 503
Edits = tuple[tuple[str, str], ...]

# The example of the specification: one office more is asked.
RISK_ROLE = '[role]\nrisk = { it = "Rischi", en = "Risk" }\n'
OFFICES_NOW = 'all = ["legal", "compliance", "security", "care"]'
RISK: Edits = (("[role]\n", RISK_ROLE), (OFFICES_NOW, 'all = ["legal", "compliance", "security", "care", "risk"]'))
NO_CARE: Edits = ((OFFICES_NOW, 'all = ["legal", "compliance", "security"]'),)
FASTER: Edits = (('role = "analyst"\ndue = "10bd"', 'role = "analyst"\ndue = "3bd"'),)
RENAMED: Edits = (
    ("[stage.analysis]\n", '[stage.study]\nwas = ["analysis"]\n'),
    ("[stage.analysis.", "[stage.study."),
    ('to = "analysis"', 'to = "study"'),
    ('not_by = ["evaluation", "analysis"]', 'not_by = ["evaluation", "study"]'),
    ('stop = ["analysis", "declined",', 'stop = ["study", "declined",'),
)
LOOKED_OVER: Edits = (('it = "Smistamento"', 'it = "Primo sguardo"'),)


def without_scenarios(text: str) -> str:
    """The definition without its stories, which tell of the path as it is shipped."""
    return text[: text.index("[[scenario]]")] if "[[scenario]]" in text else text


def edited(*edits: tuple[str, str]) -> str:
    text = without_scenarios(workflow.shipped())
    for old, new in edits:
        assert old in text, f"the shipped definition does not say {old!r} any more"
        text = text.replace(old, new)
    return text


def without_stage(stage: str, instead: str) -> str:
    """The definition without a stage: whoever came there goes to `instead`."""
    text = edited((f'to = "{stage}"', f'to = "{instead}"'), (f'"{stage}", ', ""))
    start = text.index(f"[stage.{stage}]\n")
    end = min(n for n in (text.find("\n[stage.", start + 8), text.find("\n[end]", start)) if n > 0)
    while text[end : end + len(f"\n[stage.{stage}.")] == f"\n[stage.{stage}.":
        end = text.find("\n[stage.", end + 8)
    return text[:start] + text[end:]


def without_uat() -> str:
    """What is developed goes straight to customers."""
    delivered = 'to = "released"\ntone = "primary"\nneed = ["note"]'
    text = without_stage("uat", "released")
    assert delivered in text
    return text.replace(
        delivered, delivered.replace('"note"', '"message", "note"') + '\nclear = true\nnotify = ["author"]'
    )


class Office:
    def __init__(self, bank: Bank) -> None:
        self.bank = bank

    def save(self, text: str, by: int = WRITER, seen: int | None = None) -> Draft:
        with self.bank.engine.begin() as db:
            present = workflow.draft(db)
            known = present.n if present else 0
            return workflow.save_draft(db, text, by=by, seen=known if seen is None else seen, at=self.bank.at)

    def publish(
        self, text: str | None = None, by: int = APPROVER, decided: Mapping[str, str] | None = None
    ) -> Published:
        if text is not None:
            self.save(text)
        with self.bank.engine.begin() as db:
            present = workflow.draft(db)
            seen = present.n if present else 0
            return workflow.publish(db, seen=seen, by=by, decided=decided, at=self.bank.at)

    def undo(self, publication_id: int, by: int = THIRD) -> int:
        with self.bank.engine.begin() as db:
            return workflow.undo(db, publication_id, by=by, at=self.bank.at)

    def rehearse(self, text: str, decided: Mapping[str, str] | None = None) -> Rehearsal:
        with self.bank.engine.begin() as db:
            return workflow.rehearse(db, workflow.load(text), decided)

    def changes(self, text: str) -> list[Change]:
        with self.bank.engine.begin() as db:
            return workflow.changes(db, text)

    def differences(self) -> list[workflow.Difference]:
        with self.bank.engine.begin() as db:
            return list(workflow.differences(db))

    def running(self) -> int:
        with self.bank.engine.begin() as db:
            return workflow.running(db)[0]

    def crowd(self, *stages: str, first: int = 2000) -> None:
        """More cases, standing in these stages, numbered from `first`."""
        rows = [workflow.ImportedCase(first + n, 5, stage, self.bank.at) for n, stage in enumerate(stages)]
        with self.bank.engine.begin() as db:
            workflow.import_cases(db, rows, at=self.bank.at)
