"""A small trained model: multinomial naive Bayes over stems and pairs of stems, with everything it weighs in sight.

McCallum & Nigam, «A comparison of event models for naive Bayes text classification», 1998; each word counts once in a
text, and classes are taken as equally likely. It learns from `examples.txt` in a moment: `flask door train` writes
what it learnt to `learnt.json`, which is what runs, so that a change of the examples is looked at before it acts.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import snowballstemmer

from ideas.kernel.text import unaccented

HERE = Path(__file__).parent
EXAMPLES, LEARNT = HERE / "examples.txt", HERE / "learnt.json"
SMOOTHING = 0.4
_WORD = re.compile(r"[^\W\d_]+|\d+")
_italian = snowballstemmer.stemmer("italian")
_stemming = Lock()  # the stemmer keeps its word in itself


@dataclass(frozen=True)
class Weighed:
    """`scores` are log-likelihoods by door; `words` says how much each word or pair of the text weighs for a door."""

    scores: Mapping[str, float]
    words: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Model:
    """log P(feature | door) of every known feature."""

    weights: Mapping[str, Mapping[str, float]]

    def weigh(self, text: str) -> Weighed:
        """What speaks for each door; words never seen in the examples say nothing."""
        known = {shown: self.weights[key] for key, shown in features(text).items() if key in self.weights}
        doors = next(iter(self.weights.values())).keys()
        return Weighed({door: sum(weight[door] for weight in known.values()) for door in doors}, known)


def features(text: str) -> dict[str, str]:
    """Stems and pairs of neighbouring stems -> the words of the text that they come from."""
    words = _WORD.findall(text.casefold())
    with _stemming:
        stems = ["#" if word.isdigit() else unaccented(_italian.stemWord(word)) for word in words]
    found = dict(zip(stems, words, strict=True))
    for at in range(len(stems) - 1):
        found[f"{stems[at]} {stems[at + 1]}"] = f"{words[at]} {words[at + 1]}"
    found.pop("#", None)
    return found


def examples(path: Path = EXAMPLES) -> list[tuple[str, str]]:
    """(door, text) of each line."""
    lines = (line for line in path.read_text().splitlines() if line and not line.startswith("#"))
    return [(door, text) for door, _tab, text in (line.partition("\t") for line in lines)]


def train(labelled: Iterable[tuple[str, str]]) -> Model:
    """Count features by door, smooth."""
    counts: dict[str, Counter[str]] = {}
    for door, text in labelled:
        counts.setdefault(door, Counter()).update(features(text).keys())
    vocabulary = sorted(set().union(*counts.values()))
    totals = {door: sum(counted.values()) + SMOOTHING * len(vocabulary) for door, counted in counts.items()}
    return Model({
        feature: {
            door: round(math.log((counted[feature] + SMOOTHING) / totals[door]), 4) for door, counted in counts.items()
        }
        for feature in vocabulary
    })  # fmt: skip


def save(model: Model, path: Path = LEARNT) -> None:
    path.write_text(
        json.dumps(model.weights, ensure_ascii=False, sort_keys=True, separators=(",", ":")).replace("},", "},\n")
        + "\n"
    )


def load(path: Path = LEARNT) -> Model:
    return Model(json.loads(path.read_text()))
