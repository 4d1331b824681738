"""Who may commit, and what views are made of."""

import ast
from collections.abc import Iterable

from tests.house.sources import Function, Module, functions, module, modules

COMMITTERS = ("ideas.web.shell", "ideas.kernel.jobs", "ideas.migrations.env")
LONGEST_VIEW = 15


def commits(sources: Iterable[Module]) -> list[str]:
    return [
        source.at(node)
        for source in sources
        if source.name not in COMMITTERS
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and node.attr in ("commit", "begin")
    ]


def is_view(source: Module) -> bool:
    return "views" in source.name.split(".")


def touches_database(source: Module) -> list[str]:
    found = []
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and str(node.module).split(".")[0] == "sqlalchemy":
            found.append(f"{source.at(node)} imports sqlalchemy")
        if isinstance(node, ast.ImportFrom) and node.module == "ideas.kernel.db":
            found.append(f"{source.at(node)} imports the database")
        if isinstance(node, ast.Attribute) and node.attr == "session":
            found.append(f"{source.at(node)} holds a session")
    return found


def body_lines(function: Function) -> int:
    body = function.body
    if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant) and len(body) > 1:
        body = body[1:]
    return (body[-1].end_lineno or 0) - body[0].lineno + 1


def answers_requests(function: Function) -> bool:
    names = {ast.unparse(decorator).split("(")[0].rsplit(".", 1)[-1] for decorator in function.decorator_list}
    return bool(names & {"get", "post", "route"})


def test_only_the_shell_and_the_job_runner_commit() -> None:
    assert not commits(modules())


def test_views_hold_no_session_and_no_select() -> None:
    assert not [fault for source in modules("ideas") if is_view(source) for fault in touches_database(source)]


def test_views_are_short() -> None:
    views = [(s, f) for s in modules("ideas") if is_view(s) for f in functions(s.tree) if answers_requests(f)]
    assert views, "no view was found at all"
    assert not [f"{s.at(f)} {f.name}: {body_lines(f)} lines" for s, f in views if body_lines(f) > LONGEST_VIEW]


def test_a_commit_in_a_command_is_found() -> None:
    assert commits([module("ideas.board.commands", "def vote():\n    db.session.commit()")])


def test_a_select_in_a_view_is_found() -> None:
    assert touches_database(module("ideas.board.views", "from sqlalchemy import select"))
    assert touches_database(module("ideas.board.views", "def page():\n    db.session.get(Idea, 1)"))
