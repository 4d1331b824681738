"""Which passwords, names and addresses are accepted."""

import pytest

from ideas.accounts import policy
from ideas.accounts.errors import BadField


def refuses(password, email="giulia.rossi@example.it", name="Giulia Rossi"):
    try:
        policy.check_new_password(password, email=email, name=name)
    except BadField as refusal:
        assert set(refusal.fields) == {"password"}
        return True
    return False


@pytest.mark.parametrize(
    "password",
    [
        "short", "password2024!", "Passw0rd!2024", "P@ssword12345", "qwertyuiop", "1234567890", "0987654321",
        "abcdefghij", "aaaaaaaaaaaa", "abababababab", "abcabcabcabc", "forzajuve2024", "bancachevorrei1",
        "1qaz2wsx3edc", "asdfghjkl123", "ciaociao2025!", "x" * 129,
    ],
)  # fmt: skip
def test_first_guesses_of_thieves_are_refused(password):
    assert refuses(password)


@pytest.mark.parametrize("password", ["giuliarossi!7", "xx-Rossi-1977", "giulia.rossi@example.it", "GIULIA è qui 1"])
def test_a_password_with_the_person_in_it_is_refused(password):
    assert refuses(password)


@pytest.mark.parametrize(
    "password",
    ["tre gatti sul tetto", "vorrei-demo", "Kx9#mQ2$vL", "perché no domani", "un due tre " * 2 + "è" * 106],
)
def test_other_passwords_are_accepted(password):
    assert not refuses(password)


def test_short_names_do_not_forbid_their_letters():
    assert not refuses("lungo il fiume", email="li@example.it", name="Li Wu")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Giulia@Example.IT", "giulia@example.it"), (" a.b+c@sub.example.it ", "a.b+c@sub.example.it")],
)
def test_an_address_has_one_spelling(typed, kept):
    assert policy.clean_email(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "giulia", "@example.it", "giulia@example", "giùlia@example.it", "a" * 300 + "@example.it"]
)
def test_what_is_no_address_is_refused(typed):
    with pytest.raises(BadField):
        policy.clean_email(typed)
