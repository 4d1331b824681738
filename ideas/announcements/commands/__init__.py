"""Every change of an announcement."""

from ideas.announcements.commands.approval import approve, send_back, submit
from ideas.announcements.commands.draft import draft, save
from ideas.announcements.commands.schedule import publish_announcement, schedule, withdraw_schedule

__all__ = ["approve", "draft", "publish_announcement", "save", "schedule", "send_back", "submit", "withdraw_schedule"]
