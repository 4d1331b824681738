"""Why a version is not drafted, published or taken back."""

from collections.abc import Sequence
from datetime import datetime

from workflow.errors import WorkflowRefusal
from workflow.text import Text


class NoDraft(WorkflowRefusal):
    def __init__(self) -> None:
        super().__init__("no_draft", Text(it="Non c’è nessuna bozza.", en="There is no draft."))


class StaleDraft(WorkflowRefusal):
    """Somebody, `by_id`, saved the draft at `at`, after the page was shown."""

    def __init__(self, by_id: int | None, at: datetime) -> None:
        self.by_id, self.at = by_id, at
        sentence = Text(
            it="Nel frattempo la bozza è cambiata. Ricarica e guarda che cosa c’è di nuovo.",
            en="Meanwhile the draft has changed. Reload and look at what is new.",
        )
        super().__init__("stale_draft", sentence)


class BehindRunning(WorkflowRefusal):
    def __init__(self) -> None:
        sentence = Text(
            it="Dopo questa bozza è entrata in vigore un’altra versione. Guarda le differenze e risalva la bozza.",
            en="Another version came into force after this draft. Look at the differences and save the draft again.",
        )
        super().__init__("behind_running", sentence)


class SamePerson(WorkflowRefusal):
    def __init__(self) -> None:
        sentence = Text(
            it="Questa bozza l’hai scritta anche tu: la pubblica un’altra persona.",
            en="You wrote part of this draft: another person has to publish it.",
        )
        super().__init__("same_person", sentence)


class NothingNew(WorkflowRefusal):
    def __init__(self) -> None:
        sentence = Text(
            it="La bozza dice le stesse cose della versione in vigore.",
            en="The draft says the same as the version in force.",
        )
        super().__init__("nothing_new", sentence)


class Undecided(WorkflowRefusal):
    """Cases under way have no place in the new version; `sentences` has one for each place."""

    def __init__(self, sentences: Sequence[Text]) -> None:
        self.sentences = tuple(sentences)
        listed = {language: " ".join(each.in_(language) for each in sentences) for language in ("it", "en")}
        super().__init__("undecided", Text(listed))


class BadDecision(WorkflowRefusal):
    def __init__(self, stage: str, home: str) -> None:
        sentence = Text(
            it=f"Da «{stage}» non si può andare in «{home}»: scegli una fase aperta della versione nuova.",
            en=f"Cases in “{stage}” cannot go to “{home}”: choose an open stage of the new version.",
        )
        super().__init__("bad_decision", sentence)


class Touched(WorkflowRefusal):
    """`cases` have gone on since the publication."""

    def __init__(self, cases: int) -> None:
        self.cases = cases
        sentence = Text(
            it=f"Non si torna più indietro: dopo la pubblicazione sono andate avanti pratiche, in tutto {cases}.",
            en=f"There is no way back any more: since the publication cases have gone on, {cases} in all.",
        )
        super().__init__("touched", sentence)


class NotLast(WorkflowRefusal):
    def __init__(self) -> None:
        sentence = Text(
            it="Si annulla solo l’ultima pubblicazione, una volta, e solo se prima ce n’era un’altra.",
            en="Only the last publication can be undone, once, and only when there was one before it.",
        )
        super().__init__("not_last", sentence)


class OwnPublication(WorkflowRefusal):
    def __init__(self) -> None:
        sentence = Text(
            it="L’hai pubblicata tu: la annulla un’altra persona.",
            en="You published it: another person has to undo it.",
        )
        super().__init__("own_publication", sentence)
