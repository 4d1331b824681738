"""What settles the door by itself: phrases that leave no doubt, and those that turn them into a wish."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from ideas.kernel.text import unaccented

IDEA, COMPLAINT, ASSISTANCE, EMERGENCY = "idea", "complaint", "assistance", "emergency"
DOORS = (IDEA, COMPLAINT, ASSISTANCE, EMERGENCY)


@dataclass(frozen=True)
class Sign:
    door: str
    pattern: re.Pattern[str]
    weight: float


def _read() -> tuple[Sign, ...]:
    table = tomllib.loads((Path(__file__).parent / "signs.toml").read_text())
    found = []
    for group in table["sign"]:
        for phrase in group["phrases"]:
            for name, words in table["words"].items():
                phrase = phrase.replace("{" + name + "}", words)
            found.append(Sign(group["door"], re.compile(phrase), group["weight"]))
    return tuple(found)


SIGNS = _read()


def signs_of(text: str) -> list[tuple[Sign, str]]:
    """The signs that a text gives, each with its words."""
    plain = " ".join(unaccented(text).replace("’", "'").split())
    found = ((sign, sign.pattern.search(plain)) for sign in SIGNS)
    return [(sign, _whole_words(plain, match)) for sign, match in found if match]


def _whole_words(text: str, match: re.Match[str]) -> str:
    end = match.end()
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[match.start() : end].strip()
