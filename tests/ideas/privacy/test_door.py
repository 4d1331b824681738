"""The right door: idea, complaint, assistance or emergency."""

from pathlib import Path
from typing import Any

import pytest

from ideas.privacy import policy
from ideas.privacy.policy import learning

HELD_OUT = Path(__file__).parent / "door_held_out.txt"


def test_sentences_it_never_saw_go_through_the_right_door() -> None:
    held_out = learning.examples(HELD_OUT)
    assert not {text for _door, text in held_out} & {text for _door, text in learning.examples()}
    judged = [(door, policy.right_door(text).kind, text) for door, text in held_out]
    wrong = [each for each in judged if each[0] != each[1]]
    urgent = [told for door, told, _text in judged if door == policy.EMERGENCY]
    accuracy, recall = 1 - len(wrong) / len(judged), urgent.count(policy.EMERGENCY) / len(urgent)
    false_alarms = sum(told == policy.EMERGENCY != door for door, told, _text in judged)
    print(f"{len(judged)} sentences: accuracy {accuracy:.3f}; emergencies {recall:.3f}, false alarms {false_alarms}")
    print(*wrong, sep="\n")
    assert accuracy >= 0.9
    assert recall >= 0.98
    assert false_alarms <= 0.03 * len(judged)


def test_what_was_learnt_is_what_the_examples_teach() -> None:
    assert learning.load() == learning.train(learning.examples())


def test_the_command_writes_what_it_learnt(tmp_path: Path, app: Any) -> None:
    told = app.test_cli_runner().invoke(args=["door", "train", "--to", str(tmp_path / "learnt.json")])
    assert told.exit_code == 0 and "examples" in told.output
    assert learning.load(tmp_path / "learnt.json") == learning.load()


@pytest.mark.parametrize(
    ("text", "door", "because"),
    [
        ("Mi hanno rubato la carta al mercato", "emergency", "rubato la carta"),
        ("Ci sono due pagamenti che non ho fatto io", "emergency", "non ho fatto"),
        ("Mi avete addebitato il canone due volte", "complaint", "mi avete"),
        ("Come faccio a cambiare il PIN?", "assistance", "come faccio"),
    ],
)
def test_the_words_that_weighed_are_said(text: str, door: str, because: str) -> None:
    found = policy.right_door(text)
    assert found.kind == door
    assert any(because in words for words in found.reasons)
    plain = text.casefold()
    assert all(words.split()[0] in plain for words in found.reasons)


@pytest.mark.parametrize(
    "text",
    [
        "Vorrei bloccare la carta da sola quando me la rubano", "Se perdo il bancomat vorrei spegnerlo dal telefono",
        "Un corso per riconoscere le truffe", "", "carta", "😀 😀 😀 😀", "1 2 3 4", "Reclami",
    ],
)  # fmt: skip
def test_a_wish_is_an_idea_whatever_it_speaks_of_and_so_is_what_cannot_be_told(text: str) -> None:
    assert policy.right_door(text) == policy.Door(policy.IDEA)
