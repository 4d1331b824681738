"""The traffic light of bank-speak."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideas.announcements.queries import reading
from ideas.kernel.readability import gulpease
from tests.builders import a_colleague, a_customer


def test_the_index_follows_the_published_formula():
    # 89 + (300 * 2 - 10 * 40) / 9 = 111.2, which the scale cuts at 100.
    found = gulpease("Ora basta un tocco. Apri Movimenti, scegli e premi.")
    assert (found.sentences, found.words, found.letters, found.index) == (2, 9, 40, 100)
    hard = "Si comunica che la sottoscrizione dell’operazione determinerà conseguentemente responsabilità contrattuali"
    measured = gulpease(hard)
    expected = round(89 + (300 - 10 * measured.letters) / measured.words)
    assert measured.sentences == 1 and measured.index == expected < 40


@pytest.mark.parametrize("text", ["", "   ", "…", "!!! ??", "—"])
def test_a_text_without_words_has_no_index(text):
    assert gulpease(text).index is None


def test_an_empty_line_ends_a_sentence_and_a_decimal_point_does_not():
    assert gulpease("Titolo senza punto\n\nE poi il testo").sentences == 2
    assert gulpease("Costa 1.204 euro").sentences == 1


@given(st.text())
def test_any_text_is_measured_within_the_scale(text):
    index = gulpease(text).index
    assert index is None or 0 <= index <= 100


@given(st.text())
def test_findings_lie_where_they_say(text):
    for finding in reading(text + " Si prega di firmare. " + text, "it").findings:
        assert (text + " Si prega di firmare. " + text)[finding.start : finding.end] == finding.text


def test_phrases_are_found_whole_longest_first_with_their_case():
    found = reading("Effettuare l’accesso e poi effettuare una scelta. La prospettiva no.", "it").findings
    assert [(one.text, one.instead) for one in found] == [("Effettuare l’accesso", "Entrare"), ("effettuare", "fare")]


def test_emoji_and_accents_count_as_one_character_each():
    text = "Perché 🙂 no? Si prega di dirlo."
    (found,) = reading(text, "it").findings
    assert text[found.start : found.end] == "Si prega di"


def test_any_colleague_may_measure_a_text(app, signed_in):
    browser = signed_in(a_colleague("legal"))
    answer = browser.post("/desk/readability", json={"text": "Si prega di firmare.", "language": "it"})
    assert answer.json == {
        "index": gulpease("Si prega di firmare.").index,
        "findings": [{"start": 0, "end": 11, "text": "Si prega di", "instead": "Per favore"}],
    }
    english = browser.post("/desk/readability", json={"text": "We commence in due course.", "language": "en"}).json
    assert english["index"] is None and [one["text"] for one in english["findings"]] == ["commence", "in due course"]


@pytest.mark.parametrize(
    "body", [[], {}, {"text": 3}, {"text": "a" * 20_001}, {"text": "a", "language": "de"}, {"text": "a", "language": 1}]
)
def test_anything_else_is_refused_with_a_sentence(app, signed_in, body):
    assert signed_in(a_colleague("pm")).post("/desk/readability", json=body).status == 422


def test_customers_do_not_measure(app, signed_in):
    assert signed_in(a_customer()).post("/desk/readability", json={"text": "a", "language": "it"}).status == 403


def test_the_form_gets_the_gauge_as_a_fragment(app, signed_in):
    page = signed_in(a_colleague("communications")).post("/desk/readability", {"text": "Ora basta un tocco."})
    assert "100" in page.text and "Si capisce" in page.text and "gauge__ruler" in page.source
