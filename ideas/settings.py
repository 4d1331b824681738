"""Every setting once: name, type, default, one sentence. Read from the environment, all faults reported together."""

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


class BadSettings(Exception):
    """One line for each setting that cannot be used."""


def _text(value: str) -> str:
    return value


def _flag(value: str) -> bool:
    known = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}
    if value.lower() not in known:
        raise ValueError("expects 1 or 0")
    return known[value.lower()]


def _url(*schemes: str) -> Callable[[str], str]:
    def parse(value: str) -> str:
        if value and urlsplit(value).scheme not in schemes:
            raise ValueError("expects an address that starts with " + " or ".join(f"{s}://" for s in schemes))
        return value

    return parse


def _one_of(*known: str) -> Callable[[str], str]:
    def parse(value: str) -> str:
        if value not in known:
            raise ValueError("expects " + " or ".join(known))
        return value

    return parse


def _days(value: str) -> int:
    if not value.isascii() or not value.isdigit() or not 0 < int(value) <= 365:
        raise ValueError("expects a number of days between 1 and 365")
    return int(value)


def _level(value: str) -> str:
    if value.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        raise ValueError("expects DEBUG, INFO, WARNING or ERROR")
    return value.upper()


def _whole(value: str) -> int:
    if not value.isascii() or not value.isdecimal() or len(value) > 9:
        raise ValueError("expects a whole number, 0 or more")
    return int(value)


@dataclass(frozen=True)
class Setting:
    name: str
    parse: Callable[[str], Any]
    default: str
    says: str


SETTINGS = (
    Setting("DATABASE_URL", _url("sqlite", "postgresql+psycopg"), "",
            "Database address; empty means SQLite in `instance/`."),
    Setting("SECRET_KEY", _text, "", "Signs sessions and links; empty means a key kept in `instance/secret_key`."),
    Setting("BASE_URL", _url("http", "https"), "http://127.0.0.1:8000", "Public address, used in mails and feeds."),
    Setting("MAIL_URL", _url("smtp", "smtps", "file"), "",
            "Mail server (`smtp://user:pw@host:port`, `smtps://…`) or `file:///folder`; empty means `instance/mail/`."),
    Setting("MAIL_FROM", _text, "La banca che vorrei <idee@demo.example>", "Sender of the mails."),
    Setting("CONTACT_MAIL", _text, "",
            "Whom people write to about accessibility and their data; empty means the address of `MAIL_FROM`."),
    Setting("RATE_LIMIT_STORAGE", _url("memory", "redis"), "memory://",
            "Where rate limits are counted; `redis://…` when there are several web machines."),
    Setting("DEMO", _flag, "0", "1 shows the demo people on the sign-in page and the mailbox at `/demo/mailbox`."),
    Setting("DEMO_PASSWORD", _text, "vorrei-demo", "Password of the demo people that `seed` creates."),
    Setting("EDIT_MINUTES", _whole, "60",
            "For how many minutes ideas and comments can be changed by their author; 0 means never."),
    Setting("HIDE_VOTES_DAYS", _whole, "0",
            "For how many days the votes of a new idea are hidden from who has not voted; 0 means never."),
    Setting("MODERATION", _one_of("after", "before"), "after",
            "`after`: what customers write is public at once; `before`: when somebody of the bank has read it."),
    Setting("COMPLAINT_DAYS", _days, "60", "Calendar days within which the complaints office answers."),
    Setting("PAYMENT_COMPLAINT_DAYS", _days, "15",
            "Working days, by the process calendar, for complaints on payments."),
    Setting("CARD_BLOCK_PHONE", _text, "800 000 123", "Free number that blocks a card; shown at once in emergencies."),
    Setting("CARD_BLOCK_PHONE_ABROAD", _text, "+39 059 000 0123", "The same from abroad."),
    Setting("CARE_PHONE", _text, "800 000 456", "Customer care, for whoever needs help and not an idea."),
    Setting("LOG_LEVEL", _level, "INFO", "DEBUG, INFO, WARNING or ERROR."),
)  # fmt: skip


def read(environment: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The settings as typed values.

    Raises BadSettings naming every setting that is wrong, not only the first.
    """
    source = os.environ if environment is None else environment
    values: dict[str, Any] = {}
    faults = []
    for setting in SETTINGS:
        try:
            values[setting.name] = setting.parse(source.get(setting.name, setting.default))
        except ValueError as fault:
            faults.append(f"{setting.name} {fault}: {setting.says}")
    if faults:
        raise BadSettings("\n".join(faults))
    return values


def complete(values: dict[str, Any], instance: Path) -> dict[str, Any]:
    """Fill what depends on the instance folder: database file, mail folder, secret key."""
    instance.mkdir(parents=True, exist_ok=True)
    filled = dict(values)
    filled["DATABASE_URL"] = values["DATABASE_URL"] or f"sqlite:///{instance / 'ideas.sqlite3'}"
    filled["MAIL_URL"] = values["MAIL_URL"] or (instance / "mail").as_uri()
    filled["SECRET_KEY"] = values["SECRET_KEY"] or _kept_key(instance / "secret_key")
    return filled


def _kept_key(path: Path) -> str:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(32))
    return path.read_text()
