"""Settings are read in one place and explained in one table."""

import ast
from pathlib import Path

import pytest

from ideas.settings import SETTINGS, BadSettings, complete, read
from tests.house.sources import ROOT, Module, module, modules


def reads_environment(source: Module) -> list[str]:
    of_os = (n for n in ast.walk(source.tree) if isinstance(n, ast.Attribute) and ast.unparse(n.value) == "os")
    return [source.at(node) for node in of_os if node.attr in ("environ", "environb", "getenv")]


def test_only_settings_reads_the_environment() -> None:
    assert not [place for s in modules() if s.name != "ideas.settings" for place in reads_environment(s)]


def test_reading_the_environment_elsewhere_is_found() -> None:
    assert reads_environment(module("ideas.board.queries", "import os\nos.environ['X']"))


def test_every_setting_is_a_row_of_the_readme() -> None:
    rows = [line for line in (ROOT / "README.md").read_text().splitlines() if line.startswith("|")]
    missing = [s.name for s in SETTINGS if not any(f"`{s.name}`" in row.split("|")[1] for row in rows)]
    assert not missing


def test_all_bad_settings_are_told_together() -> None:
    with pytest.raises(BadSettings) as told:
        read({"DATABASE_URL": "mysql://x", "DEMO": "maybe", "LOG_LEVEL": "loud"})
    assert all(name in str(told.value) for name in ("DATABASE_URL", "DEMO", "LOG_LEVEL"))


def test_the_instance_folder_gives_what_nobody_set(tmp_path: Path) -> None:
    values = complete(read({}), tmp_path)
    assert values["DATABASE_URL"] == f"sqlite:///{tmp_path / 'ideas.sqlite3'}"
    assert values["SECRET_KEY"] == complete(read({}), tmp_path)["SECRET_KEY"] != ""
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
