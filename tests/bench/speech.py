"""Ideas for a very large board, shaped like speech: few words everywhere, very many seldom (Zipf's law).

Half of what is said are sentences of a bank's customers, half are words of the bank's lexicon and made-up Italian ones.
The same seed gives the same ideas.
"""

import random
from collections.abc import Iterator
from itertools import accumulate

from ideas.board.words.lexicon import lexicon
from tests.bench import proposals, words

SEED, MADE_UP = 1978, 20_000
BEGIN = ("b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "pr", "br", "gr", "ch", "sc")
MIDDLE = ("a", "e", "i", "o", "u", "ia", "io", "ar", "er", "on", "al", "an", "en")
END = ("are", "ione", "ente", "ata", "ore", "ino", "ezza", "ale", "ura", "oso", "etto", "ismo")


def ideas(count: int, seed: int = SEED) -> Iterator[tuple[str, str]]:
    """Titles and stories."""
    dice = random.Random(seed)
    spoken, weights = vocabulary(dice)
    for _n in range(count):
        said = iter(dice.choices(spoken, cum_weights=weights, k=26))
        wish = proposals.title(dice) if dice.random() < 0.5 else " ".join(next(said) for _w in range(3))
        told = " ".join(proposals.fill(dice, dice.choice(words.SENTENCES)) for _s in range(dice.randint(1, 3)))
        yield f"{wish[:80]} {next(said)}", f"{told} {' '.join(said)}."


def vocabulary(dice: random.Random) -> tuple[list[str], list[float]]:
    """Words, and how often each is said, added up: the n-th is said 1/n as often as the first."""
    made_up = [
        dice.choice(BEGIN) + dice.choice(MIDDLE) + dice.choice(BEGIN) + dice.choice(MIDDLE) + dice.choice(END)
        for _n in range(MADE_UP)
    ]
    known = sorted(lexicon().words)
    dice.shuffle(known)
    spoken = list(dict.fromkeys(word for pair in zip(known, made_up, strict=False) for word in pair))
    spoken += made_up[len(known) :]
    return spoken, list(accumulate(1 / rank for rank in range(3, len(spoken) + 3)))
