"""All detectors over one text; where two see something in the same place, the surer one is believed."""

from collections.abc import Iterator

from ideas.kernel.guard.addresses import emails
from ideas.kernel.guard.cards import cards
from ideas.kernel.guard.codes import ibans, tax_codes
from ideas.kernel.guard.context import accounts, secrets
from ideas.kernel.guard.finding import Finding, masked
from ideas.kernel.guard.folding import fold
from ideas.kernel.guard.numbers import chains, neutral
from ideas.kernel.guard.phones import phones

Hit = tuple[str, int, int, str]


def find(text: str) -> tuple[Finding, ...]:
    """What must not be public in `text`, in the order of the text; findings do not touch each other."""
    folded = fold(text)
    taken: list[tuple[int, int]] = []
    found = []
    for kind, start, end, compact in _hits(folded.text):
        if any(start < other_end and other_start < end for other_start, other_end in taken):
            continue
        taken.append((start, end))
        found.append(Finding(kind, *folded.span(start, end), masked(kind, compact)))
    return tuple(sorted(found, key=lambda finding: finding.start))


def _hits(text: str) -> Iterator[Hit]:
    """The surest first: check digits, then shapes, then context."""
    yield from ibans(text)
    yield from tax_codes(text)
    if not any(character.isdigit() for character in text):
        yield from emails(text)
        return
    written = chains(text, [])
    yield from cards(text, written)
    yield from emails(text)
    figures = neutral(text)
    for hit in (*secrets(text), *accounts(text)):
        if not any(start < hit[2] and hit[1] < end for start, end in figures):
            yield hit
    yield from phones(text, chains(text, figures))


def mask(text: str) -> str:
    """The text with everything that `find` sees covered; covering twice changes nothing."""
    pieces, last = [], 0
    for finding in find(text):
        pieces += [text[last : finding.start], finding.masked]
        last = finding.end
    return "".join([*pieces, text[last:]])
