"""One function for each person's turn on the way of an idea, by clicking as they would."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from ideas import schedule
from ideas.kernel import clock
from ideas.kernel.db import db
from tests.browser.cast import Someone
from tests.browser.server import Mailroom
from tests.browser.window import Window

TITLE = "Bonifici istantanei dal telefono anche la sera"
STORY = (
    "Vorrei mandare un bonifico istantaneo dall’app anche dopo cena, quando divido il conto con gli amici. "
    "Oggi devo passare dal sito e aspettare il giorno dopo."
)
# What only colleagues may read. Each holds the word by which it would be recognised elsewhere.
SECRET = "riservatissimo"
QUESTION = "Ti serve anche per importi sopra i mille euro? Lo chiediamo per decidere i controlli."
ANSWER = "No, di solito sono venti o trenta euro."
WELCOME_MESSAGE = "Ci piace: la studiamo partendo dagli importi piccoli."
START_MESSAGE = "Cominciamo lunedì con i bonifici fino a cinquecento euro."
RELEASE_MESSAGE = "La trovi nell’app, alla voce Pagamenti, poi Bonifico istantaneo."
CONDITION = f"Limite di cinquecento euro al giorno, {SECRET}."
NEWS_TITLE = "Da oggi il bonifico istantaneo si fa anche la sera"
NEWS_TEXT = (
    "Lo ha chiesto Giulia, e da oggi si può: il bonifico istantaneo parte dall’app a tutte le ore. "
    "Lo trovi alla voce Pagamenti. Per ora fino a cinquecento euro al giorno."
)
PASSWORD_OF_GIULIA = "gatto piano lunedì"


@dataclass
class Play:
    """Everybody on stage. `idea_id` is known once the idea has been proposed."""

    app: Any
    travel: Any
    mails: Mailroom
    giulia: Window
    marco: Someone
    colleagues: dict[str, Someone]
    idea_id: int = 0
    release_on: date = date.min
    publish_at: datetime = datetime.min
    scene: int = field(default=0)

    @property
    def work(self) -> str:
        return f"/desk/ideas/{self.idea_id}"

    def of(self, role: str) -> Window:
        """A colleague's window, at the desk."""
        return self.colleagues[role].window.open("/desk", self.colleagues[role].email)

    def at_work(self, role: str) -> Window:
        """That colleague's window on the idea's work page, reached from the queue."""
        window = self.of(role)
        window.page.get_by_role("link", name=TITLE).first.click()
        window.page.wait_for_load_state()
        return window

    def shot(self, window: Window, name: str) -> None:
        self.scene += 1
        window.shot(f"{self.scene:02d}-{name}")

    def later(self, **span: float) -> None:
        """The clock does what is due; time goes by, and it does so again."""
        tick()
        self.travel.shift(timedelta(**span))
        tick()


def tick() -> None:
    """What the clock process does at every beat; a failing job fails the test."""
    db.session.commit()
    for job in schedule.JOBS:
        job.run()
        db.session.remove()


GIULIA = "giulia@example.it"


def giulia_signs_up(play: Play) -> None:
    giulia = play.giulia.visit("/sign-up")
    giulia.write(name="Giulia Rossi", email=GIULIA, password=PASSWORD_OF_GIULIA).press("Iscriviti")
    tick()
    [mail] = play.mails.to(GIULIA)
    link = re.search(r"http://\S+/confirmation/[^\s>]+", mail.text)
    assert link, mail.text
    giulia.visit(link.group()).press("conferma")
    giulia.sign_in_as(GIULIA, PASSWORD_OF_GIULIA)


def giulia_proposes(play: Play) -> None:
    """She sees that something like it is there, sends hers, and gets a receipt with dates."""
    giulia = play.giulia.visit("/ideas/new")
    giulia.write(title=TITLE, story=STORY)
    giulia.sees("Bonifici istantanei dall’app")
    play.shot(giulia, "propone")
    giulia.write(category="app-e-sito").press("Invia l’idea").sees(TITLE)
    found = re.search(r"/ideas/(\d+)/receipt", giulia.path)
    assert found, giulia.path
    play.idea_id = int(found.group(1))
    play.shot(giulia, "ricevuta")


def marco_supports(play: Play) -> None:
    """He votes, follows and comments."""
    marco = play.marco.window.sign_in_as(play.marco.email)
    marco.visit("/ideas").page.get_by_role("link", name=TITLE).first.click()
    marco.press("vota «").page.wait_for_selector('button[aria-pressed="true"].vote')
    marco.press("Segui questa idea").sees("La stai seguendo")
    marco.write(text="Servirebbe anche a me, il venerdì sera.").press("commento")
    marco.sees("il venerdì sera")
    play.shot(marco, "voto-e-commento")


def act(play: Play, role: str, action: str, fields: dict[str, str], shot: str) -> Window:
    """Open an action from the work page, fill its form, send it with its own button."""
    window = play.at_work(role).press(action)
    window.write(**fields)
    window.press(action)
    assert window.path == play.work, window.text
    play.shot(window, shot)
    return window


def moderator_accepts(play: Play) -> None:
    act(play, "moderator", "Passa al product manager", {"note": f"Sembra fattibile, {SECRET}."}, "smistamento")


