"""Nothing grows beyond what one reads at once; nothing is left unfinished."""

import ast
import re

import pytest

from tests.house.sources import ROOT, functions, modules, written_files

LONGEST_FILE, LONGEST_FUNCTION, LONGEST_FACTORY = 300, 40, 120
EVERYTHING = ("workflow", "ideas", "tests")
UNFINISHED = re.compile(r"\b(TOD[O]|FIXM[E]|XX[X])\b|NotImplemente[d]Error|mark\.(ski[p]|xfai[l])")
# What belongs to a developer's machine and not to the project: home and scratch folders, registries, assistants.
ELSEWHERE = re.compile(
    r"(?<![\w.])/(hom[e]|roo[t]|wor[k]|tm[p]|User[s])/\w|\bpyp[i]\.org|python[h]osted|npm[j]s\.|deb\.de[b]ian"
    r"|\bclaud[e]\b|anthropi[c]|chat[g]pt|copilo[t]",
    re.IGNORECASE,
)
TEXTS = (".py", ".html", ".txt", ".css", ".js", ".md", ".toml", ".cfg", ".po", ".ini", ".mako", "")


def long_functions(tree: ast.AST) -> list[str]:
    sizes = ((f.name, (f.end_lineno or 0) - f.lineno + 1) for f in functions(tree))
    return [f"{name}: {size} lines" for name, size in sizes if size > LONGEST_FUNCTION]


def test_no_file_is_longer_than_300_lines() -> None:
    sizes = {source.name: len(source.path.read_text().splitlines()) for source in modules(*EVERYTHING)}
    assert not {name: size for name, size in sizes.items() if size > LONGEST_FILE}
    assert sizes["ideas.app"] < LONGEST_FACTORY


def test_no_function_is_longer_than_40_lines() -> None:
    assert not [f"{source.name}.{fault}" for source in modules(*EVERYTHING) for fault in long_functions(source.tree)]


@pytest.mark.parametrize("pattern", [UNFINISHED, ELSEWHERE], ids=["unfinished", "elsewhere"])
def test_no_file_holds_such_words(pattern: re.Pattern[str]) -> None:
    found = []
    for path in written_files(*TEXTS):
        lines = path.read_text(errors="replace").splitlines()
        found += [
            f"{path.relative_to(ROOT)}:{n} {line.strip()[:100]}"
            for n, line in enumerate(lines, 1)
            if pattern.search(line)
        ]
    assert not found, "\n".join(found)


def test_a_long_function_is_found() -> None:
    assert long_functions(ast.parse("def long():\n" + "    pass\n" * 40))


def test_unfinished_and_foreign_words_are_found() -> None:
    assert UNFINISHED.search("# TO" + "DO later") and ELSEWHERE.search("open('/ho" + "me/me/x')")
