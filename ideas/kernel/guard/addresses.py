"""E-mail addresses, also those written so that a machine should not see them."""

import re
from collections.abc import Iterator

from ideas.kernel.guard.finding import EMAIL

Hit = tuple[str, int, int, str]
_TLD = (
    "it|com|net|org|eu|info|ch|de|fr|es|uk|co|io|me|biz|gov|edu|name|bank|at|be|nl|pt|ro|pl|gr|sm|va|us|ru|cn|br|ar|"
    "email|cloud|online|app|dev|tech|tv|cat|al|hr|si|hu|cz|se|no|fi|dk|ie|lu|mt|cy|bg|ee|lv|lt|sk|example|test|pec"
)
_LOCAL = r"(?<!\w)[^\W_][\w.+'\-]{0,63}"
_LABEL = r"[^\W_][\w\-]{0,62}"
_DOT_WORD = r"(?: ?[(\[{<] ?(?:punto|dot|\.) ?[)\]}>] ?| +(?:punto|dot) +|[-_*](?:punto|dot)[-_*])"
_AT_WORD = (
    r"(?: ?[(\[{<*] ?(?:at|chiocciol(?:a|ina)|@|a) ?[)\]}>*] ?| +chiocciol(?:a|ina) +|"
    r"[-_*](?:at|chiocciol(?:a|ina))[-_*])"
)
_BARE_AT = r" +at +"
_PROVIDERS = (
    r"(?:gmail|googlemail|libero|hotmail|outlook|yahoo|ymail|tiscali|alice|tin|virgilio|icloud|live|msn|me|fastwebnet|"
    r"aruba|pec|legalmail|posta|email|mail|inwind|iol|tim|vodafone|poste|protonmail|proton|gmx)"
)
_FAMOUS = r"(?:gmail|libero|hotmail|outlook|yahoo|tiscali|alice|virgilio|icloud)"
_SPOKEN_LOCAL = rf"(?:{_LOCAL}(?:{_DOT_WORD}|(?: +(?:underscore|trattino|meno) +)))*{_LOCAL}"
_SPOKEN_DOT = rf"(?:{_DOT_WORD}|\.)"
_SIGN = re.compile(r"@|chiocciol|(?<![^\W_])a(?:t(?![^\W_])|[)\]}>*])")
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_LOCAL}@{_LABEL}(?:\.{_LABEL})*\.[^\W\d_]{{2,24}}(?![^\W_])",
        rf"{_LOCAL} ?@ ?{_LABEL}(?: ?\. ?{_LABEL})* ?\. ?(?:{_TLD})(?![^\W_])",
        rf"{_SPOKEN_LOCAL}(?:{_AT_WORD}| ?@ ?){_LABEL}(?:{_SPOKEN_DOT}{_LABEL})*{_SPOKEN_DOT}(?:{_TLD})(?![^\W_])",
        rf"{_SPOKEN_LOCAL}{_BARE_AT}{_LABEL}(?:{_SPOKEN_DOT}{_LABEL})*{_DOT_WORD}(?:{_TLD})(?![^\W_])",
        rf"{_SPOKEN_LOCAL}(?:{_AT_WORD}| ?@ ?){_FAMOUS}(?![^\W_])",
        rf"{_SPOKEN_LOCAL}{_BARE_AT}{_PROVIDERS}(?:{_SPOKEN_DOT}{_LABEL})*{_SPOKEN_DOT}(?:{_TLD})(?![^\W_])",
    )
)


def emails(text: str) -> Iterator[Hit]:
    if not _SIGN.search(text):
        return
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield EMAIL, match.start(), match.end(), match.group()