def pm_asks(play: Play) -> None:
    pm = play.at_work("pm").press("Prendi in carico").sees("Paola Bianchi")
    assert pm.path == play.work
    act(play, "pm", "Chiedi a chi l’ha proposta", {"question": QUESTION}, "domanda")


def giulia_answers(play: Play) -> None:
    giulia = play.giulia.open("/me/ideas", GIULIA, PASSWORD_OF_GIULIA).sees(TITLE)
    play.shot(giulia, "le-mie-idee")
    giulia.press("Rispondi").sees(QUESTION)
    giulia.write(answer=ANSWER).press("Invia la risposta")
    play.shot(giulia, "risposta-di-giulia")


def pm_analyses(play: Play) -> None:
    play.at_work("pm").sees(ANSWER)
    fields = {"value": "4", "effort": "3", "message": WELCOME_MESSAGE, "note": f"Costo {SECRET}."}
    act(play, "pm", "Avvia l’analisi", fields, "valutazione")


def analyst_asks_opinions(play: Play) -> None:
    act(play, "analyst", "Chiedi i pareri", {"note": f"Analisi allegata, {SECRET}."}, "analisi")


def offices_agree(play: Play) -> None:
    """Four opinions, one of them with a condition; the last one plans the idea."""
    verdicts = {
        "legal": {"verdict": "ok"},
        "compliance": {"verdict": "ok_if", "reason": CONDITION},
        "security": {"verdict": "ok", "reason": f"Controllo antifrode {SECRET}."},
        "care": {"verdict": "ok"},
    }
    for office, fields in verdicts.items():
        window = play.at_work(office).press("Dai il parere")
        window.write(**fields).press("Dai il parere")
        assert window.path == play.work, window.text
        play.shot(window, f"parere-{office}")
    play.at_work("pm").sees("Pianificata", "4 di 4")


def pm_starts(play: Play) -> None:
    play.release_on = clock.today() + timedelta(days=50)
    fields = {"release_on": play.release_on.isoformat(), "message": START_MESSAGE, "note": f"Squadra A, {SECRET}."}
    act(play, "pm", "Avvia lo sviluppo", fields, "inizio-sviluppo")


def developer_delivers(play: Play) -> None:
    fields = {"note": f"Versione 1 pronta, {SECRET}."}
    act(play, "developer", "Consegna al collaudo", fields, "consegna")


def release_waits_for_the_condition(play: Play) -> None:
    """The button is there, it does not work, and the page says why."""
    pm = play.at_work("pm")
    release = pm.find("Rilascia ai clienti")
    assert release.get_attribute("aria-disabled") == "true"
    why = pm.page.locator("#" + (release.get_attribute("aria-describedby") or "")).inner_text()
    assert "condizion" in why.lower(), why
    play.shot(pm, "rilascio-fermo")
    compliance = play.of("compliance").visit(play.work).press("Chiudi la condizione").sees(CONDITION)
    compliance.write(note=f"Limite verificato, {SECRET}.").press("Chiudi la condizione")
    play.shot(compliance, "condizione-chiusa")


def pm_releases(play: Play) -> None:
    act(play, "pm", "Rilascia ai clienti", {"message": RELEASE_MESSAGE}, "rilascio")


def writer_submits_and_may_not_approve(play: Play) -> None:
    """The draft is there by itself; she writes it, and reads that somebody else approves it."""
    writer = play.of("writer").visit("/desk/announcements").press("Scrivi l’annuncio")
    play.publish_at = clock.local(clock.now()).replace(hour=9, minute=30, second=0, microsecond=0) + timedelta(days=1)
    writer.write(
        title=NEWS_TITLE,
        text=NEWS_TEXT,
        publish_on=play.publish_at.date().isoformat(),
        publish_time=play.publish_at.strftime("%H:%M"),
    )
    play.shot(writer, "annuncio-scritto")
    writer.press("Manda in approvazione")
    own = writer.find("Approva e programma")
    assert own.get_attribute("aria-disabled") == "true"
    writer.sees("L’hai scritto tu: lo approva un’altra persona.")
    play.shot(writer, "non-la-sua")
    with writer.refused(403):
        own.press("Enter")
    writer.sees("L’hai scritto tu")


def approver_schedules(play: Play) -> None:
    approver = play.of("approver").visit("/desk/announcements?shelf=in_approval").press(NEWS_TITLE)
    approver.press("Approva e programma").sees("Sposta la data")
    play.shot(approver, "annuncio-programmato")


def announcement_comes_out(play: Play) -> None:
    """Not a minute before its time; then the news page and the feed have it."""
    reader = play.marco.window
    reader.visit("/news").sees_not(NEWS_TITLE)
    tick()
    reader.visit("/news").sees_not(NEWS_TITLE)
    play.travel.move_to(play.publish_at)
    play.later(minutes=1)
    reader.visit("/news").sees(NEWS_TITLE)
    play.shot(reader, "novita")
    feed = reader.page.request.get(reader.base + "/feeds/news.atom")
    assert feed.status == 200 and NEWS_TITLE in feed.text()
    reader.press(NEWS_TITLE).sees("Lo trovi alla voce Pagamenti")
    play.shot(reader, "annuncio")
