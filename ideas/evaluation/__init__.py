"""The join: the bank's own project path moves, and the public side follows. Worklist, work page, actions, verdicts."""
