"""A bank with somebody in every role: without them no version of the process can be published."""

import pytest

import workflow
from ideas.accounts.models import Person
from tests.builders import a_colleague

DESKS = [role for role in workflow.read(workflow.shipped()).roles if role != "author"]


@pytest.fixture
def staffed(app) -> dict[str, Person]:
    return {role: a_colleague(role, name=f"Uno di {role}") for role in DESKS}


@pytest.fixture
def writer(staffed, signed_in):
    return signed_in(a_colleague("admin", name="Rita Galli"))


@pytest.fixture
def approver(staffed, signed_in):
    return signed_in(a_colleague("admin", name="Andrea Pini"))
