"""How one case moves: pure functions from a state to the next one. No database."""
