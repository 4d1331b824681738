"""Every change of what people are told and have read."""

from ideas.notifications.commands.read import mark_read
from ideas.notifications.commands.spread import about, tell_next
from ideas.notifications.commands.tell import Told, promise_ruling, promise_service_mail, tell

__all__ = ["Told", "about", "mark_read", "promise_ruling", "promise_service_mail", "tell", "tell_next"]
