"""The log leaves for process mining as XES, with nobody's name and nobody's words."""

from xml.etree import ElementTree

import workflow
from tests.workflow.bank import OFFICES, PEOPLE, REASON, Bank, actor

NS = {"x": "http://www.xes-standard.org/"}


def exported(bank: Bank, secret: bytes | None = b"same") -> str:
    with bank.engine.begin() as db:
        return "".join(workflow.xes(db, secret=secret))


def events(text: str, trace: str) -> list[dict[str, str]]:
    log = ElementTree.fromstring(text)
    for found in log.findall("x:trace", NS):
        attributes = [
            {child.get("key"): child.get("value") for child in event} for event in found.findall("x:event", NS)
        ]
        if found.find("x:string", NS).get("value") == trace:
            return attributes
    raise LookupError(trace)


def test_there_is_a_trace_for_each_case_and_an_event_for_each_event(bank: Bank) -> None:
    bank.do("ask", "moderator")
    bank.do("answer", "author")
    bank.until("evaluation")
    with bank.engine.begin() as db:
        workflow.claim(db, bank.case_id, "", actor("pm"), at=bank.at)
    bank.until("planned")
    said = events(exported(bank), "idea 412")
    assert [event["concept:name"] for event in said] == [
        "start", "triage: ask", "needs_info: answer", "triage: accept", "evaluation: claim", "evaluation: analyse",
        "analysis: review", *(f"signoff: {office}=ok" for office in OFFICES), "signoff: pass",
    ]  # fmt: skip
    assert [event["lifecycle:transition"] for event in said].count("assign") == 1
    assert said[1]["org:role"] == "moderator" and said[4]["org:role"] == "pm" and said[7]["org:role"] == "legal"
    assert said[5]["field:value"] == "4"
    assert all(event["time:timestamp"].endswith("+00:00") for event in said)
    assert [event["concept:name"] for event in events(exported(bank), "idea 9")] == ["start"]


def test_extensions_globals_and_classifiers_are_declared(bank: Bank) -> None:
    log = ElementTree.fromstring(exported(bank))
    assert [extension.get("prefix") for extension in log.findall("x:extension", NS)] == [
        "concept", "time", "org", "lifecycle",
    ]  # fmt: skip
    assert {scope.get("scope") for scope in log.findall("x:global", NS)} == {"trace", "event"}
    assert log.find("x:classifier", NS).get("keys") == "concept:name"


def test_people_are_pseudonyms_and_their_words_stay_at_home(bank: Bank) -> None:
    bank.until("evaluation").do("decline", "pm")
    text = exported(bank)
    said = events(text, "idea 412")
    assert REASON not in text and "nome accanto" not in text
    assert said[-1]["field:reason_code"] == "costs_too_much"
    assert said[1]["org:resource"] != said[2]["org:resource"] != str(PEOPLE["pm"])
    assert "author_id" not in text


def test_a_person_is_the_same_pseudonym_only_under_the_same_secret(bank: Bank) -> None:
    assert exported(bank) == exported(bank)
    assert exported(bank, None) != exported(bank, None)


def test_the_log_comes_in_pieces(bank: Bank) -> None:
    with bank.engine.begin() as db:
        pieces = list(workflow.xes(db))
    assert len(pieces) > 5 and pieces[-1] == "</log>\n"
