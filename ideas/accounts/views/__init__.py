"""Pages of accounts, one matter a file."""

from ideas.accounts.views import password, settings, sign_in, sign_up
from ideas.accounts.views.blueprint import bp

__all__ = ["bp", "password", "settings", "sign_in", "sign_up"]
