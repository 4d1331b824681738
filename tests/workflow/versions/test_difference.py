"""What changed, said in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import workflow
from tests.workflow.versions.office import FASTER, LOOKED_OVER, NO_CARE, RENAMED, RISK, Edits, edited

OLD = workflow.load(edited())

SAID: dict[str, tuple[Edits, str, str, str]] = {
    "an office more": (RISK, "office_added", "«Pareri» chiede un parere in più: «Rischi».", "“Sign-offs” asks one more office: “Risk”."),
    "an office less": (NO_CARE, "office_removed", "«Pareri» chiede un parere in meno: «Assistenza».", ""),
    "another due": (FASTER, "stage_changed", "la fase «Analisi funzionale»: tempo, da 10 giorni lavorativi a 3 giorni lavorativi.", ""),
    "a stage renamed": (RENAMED, "stage_renamed", "", ""),
    "other texts": (LOOKED_OVER, "stage_texts", "Testi cambiati: la fase «Primo sguardo».", "Texts changed: the stage “Triage”."),
    "another target": (
        (('to = "evaluation"\ntone = "primary"\noptional = ["message", "note"]\nnotify = ["author"]', 'to = "analysis"\ntone = "primary"\noptional = ["message", "note"]\nnotify = ["author"]'),),
        "action_target", "la mossa «Passa al product manager»: porta altrove, da «Valutazione del product manager» a «Analisi funzionale».", "",
    ),
    "another role": ((('public = "analysis"\nrole = "analyst"', 'public = "analysis"\nrole = "pm"'),), "stage_changed", "", ""),
    "a day more to close": ((('"12-07', '"11-02 Giorno dei morti", "12-07'),), "calendar_changed", "", ""),
    "a longer promise": ((('due = "25bd"', 'due = "40bd"'),), "clock_changed", "la promessa «answer»: tempo, da 25 giorni lavorativi a 40 giorni lavorativi.", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", SAID)
def test_a_change_is_told_in_both_languages(case: str) -> None:
    edits, code, it, en = SAID[case]
    changes = {change.code: change for change in workflow.difference(OLD, _read(edited(*edits)))}
    assert code in changes, changes
    assert it in ("", changes[code].sentence.in_("it"))
    assert en in ("", changes[code].sentence.in_("en"))
    assert all("{" not in change.sentence.in_(language) for change in changes.values() for language in ("it", "en"))


def test_renaming_a_stage_is_one_change_and_not_twenty() -> None:
    codes = [change.code for change in workflow.difference(OLD, _read(edited(*RENAMED)))]
    assert codes == ["stage_renamed"]


def test_the_same_definition_differs_in_nothing_also_with_other_comments() -> None:
    assert workflow.difference(OLD, _read(edited() + "\n# a remark\n")) == []


@given(st.data())
def test_no_change_of_a_value_goes_unsaid(data: st.DataObject) -> None:
    lines = edited().splitlines()
    numbered = [
        n for n, line in enumerate(lines) if line.startswith(("due = ", "to = ", "role = ", "tone = ", "need = "))
    ]
    n = data.draw(st.sampled_from(numbered))
    name, _, _ = lines[n].partition(" = ")
    values = {"due": '"7bd"', "to": '"merged"', "role": '"developer"', "tone": '"danger"', "need": '["message"]'}
    lines[n] = f"{name} = {values[name]}"
    new = _read("\n".join(lines))
    assert bool(workflow.difference(OLD, new)) == (new.hash != OLD.hash)


def _read(text: str) -> workflow.Process:
    from workflow.definition.reading import read

    return read(text)
