"""Every English sentence of the interface has its Italian one, with the same placeholders."""

import re
from collections.abc import Iterator
from functools import cache

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir

from tests.catalogue import italian
from tests.house.sources import ROOT

METHODS = [("ideas/**.py", "python"), ("templates/**", "jinja2")]
OPTIONS = {"templates/**": {"extensions": "jinja2.ext.do"}}
KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None, "lazy_gettext": None}
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]|\{\w+\}")
Sentence = str | tuple[str, ...]


@cache
def sentences() -> dict[Sentence, str]:
    """Each msgid and the first place it stands."""
    found: dict[Sentence, str] = {}
    for folder in ("ideas", "templates"):
        methods = [
            (pattern.removeprefix(f"{folder}/"), method) for pattern, method in METHODS if pattern.startswith(folder)
        ]
        options = {p.removeprefix(f"{folder}/"): o for p, o in OPTIONS.items() if p.startswith(folder)}
        rows = extract_from_dir(ROOT / folder, methods, options, keywords=KEYWORDS)
        for file, line, sentence, _comments, _context in rows:
            found.setdefault(sentence, f"{folder}/{file}:{line}")
    return found


def faults(msgid: Sentence, string: object, fuzzy: bool = False) -> Iterator[str]:
    """What is wrong with one translation."""
    originals = (msgid,) if isinstance(msgid, str) else msgid
    texts = string if isinstance(string, (tuple, list)) else (string,)
    if not all(texts) or (len(originals) > 1 and len(texts) < 2):
        yield f"not translated: {originals[0]!r}"
        return
    if fuzzy:
        yield f"still marked fuzzy: {originals[0]!r}"
    wanted = set(PLACEHOLDER.findall(originals[-1]))
    for text in texts:
        found = set(PLACEHOLDER.findall(str(text)))
        if found != wanted and not (len(texts) > 1 and found < wanted):
            yield f"other placeholders: {text!r} for {originals[-1]!r}"


def test_every_sentence_is_translated() -> None:
    catalogue = italian()
    found = []
    for msgid, place in sentences().items():
        key = msgid if isinstance(msgid, str) else msgid[0]
        message = catalogue.get(key)
        strings, fuzzy = (message.string, message.fuzzy) if message else ("", False)
        found += [f"{place} {fault}" for fault in faults(msgid, strings, fuzzy)]
    assert sentences()
    assert not found, "\n".join(found)


def test_the_catalogue_holds_nothing_that_nobody_says() -> None:
    said = {msgid if isinstance(msgid, str) else msgid[0] for msgid in sentences()}
    kept = {message.id if isinstance(message.id, str) else message.id[0] for message in italian() if message.id}
    assert not kept - said


@pytest.mark.parametrize(
    ("msgid", "text"), [("Votes", ""), ("%(count)s votes", "voti"), ("Hello {name}", "Ciao {nome}")]
)
def test_a_bad_translation_is_found(msgid: str, text: str) -> None:
    assert list(faults(msgid, text))
