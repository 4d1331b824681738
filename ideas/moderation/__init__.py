"""Reports, decisions with their reasons, appeals, and what is handed over to the complaints office."""
