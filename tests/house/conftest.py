"""An application for rules that look at code and templates only."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests import databases


@pytest.fixture(scope="module")
def bare_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """No tables in its database; no request is made."""
    folder = tmp_path_factory.mktemp("bare")
    app = databases.plain_app(f"sqlite:///{folder / 'bare.sqlite3'}", folder)
    yield app
    databases.close(app)
