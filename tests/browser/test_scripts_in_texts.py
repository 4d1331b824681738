"""Whatever people write, no script of theirs runs and the policy of the pages has nothing to stop.

The attempts are sent with the forms that people use and shown by a real browser. The policy would stop
most of them by itself: a report of it is a failure too, for then the first wall has let something through.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from ideas.board.policy import COMMENT_LONGEST, STORY_LONGEST, TITLE_LONGEST
from tests.browser.payloads import ADDRESSES, TAGS, batches, payloads, short
from tests.browser.window import Window
from tests.builders import a_colleague, a_customer, an_idea, move

pytestmark = [pytest.mark.browser, pytest.mark.looks]
LONG_ENOUGH = "e poi una storia abbastanza lunga da essere presa."
# Before any page: who runs, and what the policy reports.
LISTENER = """
window.seen = [];
window.ran = () => { window.seen.push('a script ran') };
window.alert = window.ran;
document.addEventListener('securitypolicyviolation', (event) =>
  window.seen.push(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""
# What an attempt would leave behind in the page even where nothing ran: addresses that run, attributes that listen.
LEFTOVERS = """() => [...document.querySelectorAll('body *')].flatMap((element) => {
  const bad = [...element.attributes].filter(({ name, value }) => name.startsWith('on') || name === 'style'
    || (['href', 'src', 'action', 'formaction', 'xlink:href', 'data', 'background'].includes(name)
      && /^[\\s\\x00-\\x1f]*(javascript|vbscript|data)\\s*:/i.test(value)));
  const foreign = ['script', 'iframe', 'object', 'embed', 'style', 'base', 'meta', 'link', 'math', 'template', 'video',
    'audio', 'marquee'].includes(element.localName) || (element.localName === 'img' && !element.src.startsWith('data:')
    && !element.src.startsWith(location.origin));
  return bad.length || foreign ? [element.outerHTML.slice(0, 200)] : [];
})"""


@pytest.fixture
def written(app: Any, signed_in: Any) -> list[str]:
    """Ideas, comments, names and answers of the bank that are full of attempts; the pages that show them."""
    writer, reader = a_customer("Giulia <svg/onload=ran()>"), a_customer(short(60, spaces=False)[0])
    pm = a_colleague("pm", name="<img src=x onerror=ran()>")
    ideas = [(f"Storia numero {n}", story) for n, story in enumerate(batches(STORY_LONGEST - 200))]
    ideas += [(f"{title} eh", f"{title} {LONG_ENOUGH}") for title in short(TITLE_LONGEST - 3)]
    pages = list(proposed(ideas, signed_in))
    talked = an_idea("Di questa si parla molto", author=writer, stage="evaluation")
    speakers = [signed_in(reader), signed_in(pm)]
    for n, text in enumerate(batches(COMMENT_LONGEST - 100)):
        page = speakers[n % 2].post(f"/ideas/{talked.id}/comments", {"text": text})
        assert page.status == 200, page.text
    address = f"/ideas/{talked.id}-{talked.slug}"
    return [*pages, address, *asked(writer, pm), f"/desk/ideas/{talked.id}"]


def proposed(ideas: list[tuple[str, str]], signed_in: Any) -> Iterator[str]:
    """The addresses of these ideas, sent with the form: ten an hour is what it takes from one person."""
    for n, (title, story) in enumerate(ideas):
        if n % 10 == 0:
            browser = signed_in(a_customer(f"Persona <svg/onload=ran()> {n}"))
        receipt = browser.post("/ideas/new", {"title": title, "story": story, "category": "carte"})
        assert receipt.path.endswith("/receipt"), f"{title} was refused: {receipt.text}"
        yield next(path for path in receipt.links if re.fullmatch(r"/ideas/\d+-[a-z0-9-]+", path))


def asked(writer: Any, pm: Any) -> Iterator[str]:
    """What the bank writes is read by customers, and what they answer by the bank."""
    for n, text in enumerate(batches(900)):
        if n % 8 == 0:
            idea = an_idea(f"Di questa chiediamo qualcosa {n}", author=writer, stage="evaluation")
            move(idea, "ask", pm, question=text)
            yield f"/ideas/{idea.id}-{idea.slug}"
            move(idea, "answer", writer, answer=text)
            yield f"/desk/ideas/{idea.id}"


def what_ran(window: Window, path: str) -> list[str]:
    window.visit(path)
    found = window.page.evaluate("window.seen") + window.page.evaluate(LEFTOVERS)
    return [f"{path}: {each}" for each in found]


def pages_of_lists() -> list[str]:
    wholes = ["/", "/ideas?sort=new", "/me/ideas", "/me/notifications", "/desk", "/roadmap", "/desk?show=mine"]
    return [*wholes, *(f"/ideas?q={quoted(each)}" for each in (*TAGS[::9], *ADDRESSES[::6]))]


def quoted(text: str) -> str:
    return "".join(f"%{byte:02x}" for byte in text.encode())


def test_there_are_at_least_five_hundred_different_attempts() -> None:
    assert len(set(payloads())) >= 500


def test_nothing_that_people_write_runs(written: list[str], person_browser: Any) -> None:
    colleague = a_colleague("pm", "moderator", "legal", name="Sara Fontana")
    window = person_browser(colleague)
    window.context.add_init_script(LISTENER)
    found = [each for path in (*written, *pages_of_lists()) for each in what_ran(window, path)]
    assert found == []


def test_the_listener_hears_a_script_that_runs_and_one_that_is_stopped(app: Any, window: Any) -> None:
    """The same look at a page on which the attempts do get through."""
    visitor = window()
    visitor.context.add_init_script(LISTENER)
    visitor.visit("/how-it-works")
    visitor.page.evaluate("ran()")
    visitor.page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<a href=\"javascript:ran()\">x</a>')"
    )
    visitor.page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x onerror=ran()>')")
    visitor.page.wait_for_function("window.seen.length > 1")
    assert any("policy: script-src" in each for each in visitor.page.evaluate("window.seen"))
    assert len(visitor.page.evaluate(LEFTOVERS)) == 2
    visitor.faults.clear()
