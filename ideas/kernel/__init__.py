"""Ground floor: time, database, events, outbox, texts. Knows nothing of HTTP or of ideas."""
