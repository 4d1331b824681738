"""Everything the board reads, as frozen page objects."""

from ideas.board.queries.brief import IdeaBrief, brief
from ideas.board.queries.facets import Area, areas
from ideas.board.queries.feed import FeedEntry, feed
from ideas.board.queries.guide import StageGuide, promise_days, stage_guide
from ideas.board.queries.home import Home, home
from ideas.board.queries.idea import IdeaPage, idea_page, slug_of
from ideas.board.queries.listing import Listing, ListQuery, idea_list
from ideas.board.queries.mine import MyIdeas, my_ideas
from ideas.board.queries.roadmap import roadmap
from ideas.board.queries.sending import Dates, Receipt, receipt, sent_today
from ideas.board.queries.similar import SimilarIdea, similar, similar_to_typed
from ideas.board.queries.support import support

__all__ = [
    "Area", "Dates", "FeedEntry", "Home", "IdeaBrief", "IdeaPage", "ListQuery", "Listing", "MyIdeas", "Receipt",
    "SimilarIdea", "StageGuide", "areas", "brief", "feed", "home", "idea_list", "idea_page", "my_ideas", "promise_days",
    "receipt", "roadmap", "sent_today", "similar", "similar_to_typed", "slug_of", "stage_guide", "support",
]  # fmt: skip
