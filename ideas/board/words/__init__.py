"""What words mean at a bank: synonyms, gists, likeness, misspellings. Nothing here reads rows."""
