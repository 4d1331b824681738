"""What the bank's answers amount to: figures worked out from the rows themselves, none of them typed."""
