"""Boards to look at: a full one, an empty one, and one where everything is as long as it may be."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from ideas.accounts.models import Person
from ideas.accounts.tokens import confirmation_token, reset_token
from ideas.announcements import jobs
from ideas.board import commands as board
from ideas.kernel import clock
from ideas.moderation import commands as moderation
from ideas.moderation.commands import Target
from ideas.moderation.tokens import report_token
from tests.builders import a_colleague, a_customer, act, an_idea, give_verdict, move
from tests.ideas.announcements.test_commands import approved, the_announcement
from tests.ideas.moderation.cases import a_comment, a_decision, a_report, an_appeal

LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenbestellung"
LONG_TEXT = (
    f"https://example.org/{LONG_WORD}/{LONG_WORD}?{LONG_WORD} " + "Una frase che continua senza fermarsi mai, " * 40
)


@dataclass
class World:
    """The people, and what stands for the names in addresses."""

    people: dict[str, Person]
    numbers: dict[str, str] = field(default_factory=dict)

    def address(self, pattern: str) -> str:
        """The pattern with its names replaced."""
        for name, value in self.numbers.items():
            pattern = pattern.replace("{" + name + "}", value)
        return pattern

    def knows(self, pattern: str) -> bool:
        return "{" not in self.address(pattern)

    def add(self, name: str, idea: Any) -> Any:
        self.numbers |= {name: str(idea.id), f"{name}:page": f"/ideas/{idea.id}-{idea.slug}"}
        return idea


def people() -> dict[str, Person]:
    return {
        "rita": a_colleague("admin", name="Rita Galli"),
        "giulia": a_customer("Giulia Rossi"),
        "marco": a_customer("Marco Neri"),
        "paola": a_colleague("pm", "legal", "communications", "care", "moderator", name="Paola Bianchi"),
    }


def empty(_travel: Any) -> World:
    """The first day: people and nothing else."""
    return World(people())


def bank(travel: Any) -> World:
    """Ideas in several stages, with what people and the bank said on them, and one announcement out."""
    world = World(people())
    giulia, pm = world.people["giulia"], world.people["paola"]
    published(world, travel)
    world.add("fresh", an_idea(author=giulia))
    asked = world.add("asked", an_idea("Prelievo senza tessera dal bancomat", author=giulia, stage="evaluation"))
    signed = world.add("signed", an_idea("Pagare le tasse scolastiche dall’app", author=giulia, stage="signoff"))
    world.add("parked", an_idea("Un’idea da valutare con calma", stage="evaluation"))
    conditioned = world.add("conditioned", an_idea("Pagare con l’orologio", stage="signoff"))
    world.add("out", an_idea("Bloccare la carta per un’ora", author=giulia, stage="released"))
    give_verdict(conditioned, "care", "ok_if", "Con un limite al giorno.")
    give_verdict(signed, "compliance", "ok_if", "Con un limite al giorno.")
    move(asked, "ask", pm, question="Ti serve anche di notte?")
    talk(world, ("fresh", "asked"), "Serve anche a me.", "Ci stiamo pensando.")
    moderated(world)
    refused = an_idea("Un conto con tasso fisso al venti per cento", stage="evaluation")
    move(refused, "decline", pm, reason_code="rules_forbid", reason="Le regole europee non lo permettono.")
    return with_links(world)


def long(_travel: Any) -> World:
    """Everything as long as it may be, in words that cannot be broken."""
    world = World(people())
    author = a_customer(f"{LONG_WORD[:60]} {LONG_WORD[:15]}")
    title = LONG_WORD + " " + LONG_WORD[:20]
    world.people["giulia"] = author
    for name, stage in (("fresh", "triage"), ("asked", "evaluation"), ("parked", "evaluation"), ("out", "released")):
        world.add(name, an_idea(title, LONG_TEXT, author=author, stage=stage))
    talk(world, ("fresh", "parked"), LONG_TEXT, LONG_TEXT)
    return with_links(world)


def talk(world: World, names: tuple[str, ...], theirs: str, ours: str) -> None:
    marco, pm = world.people["marco"], world.people["paola"]
    with act():
        for number in (int(world.numbers[name]) for name in names):
            board.vote(number, marco.id, clock.now())
            board.add_comment(idea_id=number, person=marco, text=theirs, at=clock.now())
            board.add_comment(idea_id=number, person=pm, text=ours, at=clock.now())


def moderated(world: World) -> None:
    """A comment that was reported, two ideas of Giulia's that were hidden, one of them appealed, and a complaint."""
    giulia, ivo = world.people["giulia"], a_colleague("moderator", name="Ivo Neri")
    said = a_comment(Target.find(int(world.numbers["fresh"])).idea, world.people["marco"])
    report = a_report(Target.find(comment_id=said.id), name="Ada Neri", email="ada@test.example")
    hidden = world.add("hidden", an_idea("Pagare il parcheggio dal telefono", author=giulia))
    appealed = a_decision(Target(an_idea("Un salvadanaio per le vacanze", author=giulia)), ivo)
    complained = an_idea("Mi avete addebitato due volte", author=giulia)
    with act():
        complaint = moderation.hand_over_idea(complained.id, matter="payments", by=ivo, at=clock.now())
    world.numbers |= {
        "said": str(said.id), "report": f"/reports/{report_token(report.id)}", "appealed": str(appealed.id),
        "decision": str(a_decision(Target(hidden), ivo).id), "appeal": str(an_appeal(appealed, giulia).id),
        "complaint": str(complaint.id),
    }  # fmt: skip


def published(world: World, travel: Any) -> None:
    """An announcement that is out, and time where it was."""
    now = clock.now()
    an_idea("Mandare bonifici dal telefono", author=world.people["marco"], stage="released")
    writer, approver = (a_colleague("communications", name=name) for name in ("Marta Conti", "Andrea Pini"))
    approved(the_announcement(), writer, approver, datetime(2026, 10, 20, 7, tzinfo=UTC))
    travel.move_to(datetime(2026, 10, 20, 7, 1, tzinfo=UTC))
    jobs.publish_due()
    travel.move_to(now)
    story = the_announcement()
    world.numbers["news"] = f"/news/{story.id}-{story.slug}"


def with_links(world: World) -> World:
    """The links that mails carry."""
    unconfirmed = a_customer("Anna Verdi", confirmed_at=None)
    world.numbers["confirmation"] = f"/confirmation/{confirmation_token(unconfirmed)}"
    world.numbers["new_password"] = f"/password-reset/{reset_token(world.people['marco'])}"
    return world


WORLDS: dict[str, Callable[[Any], World]] = {"full": bank, "empty": empty, "long": long}
