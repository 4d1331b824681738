"""The public board: ideas, votes, comments, follows, public updates, search."""
