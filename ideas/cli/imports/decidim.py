"""Decidim Barcelona's open data: a CSV of proposals, and one of their comments."""

import csv
import html
import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from ideas.cli.imports.drafts import (
    BadFile,
    BadRow,
    Draft,
    Refused,
    Remark,
    RemarkRow,
    Rows,
    at_noon,
    count,
    fitted,
    identity,
    past,
    short_name,
    shown,
)  # fmt: skip
from ideas.cli.imports.lines import Read, checked, lines
from ideas.kernel.clock import ROME
from ideas.kernel.text import clean

PROPOSAL_COLUMNS = ("id", "title", "summary", "status", "category", "created_at", "total_votes", "author_id")
COMMENT_COLUMNS = ("id", "proposal_id", "author_hash", "created_at", "body_text")
STAGES = {"accepted": "planned", "rejected": "declined"}
LARGEST_FIELD = 1_000_000

_DROPPED = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_BREAKS = re.compile(r"<(?:br|/p|/div|/li|/h[1-6]|/tr)\b[^<>]*>", re.IGNORECASE)
_TAGS = re.compile(
    r"</?(?:a|abbr|b|blockquote|br|code|div|em|font|h[1-6]|hr|i|iframe|img|li|object|ol|p|pre|small|span|strong|sub|sup"
    r"|table|tbody|td|th|thead|tr|u|ul|script|style)\b[^<>]*>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]+\d*);", re.IGNORECASE)


def without_tags(text: str) -> str:
    """The words of an HTML text. Only what really is a tag goes: "emissions <100g/km" stays."""
    if "<" in text:
        text = _TAGS.sub("", _BREAKS.sub("\n", _DROPPED.sub("", text)))
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def proposals(file: Iterable[bytes], read: Read, now: datetime) -> Rows:
    """Proposals as drafts, with the line at which each begins. Raises BadFile when a column is missing."""
    for number, row in _rows(file, read, PROPOSAL_COLUMNS):
        try:
            yield number, _draft(_whole(row), now)
        except BadRow as fault:
            yield number, Refused(str(fault))


def comments(file: Iterable[bytes], read: Read, now: datetime) -> Iterator[RemarkRow]:
    """Comments, with the line at which each begins. Raises BadFile when a column is missing."""
    for number, row in _rows(file, read, COMMENT_COLUMNS):
        try:
            yield number, _remark(_whole(row), now)
        except BadRow as fault:
            yield number, Refused(str(fault))


def _rows(file: Iterable[bytes], read: Read, needed: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str | None]]]:
    csv.field_size_limit(LARGEST_FIELD)
    reader = csv.DictReader(lines(file, read), strict=True)
    begins = 0
    try:
        missing = [name for name in needed if name not in (reader.fieldnames or ())]
        if missing:
            raise BadFile(f"the first line has no column {', '.join(missing)}")
        begins = reader.line_num + 1
        for row in reader:
            yield begins, row
            begins = reader.line_num + 1
    except csv.Error as fault:
        raise BadFile(f"not a CSV file from line {begins} on: {fault}") from fault


def _whole(row: dict[str, str | None]) -> dict[str, str]:
    """Raises BadRow when columns are missing or too many, or the text is not UTF-8."""
    if None in row or None in row.values():
        raise BadRow("the number of columns is not that of the first line")
    return {name: checked(value or "") for name, value in row.items()}


def _draft(row: dict[str, str], now: datetime) -> Draft:
    title, story = fitted(without_tags(row["title"]), without_tags(row["summary"]))
    return Draft(
        external_id=identity(f"decidim:{row['id'].strip()}" if row["id"].strip() else ""),
        title=title,
        story=story,
        category=short_name(without_tags(row["category"])),
        created_at=past(at_noon(_instant(row["created_at"], "%d/%m/%Y").date()), now),
        author=_pseudonym(row["author_id"]),
        votes=count(_number(row["total_votes"]), "total_votes"),
        stage=STAGES.get(row["status"].strip()),
    )


def _remark(row: dict[str, str], now: datetime) -> Remark:
    text = clean(without_tags(row["body_text"]))
    if not text:
        raise BadRow("the comment is empty")
    return Remark(
        idea=f"decidim:{row['proposal_id'].strip()}",
        external_id=identity(f"decidim:{row['id'].strip()}" if row["id"].strip() else ""),
        author=_pseudonym(row["author_hash"][:6]),
        text=text,
        created_at=past(_instant(row["created_at"], "%d/%m/%Y %H:%M:%S"), now),
    )


def _instant(written: str, pattern: str) -> datetime:
    try:
        return datetime.strptime(written.strip(), pattern).replace(tzinfo=ROME)
    except ValueError as fault:
        raise BadRow(f"created_at is no date like 31/12/2016: {shown(written)}") from fault


def _number(written: str) -> object:
    text = written.strip()
    return int(text) if text.removeprefix("-").isascii() and text.removeprefix("-").isdigit() else written


def _pseudonym(author: str) -> str:
    """The same person is always the same number, and nobody's name."""
    return short_name(f"Cittadino {author.strip()}") if author.strip() else "Cittadino"
