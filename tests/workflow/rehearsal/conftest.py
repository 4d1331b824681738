"""The process office, looking ahead."""

import pytest

from tests.workflow.bank import Bank
from tests.workflow.versions.office import Office


@pytest.fixture
def office(bank: Bank) -> Office:
    return Office(bank)
