"""Ideas shaped like those of a real city's board, as JSON Lines; the same seed gives the same ideas.

The shape is that of the 10,860 proposals to Decidim Barcelona in 2016: votes with median 5, p90 33, p99 162, at most
1,720, 14 % with none; comments with median 0, p90 4, p99 20; one proposal in four refused; one title in
sixteen written more than once.
"""

import json
import math
import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from ideas.kernel import clock
from tests.bench import words

SEED = 20160122
# Share of ideas -> at most so many.
VOTES = (
    (0.14, 0),
    (0.14, 1),
    (0.3, 2),
    (0.5, 5),
    (0.7, 12),
    (0.9, 33),
    (0.95, 54),
    (0.99, 162),
    (0.999, 614),
    (1.0, 1720),
)
COMMENTS = ((0.55, 0), (0.55, 1), (0.72, 1), (0.8, 2), (0.9, 4), (0.95, 7), (0.99, 20), (0.999, 62), (1.0, 337))
STAGES = ("evaluation",) * 4 + ("triage", "analysis", "planned", "development", "declined", "declined", "declined")
PERIOD = timedelta(days=400)
AUTHORS_SHARE = 0.15


def write(file: Path, count: int, seed: int = SEED) -> Path:
    """Write `count` ideas to `file`."""
    with file.open("w", encoding="utf-8") as lines:
        for idea in ideas(count, seed):
            lines.write(json.dumps(idea, ensure_ascii=False) + "\n")
    return file


def ideas(count: int, seed: int = SEED) -> Iterator[dict[str, Any]]:
    dice = random.Random(seed)
    start = clock.now() - PERIOD
    moments = sorted(start + PERIOD * dice.random() for _ in range(count))
    votes, comments = spread(VOTES, count, dice), spread(COMMENTS, count, dice)
    for number, created_at in enumerate(moments):
        yield {
            "external_id": f"bench-{seed}-{number}",
            "title": title(dice),
            "story": " ".join(fill(dice, dice.choice(words.SENTENCES)) for _ in range(dice.randint(2, 6))),
            "category": dice.choice(words.CATEGORIES),
            "created_at": created_at.isoformat(),
            "author": person(dice, count),
            "votes": votes[number],
            "status": dice.choice(STAGES),
            "comments": [remark(dice, created_at, count) for _ in range(comments[number])],
        }


def spread(shape: Sequence[tuple[float, int]], count: int, dice: random.Random) -> list[int]:
    """`count` numbers with exactly this distribution, in random order."""
    drawn = [quantile(shape, (rank + 0.5) / count) for rank in range(count)]
    if count > 100:
        drawn[-1] = shape[-1][1]
    dice.shuffle(drawn)
    return drawn


def quantile(shape: Sequence[tuple[float, int]], share: float) -> int:
    """The number below which `share` of the ideas are; between two known points the logarithm is linear."""
    if share < shape[0][0]:
        return shape[0][1]
    for (low, few), (high, many) in zip(shape[1:], shape[2:], strict=False):
        if share < high:
            part = (share - low) / (high - low)
            return round(math.exp(math.log(few) + part * math.log(many / few)))
    return shape[-1][1]


def title(dice: random.Random) -> str:
    text = fill(dice, dice.choice(words.WISHES))
    return text[0].upper() + text[1:]


def fill(dice: random.Random, sentence: str) -> str:
    return sentence.format(
        what=dice.choice(words.WHATS), where=dice.choice(words.WHERES), when=dice.choice(words.WHENS)
    )


def remark(dice: random.Random, created_at: datetime, count: int) -> dict[str, str]:
    at = min(created_at + timedelta(days=dice.expovariate(1 / 10)), clock.now())
    return {"author": person(dice, count), "text": fill(dice, dice.choice(words.REMARKS)), "created_at": at.isoformat()}


def person(dice: random.Random, count: int) -> str:
    number = dice.randrange(max(2, int(count * AUTHORS_SHARE)))
    name = words.NAMES[number % len(words.NAMES)]
    return f"{name} {words.SURNAMES[number // len(words.NAMES) % len(words.SURNAMES)]} {number}"
