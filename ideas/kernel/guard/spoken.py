"""Numbers below a thousand as people say them when they dictate one, in Italian; the ten digits in English too."""

_UNITS = "zero uno due tre quattro cinque sei sette otto nove".split()
_TEENS = "dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove".split()
_TENS = "venti trenta quaranta cinquanta sessanta settanta ottanta novanta".split()
_ENGLISH = "zero one two three four five six seven eight nine".split()


def _below_a_hundred() -> dict[str, int]:
    found = {word: value for value, word in enumerate([*_UNITS, *_TEENS])}
    for tens, word in enumerate(_TENS, start=2):
        found[word] = tens * 10
        for unit in range(1, 10):
            # Before a vowel the last letter falls: ventuno, ventotto.
            stem = word[:-1] if unit in (1, 8) else word
            found[stem + _UNITS[unit]] = tens * 10 + unit
            if unit == 3:
                found[stem + "tré"] = tens * 10 + unit
    return found


def _below_a_thousand() -> dict[str, int]:
    small = _below_a_hundred()
    found = dict(small)
    for hundreds in range(1, 10):
        head = "cento" if hundreds == 1 else _UNITS[hundreds] + "cento"
        found[head] = hundreds * 100
        for word, value in small.items():
            if value:
                found[head + word] = hundreds * 100 + value
                if word.startswith("o"):
                    found[head[:-1] + word] = hundreds * 100 + value
    return found


NUMBERS: dict[str, str] = {
    **{word: str(value) for value, word in enumerate(_ENGLISH)},
    **{word: str(value) for word, value in _below_a_thousand().items()},
}
