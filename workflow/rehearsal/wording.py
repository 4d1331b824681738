"""The sentences of a rehearsal, in the two languages of the office that reads them."""

from collections.abc import Mapping

from workflow.text import Text

# "cases: what happens", so that one case and many read alike.
SENTENCES: dict[str, tuple[str, str]] = {
    "unaffected": ("{cases}: non cambia niente.", "{cases}: nothing changes."),
    "renamed": ("{cases} in «{stage}»: la fase ora si chiama «{detail}».", "{cases} in “{stage}”: now “{detail}”."),
    "decided": ("{cases} in «{stage}»: passaggio a «{detail}».", "{cases} in “{stage}”: moved to “{detail}”."),
    "entered_anew": (
        "{cases} in «{stage}»: la fase ricomincia, perché cambia chi se ne occupa.",
        "{cases} in “{stage}”: the stage starts again, because its desks change.",
    ),
    "public_changed": (
        "{cases} in «{stage}»: i clienti vedono un altro stato.",
        "{cases} in “{stage}”: customers see another status.",
    ),
    "new_office": (
        "{cases} in «{stage}»: un parere in più, {detail}.",
        "{cases} in “{stage}”: one more verdict, {detail}.",
    ),
    "office_dropped": (
        "{cases} in «{stage}»: un parere in meno, {detail}.",
        "{cases} in “{stage}”: one verdict less, {detail}.",
    ),
    "joins": (
        "{cases} in «{stage}»: gli altri pareri ci sono già, alla pubblicazione si va avanti.",
        "{cases} in “{stage}”: all other verdicts are there, publication moves them on.",
    ),
    "due_changed": ("{cases} in «{stage}»: un’altra scadenza.", "{cases} in “{stage}”: another due date."),
    "role_changed": ("{cases} in «{stage}»: ora tocca a {detail}.", "{cases} in “{stage}”: now for {detail}."),
    "timer_changed": (
        "{cases} in «{stage}»: cambia ciò che succede da solo alla scadenza.",
        "{cases} in “{stage}”: what happens by itself at the due date changes.",
    ),
    "needs_decision": (
        "{cases} in «{stage}»: serve una decisione, questa fase non c’è più.",
        "{cases} in “{stage}”: a decision is needed, this stage is gone.",
    ),
    "role_in_use": (
        "{cases} con lavoro di «{detail}»: tieni il ruolo, o scrivi «was» in quello che lo sostituisce.",
        "{cases} with work by “{detail}”: keep the role, or write “was” in the one that replaces it.",
    ),
    "past_late": (
        "{cases} del passato: in ritardo {before}, con la bozza {after}.",
        "{cases} of the past: {before} late, {after} with the draft.",
    ),
    "past_broken": (
        "Promesse ai clienti non mantenute: {before}, con la bozza {after}.",
        "Promises to customers not kept: {before}, {after} with the draft.",
    ),
    "past_gone": (
        "{cases} in «{stage}»: «{action}» con la bozza non c’è più.",
        "{cases} in “{stage}”: “{action}” is gone with the draft.",
    ),
    "past_role": (
        "{cases} in «{stage}»: «{action}» sarebbe toccato ad altri.",
        "{cases} in “{stage}”: “{action}” would have been for others.",
    ),
    "past_other_way": (
        "{cases} in «{stage}»: dopo «{action}» sarebbero andate altrove.",
        "{cases} in “{stage}”: after “{action}” they would have gone elsewhere.",
    ),
    "past_waits": (
        "{cases} in «{stage}»: prima di «{action}» si aspetta anche {office}.",
        "{cases} in “{stage}”: before “{action}” one more verdict is waited for, {office}.",
    ),
    "past_field": (
        "{cases} in «{stage}»: per «{action}» la bozza chiede un campo che nessuno aveva scritto.",
        "{cases} in “{stage}”: for “{action}” the draft asks for a field that nobody had filled in.",
    ),
    "past_four_eyes": (
        "{cases} in «{stage}»: per «{action}» i quattro occhi della bozza chiedono un’altra persona.",
        "{cases} in “{stage}”: for “{action}” the draft’s four eyes ask for another person.",
    ),
    "past_obligations_open": (
        "{cases} in «{stage}»: prima di «{action}» vanno chiuse le condizioni degli uffici.",
        "{cases} in “{stage}”: before “{action}” the offices’ conditions must be met.",
    ),
    "past_too_late": (
        "{cases} in «{stage}»: per «{action}» con la bozza è troppo tardi.",
        "{cases} in “{stage}”: with the draft it is too late for “{action}”.",
    ),
    "past_lapsed": (
        "{cases} in «{stage}»: il tempo della bozza sarebbe finito prima di «{action}».",
        "{cases} in “{stage}”: the draft’s time would have been up before “{action}”.",
    ),
    "past_not_yet": (
        "{cases} in «{stage}»: con la bozza «{action}» non sarebbe ancora successo.",
        "{cases} in “{stage}”: with the draft “{action}” would not yet have happened.",
    ),
}


def cases(count: int) -> Text:
    """ "1.204 pratiche", "1,204 cases"."""
    if count == 1:
        return Text(it="1 pratica", en="1 case")
    english = f"{count:,}"
    return Text(it=f"{english.replace(',', '.')} pratiche", en=f"{english} cases")


def sentence(code: str, values: Mapping[str, Text | str]) -> Text:
    it, en = SENTENCES[code]
    return Text(it=it, en=en).filled(values)
