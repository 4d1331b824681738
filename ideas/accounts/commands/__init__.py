"""Every change to people, one matter a file."""

from ideas.accounts.commands.password import ask_reset, change_password, check_password, hash_password, prove, reset
from ideas.accounts.commands.preferences import change_preferences
from ideas.accounts.commands.sign_up import ask_confirmation, confirm, sign_up
from ideas.accounts.commands.staff import create_staff, set_roles

__all__ = [
    "ask_confirmation",
    "ask_reset",
    "change_password",
    "change_preferences",
    "check_password",
    "confirm",
    "create_staff",
    "hash_password",
    "prove",
    "reset",
    "set_roles",
    "sign_up",
]
