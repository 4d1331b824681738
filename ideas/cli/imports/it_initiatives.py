"""Italian referendums and citizens' bills, from the Ministry of Justice's open data (one JSON object a line)."""

from collections.abc import Iterable
from datetime import datetime

from ideas.cli.imports.drafts import BadRow, Draft, Rows, at_noon, count, fitted, identity, past, short_name, shown
from ideas.cli.imports.jsonl import Object, objects, text_of
from ideas.cli.imports.lines import Read

# What reached Parliament is planned; a collection that closed without getting there is declined.
STAGES = {
    "MESSA A DISPOSIZIONE": "planned",
    "MESSA A DISPOSIZIONE CAMERA": "planned",
    "MESSA A DISPOSIZIONE SENATO": "planned",
    "CHIUSA": "declined",
}
AUTHOR = "Comitato promotore"


def initiatives(file: Iterable[bytes], read: Read, now: datetime) -> Rows:
    """Initiatives as drafts; their supporters count as votes."""
    return objects(file, read, lambda value: _draft(value, now))


def _draft(value: Object, now: datetime) -> Draft:
    number = value.get("id")
    if isinstance(number, bool) or not isinstance(number, int):
        raise BadRow(f"id is not a whole number: {shown(number)}")
    title, story = fitted(text_of(value, "titolo"), text_of(value, "descrizione") or text_of(value, "descrizioneBreve"))
    return Draft(
        external_id=identity(f"it_initiatives:{number}"),
        title=title,
        story=story,
        category=short_name(text_of(value, "idDecCatIniziativa.nome")).capitalize(),
        created_at=past(_opened(text_of(value, "dataApertura")), now),
        author=AUTHOR,
        votes=count(value.get("sostenitori", 0), "sostenitori"),
        stage=STAGES.get(text_of(value, "idDecStatoIniziativa.nome").strip()),
    )


def _opened(written: str) -> datetime:
    try:
        return at_noon(datetime.fromisoformat(written).date())
    except ValueError as fault:
        raise BadRow(f"dataApertura is no date like 2026-12-31: {shown(written)}") from fault
