"""Every change of the board, one noun a file."""

from ideas.board.commands.comment import add_comment
from ideas.board.commands.follow import follow, unfollow
from ideas.board.commands.merge import merge_into
from ideas.board.commands.recount import Recount, recount
from ideas.board.commands.status import set_status
from ideas.board.commands.submit import index_idea, submit_form, submit_idea
from ideas.board.commands.update import publish_update
from ideas.board.commands.visibility import existing_comment, put_back, set_comment_state, take_down
from ideas.board.commands.vote import vote, withdraw_vote

__all__ = [
    "Recount", "add_comment", "existing_comment", "follow", "index_idea", "merge_into", "publish_update", "put_back",
    "recount", "set_comment_state", "set_status", "submit_form", "submit_idea", "take_down", "unfollow", "vote",
    "withdraw_vote",
]  # fmt: skip
