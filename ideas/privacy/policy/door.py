"""The right door: is it an idea, a complaint, a question for assistance, an emergency? The customer decides."""

from dataclasses import dataclass
from functools import cache

from ideas.privacy.policy.learning import Model, load
from ideas.privacy.policy.signs import ASSISTANCE, COMPLAINT, DOORS, EMERGENCY, IDEA, signs_of

FEWEST_WORDS = 3
MOST_REASONS = 4
# How much more than for an idea must speak for another door before we say anything.
MARGIN = {EMERGENCY: 1.0, COMPLAINT: 2.0, ASSISTANCE: 2.0}
WITHOUT_A_SIGN = 2.0  # more for an emergency that only the model sees
LEARNT_WEIGHT = 0.6


@dataclass(frozen=True)
class Door:
    """`kind` is one of DOORS; `reasons` are the words of the text that weighed most, the first most of all."""

    kind: str
    reasons: tuple[str, ...] = ()


@cache
def _model() -> Model:
    return load()


def right_door(text: str) -> Door:
    """Where a text belongs, as far as can be told; an idea where there is doubt."""
    if len(text.split()) < FEWEST_WORDS:
        return Door(IDEA)
    weighed, signs = _model().weigh(text), signs_of(text)
    scores = {door: LEARNT_WEIGHT * weighed.scores[door] for door in DOORS}
    for sign, _words in signs:
        scores[sign.door] += sign.weight
    if all(sign.door != EMERGENCY for sign, _words in signs):
        scores[EMERGENCY] -= WITHOUT_A_SIGN
    best = max(DOORS, key=lambda door: scores[door] - MARGIN.get(door, 0.0))
    if best == IDEA:
        return Door(IDEA)
    said = [words for sign, words in signs if sign.door == best]
    rivals = [door for door in DOORS if door != best]
    learnt = {
        words: weight[best] - max(weight[door] for door in rivals)
        for words, weight in weighed.words.items()
    }  # fmt: skip
    heavy = sorted((words for words, more in learnt.items() if more > 1), key=lambda words: -learnt[words])
    return Door(best, _without_repeats([*said, *heavy]))


def _without_repeats(words: list[str]) -> tuple[str, ...]:
    kept: list[str] = []
    for each in words:
        if not any(each in other or other in each for other in kept):
            kept.append(each)
    return tuple(kept[:MOST_REASONS])
