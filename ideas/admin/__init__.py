"""Administration: the process with its versions, people and their roles, the log."""
