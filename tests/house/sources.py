"""The project's own files, parsed, for the rules of the house."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PRODUCT = ("workflow", "ideas")
OUTSIDE = {"node_modules", "instance", "build", "vendor", "__pycache__"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    name: str
    path: Path
    tree: ast.Module

    @property
    def is_package(self) -> bool:
        return self.path.name == "__init__.py"

    def at(self, node: ast.AST) -> str:
        return f"{self.path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def module(name: str, source: str) -> Module:
    """A module that exists only in a test, to see a rule refuse it."""
    return Module(name, ROOT / (name.replace(".", "/") + ".py"), ast.parse(source))


def named(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Every Python module of these folders, of the product when none is named."""
    found = (path for folder in folders or PRODUCT for path in sorted((ROOT / folder).rglob("*.py")))
    return tuple(
        Module(named(path), path, ast.parse(path.read_text())) for path in found if "versions" not in path.parts
    )


def functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def written_files(*suffixes: str) -> Iterator[Path]:
    """Files that people wrote, anywhere in the project."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        hidden = any(part.startswith(".") and part != ".ci" or part.endswith(".egg-info") for part in parts)
        if path.is_file() and not hidden and not OUTSIDE & set(parts) and (not suffixes or path.suffix in suffixes):
            yield path
