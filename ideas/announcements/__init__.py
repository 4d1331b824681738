"""Announcements of what was built: written by one person, approved by another, published by the clock."""
