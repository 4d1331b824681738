"""How much travels to whoever opens a page, as the browser itself counts it: heads and bodies, packed as they come."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from ideas.board import commands as board
from ideas.kernel import clock
from tests.browser.window import Window
from tests.builders import a_category, a_customer, act, an_idea

pytestmark = [pytest.mark.browser, pytest.mark.looks]
FIRST_VISIT, NEXT_VISIT = 130_000, 25_000
STORY = (
    "Quando sono in viaggio non so mai quanto mi resta da spendere: vorrei vederlo appena apro l’app, con i "
    "pagamenti che devono ancora arrivare. Oggi devo cercarlo in tre pagine diverse e alla fine telefono. "
    "Lo userei tutti i giorni, e credo anche chi ha famiglia e divide le spese con altri."
)


class Scales:
    """What the network brought, by address; `pictures` apart."""

    def __init__(self, window: Window) -> None:
        self.kinds: dict[str, tuple[str, str]] = {}
        self.weights: dict[str, int] = {}
        self.line = window.context.new_cdp_session(window.page)
        self.line.on("Network.responseReceived", self._named)
        self.line.on("Network.loadingFinished", self._weighed)
        self.line.send("Network.enable")

    def _named(self, event: Any) -> None:
        self.kinds[event["requestId"]] = (event["type"], event["response"]["url"])

    def _weighed(self, event: Any) -> None:
        kind, address = self.kinds.get(event["requestId"], ("Other", event["requestId"]))
        if kind != "Image":
            self.weights[address] = self.weights.get(address, 0) + int(event["encodedDataLength"])

    @property
    def total(self) -> int:
        return sum(self.weights.values())

    def __str__(self) -> str:
        return "\n".join(f"{weight:8} {address}" for address, weight in sorted(self.weights.items()))


@contextmanager
def weighing(window: Window) -> Iterator[Scales]:
    scales = Scales(window)
    yield scales
    window.page.wait_for_load_state("networkidle")
    window.page.evaluate("document.fonts.ready.then(() => 0)")
    window.page.wait_for_timeout(200)
    scales.line.detach()


@pytest.fixture
def idea(app: Any) -> Any:
    """One of twenty ideas with stories of the usual length, this one talked about."""
    authors = [a_customer(f"Cliente Numero{n}") for n in range(3)]
    with act():
        for n in range(25):
            title = f"Vedere quanto resta da spendere, proposta numero {n}"
            area = a_category("carte").id
            board.submit_idea(author_id=authors[n % 3].id, title=title, story=STORY, category_id=area, at=clock.now())
    found = an_idea(story=STORY, stage="planned")
    with act():
        for n in range(12):
            board.add_comment(idea_id=found.id, person=authors[n % 3], text=STORY, at=clock.now())
    return found


@pytest.mark.parametrize("known", [False, True], ids=["visitor", "signed-in"])
def test_pages_are_light_at_first_and_very_light_again(idea: Any, window: Any, known: bool) -> None:
    marco = a_customer("Marco Neri") if known else None
    for path in ("/ideas", f"/ideas/{idea.id}-{idea.slug}", "/ideas/new"):
        reader = window(person=marco)
        with weighing(reader) as first:
            reader.visit(path)
        with weighing(reader) as again:
            reader.visit(path)
        reader.context.close()
        print(f"{path}: {first.total} bytes, then {again.total}")
        assert 10_000 < first.total < FIRST_VISIT, first
        assert again.total < NEXT_VISIT, again
