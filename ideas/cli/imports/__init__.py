"""Ideas from elsewhere: one reader per format, one writer for all.

A reader turns lines into drafts, or into refusals that say why; the writer stores the drafts of a whole file in one
transaction and leaves out what is already there.
"""
