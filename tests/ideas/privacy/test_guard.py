"""Personal data in what people type: found, covered, and nothing else."""

import random
import time
from collections import Counter
from collections.abc import Iterable

import pytest

from ideas.kernel import guard
from tests.ideas.privacy import by_hand
from tests.ideas.privacy.corpus import Sample, innocent, planted
from tests.ideas.privacy.numbers_of_people import IBAN_FORMATS, iban

SEED = 20261121
PLANTED, INNOCENT = 3500, 3500


def covered(sample: Sample) -> bool:
    """One finding of the right kind spans the whole secret (a sign or a bracket around it may stay)."""
    start = sample.text.index(sample.secret)
    core = [at for at, c in enumerate(sample.secret, start) if c.isalnum()]
    return any(f.kind == sample.kind and f.start <= core[0] and core[-1] < f.end for f in guard.find(sample.text))


def strangers(samples: Iterable[Sample]) -> list[tuple[Sample, str]]:
    """Findings that touch no planted secret."""
    found = []
    for sample in samples:
        start = sample.text.index(sample.secret) if sample.secret else -1
        end = start + len(sample.secret)
        for f in guard.find(sample.text):
            if not sample.secret or f.end <= start or end <= f.start:
                found.append((sample, f.kind))
    return found


def test_recall_and_precision_on_the_corpus() -> None:
    secrets, others = list(planted(SEED, PLANTED)), list(innocent(SEED, INNOCENT))
    missed = [sample for sample in secrets if not covered(sample)]
    wrong = strangers([*secrets, *others])
    hits = len(secrets) - len(missed)
    recall, precision = hits / len(secrets), hits / (hits + len(wrong))
    print(f"seed {SEED}: recall {recall:.4f}, precision {precision:.4f}")
    print("missed", Counter(sample.kind for sample in missed), *missed[:40], sep="\n")
    print("wrong", Counter(kind for _sample, kind in wrong), *wrong[:40], sep="\n")
    assert recall >= 0.995
    assert precision >= 0.98


@pytest.mark.parametrize("country", IBAN_FORMATS)
def test_ibans_of_every_country_are_found_in_the_middle_of_a_sentence(country: str) -> None:
    dice = random.Random(country)  # noqa: S311 (a corpus, not a secret)
    for _ in range(5):
        number = iban(dice, country)
        spaced = " ".join(number[at : at + 4] for at in range(0, len(number), 4))
        for written in (number, spaced, spaced.lower()):
            text = f"Ho scritto {written} e poi niente."
            [found] = guard.find(text)
            assert (found.kind, text[found.start : found.end]) == ("iban", written)


def test_covering_leaves_nothing_of_what_was_found_and_covering_again_changes_nothing() -> None:
    for sample in planted(SEED + 1, 700):
        masked = guard.mask(sample.text)
        assert sample.secret not in masked
        assert guard.mask(masked) == masked
        assert len(masked) <= len(sample.text)


def test_the_covered_number_keeps_what_helps_its_owner_to_know_it() -> None:
    text = "I soldi sono sul conto IT60X0542811101000000123456 e me ne sono accorta dopo un mese."
    assert guard.mask(text) == "I soldi sono sul conto IT60 ···· 456 e me ne sono accorta dopo un mese."
    assert guard.mask("Pago con la 4539 1488 0343 6467.") == "Pago con la ···· 6467."


@pytest.mark.parametrize(("text", "kind"), by_hand.HELD)
def test_what_people_really_write_is_found(text: str, kind: str) -> None:
    assert kind in [found.kind for found in guard.find(text)]


def test_what_people_really_write_without_giving_anything_away_stays_as_it_is() -> None:
    assert [text for text in by_hand.NOTHING if guard.mask(text) != text] == []


def test_places_count_code_points_of_the_text_as_it_was_given() -> None:
    text = "😀 e\u0301 ＩＢＡＮ: IT60 X054\u200b2811101000000123456 👍🏽"
    [found] = guard.find(text)
    assert text[found.start : found.end] == "IT60 X054\u200b2811101000000123456"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Sono Anna, mi trovate allo 059 123456 di mattina o al 347.12.34.567 di sera", ["phone", "phone"]),
        ("carta 4539 1488 0343 6467 scadenza 12/27 cvv 123", ["card", "pin_otp"]),
        ("IT60X0542811101000000123456/RSSMRA85T10A562S", ["iban", "codice_fiscale"]),
        ("anna.verdi@posta.it oppure 3471234567", ["email", "phone"]),
        ("anna punto verdi chiocciola posta punto it", ["email"]),
        ("il mio numero è tre quattro sette uno due tre quattro cinque sei sette", ["phone"]),
        ("pin uno due tre quattro cinque", ["pin_otp"]),
        ("password: Gatto2024!", ["pin_otp"]),
        ("codice cliente 12345678, PIN 54321", ["account_number", "pin_otp"]),
        ("Passami il +44 (0)20 7946 0958", ["phone"]),
        ("cell3471234567.jpg", ["phone"]),
        ("", []),
    ],
)
def test_several_things_in_one_text(text: str, kinds: list[str]) -> None:
    assert [found.kind for found in guard.find(text)] == kinds


@pytest.mark.parametrize(
    "bad", ["1 2 3 4 5 ", "a", "a@", "a.b.", "pin ", "conto n. ", "it60 ", "9", "a punto ", "tre due ", "347 12 "]
)
def test_no_text_keeps_the_guard_busy(bad: str) -> None:
    text = (bad * 4000)[:4000]
    started = time.thread_time()  # of this thread alone: a busy machine does not count
    guard.find(text)
    assert time.thread_time() - started < 3
