"""What a foreign diagram may hold that a definition has no place for, and why."""

from workflow.definition.model import Finding
from workflow.text import Text

NO_PROGRAMS = Text(
    it="Qui lavora una persona: programmi e messaggi automatici non si eseguono.",
    en="A person works here: programs and automatic messages are not run.",
)
ONE_CHOICE = Text(
    it="Da una scelta si esce per una via sola: usa un gateway esclusivo.",
    en="A choice has one way out: use an exclusive gateway.",
)
NO_NESTING = Text(it="Una fase non ne contiene altre.", en="A stage holds no others.")
NO_EVENTS = Text(
    it="Una fase si lascia con un’azione o allo scadere del tempo: altri eventi non ci sono.",
    en="A stage is left by an action or when its time is up: there are no other events.",
)
NO_DATA = Text(
    it="I dati sono i campi delle azioni: scrivili nella definizione.",
    en="Data are the fields of the actions: write them in the definition.",
)
ONE_PROCESS = Text(it="Il processo è uno solo.", en="There is one process only.")
OTHER = Text(it="Una definizione non ha nulla di simile.", en="A definition has nothing like it.")

WHY = {
    "parallelGateway": Text(
        it="I pareri contemporanei non si ricavano dal disegno: scrivili con all, verdicts e join.",
        en="Opinions given side by side do not follow from the drawing: write them with all, verdicts and join.",
    ),
    "conditionExpression": Text(
        it="Le condizioni sui dati non si eseguono: sceglie una persona, con un’azione.",
        en="Conditions on data are not run: a person chooses, by an action.",
    ),
    "childLaneSet": Text(
        it="Una corsia è un ruolo e non ne contiene altri.", en="A lane is a role and holds no others."
    ),
    **dict.fromkeys(("inclusiveGateway", "complexGateway", "eventBasedGateway"), ONE_CHOICE),
    **dict.fromkeys(("scriptTask", "serviceTask", "businessRuleTask", "sendTask", "receiveTask"), NO_PROGRAMS),
    **dict.fromkeys(("subProcess", "transaction", "adHocSubProcess", "callActivity"), NO_NESTING),
    **dict.fromkeys(("intermediateCatchEvent", "intermediateThrowEvent"), NO_EVENTS),
    **dict.fromkeys(("dataObject", "dataObjectReference", "dataStoreReference", "ioSpecification"), NO_DATA),
    **dict.fromkeys(("messageFlow", "choreography"), ONE_PROCESS),
}
FITS = {
    "bpmn_one_process": Text(it="Serve un processo, e uno solo.", en="One process is needed, and one only."),
    "bpmn_one_start": Text(
        it="Serve un evento iniziale solo, che porti a una fase sola.",
        en="One start event is needed, leading to one stage.",
    ),
    "bpmn_id": Text(it="Non ha un id tutto suo.", en="It has no id of its own."),
    "bpmn_loose_flow": Text(
        it="Una delle due estremità non c’è o non può esserlo.", en="One of its two ends is not there or cannot be one."
    ),
    "bpmn_split": Text(
        it="Ne escono più frecce, che in BPMN partono tutte insieme: metti un gateway esclusivo.",
        en="Several flows leave it, and in BPMN they all start at once: put an exclusive gateway.",
    ),
    "bpmn_implicit_end": Text(
        it="Da qui non esce nulla: porta a un evento finale.", en="Nothing leaves from here: lead to an end event."
    ),
    "bpmn_timer": Text(
        it="Un tempo scaduto interrompe la fase e porta in un posto solo.",
        en="A timer interrupts its stage and leads to one place.",
    ),
}


def unsupported(id: str, kind: str) -> Finding:
    """The finding for an element of a type that is not read."""
    why = NO_EVENTS if kind.endswith("EventDefinition") else WHY.get(kind, OTHER)
    return Finding("bpmn_unsupported", f"{id} ({kind})", why)


def refusal(code: str, place: str) -> Finding:
    """The finding for an element that is read but does not fit."""
    return Finding(code, place, FITS[code])
