"""Pure rules: the house rules as data, how long one may appeal, when the complaints office answers, the chain."""

import calendar
import hashlib
import json
import tomllib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from ideas.kernel import clock
from ideas.moderation.models import PAYMENTS
from workflow import Calendar, Text

APPEAL_MONTHS = 6
TEXT_SHORTEST, TEXT_LONGEST = 10, 2000
MODERATORS = ("moderator", "executive")
COMPLAINTS = ("moderator", "care", "compliance", "executive")
# Areas of the bank whose complaints are about payments unless a moderator says otherwise.
PAYMENT_AREAS = frozenset({"pagamenti-e-bonifici", "carte-e-prelievi"})
FIRST = "0" * 64


@dataclass(frozen=True)
class Rule:
    """One rule of the house. `law`: it also breaks the law; `unnamed`: it may be reported without saying who one is."""

    id: str
    title: Text
    text: Text
    law: bool = False
    unnamed: bool = False


def _read() -> dict[str, Rule]:
    rows = tomllib.loads((Path(__file__).parent / "rules.toml").read_text(encoding="utf-8"))["rule"]
    rules = (
        Rule(row["id"], Text(row["title"]), Text(row["text"]), row.get("law", False), row.get("unnamed", False))
        for row in rows
    )
    return {rule.id: rule for rule in rules}


RULES = _read()


def appeal_until(decided_at: datetime) -> date:
    """The last day on which a decision may be appealed: six months later, or the last day of that month."""
    day = clock.local_date(decided_at)
    months = day.month - 1 + APPEAL_MONTHS
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def complaint_due(posted_at: datetime, matter: str, bank: Calendar, *, days: int, payment_days: int) -> date:
    """The day by which the complaints office answers, counted from the day on which the customer wrote.

    `days` are calendar days, `payment_days` working days of the bank's calendar (Bank of Italy, transparency rules,
    section XI: 60 and 15).
    """
    if matter == PAYMENTS:
        return bank.local_date(bank.due(posted_at, f"{payment_days}bd"))
    return bank.local_date(posted_at) + timedelta(days=days)


def complaint_hash(previous: str, row: dict[str, Any]) -> str:
    """The link of one complaint: sha256 over the link before it and everything the row says."""
    said = json.dumps(row, ensure_ascii=False, sort_keys=True, default=lambda value: value.isoformat())
    return hashlib.sha256(f"{previous}\n{said}".encode()).hexdigest()
