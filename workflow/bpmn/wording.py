"""What the diagram says in words: Italian, for the people of the process office."""

from collections.abc import Iterable

from workflow.definition.calendar import span_parts
from workflow.definition.model import Action, Anywhere, JoinRule, Process, Stage, Verdict

LANGUAGE = "it"
UNITS = {"bd": ("giorno lavorativo", "giorni lavorativi"), "bh": ("ora lavorativa", "ore lavorative")}
AUDIENCES = {"author": "chi ha aperto la pratica", "followers": "chi la segue", "voters": "chi l’ha votata"}
OUTCOME = "Come prosegue?"
ORIGIN = "Da dove veniva?"
GATHER = "Si raccolgono i pareri?"
GATHERED = "Sì, si raccolgono"
DECISION = "Che cosa dicono i pareri?"
OPENED = "Pratica aperta"
UNDECIDED = "Nessuna regola decide: qui ci si ferma"
NEVER = "Non succede mai"
MISSING = "Fase che non c’è"


def span(written: str) -> str:
    """ "5bd" -> "5 giorni lavorativi". A span that cannot be read stays as it is written."""
    try:
        amount, unit = span_parts(written)
    except ValueError:
        return written
    return f"{amount} {UNITS[unit][amount != 1]}"


def timer(process: Process, stage: Stage) -> str:
    """When the timer of `stage` runs out."""
    return f"Il giorno di «{_field(process, stage.due)}»" if stage.due.startswith("@") else span(stage.due)


def listed(names: Iterable[str]) -> str:
    """ "a, b e c"."""
    *first, last = list(names) or [""]
    return f"{', '.join(first)} e {last}" if first else last


def stage(process: Process, stage: Stage, office: str = "") -> str:
    """Who, by when, and who may not."""
    role = office or stage.role
    sentences = [f"Chi: {_role(process, role)}.", _deadline(process, stage)]
    if office:
        verdicts = (process.verdicts[name] for name in stage.verdicts if name in process.verdicts)
        sentences += [verdict(process, given) for given in verdicts]
    if stage.not_by:
        before = listed(_title(process, name) for name in stage.not_by)
        sentences.append(f"Quattro occhi: non chi ha già lavorato a {before} su questa pratica.")
    sentences.append(f"Chi ha aperto la pratica legge: «{_public(process, stage)}».")
    return "\n".join(sentences)


def action(process: Process, action: Action) -> str:
    """What it asks for and who is told."""
    sentences = [f"{action.label.in_(LANGUAGE)}."]
    if action.hint:
        sentences.append(action.hint.in_(LANGUAGE))
    sentences.append("Succede allo scadere del tempo." if action.by == "timer" else "")
    sentences.append(_asked(process, action))
    if action.notify:
        sentences.append(f"Avvisa {listed(AUDIENCES.get(name, name) for name in action.notify)}.")
    if action.say:
        sentences.append(f"Il messaggio: «{action.say.in_(LANGUAGE)}»")
    if action.new_round:
        sentences.append("Apre un nuovo giro di pareri.")
    if action.clear:
        sentences.append("Solo quando ogni condizione posta dagli uffici è rispettata.")
    return "\n".join(filter(None, sentences))


def anywhere(process: Process, chosen: Anywhere) -> str:
    """Where it may be done and where not any more."""
    sentences = [f"Chi: {_role(process, chosen.role)}.", "Vale in ogni fase, e la pratica si ferma lì."]
    if chosen.until:
        late = listed(_title(process, name) for name in chosen.until)
        sentences.append(f"Non vale più in {late}.")
    return "\n".join([*sentences, action(process, chosen)])


def verdict(process: Process, given: Verdict) -> str:
    notes = [_asked(process, given), "Apre una condizione da rispettare." if given.obligation else ""]
    return " ".join(filter(None, [f"Può dire «{given.label.in_(LANGUAGE)}».", *notes]))


def join(process: Process, stage: Stage) -> str:
    """The rules in their order; the first that applies decides."""
    return "La prima regola che vale decide.\n" + "\n".join(_rule(process, stage, rule) for rule in stage.join)


def promises(process: Process) -> str:
    """The promises across stages."""
    return "\n".join(
        f"Promessa «{clock.name}»: entro {span(clock.due)} da {_title(process, clock.start)}"
        + (f", fermo in {listed(_title(process, name) for name in clock.pause)}." if clock.pause else ".")
        for clock in process.clocks.values()
    )


def _rule(process: Process, stage: Stage, rule: JoinRule) -> str:
    done = stage.actions[rule.do].label.in_(LANGUAGE) if rule.do in stage.actions else rule.do
    if rule.any:
        return f"Se almeno un parere è «{_verdict(process, rule.any)}»: {done}."
    if rule.all:
        return f"Se tutti i pareri sono «{_verdict(process, rule.all)}»: {done}."
    return f"Altrimenti: {done}."


def _asked(process: Process, action: Action | Verdict) -> str:
    given = action.given if isinstance(action, Action) else {}
    names = [process.fields[name].label.in_(LANGUAGE) for name in action.need if name in process.fields]
    asked = [f"«{name}»" for name, key in zip(names, action.need, strict=False) if key not in given]
    return f"Chiede {listed(asked)}." if asked else ""


def _deadline(process: Process, stage: Stage) -> str:
    if not stage.due.startswith("@"):
        return f"Entro {span(stage.due)}."
    return f"Entro il giorno scelto in «{_field(process, stage.due)}», altrimenti {span(stage.due_else)}."


def _field(process: Process, due: str) -> str:
    named = process.fields.get(due[1:])
    return named.label.in_(LANGUAGE) if named else due[1:]


def _public(process: Process, stage: Stage) -> str:
    status = process.public.get(stage.public)
    return status.label.in_(LANGUAGE) if status else stage.public


def _role(process: Process, role: str) -> str:
    return process.roles[role].title.in_(LANGUAGE) if role in process.roles else role


def _title(process: Process, stage: str) -> str:
    return f"«{process.stages[stage].title.in_(LANGUAGE) if stage in process.stages else stage}»"


def _verdict(process: Process, name: str) -> str:
    return process.verdicts[name].label.in_(LANGUAGE) if name in process.verdicts else name
