"""One idea: its answer, its path, its dates, and who may see it."""

from datetime import timedelta
from typing import Any

import pytest

from ideas.board import commands as board
from ideas.board.models import Idea
from ideas.evaluation import commands as evaluation
from ideas.kernel import clock
from tests.builders import a_colleague, a_customer, act, an_idea, give_verdict, move, noise


def address(idea: Idea) -> str:
    return f"/ideas/{idea.id}-{idea.slug}"


def steps(page: Any) -> list[str]:
    return [" ".join("".join(step.itertext()).split()) for step in page.all("p", class_="step__title")]


def test_a_number_alone_and_an_old_name_lead_to_the_page(app: Any, client: Any) -> None:
    idea = an_idea()
    for path in (f"/ideas/{idea.id}", f"/ideas/{idea.id}-another-name"):
        page = client.get(path, follow=False)
        assert (page.status, page.headers["Location"]) == (301, address(idea))


@pytest.mark.parametrize("number", ["0", "999999", str(2**31), str(2**63), "9" * 30, "9" * 5000])
def test_an_unknown_number_is_a_page_that_says_so(app: Any, client: Any, signed_in: Any, number: str) -> None:
    marco = signed_in(a_customer("Marco Verdi"))
    for path in (f"/ideas/{number}", f"/ideas/{number}-una-idea", f"/ideas/{number}/receipt"):
        assert marco.get(path).status == 404
    assert client.get(f"/ideas/{number}").status == 404
    for path in ("vote", "vote/withdrawal", "follow", "follow/withdrawal", "comments"):
        assert marco.post(f"/ideas/{number}/{path}", {"text": "Anche io"}).status == 404


def test_a_visitor_reads_and_is_asked_to_sign_in(app: Any, client: Any) -> None:
    noise()
    idea = an_idea(story="Vorrei **bloccarla**.\n\n<script>alert(1)</script>")
    page = client.get(address(idea))
    assert "Proposta da Giulia R." in page.text and "Accedi per commentare" in page.text
    assert "<strong>bloccarla</strong>" in page.source and "<script>alert" not in page.source
    assert "Set-Cookie" not in page.headers


def test_a_received_idea_promises_an_answer_by_a_date(app: Any, client: Any) -> None:
    page = client.get(address(an_idea()))
    assert "Rispondiamo entro lunedì 16 novembre" in page.text and "Tra 25 giorni lavorativi." in page.text
    assert steps(page) == ["Ricevuta", "In valutazione", "In analisi", "Pianificata", "In sviluppo", "Realizzata"]
    assert "Moderazione se ne occupa adesso" in page.text


def test_holidays_in_between_are_named(app: Any, client: Any, travel: Any) -> None:
    travel.move_to(clock.now() + timedelta(days=40))
    page = client.get(address(an_idea()))
    assert "In mezzo ci sono" in page.text and "che non contano" in page.text


def test_a_broken_promise_is_admitted(app: Any, client: Any, travel: Any) -> None:
    idea = an_idea()
    travel.shift(timedelta(days=38))
    text = client.get(address(idea)).text
    assert "In ritardo di 3 giorni lavorativi. Ci scusiamo" in text


def test_the_last_written_answer_is_pinned_and_signed(app: Any, client: Any) -> None:
    idea = an_idea(stage="evaluation")
    elena = a_colleague("pm", name="Elena Bruni")
    move(idea, "analyse", elena, value="4", effort="3", message="**Vogliamo farlo.** Ti diciamo quando.")
    page = client.get(address(idea))
    assert "La risposta della Banca" in page.text and "<strong>Vogliamo farlo.</strong>" in page.source
    assert "Elena Bruni, Product manager" in page.text.replace(" ,", ",")
    assert "La storia pubblica" in page.text and "Quello che abbiamo scritto è qui sopra" in page.text


