"""What the log alone tells: every other row again, and the export for process mining."""
