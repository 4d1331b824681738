"""The people of a small bank, moving one case."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine

import workflow
from workflow import Actor, Case, Move

PEOPLE = {
    "author": 1, "moderator": 2, "pm": 3, "analyst": 4, "developer": 5, "communications": 6,
    "legal": 11, "compliance": 12, "security": 13, "care": 14, "tester": 9, "executive": 15,
}  # fmt: skip
OFFICES = ("legal", "compliance", "security", "care")
SUBJECT = 412
REASON = "Così com’è scritta non va bene."
MESSAGE = "La trovi in Carte, sotto l’immagine della carta."

# The fields that each action needs, as a form sends them.
FORMS: dict[str, Mapping[str, str]] = {
    "ask": {"question": "Ti basta il nome accanto al movimento?"},
    "answer": {"answer": "Sì, mi basta il nome."},
    "merge": {"into": "7"},
    "analyse": {"value": "4", "effort": "3"},
    "decline": {"reason_code": "costs_too_much", "reason": REASON},
    "park": {"reason": REASON, "review_on": "2027-03-01"},
    "already_available": {"message": MESSAGE},
    "appeal": {"appeal": "Ce l’hanno già tre banche, e costa poco."},
    "overturn": {"value": "4", "effort": "3"},
    "confirm": {"reason_code": "costs_too_much", "reason": REASON},
    "start": {"release_on": "2027-02-15", "message": "Esce il 15 febbraio."},
    "deliver": {"note": "Pronta da provare."},
    "release": {"message": MESSAGE},
    "fail": {"reason": REASON},
}
MAIN_PATH = {
    "triage": ("accept", "moderator"), "evaluation": ("analyse", "pm"), "analysis": ("review", "analyst"),
    "planned": ("start", "pm"), "development": ("deliver", "developer"), "uat": ("release", "tester"),
    "released": ("announce", "communications"),
}  # fmt: skip


def actor(role: str, person: int | None = None) -> Actor:
    """Somebody with that role; "tester" is a product manager other than the first."""
    known = "pm" if role == "tester" else role
    return Actor(PEOPLE[role] if person is None else person, frozenset({known}))


def form(action: str, role: str = "") -> dict[str, str]:
    """What that form sends. Going back asks the analyst for a reason, the developer for a message and a note."""
    if action == "back":
        return {"reason": REASON} if role == "analyst" else {"message": REASON, "note": REASON}
    return dict(FORMS.get(action, {}))


class Bank:
    """One database with the shipped process and one case; each call is a transaction of its own."""

    def __init__(self, engine: Engine, at: datetime) -> None:
        self.engine, self.at = engine, at
        with engine.begin() as db:
            workflow.install(db, workflow.shipped(), by_id=None, at=at)
            self.noise = workflow.start_case(db, subject_id=9, author_id=99, at=at).case_id
            self.opened = workflow.start_case(db, subject_id=SUBJECT, author_id=PEOPLE["author"], at=at)
        self.case_id = self.opened.case_id

    def wait(self, **span: float) -> "Bank":
        self.at += timedelta(**span)
        return self

    def do(self, action: str, role: str, person: int | None = None, version: int | None = None, **fields: Any) -> Move:
        """Perform an action with what its form needs, or with exactly `fields` when there are any."""
        sent = fields or form(action, role)
        with self.engine.begin() as db:
            return workflow.advance(
                db, self.case_id, action, actor(role, person), sent, expected_row_version=version, at=self.at
            )

    def verdict(
        self, office: str, verdict: str, reason: str = REASON, person: int | None = None, round_: int | None = None
    ) -> Move:
        with self.engine.begin() as db:
            who = actor(office, person)
            return workflow.give_verdict(
                db, self.case_id, office, verdict, reason, who, expected_round=round_, at=self.at
            )

    def verdicts(self, **given: str) -> Move:
        """All four offices, "ok" unless said otherwise; the move of the last one."""
        return [self.verdict(office, given.get(office, "ok")) for office in OFFICES][-1]

    def until(self, stage: str) -> "Bank":
        """Walk the main path to a stage."""
        while (here := self.case.stage) != stage:
            if here == "signoff":
                self.verdicts()
            else:
                self.do(*MAIN_PATH[here])
        return self

    @property
    def case(self) -> Case:
        with self.engine.begin() as db:
            found = workflow.case_for(db, SUBJECT)
        assert found is not None
        return found

    def choices(self, role: str, person: int | None = None) -> dict[str, workflow.Choice]:
        """What that person sees: by action, and by "office=verdict"."""
        case = self.case
        listed = workflow.allowed(case.process, case.state, actor(role, person))
        return {f"{choice.slot}={choice.action}" if choice.slot else choice.action: choice for choice in listed}

    def change(self, statement: Any) -> None:
        """Tamper with the database behind the engine's back."""
        with self.engine.begin() as db:
            db.execute(statement)

    def verified(self) -> workflow.Broken | None:
        with self.engine.begin() as db:
            return workflow.verify(db)
