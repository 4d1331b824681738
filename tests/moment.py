"""When the tests take place: a working Monday, ten to nine in the morning in Rome."""

from datetime import UTC, datetime

START = datetime(2026, 10, 12, 6, 50, tzinfo=UTC)