def test_opinions_show_who_agreed_and_keep_the_reasons_inside(app: Any, client: Any) -> None:
    idea = an_idea(stage="signoff")
    give_verdict(idea, "legal", reason="Motivo riservato uno.")
    give_verdict(idea, "security", "no", reason="Motivo riservato due.")
    page = client.get(address(idea))
    signs = [" ".join("".join(sign.itertext()).split()) for sign in page.all("ul", class_="signs")[0]]
    assert signs == [
        "Legale favorevole, 12 ott",
        "Compliance non ancora",
        "Sicurezza non ancora",
        "Assistenza non ancora",
    ]
    assert "riservato" not in page.source and "Contrario" not in page.text
    assert "Servono 4 pareri favorevoli, ne abbiamo 1." in page.text


def test_whoever_has_it_in_hand_is_named(app: Any, client: Any) -> None:
    idea = an_idea(stage="evaluation")
    with act():
        evaluation.claim(idea.id, "", a_colleague("pm", name="Elena Bruni"), clock.now())
    assert "Elena Bruni Product manager" in client.get(address(idea)).text


def test_a_planned_release_is_the_promise(app: Any, client: Any) -> None:
    idea = an_idea(stage="development")
    assert idea.promised_on is not None
    page = client.get(address(idea))
    assert "La trovi nell’app entro" in page.text and f'datetime="{idea.promised_on.isoformat()}"' in page.source


def test_a_built_idea_is_all_done_and_takes_no_votes(app: Any, client: Any) -> None:
    page = client.get(address(an_idea(stage="released")))
    assert "Disponibile dal" in page.text and page.all("div", class_="vote--closed")


def test_a_question_reaches_its_author_with_a_button(app: Any, client: Any, signed_in: Any) -> None:
    giulia = a_customer()
    idea = an_idea(author=giulia)
    move(idea, "ask", a_colleague("moderator"), question="Ti basta il nome accanto al movimento?")
    page = signed_in(giulia).get(address(idea))
    assert "Abbiamo una domanda per te" in page.text and f"/ideas/{idea.id}/actions/answer" in page.links
    assert "Rispondi entro" in page.text and "Ti basta il nome accanto al movimento?" in page.text
    others = client.get(address(idea))
    assert "La domanda della Banca" in others.text and f"/ideas/{idea.id}/actions/answer" not in others.links
    assert "Aspettiamo una risposta entro" in others.text


def test_only_the_author_may_take_an_idea_back(app: Any, signed_in: Any) -> None:
    giulia = a_customer()
    idea = an_idea(author=giulia)
    assert f"/ideas/{idea.id}/actions/withdraw" in signed_in(giulia).get(address(idea)).links
    for other in (a_customer("Marco Verdi"), a_colleague("pm")):
        assert f"/ideas/{idea.id}/actions/withdraw" not in signed_in(other).get(address(idea)).links


def test_a_private_idea_is_its_author_s_alone(app: Any, client: Any, signed_in: Any) -> None:
    giulia = a_customer()
    idea = an_idea("Mi avete addebitato due volte", author=giulia)
    move(idea, "complaint", a_colleague("moderator"))
    assert "Passata all’ufficio reclami" in signed_in(giulia).get(address(idea)).text
    for browser in (client, signed_in(a_customer("Marco Verdi")), signed_in(a_colleague("moderator"))):
        for path in (address(idea), f"/ideas/{idea.id}"):
            page = browser.get(path)
            assert page.status == 404 and "addebitato" not in page.text


def test_a_merged_idea_leads_to_the_one_that_goes_on(app: Any, client: Any) -> None:
    into = an_idea("Quella che resta", author=a_customer("Ada Primi"))
    idea = an_idea("Quella doppia", stage="evaluation")
    move(idea, "merge", a_colleague("pm"), into=str(into.id))
    page = client.get(address(idea))
    assert "Questa idea va avanti insieme a un’altra" in page.text and address(into) in page.links
    assert "Qui non si commenta più" in page.text


