"""A finding: code and place, and the sentence that findings.toml has for that code."""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from functools import cache
from importlib import resources

from workflow.definition.model import Finding
from workflow.text import Text

SIDE_BY_SIDE = " → "
OPENING = Text(it="l’apertura", en="the opening")


@cache
def sentences() -> dict[str, Text]:
    """Every code with its sentence; "near" is the part that names what may have been meant."""
    file = resources.files("workflow").joinpath("definition/checks/findings.toml")
    return {code: Text(sentence) for code, sentence in tomllib.loads(file.read_text(encoding="utf-8")).items()}


def finding(code: str, place: str, /, path: Sequence[str] = (), **values: Text | str) -> Finding:
    """The finding with its sentence filled in; {path} is `path` as one reads it."""
    shown = SIDE_BY_SIDE.join(path) or OPENING
    return Finding(code, place, sentences()[code].filled({"path": shown, **values}), tuple(path))


def unknown(
    code: str, place: str, name: str, known: Iterable[str], path: Sequence[str] = (), **values: Text | str
) -> Finding:
    """A name that is not there, with the nearest one that is."""
    meant = get_close_matches(name, list(known), n=1)
    near = sentences()["near"].filled({"name": meant[0]}) if meant else ""
    return finding(code, place, path, name=name, near=near, **values)


def undeclared(code: str, place: str, names: Iterable[str], known: Iterable[str]) -> Iterator[Finding]:
    """`unknown` for each of the names that is not among those known; "" is a name nobody wrote."""
    known = list(known)
    for name in names:
        if name not in known:
            yield unknown(code, place, name, known) if name else finding("missing_key", place)
