"""Every change of the board, one noun a file."""

from ideas.board.commands.comment import add_comment
from ideas.board.commands.follow import follow, unfollow
from ideas.board.commands.indexing import index_idea, index_of, reindex
from ideas.board.commands.merge import merge_into
from ideas.board.commands.recount import Recount, recount
from ideas.board.commands.status import set_status
from ideas.board.commands.submit import submit_form, submit_idea
from ideas.board.commands.update import publish_update
from ideas.board.commands.vocabulary import Learnt, keep, learn
from ideas.board.commands.vote import vote, withdraw_vote

__all__ = [
    "Learnt", "Recount", "add_comment", "follow", "index_idea", "index_of", "keep", "learn", "merge_into",
    "publish_update", "recount", "reindex", "set_status", "submit_form", "submit_idea", "unfollow", "vote",
    "withdraw_vote",
]  # fmt: skip
