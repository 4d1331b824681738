"""Imports go down the floors, through the doors, and never in a circle."""

import ast
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.house.sources import Module, functions, module, modules

FLOORS = (
    "workflow", "settings", "kernel", "web", "accounts", "privacy", "legal", "board", "moderation", "evaluation",
    "announcements", "notifications", "analytics", "intake", "api", "admin", "schedule", "cli", "migrations", "top",
)  # fmt: skip
CAPABILITIES = FLOORS[FLOORS.index("accounts") : FLOORS.index("schedule")]
DOORS = {"commands", "queries", "events", "models", "policy", "errors", "tokens"}
BUILDERS = {"schedule", "cli", "top"}  # those that put everything together may open every room
FOREIGN_TO_THE_ENGINE = {"flask", "flask_babel", "flask_sqlalchemy", "werkzeug", "ideas"}


def floor(name: str) -> str:
    first, *rest = name.split(".")
    if first == "workflow":
        return "workflow"
    room = rest[0] if rest else "top"
    return "top" if room in ("app", "wiring") else room


def imported(source: Module, known: set[str]) -> Iterator[tuple[str, ast.stmt]]:
    """Our own modules that a module imports; `from a import b` is a.b where that is a module."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names if alias.name.split(".")[0] in ("ideas", "workflow"))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ("ideas", "workflow"):
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield (inner if inner in known else str(node.module)), node


def climbing(sources: Iterable[Module], known: set[str]) -> list[str]:
    """Imports of something above, or of a room of another capability that is no door."""
    found = []
    for source in sources:
        here = floor(source.name)
        for target, node in imported(source, known):
            there = floor(target)
            rooms = target.split(".")[2:3]
            if FLOORS.index(there) > FLOORS.index(here):
                found.append(f"{source.at(node)} {here} imports {target} from above")
            elif there in CAPABILITIES and there != here and here not in BUILDERS and not DOORS & set(rooms):
                found.append(f"{source.at(node)} enters {target}, which is no door")
            elif there == "workflow" and here != "workflow" and target != "workflow":
                found.append(f"{source.at(node)} enters {target}: the engine's only door is `workflow`")
    return found


def circles(sources: Iterable[Module], known: set[str]) -> list[str]:
    graph = {s.name: {target for target, _ in imported(s, known) if target != s.name} for s in sources}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        return [" -> ".join(circle.args[1])]
    return []


def all_names() -> set[str]:
    return {source.name for source in modules()}


def test_every_package_has_a_floor() -> None:
    strangers = {floor(source.name) for source in modules()} - set(FLOORS)
    assert not strangers, f"give {strangers} a floor in FLOORS and in the README"


def test_imports_go_down_and_through_doors() -> None:
    assert not climbing(modules(), all_names())


def test_nothing_imports_in_a_circle() -> None:
    assert not circles(modules(), all_names())


def test_the_engine_knows_neither_flask_nor_ideas() -> None:
    found = []
    for source in modules("workflow"):
        for node in ast.walk(source.tree):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [f"{source.at(node)} {n}" for n in names if n.split(".")[0] in FOREIGN_TO_THE_ENGINE]
    assert not found


def test_no_own_module_is_imported_inside_a_function() -> None:
    found = []
    for source in modules():
        for function in functions(source.tree):
            inside = Module(source.name, source.path, ast.Module(function.body, []))
            found += [f"{source.at(node)} {target}" for target, node in imported(inside, all_names())]
    assert not found


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("ideas.kernel.planted", "from ideas.board import queries"),
        ("ideas.board.planted", "import ideas.evaluation.commands"),
        ("ideas.evaluation.planted", "from ideas.board import views"),
        ("ideas.evaluation.planted", "from ideas.board.views.idea import page"),
        ("ideas.evaluation.planted", "from workflow.store import tables"),
    ],
)
def test_a_forbidden_import_is_found(name: str, line: str) -> None:
    known = all_names() | {"ideas.board.views", "ideas.board.views.idea", "ideas.board.queries"}
    assert len(climbing([module(name, line)], known)) == 1


def test_a_circle_is_found() -> None:
    one, two = (
        module("ideas.kernel.one", "import ideas.kernel.two"),
        module("ideas.kernel.two", "import ideas.kernel.one"),
    )
    assert circles([one, two], {"ideas.kernel.one", "ideas.kernel.two"})
