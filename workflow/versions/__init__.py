"""From one definition to the next: draft, difference, publication by two, cases carried over and brought back."""
