"""The demo bank: who works there, what was proposed, and how each idea walked the path until today."""
