"""Named refusals of sign-up and sign-in."""

from typing import Any

from flask_babel import lazy_gettext as _l

from ideas.kernel.errors import Conflict, Invalid, Refusal


class WrongCredentials(Invalid):
    """The same sentence for an unknown address and for a wrong password: nobody learns who is a customer."""

    code = "wrong_credentials"

    def __init__(self) -> None:
        super().__init__(_l("Address and password do not go together. Check both, or choose a new password."))


class NotConfirmed(Refusal):
    """Right password, but the address has never been confirmed."""

    status = 403
    code = "not_confirmed"

    def __init__(self) -> None:
        super().__init__(_l("Before you sign in, confirm your address: open the link we sent you."))


class BadLink(Refusal):
    """A link from a mail that is too old, already used, or damaged."""

    code = "bad_link"

    def __init__(self) -> None:
        super().__init__(_l("This link has expired or was already used. Ask for a new one from the sign-in page."))


class BadField(Invalid):
    """One field that cannot be accepted."""

    code = "bad_field"

    def __init__(self, field: str, sentence: Any) -> None:
        super().__init__(sentence, fields={field: sentence})


class AddressTaken(Conflict):
    """Said to administrators only; a customer who signs up is never told."""

    code = "address_taken"

    def __init__(self) -> None:
        super().__init__(_l("Somebody already has this e-mail address."))


class UnknownRole(Invalid):
    code = "unknown_role"

    def __init__(self, role: str) -> None:
        super().__init__(_l("There is no role “%(role)s”.", role=role), fields={"roles": role})
