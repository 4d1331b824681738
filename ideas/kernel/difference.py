"""What changed between two texts, word by word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_TOKEN = re.compile(r"\s+|[^\W_]+(?:[’'][^\W_]+)?|.", re.DOTALL)
Step = tuple[str, int, int, int, int]
Kind = Literal["same", "gone", "new"]


@dataclass(frozen=True)
class Piece:
    kind: Kind
    text: str


def difference(before: str, after: str) -> list[Piece]:
    """Pieces in reading order: what stayed, what went, what came. Joining "same" and "new" gives `after` back.

    A space between two changed words counts as changed, so that a reader meets phrases and not crumbs.
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    pieces: list[Piece] = []
    for kind, i, j, k, n in _without_crumbs(SequenceMatcher(None, old, new, autojunk=False).get_opcodes(), old):
        if kind == "equal":
            pieces.append(Piece("same", "".join(old[i:j])))
            continue
        pieces += [Piece("gone", "".join(old[i:j]))] if j > i else []
        pieces += [Piece("new", "".join(new[k:n]))] if n > k else []
    return pieces


def _without_crumbs(steps: Sequence[Step], old: Sequence[str]) -> list[Step]:
    """Join two changes with nothing but a space between them."""
    joined: list[Step] = []
    for n, step in enumerate(steps):
        kind, i, j, k, m = step
        crumb = kind == "equal" and 0 < n < len(steps) - 1 and not "".join(old[i:j]).strip()
        if joined and joined[-1][0] != "equal" and (crumb or kind != "equal"):
            _kind, first_i, _j, first_k, _m = joined[-1]
            joined[-1] = ("replace", first_i, j, first_k, m)
        else:
            joined.append(step)
    return joined
