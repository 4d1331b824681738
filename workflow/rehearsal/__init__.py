"""What a definition would do: to the cases under way, to those of the past, to the queues to come."""
