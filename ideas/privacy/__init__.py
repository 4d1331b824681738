"""What belongs to a person: consent, a copy of everything, erasure, and words that should not be public."""
