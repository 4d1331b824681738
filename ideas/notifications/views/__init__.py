"""Pages about what people are told, one matter a file."""

from ideas.notifications.views import inbox, mailbox
from ideas.notifications.views.blueprint import bp

__all__ = ["bp", "inbox", "mailbox"]