def test_similar_ideas_stand_beside(app: Any, client: Any) -> None:
    noise()
    idea = an_idea("Bloccare la carta dall’app")
    other = an_idea("Bloccare la carta per un’ora")
    page = client.get(address(idea))
    assert "Idee simili" in page.text and address(other) in page.links
    assert not any("tutt-altra" in link for link in page.links)


def test_comments_come_newest_first_and_page_by_key(app: Any, client: Any) -> None:
    noise()
    idea, marco = an_idea(), a_customer("Marco Verdi")
    with act():
        for n in range(25):
            board.add_comment(idea_id=idea.id, person=marco, text=f"Commento {n:02d}", at=clock.now())
    page = client.get(address(idea))
    assert "25 commenti" in page.text and "Commento 24" in page.text and "Commento 04" not in page.text
    (more,) = [link for link, words in page.links.items() if words == "Mostra altri commenti"]
    page = client.get(more)
    assert "Commento 04" in page.text and "Commento 05" not in page.text and "I primi commenti" in page.text
    assert client.get(f"{address(idea)}?comments=cut").status == 422


def test_a_comment_is_published_and_the_bank_s_stands_out(app: Any, signed_in: Any) -> None:
    idea = an_idea()
    marco = signed_in(a_customer("Marco Verdi"))
    page = marco.get(address(idea)).submit(f"/ideas/{idea.id}/comments", text="  Anche *io*.\n")
    assert page.path == f"{address(idea)}?order=new" and "Marco V." in page.text and "<em>io</em>" in page.source
    page = signed_in(a_colleague("pm")).get(address(idea)).submit(f"/ideas/{idea.id}/comments", text="Grazie.")
    assert "Paola Bianchi, la Banca" in page.text


@pytest.mark.parametrize(
    ("text", "sentence"), [("", "Prima scrivi"), (" x ", "Prima scrivi"), ("a" * 2001, "troppo lungo")]
)
def test_a_comment_that_will_not_do_is_kept_with_its_reason(app: Any, signed_in: Any, text: str, sentence: str) -> None:
    idea = an_idea()
    page = signed_in(a_customer("Marco Verdi")).get(address(idea)).submit(f"/ideas/{idea.id}/comments", text=text)
    assert page.status == 422 and sentence in page.text
    assert "".join(page.all("textarea", name="text")[0].itertext()).strip() == text.strip()
    assert "0 commenti" in page.text


def test_a_comment_on_a_merged_idea_is_refused_in_place(app: Any, signed_in: Any) -> None:
    idea = an_idea()
    with act():
        board.set_status(idea.id, stage="merged", status="merged", at=clock.now())
    page = signed_in(a_customer("Marco Verdi")).post(f"/ideas/{idea.id}/comments", {"text": "Anche io"})
    assert page.status == 409 and "Qui non si commenta più" in page.text


def test_thirty_comments_an_hour_are_enough(app: Any, signed_in: Any) -> None:
    idea, marco = an_idea(), signed_in(a_customer("Marco Verdi"))
    answers = [marco.post(f"/ideas/{idea.id}/comments", {"text": "Anche io"}, follow=False).status for _n in range(31)]
    assert answers == [303] * 30 + [429]


def test_following_and_letting_go(app: Any, signed_in: Any) -> None:
    idea, marco = an_idea(), signed_in(a_customer("Marco Verdi"))
    page = marco.get(address(idea)).submit(f"/ideas/{idea.id}/follow")
    assert page.path == address(idea) and "La stai seguendo" in page.text
    page = page.submit(f"/ideas/{idea.id}/follow/withdrawal")
    assert "Segui questa idea" in page.text
    page = marco.post(f"/ideas/{idea.id}/follow", headers={"HX-Request": "true"})
    assert "<html" not in page.source and f'id="follow-{idea.id}"' in page.source


def test_the_page_speaks_english_too(app: Any, client: Any) -> None:
    client.browser.set_cookie("language", "en")
    page = client.get(address(an_idea(stage="development")))
    assert "You find it in the app by" in page.text and "In development" in page.text
