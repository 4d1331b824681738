"""Every change of the board, one noun a file."""

from ideas.board.commands.category import change_category, install_categories
from ideas.board.commands.comment import add_comment, edit_comment, find_useful, unfind_useful
from ideas.board.commands.draft import discard_draft, save_draft
from ideas.board.commands.edit import edit_idea
from ideas.board.commands.follow import follow, unfollow
from ideas.board.commands.indexing import index_idea, index_of, reindex
from ideas.board.commands.merge import merge_into
from ideas.board.commands.picture import add_picture, remove_picture, save_form, save_with_picture
from ideas.board.commands.recount import Recount, recount
from ideas.board.commands.status import set_status
from ideas.board.commands.submit import submit_form, submit_idea
from ideas.board.commands.update import publish_update
from ideas.board.commands.visibility import existing_comment, put_back, set_comment_state, take_down
from ideas.board.commands.vocabulary import Learnt, keep, learn
from ideas.board.commands.vote import record_vote, vote, withdraw_vote

__all__ = [
    "Learnt", "Recount", "add_comment", "add_picture", "change_category", "discard_draft", "edit_comment",
    "edit_idea", "existing_comment", "find_useful", "follow", "index_idea", "index_of", "install_categories", "keep",
    "learn", "merge_into", "publish_update", "put_back", "record_vote", "recount", "reindex", "remove_picture",
    "save_draft", "save_form", "save_with_picture", "set_comment_state", "set_status", "submit_form", "submit_idea",
    "take_down", "unfind_useful", "unfollow", "vote", "withdraw_vote", "withdraw_vote",
]  # fmt: skip
