"""Finds and covers what must not be public: numbers and addresses of people, in a text typed by anybody.

Pure: nothing is read, stored or logged. It lives on this floor because accounts, below `privacy`, has names to look at.

    found = find("Il mio IBAN è IT60 X054 2811 1010 0000 0123 456")
    mask("…")  ->  "Il mio IBAN è IT60 ···· 456"
"""

from ideas.kernel.guard.finding import KINDS, Finding
from ideas.kernel.guard.looking import find, mask

__all__ = ["KINDS", "Finding", "find", "mask"]
