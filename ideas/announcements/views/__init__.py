"""Pages of the newsroom and of the news, one matter a file."""

from ideas.announcements.views import calendar, desk, news, readability
from ideas.announcements.views.blueprint import bp

__all__ = ["bp", "calendar", "desk", "news", "readability"]
