"""A reader of English reads no sentence of the process in Italian, whatever has happened to the idea."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from ideas.evaluation import commands as evaluation
from ideas.kernel.process import running
from tests.builders import a_colleague, a_customer, an_idea, move
from workflow import Process, Text

REFUSAL = {"reason_code": "rules_forbid", "reason": "Una norma del 2019 lo vieta."}


def in_english(client: Any) -> Any:
    client.browser.set_cookie("language", "en")
    return client


def italian_of(process: Process) -> Iterator[str]:
    """Sentences that customers may read, where the two languages differ."""
    says = [status.say for status in process.public.values()]
    says += [action.say for stage in process.stages.values() for action in stage.actions.values() if action.say]
    says += [action.say for action in process.anywhere.values() if action.say]
    labels = [field.label for field in process.fields.values() if field.audience == "customer"]
    choices = [label for field in process.fields.values() for _key, label in field.choices]
    for text in (*says, *labels, *choices):
        if isinstance(text, Text) and text.in_("it") != text.in_("en") and len(text.in_("it").split()) > 2:
            yield text.in_("it").split("{")[0].strip()


def assert_english(page: Any) -> None:
    assert page.tree.get("lang") == "en"
    assert [sentence for sentence in italian_of(running()) if sentence and sentence in page.text] == []


def test_what_the_process_says_by_itself_is_read_in_english(client: Any, signed_in: Any, travel: Any) -> None:
    giulia = a_customer()
    released, refused, asked = (
        an_idea(author=giulia, stage=stage) for stage in ("released", "evaluation", "evaluation")
    )
    pm = a_colleague("pm")
    move(refused, "decline", pm, **REFUSAL)
    move(asked, "ask", pm, question="Ti serve anche di notte?")
    travel.shift(timedelta(days=200))
    evaluation.watch()
    evaluation.run_due()
    author = in_english(signed_in(giulia))
    for idea in (released, refused, asked):
        assert_english(in_english(client).get(f"/ideas/{idea.id}-{idea.slug}"))
        assert_english(author.get(f"/ideas/{idea.id}-{idea.slug}"))
    for path in ("/me/ideas", "/me/notifications", "/", "/roadmap", "/how-it-works"):
        assert_english(author.get(path))


def test_a_missed_promise_is_admitted_in_the_reader_s_language(client: Any, travel: Any) -> None:
    idea = an_idea(stage="evaluation")
    travel.shift(timedelta(days=60))
    evaluation.watch()
    address = f"/ideas/{idea.id}-{idea.slug}"
    assert "ci scusiamo" in client.get(address).text
    page = in_english(client).get(address)
    assert "we are sorry" in page.text and "ci scusiamo" not in page.text


def test_the_reason_of_a_no_is_read_in_english_and_the_letter_as_it_was_written(client: Any) -> None:
    idea = an_idea(stage="evaluation")
    move(idea, "decline", a_colleague("pm"), **REFUSAL)
    address = f"/ideas/{idea.id}-{idea.slug}"
    assert "Le regole non lo permettono. Una norma del 2019 lo vieta." in client.get(address).text
    assert "The rules don’t allow it. Una norma del 2019 lo vieta." in in_english(client).get(address).text


def test_whoever_chose_english_finds_it_again_on_another_device(signed_in: Any) -> None:
    page = signed_in(a_customer(language="en")).get("/ideas")
    assert page.tree.get("lang") == "en" and "Propose an idea" in page.text
