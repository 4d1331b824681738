"""Visitors' pages come from memory, for a few seconds."""

from collections.abc import Callable
from datetime import timedelta

import time_machine

from ideas.accounts.models import Person
from tests.builders import a_customer, an_idea
from tests.pages import PageClient


def test_a_page_asked_for_all_the_time_is_made_anew_after_five_seconds(
    client: PageClient, travel: time_machine.Traveller
) -> None:
    client.get("/ideas")
    an_idea("Carte di legno")  # not through this site's pages, as another machine would
    travel.shift(timedelta(seconds=4))
    assert "Carte di legno" not in client.get("/ideas").text
    travel.shift(timedelta(seconds=4))
    assert "Carte di legno" in client.get("/ideas").text


def test_a_vote_given_here_shows_at_once(client: PageClient, signed_in: Callable[[Person], PageClient]) -> None:
    idea = an_idea("Carte di legno")
    address = f"/ideas/{idea.id}-{idea.slug}"
    before = client.get(address).headers["ETag"]
    assert client.get(address).headers["ETag"] == before
    signed_in(a_customer()).post(f"/ideas/{idea.id}/vote")
    assert client.get(address).headers["ETag"] != before
