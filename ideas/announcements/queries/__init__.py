"""Everything the newsroom and the news read, as frozen page objects."""

from ideas.announcements.queries.calendar import Month, month, month_from
from ideas.announcements.queries.desk import Draft, Newsroom, draft_page, newsroom
from ideas.announcements.queries.news import Story, feed, news, published_for, story
from ideas.announcements.queries.readability import Reading, reading

__all__ = [
    "Draft", "Month", "Newsroom", "Reading", "Story", "draft_page", "feed", "month", "month_from", "news", "newsroom",
    "published_for", "reading", "story",
]  # fmt: skip
