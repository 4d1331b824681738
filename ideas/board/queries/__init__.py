"""Everything the board reads, as frozen page objects."""

from ideas.board.queries.brief import IdeaBrief, brief
from ideas.board.queries.draft import being_written, draft, drafts, picture_data, pictures_of
from ideas.board.queries.facets import Area, areas
from ideas.board.queries.feed import FeedEntry, feed
from ideas.board.queries.guide import ANSWER, StageGuide, answer_days, promise_days, stage_guide
from ideas.board.queries.home import Home, home
from ideas.board.queries.idea import IdeaPage, idea_page, slug_of
from ideas.board.queries.listing import Listing, ListQuery, idea_list
from ideas.board.queries.mine import MyIdeas, my_ideas
from ideas.board.queries.roadmap import roadmap
from ideas.board.queries.sending import Dates, Receipt, receipt, sent_today
from ideas.board.queries.similar import SimilarIdea, similar, similar_to_typed
from ideas.board.queries.support import support
from ideas.board.queries.talk import CommentView, one_comment, quotation
from ideas.board.queries.teams import Team, on_desk_of, team, teams
from ideas.board.queries.versions import OwnWords, Versions, editable, own_words, versions

__all__ = [
    "ANSWER",
    "Area", "CommentView", "Dates", "FeedEntry", "Home", "IdeaBrief", "IdeaPage", "ListQuery", "Listing", "MyIdeas",
    "OwnWords", "Receipt", "SimilarIdea", "StageGuide", "Team", "Versions", "answer_days", "areas", "being_written",
    "brief", "draft", "drafts", "editable", "feed", "home", "idea_list", "idea_page", "my_ideas", "on_desk_of",
    "one_comment", "own_words", "picture_data", "pictures_of", "promise_days", "quotation", "receipt", "roadmap",
    "sent_today", "similar", "similar_to_typed", "slug_of", "stage_guide", "support", "team", "teams", "versions",
]  # fmt: skip
