"""The rows of cases under way: read whole, moved under one lock, with the log that every change writes."""
