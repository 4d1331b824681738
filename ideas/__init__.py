"""La banca che vorrei: what people see and do. The map stands in README.md, `## Architecture`."""
