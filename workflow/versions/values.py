"""Parts of a definition and their values as the process office calls them."""

import re
from typing import Any

from workflow.definition.model import BACK, Process
from workflow.text import Text

KINDS = {
    "process": Text(it="il processo", en="the process"),
    "stage": Text(it="la fase", en="the stage"),
    "action": Text(it="la mossa", en="the move"),
    "anywhere": Text(it="la mossa sempre aperta", en="the move open anywhere"),
    "clock": Text(it="la promessa", en="the promise"),
    "role": Text(it="il ruolo", en="the role"),
    "public": Text(it="lo stato pubblico", en="the public status"),
    "field": Text(it="il campo", en="the field"),
    "verdict": Text(it="il parere", en="the verdict"),
    "calendar": Text(it="il calendario", en="the calendar"),
}
# What people read, told together.
TEXTS = ("say", "hint", "too_late", "past")
PROPERTIES = {
    "to": Text(it="porta altrove", en="leads elsewhere"),
    "due": Text(it="tempo", en="time"),
    "due_else": Text(it="tempo quando manca la data", en="time without a date"),
    "warn": Text(it="quando avvisare", en="when to warn"),
    "role": Text(it="chi la fa", en="who does it"),
    "public": Text(it="stato che vedono i clienti", en="status that customers see"),
    "need": Text(it="campi richiesti", en="fields needed"),
    "optional": Text(it="campi facoltativi", en="optional fields"),
    "internal": Text(it="campi interni", en="internal fields"),
    "notify": Text(it="chi viene avvisato", en="who is told"),
    "by": Text(it="chi la fa partire", en="what starts it"),
    "not_by": Text(it="quattro occhi", en="four eyes"),
    "join": Text(it="come si uniscono i pareri", en="how verdicts join"),
    "verdicts": Text(it="pareri possibili", en="possible verdicts"),
    "escalate": Text(it="ruolo superiore", en="role above"),
    "start": Text(it="dove comincia", en="where it starts"),
    "stop": Text(it="dove finisce", en="where it ends"),
    "pause": Text(it="dove si ferma", en="where it pauses"),
    "position": Text(it="posto sul percorso", en="place on the path"),
    "choices": Text(it="voci", en="choices"),
    "minimum": Text(it="minimo", en="minimum"),
    "maximum": Text(it="massimo", en="maximum"),
    "audience": Text(it="chi lo legge", en="who reads it"),
    "until": Text(it="fino a dove", en="until where"),
    "extra": Text(it="giorni chiusi", en="closed days"),
    "half": Text(it="mezze giornate", en="half days"),
    "opens": Text(it="apertura", en="opening"),
    "closes": Text(it="chiusura", en="closing"),
    "half_closes": Text(it="chiusura nelle mezze giornate", en="closing on half days"),
    "week": Text(it="giorni della settimana", en="days of the week"),
    "country": Text(it="feste nazionali", en="national holidays"),
    "clear": Text(it="condizioni da soddisfare prima", en="conditions to be met first"),
    "tone": Text(it="aspetto del bottone", en="look of the button"),
}
SPAN = re.compile(r"(\d+)(bd|bh)")
UNITS = {
    "bd": (("giorno lavorativo", "giorni lavorativi"), ("working day", "working days")),
    "bh": (("ora lavorativa", "ore lavorative"), ("working hour", "working hours")),
}
NOTHING = Text(it="niente", en="nothing")
YES, NO = Text(it="sì", en="yes"), Text(it="no", en="no")


def quoted(text: Text) -> Text:
    return Text(it=f"«{text.in_('it')}»", en=f"“{text.in_('en')}”")


def shown(process: Process, value: Any) -> Text:
    """A value with the titles of the stages, roles, statuses and fields it names."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, Text):
        return quoted(value)
    if value is None or value == "" or value == ():
        return NOTHING
    if isinstance(value, (tuple, list, frozenset, dict)):
        return _listed(process, value)
    if span := SPAN.fullmatch(str(value)):
        it, en = (names[span[1] != "1"] for names in UNITS[span[2]])
        return Text(it=f"{span[1]} {it}", en=f"{span[1]} {en}")
    return _named(process, str(value))


def _listed(process: Process, values: Any) -> Text:
    parts = [shown(process, value) for value in (sorted(values) if isinstance(values, (frozenset, dict)) else values)]
    joined = {language: ", ".join(part.in_(language) for part in parts) for language in ("it", "en")}
    return Text(joined) if parts else NOTHING


def _named(process: Process, value: str) -> Text:
    if value == BACK:
        return Text(it="dov’era prima", en="where it was before")
    thing: Any = process.stages.get(value) or process.roles.get(value) or process.public.get(value)
    thing = thing or process.fields.get(value) or process.verdicts.get(value)
    if thing is None:
        return quoted(Text(it=value, en=value))
    return quoted(getattr(thing, "title", None) or thing.label)
